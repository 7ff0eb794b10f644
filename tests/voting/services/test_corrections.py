"""A mistake is mended, never erased: an incident before the proclamation, a vote corrected by another after it."""

import re

import pytest
from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus
from core import journal
from core.database import session
from core.errors import Invalid, RuleBroken
from motions.models import Cause, Part, PartState, Revision
from motions.queries.motion_queries import current_revision
from tests.support.essai import ELECTORS
from tests.support.plenary import FIFTEEN, TWENTY, Plenary, words
from voting.models import Ballot, Outcome, Poll, PollState
from voting.services.poll_services import announce_correction, cancel_poll, close_poll, open_poll, proclaim_poll
from voting.services.vote_seals import altered_votes

WRONG = "Le scrutin a été clos par un double appui."


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    return found


def row(plenary, model, row_id):
    return plenary.cast.read(lambda: session().get_one(model, row_id))


def text(plenary) -> str:
    return plenary.cast.read(lambda: current_revision(plenary.part()).text)


def revisions(plenary) -> list[Revision]:
    rows = select(Revision).where(Revision.part_id == plenary.part()).order_by(Revision.number)
    return plenary.cast.read(lambda: session().scalars(rows).all())


def last_entry(plenary, kind: str) -> dict:
    def find():
        from congress.models import Congress

        stream = session().get_one(Congress, plenary.cast.congress_id).stream
        return [entry.payload for entry in journal.entries(stream) if entry.kind == kind][-1]

    return plenary.cast.read(find)


def whole(plenary) -> bool:
    from congress.models import Congress

    def look() -> bool:
        congress = session().get_one(Congress, plenary.cast.congress_id)
        return list(altered_votes(journal.entries(congress.stream), congress.id)) == []

    return plenary.cast.read(look)


def vote_again(plenary, corrected: int, choice: str) -> int:
    """The id of the correcting poll, proclaimed."""
    poll = plenary.do(announce_correction, plenary.item(), corrected, WRONG)
    plenary.do(open_poll, poll)
    plenary.vote(poll, choice, *ELECTORS)
    plenary.proclaim(poll)
    return poll


def test_an_incident_before_the_proclamation_leads_to_a_new_poll_linked_to_the_first(plenary):
    amendment = plenary.amend(FIFTEEN, by="ada")
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(amendment,))
    plenary.vote(poll, "against", "ada")
    plenary.do(close_poll, poll)
    with pytest.raises(Invalid, match="Dites pourquoi"):
        plenary.do(cancel_poll, poll, " ")
    again = plenary.do(cancel_poll, poll, "Clos par un double appui")
    former, new = row(plenary, Poll, poll), row(plenary, Poll, again)
    assert (former.state, former.cancelled_because) == (PollState.CANCELLED, "Clos par un double appui")
    assert (new.state, new.corrects_id, new.number) == (PollState.ANNOUNCED, poll, former.number + 1)
    assert row(plenary, Amendment, amendment).status == AmendmentStatus.PUBLISHED
    assert (last_entry(plenary, "poll_cancelled")["poll"], last_entry(plenary, "poll_announced")["corrects"]) == (1, 1)
    plenary.do(open_poll, again)
    plenary.vote(again, "for", *ELECTORS)
    plenary.proclaim(again)
    assert row(plenary, Amendment, amendment).status == AmendmentStatus.ADOPTED
    assert whole(plenary)


def test_the_ballots_of_a_poll_cancelled_once_closed_stay_and_never_change(plenary):
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada")
    plenary.do(close_poll, poll)
    plenary.do(cancel_poll, poll, "Panne")
    ballots = plenary.cast.read(lambda: session().scalars(select(Ballot)).all())
    assert [ballot.choice for ballot in ballots] == ["for"]
    with pytest.raises(Exception, match="kept as it was"):
        plenary.cast.run(lambda: setattr(session().get_one(Ballot, ballots[0].id), "choice", "against"))
    with pytest.raises(RuleBroken, match="a été annulé"):
        plenary.do(proclaim_poll, poll)


def test_one_cancelled_while_open_is_held_again_by_the_next_on_the_same_subject(plenary):
    plenary.discuss()
    poll = plenary.poll()
    assert plenary.do(cancel_poll, poll, "Panne") is None
    assert row(plenary, Poll, plenary.announce()).corrects_id == poll


def test_a_rejected_amendment_is_adopted_by_the_vote_that_corrects(plenary):
    amendment = plenary.amend(FIFTEEN, by="ada")
    plenary.discuss()
    first = plenary.poll(amendment_ids=(amendment,))
    plenary.proclaim(first)  # nobody voted: rejected for ever, until now
    assert row(plenary, Amendment, amendment).status == AmendmentStatus.REJECTED
    second = vote_again(plenary, first, "for")
    mended = row(plenary, Amendment, amendment)
    assert (mended.status, mended.cause) == (
        AmendmentStatus.ADOPTED,
        f"Scrutin n°\u00a02, qui corrige le n°\u00a01\u00a0: {WRONG}",
    )
    assert "quinze mille" in text(plenary)
    assert (row(plenary, Poll, second).corrects_id, row(plenary, Poll, second).corrects_because) == (first, WRONG)
    assert row(plenary, Outcome, first).is_adopted is False  # as it was proclaimed
    assert whole(plenary)


