"""While a poll is open nothing tells how the votes go, to anyone.

Shown by indistinguishability: the same people vote one way, then the other, and every page, file, version, log line
and entry of the journal stays the same, letter for letter, for those who did not cast these votes.
"""

import contextlib
import logging
import re

import pytest
from flask import Flask

from core import journal
from core.database import session
from tests.support.plenary import FIFTEEN, TWENTY, Plenary
from voting.models import BallotCast
from voting.services.poll_services import close_poll

pytestmark = pytest.mark.one_database

READERS = ("chloe", "sven", "ada", None)  # the chair, the secretariat, a voter, the public
VOTERS = ("bela", "dora", "emile", "fatou")
FILES = ("html", "md", "txt", "json")
OF_EACH_REQUEST = re.compile(rb'name="(?:csrf_token|sheet)"[^>]* value="[^"]*"')


@pytest.fixture
def plenary(cast):
    """A poll open on an amendment, with a rival; its seven other voters have not voted."""
    made = Plenary.of(cast)
    fifteen = made.amend(FIFTEEN, by="ada")
    made.amend(TWENTY, by="bela")
    made.open()
    made.discuss()
    made.poll_id = made.poll(amendment_ids=(fifteen,))
    return made


def addresses(app: Flask) -> list[str]:
    """Every address that a GET may ask in the congress, each number tried from 1 to 3."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or "slug" not in rule.arguments:
                continue
            numbers = rule.arguments - {"slug"}
            for number in (1, 2, 3) if numbers else (1,):
                values = dict.fromkeys(numbers, number)
                names = FILES if "name" in numbers and number == 1 else (None,)
                for name in names:
                    if name:
                        values["name"] = name
                    with contextlib.suppress(ValueError):  # an address that takes words of its own: legal pages
                        found.append(rule.build({"slug": "essai", **values})[1])
    return sorted(set(found))


def everything(plenary: Plenary) -> dict[tuple[str | None, str], tuple[int, bytes]]:
    """What each reader gets at each address, what changes at each request apart."""
    seen = {}
    for name in READERS:
        browser = plenary.cast.browse(name)
        for address in addresses(plenary.cast.app):
            answer = browser.get(address)
            seen[name, address] = (answer.status_code, OF_EACH_REQUEST.sub(b"", answer.data))  # a PDF is no text
    return seen


def without_time(plenary: Plenary, choice: str) -> None:
    """The voters vote, the clock where it was: pages show the hour."""
    at = plenary.cast.clock.at
    plenary.vote(plenary.poll_id, choice, *VOTERS)
    plenary.cast.clock.at = at


def test_no_page_tells_one_way_of_voting_from_the_other(plenary, caplog):
    caplog.set_level(logging.DEBUG)
    without_time(plenary, "for")
    first = everything(plenary)
    logged = caplog.text
    without_time(plenary, "against")
    second = everything(plenary)
    assert {key for key in first if first[key] != second[key]} == set()
    assert len(first) > 100
    for said in (logged, caplog.text):
        assert "against" not in said


def test_such_pages_were_asked_as_show_the_poll(plenary):
    """The comparison would prove nothing on pages that nobody may read."""
    for name, address in (
        ("chloe", "/essai/seances/2/presidence"),
        ("sven", "/essai/seances/2/presidence"),
        ("ada", "/essai/scrutins/1"),
        ("ada", "/essai/seances/2/ecran"),
        ("ada", "/essai/seances/2/etat"),
        ("ada", "/essai/"),
        ("ada", "/essai/seances/2"),
        (None, "/essai/scrutins/1"),
        (None, "/essai/amendements/1"),
    ):
        assert plenary.cast.browse(name).get(address).status_code == 200, (name, address)
        assert address in addresses(plenary.cast.app)


def test_how_many_voted_is_all_that_shows(plenary):
    without_time(plenary, "for")
    page = plenary.get("chloe", "seances/2/presidence").text
    assert "4\u00a0votes reçus sur 9" in page
    assert "4\u00a0votes reçus sur 9" in plenary.get("ada", "seances/2/ecran").text


def test_the_journal_does_not_tell(plenary):
    before = plenary.cast.read(lambda: len(list(journal.entries("congress:essai"))))
    without_time(plenary, "for")
    without_time(plenary, "against")
    assert plenary.cast.read(lambda: len(list(journal.entries("congress:essai")))) == before


def test_closed_and_not_proclaimed_the_chair_alone_knows(plenary):
    without_time(plenary, "for")
    at = plenary.cast.clock.at
    plenary.do(close_poll, plenary.poll_id)
    plenary.cast.clock.at = at
    for name in ("sven", "ada", None):
        for address in ("seances/2", "seances/2/ecran", "scrutins/1", "scrutins", "", "amendements/1"):
            assert "Suffrages exprimés" not in plenary.get(name, address).text, (name, address)
    assert "Suffrages exprimés" in plenary.get("chloe", "seances/2/presidence").text


def test_the_castings_are_kept_all_the_same(plenary):
    without_time(plenary, "for")
    without_time(plenary, "against")
    kept = plenary.cast.read(lambda: session().query(BallotCast).count())
    assert kept == 2 * len(VOTERS)
