"""A poll is proclaimed, or cancelled: what it does to the texts, all of it or nothing."""

import hashlib

import pytest
from sqlalchemy import func, select

from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import if_adopted
from congress.chamber_models import Sitting
from core import journal
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from motions.models import Motion, MotionState, Part, PartKind, PartState
from motions.queries.motion_queries import current_revision, revisions_of
from tests.support.assembly import (
    assemble,
    in_discussion,
    opened_poll,
    published,
    vote,
    with_motion,
)
from tests.support.polls import FIFTEEN, HELPERS, TWENTY, announce, decide, row
from voting.models import Ballot, Falling, Outcome, Poll, PollState
from voting.queries import poll_queries, votes_left
from voting.services import text_effects
from voting.services.discussion_services import set_aside
from voting.services.poll_services import cancel_poll, close_poll, proclaim_poll


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def test_an_adopted_amendment_is_a_new_revision_the_others_carried_over_those_confirmed_fallen(assembly):
    one, two, three = assembly.electors[1:4]
    fifteen = published(assembly, assembly.part, FIFTEEN, by=one)
    twenty = published(assembly, assembly.part, TWENTY, by=two)
    helpers = published(assembly, assembly.part, HELPERS, by=three)
    poll = opened_poll(assembly, assembly.item, amendment_ids=(fifteen,))
    foreseen = assembly.read(lambda: [found.amendment_id for found in text_effects.fallings(poll)])
    assert foreseen == [twenty]
    decide(assembly, poll, "for", "for", "against", confirmed=foreseen)
    revisions = assembly.read(lambda: revisions_of(assembly.part))
    assert [found.number for found in revisions] == [1, 2]
    assert "quinze mille" in revisions[1].text
    states = {amendment: row(assembly, Amendment, amendment) for amendment in (fifteen, twenty, helpers)}
    assert [found.status for found in states.values()] == [
        AmendmentStatus.ADOPTED,
        AmendmentStatus.FALLEN,
        AmendmentStatus.PUBLISHED,
    ]
    assert states[twenty].cause_amendment_id == fifteen
    carried = assembly.read(lambda: if_adopted(session().get_one(Amendment, helpers)))
    assert carried.is_clean
    assert "quinze mille" in carried.text
    assert "former et rémunérer" in carried.text


def test_one_foreseen_to_fall_that_the_chair_does_not_confirm_stays_to_be_checked(assembly):
    fifteen = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    twenty = published(assembly, assembly.part, TWENTY, by=assembly.electors[2])
    poll = opened_poll(assembly, assembly.item, amendment_ids=(fifteen,))
    decide(assembly, poll, "for", "for")
    assert row(assembly, Amendment, twenty).status == AmendmentStatus.PUBLISHED
    assert assembly.read(lambda: [found.confirmed for found in session().scalars(select(Falling))]) == [False]
    with pytest.raises(RuleBroken, match="est à vérifier"):
        announce(assembly, amendment_ids=(twenty,))
    assembly.do(set_aside, twenty, AmendmentStatus.FALLEN, "Le nombre est déjà voté.", by=assembly.chair)
    assert row(assembly, Amendment, twenty).status == AmendmentStatus.FALLEN


def test_a_rejected_amendment_changes_no_text(assembly):
    fifteen = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    decide(assembly, opened_poll(assembly, assembly.item, amendment_ids=(fifteen,)), "against")
    assert row(assembly, Amendment, fifteen).status == AmendmentStatus.REJECTED
    assert assembly.read(lambda: current_revision(assembly.part).number) == 1


def test_identical_amendments_are_one_vote(assembly):
    batch = tuple(published(assembly, assembly.part, FIFTEEN, by=member) for member in assembly.electors[1:3])
    left = assembly.read(lambda: votes_left.left_to_vote(assembly.congress_id))
    assert [tuple(found.id for found in vote.amendments) for vote in left[0].votes] == [batch, ()]
    poll = opened_poll(assembly, assembly.item, amendment_ids=batch)
    assert "identiques" in row(assembly, Poll, poll).question
    decide(assembly, poll, "for")
    assert {row(assembly, Amendment, found).status for found in batch} == {AmendmentStatus.ADOPTED}
    assert assembly.read(lambda: current_revision(assembly.part).number) == 2


