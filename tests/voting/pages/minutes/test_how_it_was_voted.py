"""The minutes say how a vote was held, where it was not by each on a device: in each format, and in both languages."""

import io
import json
import re
import zipfile

import pytest

from core.database import session
from tests.support.plenary import Plenary, words
from voting.models import Poll

pytestmark = pytest.mark.one_database
PV = "seances/2/proces-verbal"
CALLED = "Il est voté au scrutin public, par appel nominal."


@pytest.fixture
def plenary(discussing) -> Plenary:
    return discussing


def put(plenary: Plenary, method: str, position: int = 1) -> None:
    """A proposal put by this method, in one press of the chair."""
    vote = f"part-{plenary.part(position)}"
    pressed = plenary.press("chloe", f"points/{position}/scrutins", vote=vote, methode=method)
    assert pressed.status_code == 303, words(pressed)


def answer(plenary: Plenary, number: int, *names: str) -> None:
    """These members answer « pour » at the call of their name; the secretariat keys it."""
    poll_id = plenary.cast.read(lambda: session().query(Poll).filter_by(number=number).one().id)
    for name in names:
        sent = {"right": plenary.rights(poll_id, name)[0], "choice": "for", "seen": plenary.seen(poll_id)}
        assert plenary.post("sven", f"scrutins/{number}/voix-haute", **sent).status_code == 303


def proclaim(plenary: Plenary, number: int) -> None:
    plenary.press("chloe", f"scrutins/{number}", geste="clore", sans_attendre="oui")
    pressed = plenary.press("chloe", f"scrutins/{number}", geste="proclamer", montre=str(number))
    assert pressed.status_code == 303, words(pressed)


@pytest.fixture
def called(plenary) -> Plenary:
    """The first proposal was adopted by roll call."""
    put(plenary, "roll_call")
    answer(plenary, 1, "ada", "bela", "dora")
    proclaim(plenary, 1)
    return plenary


def of_package(file: bytes, name: str) -> str:
    """The words of a file of a word processor."""
    return re.sub(r"<[^>]+>", "", zipfile.ZipFile(io.BytesIO(file)).read(name).decode())


def test_a_roll_call_is_told_between_what_was_put_and_its_numbers(called):
    told = words(called.get("sven", PV))
    assert f"{CALLED} Votants : 3." in " ".join(told.split()) and told.count(CALLED) == 1


def test_each_format_says_it(called, pdftotext, tmp_path):
    assert CALLED in called.get("sven", f"{PV}.md").text
    assert CALLED in of_package(called.get("sven", f"{PV}.docx").data, "word/document.xml")
    assert CALLED in of_package(called.get("sven", f"{PV}.odt").data, "content.xml")
    (tmp_path / "pv.pdf").write_bytes(called.get("sven", f"{PV}.pdf").data)
    assert CALLED in " ".join(pdftotext(tmp_path / "pv.pdf").replace("\u00ad", "").split())
    record = json.loads(called.get("sven", f"{PV}.json").data)
    assert CALLED in json.dumps(record, ensure_ascii=False)
    assert record["facts"]["polls"][0]["method"] == "roll_call"


def test_an_electronic_vote_says_nothing_of_it_and_hands_counted_do(plenary):
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela")
    plenary.proclaim(poll)
    plain = words(plenary.get("sven", PV))
    assert "Il est voté" not in plain
    plenary.discuss(2)
    put(plenary, "show_of_hands", 2)
    counted = {"geste": "declarer", "decide": "adopte", "mains-for": "5", "mains-against": "1", "mains-abstain": "0"}
    pressed = plenary.press("chloe", "scrutins/2", **counted)
    assert pressed.status_code == 303, words(pressed)
    told = words(plenary.get("sven", PV))
    assert told.count("Il est voté à main levée.") == 1 and "Il est voté au scrutin" not in told


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("dora",), "Contre : 0. Ne prend pas part au vote : 1. La proposition n° 1 est adoptée."),
        (("dora", "emile"), "Contre : 0. Ne prennent pas part au vote : 2. La proposition n° 1 est adoptée."),
        ((), "Contre : 0. La proposition n° 1 est adoptée."),
    ],
)
def test_who_takes_no_part_in_a_vote_stands_in_its_sentence(plenary, names, said):
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela")
    if names:
        plenary.vote(poll, "not_taking_part", *names)
    plenary.proclaim(poll)
    plain = " ".join(words(plenary.get("sven", PV)).split()).replace("\u00a0", " ")
    assert said in plain