def test_an_adoption_is_taken_out_of_the_text_by_the_vote_that_corrects(plenary):
    fifteen, twenty = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela")
    before = text(plenary)
    plenary.discuss()
    first = plenary.poll(amendment_ids=(fifteen,))
    plenary.vote(first, "for", *ELECTORS)
    plenary.proclaim(first, twenty)
    assert row(plenary, Amendment, twenty).status == AmendmentStatus.FALLEN
    vote_again(plenary, first, "against")
    assert text(plenary) == before
    assert [found.cause for found in revisions(plenary)] == [Cause.IMPORT, Cause.AMENDMENT, Cause.CORRECTION]
    assert WRONG in revisions(plenary)[-1].because
    assert row(plenary, Amendment, fifteen).status == AmendmentStatus.REJECTED
    assert row(plenary, Amendment, twenty).status == AmendmentStatus.PUBLISHED  # what it made fall is to be voted again
    assert last_entry(plenary, "amendment_reinstated")["was"] == "fallen"
    ways = [words(plenary.get("ada", f"amendements/{number}")).partition("Parcours")[2] for number in (1, 2)]
    assert re.search(r"Adopté avant d’être corrigé .* Rejeté .*, qui corrige", ways[0])
    assert re.search(r"Tombé avant d’être corrigé .* Remis à voter", ways[1])


def test_what_a_batch_made_fall_names_all_of_the_batch(plenary):
    batch = tuple(plenary.amend(FIFTEEN, by=name) for name in ("ada", "bela"))
    fallen = plenary.amend(TWENTY, by="dora")
    plenary.discuss()
    poll = plenary.poll(amendment_ids=batch)
    plenary.vote(poll, "for", *ELECTORS)
    plenary.proclaim(poll, fallen)
    answer = plenary.get("ada", "amendements/3")
    to = '<a href="/essai/amendements/{0}">{0}</a>'.format
    linked = f"n°\u00a0{to(1)}\u00a0et\u00a0{to(2)}"
    assert f"Par l’adoption des amendements {linked}" in answer.text
    row = plenary.get("ada", "amendements").text.partition('/amendements/3">')[2].partition("</tr>")[0]
    assert linked in row  # and not the first of them alone
    listed = words(plenary.get("ada", "amendements"))
    assert listed.count("n°\u00a03 est tombé") == 2  # beside each of those that made it fall


def test_a_correction_that_decides_the_same_changes_nothing(plenary):
    amendment = plenary.amend(FIFTEEN, by="ada")
    plenary.discuss()
    first = plenary.poll(amendment_ids=(amendment,))
    plenary.vote(first, "for", *ELECTORS)
    plenary.proclaim(first)
    vote_again(plenary, first, "for")
    assert len(revisions(plenary)) == 2
    assert row(plenary, Amendment, amendment).status == AmendmentStatus.ADOPTED


def test_correcting_a_text_or_an_amendment_of_it(plenary):
    amendment = plenary.amend(FIFTEEN, by="ada")
    plenary.discuss()
    first = plenary.poll(amendment_ids=(amendment,))
    plenary.proclaim(first)
    whole_text = plenary.poll()
    plenary.proclaim(whole_text)
    assert row(plenary, Part, plenary.part()).state == PartState.REJECTED
    vote_again(plenary, whole_text, "for")
    assert row(plenary, Part, plenary.part()).state == PartState.ADOPTED
    vote_again(plenary, first, "for")  # the text that was voted is another: it is to be voted again
    assert row(plenary, Part, plenary.part()).state == PartState.IN_DISCUSSION
    assert "quinze mille" in text(plenary)


def test_what_cannot_be_corrected_says_why(plenary):
    amendment = plenary.amend(FIFTEEN, by="ada")
    plenary.discuss()
    first = plenary.poll(amendment_ids=(amendment,))
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        plenary.do(announce_correction, plenary.item(), first, WRONG)
    plenary.proclaim(first)
    with pytest.raises(Invalid, match="Dites pourquoi"):
        plenary.do(announce_correction, plenary.item(), first, "")
    with pytest.raises(RuleBroken, match="Seule la présidence"):
        plenary.do(announce_correction, plenary.item(), first, WRONG, by="sven")
    second = vote_again(plenary, first, "for")
    with pytest.raises(RuleBroken, match="Un autre scrutin a déjà corrigé celui-ci"):
        plenary.do(announce_correction, plenary.item(), first, WRONG)
    plenary.discuss(2)
    with pytest.raises(RuleBroken, match="n’est pas celui du point en discussion"):
        plenary.do(announce_correction, plenary.item(2), second, WRONG)
