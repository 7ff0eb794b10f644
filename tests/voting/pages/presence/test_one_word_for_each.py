"""Of each member the register, its table, the sheet and its table say the same: came, left, sat for, represented, excused."""

import csv
import re
from datetime import timedelta

import pytest

from congress.models import Member
from congress.services.presence.excuse_services import excuse
from congress.services.presence_services import arrive, leave
from congress.services.proxy_services import give_proxy, revoke_proxy
from core.database import session
from tests.support.plenary import Plenary, words
from tests.support.substitute import with_paul
from voting.services.discussion_services import end_sitting

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(cast) -> Plenary:
    """Ada came and left, Béla is sat for, Dora represented, Émile excused; Fatou came and went before the opening."""
    paul, made = with_paul(cast), Plenary.of(cast)
    made.do(excuse, made.sitting_id, cast.ids["emile"], "Deuil.", by="sven")
    made.do(give_proxy, made.sitting_id, cast.ids["dora"], cast.ids["chloe"], by="sven")
    made.arrive("fatou")
    made.do(leave, made.sitting_id, cast.ids["fatou"], by="sven")
    cast.clock.advance(timedelta(minutes=1))
    made.open("ada", "gaspard", "hana", "iris", "chloe")
    cast.clock.advance(timedelta(minutes=9))
    made.do(leave, made.sitting_id, cast.ids["ada"], by="sven")
    made.do(arrive, made.sitting_id, paul, by="sven")
    return made


def table(plenary: Plenary, name: str) -> list[list[str]]:
    found = plenary.get("sven", f"seances/2/{name}.csv").data.decode("utf-8-sig").splitlines()
    return list(csv.reader(found, delimiter=";"))


def lines(plenary: Plenary, name: str) -> dict[str, str]:
    """By family name, what the second column of a page says."""
    page = plenary.get("sven", f"seances/2/{name}").text
    found = {}
    for row in re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        plain = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()).replace("\u00a0", " ") for cell in cells]
        found[plain[0].split()[0]] = plain[1]
    return found


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_register_and_the_sheet_say_the_same_of_each(plenary, is_closed):
    if is_closed:
        plenary.do(end_sitting, plenary.sitting_id)
    register, sheet = lines(plenary, "emargement"), lines(plenary, "feuille")
    assert table(plenary, "emargement") == table(plenary, "feuille")
    assert set(register) == set(sheet) and "Suppléant" not in register, "one seat, one line"
    said = {row[0]: row[3] for row in table(plenary, "emargement")[1:]}
    names = {name: plenary.cast.read(lambda one=one: session().get_one(Member, one).family_name)
             for name, one in plenary.cast.ids.items() if name in ("ada", "bela", "dora", "emile", "fatou")}  # fmt: skip
    expected = {"ada": "présent", "bela": "suppléé", "dora": "représenté", "emile": "excusé", "fatou": "absent"}
    for name, word in expected.items():
        assert said[names[name]].startswith(word), name
        assert register[names[name]].startswith(word), name
        assert register[names[name]] == sheet[names[name]] or (name == "fatou" and not is_closed), name
    assert "14 h 01 – 14 h 10, dans la salle" in register[names["ada"]]
    assert "par M. Paul Suppléant" in register[names["bela"]]
    if is_closed:
        assert "5 membres sont venus sur 9." in words(plenary.get("sven", "seances/2/emargement"))


def test_who_was_voted_for_is_represented_whatever_became_of_the_proxy(plenary):
    """As the minutes say, which read it from the votes: this one was revoked after it voted."""
    ids = plenary.cast.ids
    kept = plenary.do(give_proxy, plenary.sitting_id, ids["emile"], ids["hana"], by="sven")
    plenary.discuss()
    plenary.vote(plenary.poll(part_id=plenary.part()), "for", "hana")
    plenary.do(revoke_proxy, kept, by="sven")
    plenary.proclaim(plenary.row_of_poll(1).id)
    plenary.do(end_sitting, plenary.sitting_id)
    minutes = words(plenary.get("sven", "seances/2/proces-verbal"))
    emile = plenary.cast.read(lambda: session().get_one(Member, ids["emile"]).family_name)
    said = {row[0]: (row[3], row[7]) for row in table(plenary, "feuille")[1:]}
    assert table(plenary, "emargement") == table(plenary, "feuille")
    assert said[emile][0].startswith("représent") and said[emile][1], said[emile]
    represented = [name for name, row in said.items() if row[0].startswith("représent")]
    assert f"Représentés ({len(represented)})" in minutes, (represented, minutes)


def test_the_register_of_a_closed_sitting_reads_once_who_came(plenary):
    from sqlalchemy import event

    from core.database import db

    plenary.do(end_sitting, plenary.sitting_id)
    with plenary.cast.app.app_context():
        engine = db.engine
    statements = []

    def note(*args: object) -> None:
        statements.append(" ".join(str(args[2]).split()))

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert plenary.get("sven", "seances/2/emargement").status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    came = [one for one in statements if one.startswith("SELECT presence.member_id ")]
    assert len(came) == 1, statements
