"""A second convening where the quorum is judged by who voted, at the closing of each vote: no check is ever recorded."""

from datetime import timedelta

import pytest

from congress.queries.chamber_queries import agenda_of, sitting
from congress.queries.convening.convening_queries import second_of
from congress.rules.rule_names import Body, QuorumRule
from congress.services.convening.second import plan_second
from core.database import session
from core.errors import RuleBroken
from tests.support.convening import PARIS, at, council
from tests.support.plenary import CONSOLE, Plenary, words
from voting.models import Poll
from voting.queries.subjects import SubjectKeys
from voting.services.discussion_services import end_item, end_sitting, put_in_discussion
from voting.services.poll_services import announce_poll, open_poll

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    council(found, body=Body.ASSOCIATION, convening_days=0, quorum=QuorumRule.HALF_VOTED_CEIL)
    at(found, 12, 14)
    found.open()
    return found


def vote(plenary: Plenary, number: int, *names: str) -> bool | None:
    item = plenary.item(number)
    plenary.do(put_in_discussion, item)
    poll = plenary.do(announce_poll, item, SubjectKeys(part_id=plenary.part(number)))
    plenary.do(open_poll, poll)
    plenary.vote(poll, "for", *names)
    plenary.proclaim(poll)
    return plenary.cast.read(lambda: session().get_one(Poll, poll).outcome.is_adopted)


def test_an_item_voted_by_too_few_is_convened_again_and_decided_whatever_the_number(plenary):
    assert vote(plenary, 1, "ada", "bela") is None  # two of nine: no verdict
    plenary.do(end_item, plenary.item(1))
    assert vote(plenary, 2, "ada", "bela", "chloe", "dora", "emile")
    plenary.do(end_sitting, plenary.sitting_id)
    assert "Le quorum a manqué" in words(plenary.get("sven", "seances/2"))
    anew = "convoquer à nouveau les membres"
    assert anew in words(plenary.get("sven", CONSOLE))
    titles = plenary.cast.read(lambda: [item.title for item in agenda_of(plenary.sitting_id)])

    starts = plenary.cast.clock.now() + timedelta(hours=1)
    typed = f"{starts.astimezone(PARIS):%Y-%m-%dT%H:%M}"
    answer = plenary.cast.browse("sven").post(plenary.cast.path("seances/2/seconde-convocation"), data={"debut": typed})
    assert answer.status_code == 303
    again = plenary.cast.read(lambda: second_of(plenary.sitting_id).id)
    left = plenary.cast.read(lambda: [item.title for item in agenda_of(again)])
    assert left[0] == titles[0] and titles[1] not in left, "what was decided is not taken up again"
    assert anew not in words(plenary.get("sven", CONSOLE))

    second = Plenary(plenary.cast, again)
    second.cast.clock.at = plenary.cast.read(lambda: sitting(again).starts_at)
    second.open("ada", "chloe")
    assert vote(second, 1, "ada") is True


def test_where_each_vote_had_its_quorum_a_sentence_says_why_there_is_no_second(plenary):
    vote(plenary, 1, "ada", "bela", "chloe", "dora", "emile")
    plenary.do(end_sitting, plenary.sitting_id)
    assert "Le quorum a manqué" not in words(plenary.get("sven", "seances/2"))
    starts = plenary.cast.clock.now() + timedelta(days=3)
    with pytest.raises(RuleBroken, match="se juge ici à la clôture de chaque vote"):
        plenary.do(plan_second, plenary.sitting_id, starts, by="sven")
