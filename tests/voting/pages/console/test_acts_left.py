"""The whole motion rejected, or never put to the vote: what stays adopted, what is refused, what the console tells."""

import pytest

from congress.queries.chamber_queries import agenda_of
from congress.services.sitting_services import close_item
from core.errors import RuleBroken
from letters.services import freeze_letter
from motions.models import MotionState, PartState
from motions.queries.motion_queries import motion_of, proposals_of
from tests.support.plenary import Plenary, words
from voting.queries.subjects import SubjectKeys
from voting.services.discussion_services import end_sitting, put_in_discussion
from voting.services.poll_services import announce_poll, open_poll

pytestmark = pytest.mark.one_database
CONSOLE = "seances/2/presidence"
KEPT = "les propositions adoptées le restent, et aucune lettre ne peut être figée."


@pytest.fixture
def decided(cast) -> Plenary:
    """Every proposal of the agenda is voted: the first adopted, the others rejected."""
    plenary = Plenary.of(cast)
    plenary.open()
    numbers = plenary.cast.read(lambda: [part.number for part in proposals_of(cast.congress_id)])
    items = plenary.cast.read(lambda: {row.proposal_number: row.id for row in agenda_of(plenary.sitting_id)})
    for number in numbers:
        plenary.do(put_in_discussion, items[number])
        vote(plenary, items[number], "for" if number == 1 else "against", part_id=plenary.part(number))
    return plenary


def vote(plenary: Plenary, item_id: int, choice: str, **subject: int) -> None:
    poll = plenary.do(announce_poll, item_id, SubjectKeys(**subject))
    plenary.do(open_poll, poll)
    plenary.vote(poll, choice, "ada", "bela", "dora")
    plenary.proclaim(poll)


def refuse_to_freeze(plenary: Plenary) -> None:
    with pytest.raises(RuleBroken, match="n’est pas adoptée"):
        plenary.do(freeze_letter, plenary.cast.congress_id, by="sven")


def states(plenary: Plenary) -> list[PartState]:
    return plenary.cast.read(lambda: [part.state for part in proposals_of(plenary.cast.congress_id)])


def test_a_motion_rejected_leaves_its_proposals_adopted_and_no_letter(decided):
    item = decided.cast.read(lambda: agenda_of(decided.sitting_id)[-1].id)
    decided.do(put_in_discussion, item)
    motion = decided.cast.read(lambda: motion_of(decided.cast.congress_id).id)
    vote(decided, item, "against", motion_id=motion)
    assert decided.cast.read(lambda: motion_of(decided.cast.congress_id).state) is MotionState.REJECTED
    assert states(decided)[0] is PartState.ADOPTED
    told = words(decided.get("chloe", CONSOLE))
    assert f"L’ensemble de la motion est rejeté\u00a0: {KEPT} Restent possibles" in told
    assert "corriger ce vote par un nouveau scrutin" in told and "rouvrir la séance" not in told
    refuse_to_freeze(decided)
    assert "Adoptée" in words(decided.get("ada", "propositions/1"))
    decided.do(end_sitting, decided.sitting_id)
    assert "rouvrir la séance, si elle a été close par erreur" in words(decided.get("chloe", CONSOLE))
    assert "Motion rejetée" in words(decided.get("ada", "motion"))


def test_a_motion_never_put_to_the_vote_leaves_the_same(decided):
    decided.do(end_sitting, decided.sitting_id)
    told = words(decided.get("chloe", CONSOLE))
    assert f"L’ensemble de la motion n’a pas été mis aux voix\u00a0: {KEPT}" in told
    assert "mettre l’ensemble aux voix dans une autre séance" in told
    assert states(decided)[0] is PartState.ADOPTED
    refuse_to_freeze(decided)


def test_a_point_left_without_its_vote_is_told_once_every_point_was_opened(decided):
    """The whole motion put in discussion too soon, the last proposal voted since: its point was closed on the way."""
    *_others, motion = decided.cast.read(lambda: [row.id for row in agenda_of(decided.sitting_id)])
    decided.do(put_in_discussion, motion)
    assert "est épuisé" not in words(decided.get("chloe", CONSOLE))
    decided.do(close_item, motion)
    told = decided.get("chloe", CONSOLE)
    assert "Restent à voter, sur des points clos\u00a0: Point n°\u00a04, «\u00a0Motion entière\u00a0»" in words(told)
    assert "est épuisé" not in words(told) and "presidence?point=4" in told.text.split("<main")[1]
    decided.do(put_in_discussion, motion)
    vote(decided, motion, "for", motion_id=decided.cast.read(lambda: motion_of(decided.cast.congress_id).id))
    decided.do(close_item, motion)
    told = words(decided.get("chloe", CONSOLE))
    assert "L’ordre du jour est épuisé" in told and "Restent à voter" not in told
