"""The named list of a poll at its own address: for whoever may read it, by pages, and not sent twice."""

import pytest

from congress.models import Congress, Member, Visibility
from core.database import session
from core.text import pages_of
from tests.support.plenary import FIFTEEN, Plenary, words
from voting.pages.names.names_page import names_page
from voting.queries.poll_queries import NamedVote
from voting.rules.methods.method import METHODS, MethodName

pytestmark = pytest.mark.one_database
NAMES = "scrutins/1/noms"
ANSWERS = METHODS[MethodName.ELECTRONIC].answers


@pytest.fixture
def proclaimed(cast) -> Plenary:
    """A poll on an amendment, proclaimed: ada and dora for, bela against."""
    plenary = Plenary.of(cast)
    fifteen = plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(fifteen,))
    assert plenary.get("ada", NAMES).status_code == 303  # to the page of the poll: nothing is told before
    plenary.vote(poll, "for", "ada", "dora")
    plenary.vote(poll, "against", "bela")
    plenary.proclaim(poll)
    return plenary


def show(plenary: Plenary, **visible: Visibility) -> None:
    def work() -> None:
        congress = session().get_one(Congress, plenary.cast.congress_id)
        for name, value in visible.items():
            setattr(congress, f"{name}_visible", value)

    plenary.cast.run(work)


def test_whoever_reads_names_on_the_page_of_the_result_reads_them_here(proclaimed):
    for results in (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.NEVER):
        for named in (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.NEVER):
            show(proclaimed, results=results, named_votes=named)
            for name in ("ada", "elodie", "sven", None):
                result, names = proclaimed.get(name, "scrutins/1"), proclaimed.get(name, NAMES)
                is_told = 'id="noms"' in result.text
                assert (names.status_code == 200) is is_told, (name, results, named)
                assert ("Dora" in names.text) is is_told, (name, results, named)


def test_it_is_sent_once_until_something_is_written_or_somebody_else_asks(proclaimed):
    browser = proclaimed.cast.browse("ada")
    first = browser.get(proclaimed.cast.path(NAMES))
    known = {"If-None-Match": first.headers["ETag"]}
    again = browser.get(proclaimed.cast.path(NAMES), headers=known)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert proclaimed.cast.browse("bela").get(proclaimed.cast.path(NAMES), headers=known).status_code == 200
    assert browser.get(proclaimed.cast.path(NAMES) + "?nom=dora", headers=known).status_code == 200

    def rename() -> None:
        session().get_one(Member, proclaimed.cast.ids["dora"]).family_name = "Zola"

    proclaimed.cast.run(rename)
    changed = browser.get(proclaimed.cast.path(NAMES), headers=known)
    assert changed.status_code == 200
    assert "Zola" in changed.text
    show(proclaimed, named_votes=Visibility.NEVER)
    assert (
        browser.get(proclaimed.cast.path(NAMES), headers={"If-None-Match": changed.headers["ETag"]}).status_code == 404
    )


def test_a_search_finds_without_accents_and_says_how_many(proclaimed):
    told = words(proclaimed.get("ada", NAMES, nom="DÖRA"))
    assert "1 vote trouvé." in told
    assert "Ada Martin" not in told.split("vote trouvé")[1]
    assert "1 vote trouvé." in words(proclaimed.get("ada", NAMES, nom="lefevre  dora"))
    assert "0 vote trouvé." in words(proclaimed.get("ada", NAMES, nom="personne"))


def test_a_long_list_leaves_the_page_of_the_result(proclaimed, monkeypatch):
    from voting.pages import poll_views

    monkeypatch.setattr(poll_views, "LINES", 3)
    monkeypatch.setattr(pages_of, "LINES", 3)
    result = proclaimed.get("ada", "scrutins/1").text
    assert "Lire les noms et les votes de 9\u00a0membres" in result
    assert f'action="/{proclaimed.cast.slug}/{NAMES}#noms"' in result
    assert "Dora" not in result.partition('id="noms"')[2]
    pages = [proclaimed.get("ada", NAMES, page=number) for number in (1, 2, 3)]
    assert [page.text.count('scope="row"') for page in pages] == [3, 3, 3]
    assert "1 à 3 sur 9" in words(pages[0])
    assert "Page suivante" not in words(pages[2])


def test_groups_go_on_from_a_page_to_the_next_with_their_whole_number():
    votes = [NamedVote(f"M. {rank:03}", None, "against" if rank % 2 else "for") for rank in range(500)]
    pages = [names_page(votes, ANSWERS, page=number) for number in (1, 2, 3)]
    groups = [[(group.choice, len(group.votes), group.number) for group in page.groups] for page in pages]
    assert groups == [
        [("for", 200, 250)],
        [("for", 50, 250), ("against", 150, 250)],
        [("against", 100, 250)],
    ]
