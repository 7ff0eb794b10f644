"""A chair who disappears in the middle of a vote leaves no vote without an end: it is cancelled, or led by another."""

import pytest

from congress.chamber_models import Office
from congress.services.presence_services import leave
from congress.services.sitting_services import give_office
from core import journal
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.assembly import opened_poll, vote
from tests.support.polls import announce, row, sentence
from voting.models import Outcome, Poll, PollState
from voting.rules.outcome import Reason
from voting.services.poll_services import cancel_poll, close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database


@pytest.fixture
def assembly(ready_assembly):
    return ready_assembly


def hand_over(assembly, to):
    return assembly.do(give_office, assembly.sitting_id, to, Office.CHAIR, by=assembly.secretary)


def test_the_secretariat_cancels_a_vote_that_nobody_leads_any_more_and_says_why(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    vote(assembly, poll, "for", assembly.electors[1])
    with pytest.raises(Invalid, match="Dites pourquoi"):
        assembly.do(cancel_poll, poll, " ", by=assembly.secretary)
    assembly.do(cancel_poll, poll, "La présidente a perdu la liaison.", by=assembly.secretary)
    cancelled = row(assembly, Poll, poll)
    assert (cancelled.state, cancelled.cancelled_because) == (
        PollState.CANCELLED,
        "La présidente a perdu la liaison.",
    )
    entry = assembly.read(lambda: list(journal.entries(f"congress:{assembly.slug}"))[-1])
    assert (entry.kind, entry.actor) == ("poll_cancelled", assembly.actor(assembly.secretary).pseudonym)
    again = announce(assembly, part_id=assembly.part)
    assert row(assembly, Poll, again).corrects_id == poll
    assembly.do(cancel_poll, again, "Elle n’est pas revenue.", by=assembly.secretary)  # announced only


def test_a_verdict_that_is_known_is_the_chair_s_alone_to_cancel(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    assembly.do(close_poll, poll, by=assembly.chair)
    with pytest.raises(Forbidden):
        assembly.do(cancel_poll, poll, "Ce résultat ne plaît pas.", by=assembly.secretary)
    assert row(assembly, Poll, poll).state == PollState.CLOSED


def test_once_the_chair_has_left_another_leads_the_vote_to_its_end_and_breaks_no_tie(app, assembly):
    former, successor, other = assembly.electors[:3]
    poll = announce(assembly, part_id=assembly.part)
    assembly.do(open_poll, poll, by=former)
    with pytest.raises(RuleBroken, match="marquez d’abord son départ"):
        hand_over(assembly, successor)
    assembly.do(leave, assembly.sitting_id, former, by=assembly.secretary)
    hand_over(assembly, successor)
    vote(assembly, poll, "for", successor)
    vote(assembly, poll, "against", other)
    with pytest.raises(Forbidden):
        assembly.do(close_poll, poll, by=former)
    assembly.do(close_poll, poll, by=successor)
    assembly.do(proclaim_poll, poll, by=successor)
    outcome = row(assembly, Outcome, poll)
    assert (outcome.is_adopted, outcome.reason, outcome.chair_choice) == (False, Reason.TIE, None)
    assert row(assembly, Poll, poll).chair_id == former
    assert "qui préside, n’a rien exprimé" in sentence(app, assembly, poll)


def test_a_closed_vote_is_proclaimed_by_who_takes_the_chair_of_one_who_left(assembly):
    former, successor = assembly.electors[:2]
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    vote(assembly, poll, "for", former)
    assembly.do(close_poll, poll, by=former)
    assembly.do(leave, assembly.sitting_id, former, by=former)
    hand_over(assembly, successor)
    assembly.do(proclaim_poll, poll, by=successor)
    assert assembly.read(lambda: session().get_one(Poll, poll).state) == PollState.PROCLAIMED
