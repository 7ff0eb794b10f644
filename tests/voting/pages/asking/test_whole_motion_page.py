"""The whole motion put to the vote from the console; rejected, or never put, what remains possible is said there."""

import pytest

from core.database import session
from letters.services import NotAdopted, freeze_letter
from motions.models import Part, PartState
from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database
CONSOLE = "seances/2/presidence"


@pytest.fixture
def plenary(discussing):
    return discussing


def decide(plenary: Plenary, choice: str, **subject: int) -> None:
    poll = plenary.poll(**subject)
    plenary.vote(poll, choice, "ada", "bela")
    plenary.proclaim(poll)


def test_rejected_it_leaves_adopted_what_was_and_the_console_says_what_may_be_done(plenary):
    from congress.chamber_models import AgendaItem
    from congress.queries.chamber_queries import agenda_of
    from motions.queries.motion_queries import proposal
    from voting.queries.subjects import SubjectKeys
    from voting.services.discussion_services import end_item, end_sitting
    from voting.services.poll_services import announce_poll, open_poll

    def subject_of(item: AgendaItem) -> SubjectKeys:
        if item.proposal_number is not None:
            return SubjectKeys(part_id=proposal(plenary.cast.congress_id, item.proposal_number).id)
        return SubjectKeys(motion_id=proposal(plenary.cast.congress_id, 1).motion_id)

    decide(plenary, "for", part_id=(first := plenary.part()))
    plenary.do(end_item, plenary.item())
    assert "n’a pas été mis aux voix" not in words(plenary.get("chloe", CONSOLE))
    for item in plenary.cast.read(lambda: agenda_of(plenary.sitting_id))[1:]:
        plenary.discuss(item.position)
        subject = plenary.cast.read(lambda item=item: subject_of(item))
        poll = plenary.do(announce_poll, item.id, subject)
        plenary.do(open_poll, poll)
        plenary.vote(poll, "against", "ada", "bela")
        plenary.proclaim(poll)

    console = words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    assert "L’ensemble de la motion est rejeté : les propositions adoptées le restent" in console
    assert "corriger ce vote par un nouveau scrutin, depuis la page de son résultat" in console
    assert plenary.cast.read(lambda: session().get_one(Part, first).state) == PartState.ADOPTED
    with pytest.raises(NotAdopted):
        plenary.do(freeze_letter, plenary.cast.congress_id, by="sven")
    plenary.do(end_sitting, plenary.sitting_id)
    assert "rouvrir la séance, si elle a été close par erreur" in words(plenary.get("chloe", CONSOLE))


def test_never_put_to_the_vote_it_is_said_once_the_sitting_is_closed(plenary):
    from voting.services.discussion_services import end_sitting

    decide(plenary, "for", part_id=plenary.part())
    plenary.do(end_sitting, plenary.sitting_id)
    console = words(plenary.get("chloe", CONSOLE)).replace("\u00a0", " ")
    assert "L’ensemble de la motion n’a pas été mis aux voix" in console
    assert "mettre l’ensemble aux voix dans une autre séance" in console
    assert "Séance suivante" not in console, "the one that is planned was to be before"
    with pytest.raises(NotAdopted):
        plenary.do(freeze_letter, plenary.cast.congress_id, by="sven")
