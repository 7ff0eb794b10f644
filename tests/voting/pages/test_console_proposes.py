"""The console proposes, and has read aloud, only what the server takes; what is left of a sitting is said if it helps."""

from datetime import timedelta

import pytest

from amendments.services.decision_services import adopt
from core.errors import RuleBroken
from motions.models import PartState
from motions.queries.motion_queries import motion_of
from motions.services.motion_services import set_part_state
from tests.support.plenary import CONSOLE, FIFTEEN, TWENTY, Plenary, words
from voting.queries.votes_left import left_to_vote
from voting.services.discussion_services import put_in_discussion

pytestmark = pytest.mark.one_database

ALOUD, PRESS = "À lire à voix haute", "Ouvrir le scrutin"


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    return found


def console(plenary, **query) -> str:
    return words(plenary.get("chloe", CONSOLE, **query))


def decide(plenary, state: PartState, *numbers: int) -> None:
    for number in numbers:
        plenary.do(set_part_state, plenary.part(number), state)


def last_item(plenary) -> int:
    from congress.queries.chamber_queries import agenda_of

    return plenary.cast.read(lambda: agenda_of(plenary.sitting_id)[-1].position)


def test_a_text_is_not_proposed_while_an_amendment_to_check_waits_before_it(plenary):
    """Today the part was proposed, read aloud, then refused."""
    fifteen, twenty = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela")
    plenary.discuss()
    plenary.do(adopt, [fifteen])
    page = console(plenary)
    assert "Cet amendement est à vérifier" in page  # the one left, to be set aside, in place of the proposal
    assert (ALOUD in page, PRESS in page) == (False, False)
    page = console(plenary, vote=f"part-{plenary.part()}")
    assert "L’amendement n°\u00a02 reste à voter avant le texte qu’il modifie." in page
    assert (ALOUD in page, PRESS in page) == (False, False)
    assert twenty


def test_the_whole_motion_is_not_proposed_before_its_proposals(plenary):
    decide(plenary, PartState.ADOPTED, 1)
    position = last_item(plenary)
    plenary.do(put_in_discussion, plenary.item(position))
    page = console(plenary)
    told = "Les propositions n°\u00a02\u00a0et\u00a03 n’ont pas encore été votées\u00a0: l’ensemble se vote en dernier."
    assert told in page
    assert (ALOUD in page, PRESS in page) == (False, False)
    decide(plenary, PartState.ADOPTED, 2, 3)
    page = console(plenary)
    assert (ALOUD in page, PRESS in page) == (True, True)


def test_with_every_proposal_rejected_no_motion_is_adopted(plenary):
    decide(plenary, PartState.REJECTED, 1, 2, 3)
    plenary.do(put_in_discussion, plenary.item(last_item(plenary)))
    told = "Toutes les propositions sont rejetées\u00a0: il n’y a pas de motion à adopter."
    page = console(plenary)
    assert told in page
    assert (ALOUD in page, PRESS in page) == (False, False)
    motion_id = plenary.cast.read(lambda: motion_of(plenary.cast.congress_id).id)
    with pytest.raises(RuleBroken, match="il n’y a pas de motion à adopter"):
        plenary.do(_announce(), plenary.item(last_item(plenary)), _motion(motion_id))
    assert plenary.cast.read(lambda: left_to_vote(plenary.cast.congress_id)) == []


def test_a_poll_that_a_late_amendment_stops_is_not_proposed_to_be_opened(plenary):
    plenary.discuss()
    plenary.announce()
    plenary.amend(FIFTEEN, by="ada")
    page = console(plenary)
    assert "L’amendement n°\u00a01 reste à voter avant le texte qu’il modifie." in page
    assert (ALOUD in page, PRESS in page) == (False, False)
    assert "Ce scrutin ne peut pas être ouvert en l’état\u00a0: annulez-le." in page


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(59, "4 votes restants, 59\u00a0min\u00a0: 14\u00a0min 45 par vote"),
     (104, "4 votes restants, 1\u00a0h\u00a044\u00a0: 26\u00a0min 00 par vote"),
     (200, "4 votes restants, 3\u00a0h\u00a020"), (1065, "4 votes restants"), (-5, "4 votes restants")],
)  # fmt: skip
def test_what_is_left_is_said_in_hours_or_not_at_all(plenary, minutes, said):
    from congress.queries.chamber_queries import sitting

    ends_at = plenary.cast.read(lambda: sitting(plenary.sitting_id).ends_at)
    plenary.cast.clock.at = ends_at - timedelta(minutes=minutes)
    page = console(plenary)
    assert said in page
    left = page.partition("votes restants")[2][:20]
    assert ("par vote" in page, "min" in left) == ("par vote" in said, "min" in said)


def _announce():
    from voting.services.poll_services import announce_poll

    return announce_poll


def _motion(motion_id: int):
    from voting.queries.subjects import SubjectKeys

    return SubjectKeys(motion_id=motion_id)


def test_of_a_batch_the_chair_reads_that_they_are_several(plenary):
    plenary.amend(FIFTEEN, by="ada")
    plenary.amend(FIFTEEN, by="bela")
    plenary.amend(TWENTY, by="dora")
    plenary.discuss()
    page = console(plenary)
    assert (
        "les amendements n°\u00a01\u00a0et\u00a02, identiques, de Mme\u00a0Ada Martin et M.\u00a0Béla Kovacs." in page
    )
    assert "S’ils sont adoptés, l’amendement n°\u00a03 tombera." in page
