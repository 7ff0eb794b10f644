"""Votes without a ballot by name, on paper and by show of hands: what is changed behind the services is named."""

import json

import pytest
from sqlalchemy import func, select

from congress.chamber_models import Office
from congress.services.sitting_services import give_office
from core.database import session
from tests.support.assembly import published
from tests.support.polls import FIFTEEN
from tests.voting.services.test_vote_seals import altered, write_behind
from voting.models import Poll
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import PAPER, SHOW_OF_HANDS
from voting.services import text_effects
from voting.services.modes.declaring import Declaration, declare
from voting.services.modes.papers import key_count
from voting.services.modes.putting_to_vote import put_to_vote
from voting.services.poll_services import close_poll, proclaim_poll

OF_POLL_2 = "poll_id = (SELECT id FROM poll WHERE number = 2)"


@pytest.fixture
def on_paper_and_by_hands(ready_assembly):
    """Poll n° 1, on paper, rejected an amendment; n° 2, by show of hands, adopted its proposal. No ballot is kept."""
    made = ready_assembly
    teller, counters = made.electors[1], (made.electors[1], made.secretary)
    made.do(give_office, made.sitting_id, teller, Office.TELLER, by=made.secretary)
    fifteen = published(made, made.part, FIFTEEN, by=teller)
    made.do(put_to_vote, made.item, SubjectKeys(amendment_ids=(fifteen,)), PAPER, by=made.chair)
    first = made.read(lambda: session().scalar(select(func.max(Poll.id))))
    for counter in counters:
        made.do(key_count, first, {"for": 2, "against": 3}, by=counter)
    made.do(close_poll, first, by=made.chair)
    made.do(proclaim_poll, first, by=made.chair)
    made.do(put_to_vote, made.item, SubjectKeys(part_id=made.part), SHOW_OF_HANDS, by=made.chair)
    second = made.read(lambda: session().scalar(select(func.max(Poll.id))))
    shown = made.read(lambda: text_effects.result_shown(session().get_one(Poll, second), if_adopted=True))
    made.do(declare, second, Declaration(is_adopted=True, hands={"for": 3, "against": 2}), shown=shown, by=made.chair)
    assert altered(made) == []
    return made


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE paper_count SET received = '{json.dumps({'for': 5})}' WHERE id = 1",
        "DELETE FROM paper_count",
        f"UPDATE outcome SET received = '{json.dumps({'for': {'heads': 4, 'weight': 4_000_000}})}' WHERE {OF_POLL_2}",
        f"UPDATE outcome SET is_adopted = false WHERE {OF_POLL_2}",
        f"DELETE FROM outcome WHERE {OF_POLL_2}",
    ],
)
def test_a_vote_without_ballots_changed_behind_the_services_is_named_too(on_paper_and_by_hands, statement):
    write_behind(on_paper_and_by_hands, statement)
    assert altered(on_paper_and_by_hands) == ([1] if "paper_count" in statement else [2])