def test_one_of_two_identical_amendments_is_not_put_alone_to_the_vote(assembly):
    """A console loaded before the second one was published names the first alone."""
    first, second = (published(assembly, assembly.part, FIFTEEN, by=member) for member in assembly.electors[1:3])
    other = published(assembly, assembly.part, TWENTY, by=assembly.electors[3])
    with pytest.raises(RuleBroken, match="L’amendement n°\u00a02 est identique\u00a0: il se vote en même temps"):
        announce(assembly, amendment_ids=(first,))
    decide(assembly, opened_poll(assembly, assembly.item, amendment_ids=(other,)), "against")
    decide(assembly, opened_poll(assembly, assembly.item, amendment_ids=(first, second)), "against")
    assert {row(assembly, Amendment, found).status for found in (first, second)} == {AmendmentStatus.REJECTED}


def test_different_amendments_are_not_one_vote(assembly):
    batch = (
        published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1]),
        published(assembly, assembly.part, HELPERS, by=assembly.electors[2]),
    )
    with pytest.raises(RuleBroken, match="ne sont pas identiques"):
        announce(assembly, amendment_ids=batch)


def test_the_proclamation_is_all_or_nothing(assembly):
    """An adoption that cannot be made leaves the poll closed, and everything as it was."""
    from congress.actors import Actor
    from motions.models import Cause
    from motions.services.motion_services import append_revision, set_part_under_vote
    from tests.support.assembly import FIRST_TEXT

    fifteen = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    poll = opened_poll(assembly, assembly.item, amendment_ids=(fifteen,))
    vote(assembly, poll, "for", *assembly.electors)
    assembly.do(close_poll, poll, by=assembly.chair)
    with pytest.raises(RuleBroken, match="mis aux voix"):
        assembly.do(append_revision, assembly.part, TWENTY, Cause.CORRECTION, expected_number=1, by=assembly.secretary)
    elsewhere = FIRST_TEXT.replace("sur trois ans", "sur cinq ans")  # the amendment still applies, to another text

    def slip_in() -> None:
        set_part_under_vote(assembly.part, False)
        actor = Actor.system(assembly.congress_id)
        append_revision(assembly.part, elsewhere, Cause.CORRECTION, expected_number=1, actor=actor, now=assembly.then())
        set_part_under_vote(assembly.part, True)

    assembly.run(slip_in)
    with pytest.raises(RuleBroken, match="Le texte a changé depuis l’ouverture"):
        assembly.do(proclaim_poll, poll, by=assembly.chair)
    assert row(assembly, Poll, poll).state == PollState.CLOSED
    assert row(assembly, Amendment, fifteen).under_vote
    assert row(assembly, Sitting, assembly.sitting_id).under_vote


