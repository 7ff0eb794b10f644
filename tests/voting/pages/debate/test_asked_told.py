"""Who leads the sitting hears that somebody asks for the floor, or raises a motion; nobody else is told of the first."""

import re

import pytest

from congress.models import Congress
from congress.rules.rule_names import BallotKind, TieRule
from core.database import session
from tests.support.plenary import CONSOLE, words
from voting.debate_models import FloorMotion
from voting.rules.debate.precedence import FloorKind
from voting.services.debate.raising import WantedMotion, raise_motion
from voting.services.debate.settling import put_to_vote

pytestmark = pytest.mark.one_database
LIST = "seances/2/parole"


def told(plenary, name: str, page: str) -> list[str]:
    """What a page has to say to those who listen to it, the latest last."""
    steps = re.search(r'<template id="etapes">(.*?)</template>', plenary.get(name, page).text, re.DOTALL)[1]
    said = re.findall(r"<p data-step[^>]*>(.*?)</p>", steps, re.DOTALL)
    return [" ".join(one.split()).replace("\u00a0", " ") for one in said]


def test_who_leads_hears_who_asks_for_the_floor(discussing):
    discussing.post("ada", LIST, geste="demander", liste="debate", sens="for")
    name = words(discussing.get("bela", LIST)).partition("Ada")[2].split()[0]
    asks = f"Mme Ada {name} demande la parole."
    for reader, page in (("chloe", CONSOLE), ("chloe", LIST), ("sven", CONSOLE)):
        assert told(discussing, reader, page)[-1] == asks, (reader, page)
    for reader, page in (("bela", LIST), ("ada", LIST), ("bela", "seances/2"), ("vera", "seances/2/ecran")):
        assert asks not in told(discussing, reader, page), (reader, page)
    title = discussing.get("chloe", CONSOLE).text.partition("<title>")[2].partition("</title>")[0]
    assert "demande la parole" not in title, "the title says what was pressed"
    discussing.post("bela", LIST, geste="demander", liste="explanation", sens="against")
    assert told(discussing, "chloe", CONSOLE)[-1].endswith("demande la parole pour expliquer son vote.")


@pytest.mark.parametrize(
    ("page", "fields", "asked"),
    [
        ("seances/2/verification", {"geste": "demander"}, "demande la vérification du quorum."),
        ("seances/2/points/1/demandes", {"scrutin": "secret"}, "demande un scrutin secret."),
        ("seances/2/points/1/demandes", {"scrutin": "public"}, "demande un scrutin public."),
        ("seances/2/points/1/division", {"geste": "demander"}, "demande un vote par division."),
    ],
)
def test_who_leads_hears_what_else_a_member_asks_for(discussing, page, fields, asked):
    assert discussing.post("ada", page, **fields).status_code == 303
    assert told(discussing, "chloe", CONSOLE)[-1].endswith(asked)
    for reader in ("ada", "bela"):
        assert not any(asked in one for one in told(discussing, reader, "seances/2")), reader


def test_who_leads_hears_a_motion(discussing):
    wanted = WantedMotion(FloorKind.SUSPENSION, minutes=5)
    discussing.do(raise_motion, discussing.sitting_id, discussing.cast.ids["ada"], wanted, by="ada")
    for page in (CONSOLE, LIST):
        assert told(discussing, "chloe", page)[-1].endswith("demande une suspension de cinq minutes."), page


def test_requests_hide_no_step(discussing):
    for name in ("ada", "bela", "dora", "emile", "fatou"):
        discussing.post(name, LIST, geste="demander", liste="debate", sens="for")
    said = told(discussing, "chloe", CONSOLE)
    assert any("en discussion" in one for one in said) and "demande la parole" in said[-1]


@pytest.mark.parametrize(
    ("ballot", "tie_rule", "own_vote"),
    [("public", "casting_vote", True), ("public", "rejected", False), ("secret", "casting_vote", False)],
)
def test_the_own_vote_of_the_chair_on_a_motion_is_asked_where_it_breaks_a_tie(discussing, ballot, tie_rule, own_vote):
    def rule() -> None:
        congress = session().get_one(Congress, discussing.cast.congress_id)
        congress.ballot, congress.tie_rule = BallotKind(ballot), TieRule(tie_rule)

    discussing.cast.run(rule)
    wanted = WantedMotion(FloorKind.SUSPENSION, minutes=5)
    discussing.do(raise_motion, discussing.sitting_id, discussing.cast.ids["ada"], wanted, by="ada")
    motion_id = discussing.cast.read(lambda: session().query(FloorMotion).one().id)
    discussing.do(put_to_vote, discussing.sitting_id, motion_id)
    page = words(discussing.get("chloe", LIST))
    assert "Compter les mains" in page
    assert ("Votre propre vote, s’il y a égalité" in page) is own_vote
