"""« Mon vote est dans le compte », in a sentence; by another device; by a tool that has nothing of ours."""

import json
import re
import subprocess
import sys

import pytest
from sqlalchemy import select, text

from congress.models import Congress
from congress.services.proxy_services import give_proxy
from core.database import session
from core.immutability import lifted
from tests.support.plenary import ELECTORS, Plenary, words
from tests.support.session import ROOT

pytestmark = pytest.mark.one_database


@pytest.fixture
def closed(discussing):
    """A poll that is proclaimed: ada and bela voted, dora did not."""
    poll = discussing.poll()
    discussing.vote(poll, "for", "ada", "bela")
    discussing.vote(poll, "against", "emile")
    discussing.proclaim(poll)
    return discussing


def test_a_voter_reads_that_the_vote_is_counted_and_shows_it_elsewhere(closed, tmp_path):
    assert "Votre vote est dans le compte" in words(closed.get("ada", "scrutins/1"))
    page = closed.get("ada", "scrutins/1/mon-vote")
    assert "Votre vote «\u00a0Pour\u00a0» est dans le compte." in words(page)
    (address,) = set(re.findall(r'href="(/essai/scrutins/1/vote/[0-9a-f]{32})"', page.text))
    elsewhere = closed.cast.browse(None).get(address)
    assert "Ce vote «\u00a0Pour\u00a0» est dans le compte." in words(elsewhere) and "Ada" not in words(elsewhere)
    kept = tmp_path / "vote.json"
    kept.write_bytes(closed.cast.browse(None).get(f"{address}.json").data)
    printed = closed.row_of_poll(1).ballots_sha256[:16]
    assert apart(kept, "--root", printed)[0] == 0
    changed = json.loads(kept.read_text(encoding="utf-8"))
    changed["vote"][2] = "against"
    kept.write_text(json.dumps(changed), encoding="utf-8")
    assert apart(kept) == (1, False)
    assert apart(kept, "--root", "")[0] == 2  # nothing to compare with is not « what the file itself says »
    for amiss in ({}, {**changed, "root": ["0" * 16]}, {**changed, "root": 7}):
        kept.write_text(json.dumps(amiss), encoding="utf-8")
        assert apart(kept) in ((2, None), (1, False)), amiss


def test_who_did_not_vote_reads_so_and_nobody_reads_anothers(closed):
    assert "aucun vote n’est compté pour vous" in words(closed.get("dora", "scrutins/1/mon-vote"))
    assert "Votre vote est dans le compte" not in words(closed.get("dora", "scrutins/1"))
    assert closed.get(None, "scrutins/1/mon-vote").status_code == 303
    assert closed.get("ada", f"scrutins/1/vote/{'0' * 32}").status_code == 404


CITIES = {"objet": "options", "choix": "Où ?", "options": "Lyon\nBrest\nNice"}
ELECTION = {"objet": "election", "poste": "Vice-présidence", "candidatures": "Mme Ada Durand\nM. Béla Roux"}


@pytest.mark.parametrize(
    ("method", "asked", "rule", "choice", "word"),
    [
        ("electronic", {}, "", "against", "Contre"),
        ("roll_call", {}, "", "against", "Contre"),
        ("electronic", {**ELECTION, "renonce": "oui"}, "", "o2", "M. Béla Roux"),
        ("roll_call", {**ELECTION, "renonce": "oui"}, "", "o2", "M. Béla Roux"),
        ("electronic", CITIES, "", "o1", "Lyon"),
        ("roll_call", CITIES, "", "o1", "Lyon"),
        ("electronic", CITIES, "schulze", "o3>o1", "1. Nice, 2. Lyon"),
        ("electronic", CITIES, "instant_runoff", "o2>o1>o3", "1. Brest, 2. Lyon, 3. Nice"),
    ],
)
def test_of_every_subject_and_method_a_voter_and_a_holder_read_their_votes_in_words(
    plenary, method, asked, rule, choice, word
):
    plenary.open(*(name for name in ELECTORS if name != "dora"))
    plenary.do(give_proxy, plenary.sitting_id, plenary.cast.ids["dora"], plenary.cast.ids["ada"], by="dora")
    plenary.discuss()
    plenary.cast.run(lambda: rule and setattr(session().scalars(select(Congress)).first(), "option_rule", rule))
    asked = asked or {"vote": f"part-{plenary.part()}"}
    assert plenary.press("chloe", "points/1/scrutins", **asked, methode=method).status_code == 303
    poll = plenary.row_of_poll(1).id
    for right in plenary.rights(poll, "ada"):
        to, by = ("votes", "ada") if method == "electronic" else ("voix-haute", "sven")
        given = {"right": right, "choice": choice, "seen": plenary.seen(poll)}
        assert plenary.post(by, f"scrutins/1/{to}", **given).status_code == 303
    plenary.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    for step in ("closed", "proclaimed"):
        own, left = (words(plenary.get(name, MINE)).replace("\u00a0", " ") for name in ("ada", "dora"))
        assert f"Votre vote « {word} » est dans le compte." in own, step
        assert f"Le vote « {word} » au nom de Mme Dora Lefèvre est dans le compte." in own, step
        assert f"Votre vote « {word} » est dans le compte." in left and "au nom de" not in left, step
        assert "Vos votes sont dans le compte" in words(plenary.get("ada", "scrutins/1")), step
        (address, *_others) = re.findall(r'/essai(/scrutins/1/vote/[0-9a-f]{32})"', plenary.get("dora", MINE).text)
        assert f"Ce vote « {word} » est dans le compte." in words(plenary.get(None, address[1:])).replace("\u00a0", " ")
        plenary.press("chloe", "scrutins/1", geste="proclamer", montre="1")


MINE = "scrutins/1/mon-vote"


@pytest.mark.parametrize("is_read_before", [True, False], ids=["list kept", "list read after"])
def test_a_vote_that_was_changed_behind_the_program_is_said_to_be_in_no_count(closed, is_read_before):
    address = ""
    if is_read_before:
        (address,) = set(re.findall(r"/essai/(scrutins/1/vote/[0-9a-f]{32})\"", closed.get("ada", MINE).text))
        assert closed.get("bela", "scrutins/1").status_code == 200
    write_behind(closed, "UPDATE ballot SET choice = 'against' WHERE right_id = :right")
    for page in filter(None, (MINE, address)):
        read = words(closed.get("ada", page))
        assert "ne mène pas à l’empreinte de la clôture" in read and "est dans le compte." not in read, page
    result = words(closed.get("ada", "scrutins/1"))
    assert "Un vote que vous avez exprimé ne mène pas à l’empreinte" in result
    assert "Votre vote est dans le compte" not in result
    if is_read_before:  # who expressed the same keeps the path that was theirs
        assert "Votre vote est dans le compte" in words(closed.get("emile", "scrutins/1"))


def write_behind(closed: Plenary, statement: str) -> None:
    """What somebody with the database in hand writes over the ballot of ada."""
    (right,) = closed.rights(closed.row_of_poll(1).id, "ada")

    def write() -> None:
        with lifted(session().connection()):
            session().execute(text(statement), {"right": right})

    closed.cast.run(write)


def test_nothing_is_shown_before_the_poll_is_closed(discussing):
    poll = discussing.poll()
    discussing.vote(poll, "for", "ada")
    assert discussing.get("ada", "scrutins/1/mon-vote").status_code == 404


def apart(kept, *words_: str) -> tuple[int, object]:
    """What the tool answers in a Python that has nothing of ours."""
    command = [sys.executable, "-I", str(ROOT / "bin" / "verify-vote"), str(kept), *words_]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)["counted"] if done.stdout else None
