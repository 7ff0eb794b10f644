"""A text is put to one vote at a time, and to none once the whole motion is decided; what was frozen stays so."""

import pytest

from amendments.models import Amendment, AmendmentStatus
from congress.chamber_models import AgendaItemKind, Office, SittingKind
from congress.models import WEIGHT_SCALE, Member
from congress.services.presence_services import arrive, leave
from congress.services.sitting_services import add_item, give_office, open_sitting, plan_sitting
from core.database import session
from core.errors import RuleBroken
from motions.models import Motion, MotionState
from motions.queries.motion_queries import revisions_of
from tests.support.assembly import assemble, in_discussion, opened_poll, published, vote, with_motion
from tests.support.polls import FIFTEEN, announce, decide, ready, row, sentence
from voting.models import Outcome, Poll, PollState
from voting.queries.subjects import SubjectKeys
from voting.services.discussion_services import put_in_discussion
from voting.services.poll_services import announce_poll, close_poll, open_poll


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def another_sitting(assembly) -> tuple[int, int]:
    """(chair, item) of a second sitting, open, on the same proposal."""
    chair = assembly.electors[1]
    sitting = assembly.do(
        plan_sitting, assembly.congress_id, kind=SittingKind.PLENARY, title="Autre séance", room_id=None,
        starts_at=assembly.now, ends_at=assembly.now.replace(hour=23), by=assembly.secretary,
    )  # fmt: skip
    assembly.do(give_office, sitting, chair, Office.CHAIR, by=assembly.secretary)
    assembly.do(open_sitting, sitting, by=chair)
    for member in assembly.electors[2:]:  # nobody is at both
        assembly.do(leave, assembly.sitting_id, member, by=member)
        assembly.do(arrive, sitting, member, by=member)
    item = assembly.do(add_item, sitting, AgendaItemKind.PROPOSAL, "Point", 1, by=assembly.secretary)
    assembly.do(put_in_discussion, item, by=chair)
    return chair, item


def test_two_sittings_do_not_put_one_text_to_the_vote_at_once(assembly):
    amendment = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    chair, item = another_sitting(assembly)
    second = assembly.do(announce_poll, item, SubjectKeys(amendment_ids=(amendment,)), by=chair)
    first = opened_poll(assembly, assembly.item, amendment_ids=(amendment,))
    with pytest.raises(RuleBroken, match="déjà mis aux voix"):
        assembly.do(open_poll, second, by=chair)
    assert row(assembly, Poll, second).state == PollState.ANNOUNCED
    assert row(assembly, Amendment, amendment).under_vote
    decide(assembly, first, "for", "for")
    assert row(assembly, Amendment, amendment).status == AmendmentStatus.ADOPTED


@pytest.mark.parametrize("choice", ["for", "against"])
def test_a_motion_that_was_voted_is_not_voted_again(assembly, choice):
    decide(assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), "for")
    assembly.item = in_discussion(assembly, None)
    decide(assembly, opened_poll(assembly, assembly.item, motion_id=assembly.motion), choice, choice)
    decided = row(assembly, Motion, assembly.motion).state
    assert decided == (MotionState.ADOPTED if choice == "for" else MotionState.REJECTED)
    with pytest.raises(RuleBroken, match="déjà été voté"):
        announce(assembly, motion_id=assembly.motion)
    assert row(assembly, Motion, assembly.motion).state == decided


def test_a_batch_of_many_identical_amendments_is_adopted(app):
    assembly = assemble(app, electors=60, opened=True)
    assembly.motion, (assembly.part,) = with_motion(assembly)
    assembly.present(*assembly.electors)
    batch = [published(assembly, assembly.part, FIFTEEN, by=member) for member in assembly.electors]
    assembly.item = in_discussion(assembly)
    decide(assembly, opened_poll(assembly, assembly.item, amendment_ids=tuple(batch)), "for", "for")
    label = assembly.read(lambda: revisions_of(assembly.part))[1].cause_label
    assert label.startswith("amendements n°\u00a01, 2, 3, ")
    assert label.endswith("…")


def test_what_the_roll_weighs_is_frozen_when_the_poll_opens(app):
    assembly = ready(app, majority=["absolute_members"])

    def weigh(member: int, weight: int) -> None:
        session().get_one(Member, member).weight = weight * WEIGHT_SCALE

    assembly.run(lambda: weigh(assembly.electors[0], 5_000))
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    assembly.run(lambda: weigh(assembly.electors[4], 900_000))
    vote(assembly, poll, "for", assembly.electors[0])
    assembly.do(close_poll, poll, by=assembly.chair)
    outcome = row(assembly, Outcome, poll)
    assert (outcome.is_adopted, outcome.weighted["for"]) == (True, 5_000 * WEIGHT_SCALE)
    said = sentence(app, assembly, poll)
    assembly.run(lambda: weigh(assembly.electors[4], 1))
    assert sentence(app, assembly, poll) == said
    assert "2\u202f502" in said
