"""The paper says whether the sitting that adopted the minutes of the one before began with them."""

import pytest

from congress.chamber_models import AgendaItemKind
from congress.services.sitting_services import add_item
from core.database import session
from tests.support.plenary import Plenary
from tests.voting.services.minutes.minutes_to_adopt import LATER, later_sitting, sat, seen, told_of
from voting.models import Poll
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.services.asking.asking_services import put_question
from voting.services.discussion_services import end_item, pending_poll, put_in_discussion
from voting.services.minutes.adopting import adopt_minutes
from voting.services.modes.declaring import Declaration, declare
from voting.services.text_effects import result_shown


@pytest.fixture
def plenary(cast) -> Plenary:
    return sat(cast)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ((), "au début de la séance"),
        ((AgendaItemKind.OTHER,), "au début de la séance"),
        ((AgendaItemKind.PROPOSAL,), "au cours de la séance"),
        ((AgendaItemKind.OTHER, AgendaItemKind.OTHER), "au cours de la séance"),
    ],
)
def test_the_paper_says_whether_the_sitting_began_with_them(plenary, before, said):
    later = Plenary(plenary.cast, later_sitting(plenary))
    later.arrive("dora", "emile", "fatou", "chloe")
    for position, kind in enumerate(before):
        about = 2 if kind is AgendaItemKind.PROPOSAL else None
        item = later.do(add_item, later.sitting_id, kind, f"Point {position}", about, by="sven")
        later.do(put_in_discussion, item)
        if len(before) > 1:
            later.do(end_item, item)
    plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, seen=seen(plenary))
    if not before:  # what comes afterwards changes nothing
        later.do(put_in_discussion, later.do(add_item, later.sitting_id, AgendaItemKind.OTHER, "Divers", by="sven"))
    assert f"{said} n°\u00a03, sans opposition." in told_of(plenary)


def test_a_vote_on_nothing_but_them_is_the_beginning(plenary):
    later = Plenary(plenary.cast, later_sitting(plenary))
    later.arrive("dora", "emile", "fatou", "chloe")
    item = later.do(add_item, later.sitting_id, AgendaItemKind.OTHER, "Procès-verbal", by="sven")
    later.do(put_in_discussion, item)
    later.do(put_question, item, "Arrêtez-vous le procès-verbal\u202f?", SHOW_OF_HANDS)
    poll = plenary.cast.read(lambda: pending_poll(later.sitting_id))
    shown = plenary.cast.read(lambda: result_shown(session().get_one(Poll, poll.id), if_adopted=True))
    later.do(declare, poll.id, Declaration(is_adopted=True), shown=shown)
    plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, adopting_poll="2", seen=seen(plenary))
    assert "au début de la séance n°\u00a03, par le scrutin" in told_of(plenary)
