"""Results show to those whom the congress says, wherever a page tells one; nobody else reads a count or a verdict."""

import pytest

from congress.models import Congress
from congress.rules.visibility import Visibility
from core.database import session
from tests.support.plenary import Plenary, words
from voting.queries.subjects import SubjectKeys
from voting.services.poll_services import announce_poll, open_poll

pytestmark = pytest.mark.one_database

EVERYBODY = {"ada", "sven", None}
PAGES = ("", "seances/2", "seances/2/ecran", "scrutins", "scrutins/1")
COUNTS = ("pour, 0", "Pour 2", "Pour\u00a0: 2", "est adoptée", "Adoptée Adoptez-vous")


@pytest.fixture
def plenary(cast):
    """Sittings are public; the first proposal is adopted by two votes for."""
    made = Plenary.of(cast)
    show(made, sittings_visible=Visibility.PUBLIC)
    made.open()
    made.discuss()
    poll = made.poll()
    made.vote(poll, "for", "ada", "bela")
    made.proclaim(poll)
    return made


def show(plenary: Plenary, **visible: Visibility) -> None:
    def change() -> None:
        for name, value in visible.items():
            setattr(session().get_one(Congress, plenary.cast.congress_id), name, value)

    plenary.cast.run(change)


def told(plenary: Plenary, name: str | None) -> dict[str, list[str]]:
    """The words of a result that somebody reads, by page."""
    found = {}
    for rest in PAGES:
        read = plenary.get(name, rest)
        assert read.status_code == 200, rest
        page = words(read)
        found[rest] = [count for count in COUNTS if count in page]
    return found


def test_a_result_is_told_on_each_of_these_pages(plenary):
    show(plenary, results_visible=Visibility.PUBLIC)
    assert all(told(plenary, None).values()), told(plenary, None)


@pytest.mark.parametrize(
    ("visible", "readers"),
    [
        (Visibility.MEMBERS, {"ada", "sven"}),
        (Visibility.AFTER_SITTING, {"ada", "sven"}),
        (Visibility.WITH_LETTER, {"ada", "sven"}),
        (Visibility.NEVER, {"sven"}),
    ],
)
def test_and_to_nobody_else(plenary, visible, readers):
    show(plenary, results_visible=visible)
    for name in EVERYBODY:
        found = told(plenary, name)
        assert (any(found.values()), all(found.values())) == (name in readers, name in readers), (name, found)


@pytest.mark.parametrize("results", [Visibility.MEMBERS, Visibility.NEVER])
def test_a_voter_is_told_that_their_name_appears_only_where_a_result_does(plenary, results):
    """Names that are public stand on the page of the result: where nobody reads that one, nobody reads them."""
    show(plenary, results_visible=results)
    poll = plenary.do(announce_poll, plenary.discuss(2), SubjectKeys(part_id=plenary.part(2)))
    plenary.do(open_poll, poll)
    page = words(plenary.get("dora", "scrutins/2"))
    assert ("Votre nom et votre choix paraîtront dans la liste" in page) is (results != Visibility.NEVER)
    assert ("Votre nom et votre choix ne seront pas publiés." in page) is (results == Visibility.NEVER)