def test_an_amendment_published_while_its_text_was_put_to_the_vote_has_no_object(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    late = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    decide(assembly, poll, "for")
    ended = row(assembly, Amendment, late)
    assert (ended.status, ended.cause) == (
        AmendmentStatus.NO_OBJECT,
        "Le texte a été voté entre-temps, au scrutin n°\u00a01.",
    )


def test_proclaimed_twice_is_proclaimed_once(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    decide(assembly, poll, "for")
    proclaimed_at = row(assembly, Poll, poll).proclaimed_at
    assembly.do(proclaim_poll, poll, by=assembly.chair)
    assert row(assembly, Poll, poll).proclaimed_at == proclaimed_at


def test_the_chain_to_the_motion(assembly):
    """Amendment, proposal, motion: each voted, the text of the motion is the letter's."""
    from congress.models import Congress
    from letters.letter_composition import compose
    from motions.queries.motion_queries import motion_text

    fifteen = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    decide(assembly, opened_poll(assembly, assembly.item, amendment_ids=(fifteen,)), "for")
    decide(assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), "for")
    assert row(assembly, Part, assembly.part).state == PartState.ADOPTED
    assembly.item = in_discussion(assembly, None)
    poll = opened_poll(assembly, assembly.item, motion_id=assembly.motion)
    letter = assembly.read(lambda: compose(session().get_one(Congress, assembly.congress_id)))
    text = assembly.read(lambda: motion_text(assembly.motion))
    assert row(assembly, Poll, poll).text_sha256 == hashlib.sha256(text.encode()).hexdigest() == letter.fingerprint
    decide(assembly, poll, "for")
    assert row(assembly, Motion, assembly.motion).state == MotionState.ADOPTED
    texts = select(Part.state).where(Part.kind != PartKind.ADDITION)
    assert assembly.read(lambda: session().scalars(texts).all()) == [PartState.ADOPTED] * 3
    assert assembly.read(lambda: votes_left.left_to_vote(assembly.congress_id)) == []


def test_a_rejected_proposal_is_no_part_of_the_motion(app):
    from motions.queries.motion_queries import motion_text

    assembly = assemble(app, opened=True)
    assembly.motion, (first, second) = with_motion(assembly, proposals=2)
    assembly.present(*assembly.electors)
    for number, part, choice in ((1, first, "for"), (2, second, "against")):
        assembly.item = in_discussion(assembly, number)
        decide(assembly, opened_poll(assembly, assembly.item, part_id=part), choice)
    assert assembly.read(lambda: motion_text(assembly.motion)).count("# Médiation numérique") == 1


def test_a_cancelled_poll_has_no_outcome_its_ballots_stay_and_the_text_is_voted_again(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    vote(assembly, poll, "for", *assembly.electors[:3])
    assembly.do(cancel_poll, poll, "Panne du réseau", by=assembly.chair)
    cancelled = row(assembly, Poll, poll)
    assert (cancelled.state, cancelled.cancelled_because) == (PollState.CANCELLED, "Panne du réseau")
    assert assembly.read(lambda: session().get(Outcome, poll)) is None
    assert assembly.read(lambda: session().scalar(select(func.count()).select_from(Ballot))) == 3
    assert assembly.read(lambda: poll_queries.named_votes(session().get_one(Poll, poll))) == []
    with pytest.raises(RuleBroken, match="annulé"):
        assembly.do(close_poll, poll, by=assembly.chair)
    assert row(assembly, Poll, opened_poll(assembly, assembly.item, part_id=assembly.part)).number == 2


def test_a_cancellation_says_why(assembly):
    poll = announce(assembly, part_id=assembly.part)
    with pytest.raises(Invalid):
        assembly.do(cancel_poll, poll, "  ", by=assembly.chair)


def test_only_the_chair_sets_an_amendment_aside_and_says_why(assembly):
    fifteen = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    with pytest.raises(Forbidden):
        assembly.do(set_aside, fifteen, AmendmentStatus.NOT_SUPPORTED, "Absent", by=assembly.electors[2])
    with pytest.raises(Invalid):
        assembly.do(set_aside, fifteen, AmendmentStatus.NOT_SUPPORTED, "", by=assembly.chair)
    with pytest.raises(Invalid, match="trop long"):
        assembly.do(set_aside, fifteen, AmendmentStatus.NOT_SUPPORTED, "a" * 501, by=assembly.chair)
    with pytest.raises(Invalid):
        assembly.do(set_aside, fifteen, AmendmentStatus.ADOPTED, "Par amitié", by=assembly.chair)
    assembly.do(set_aside, fifteen, AmendmentStatus.NOT_SUPPORTED, "Son auteur est absent.", by=assembly.chair)
    assert row(assembly, Amendment, fifteen).status == AmendmentStatus.NOT_SUPPORTED


def test_the_journal_tells_the_life_of_a_poll_never_a_count_while_it_is_open(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    vote(assembly, poll, "for", *assembly.electors[:2])
    vote(assembly, poll, "against", assembly.electors[2])
    before = assembly.read(lambda: list(journal.entries(f"congress:{assembly.slug}")))
    assert [entry.kind for entry in before][-2:] == ["poll_announced", "poll_opened"]
    assert not [entry for entry in before if {"counts", "for", "against"} & set(entry.payload)]
    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(proclaim_poll, poll, by=assembly.chair)
    after = assembly.read(lambda: list(journal.entries(f"congress:{assembly.slug}")))
    closing = next(entry for entry in after if entry.kind == "poll_closed")
    assert closing.payload["ballots_sha256"] == row(assembly, Poll, poll).ballots_sha256
    assert next(entry for entry in after if entry.kind == "poll_proclaimed").payload["counts"]["for"] == 2
    assert assembly.read(lambda: journal.first_break(f"congress:{assembly.slug}")) is None
