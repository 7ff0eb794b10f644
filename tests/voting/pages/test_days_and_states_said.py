"""Pages of a sitting say the day of what was pressed on another, who is excused, and what a cancelled vote received."""

import re
from datetime import timedelta

import pytest

from congress.chamber_models import Sitting
from congress.models import Congress
from congress.rules.rule_names import Body
from congress.services.presence.excuse_services import excuse
from congress.services.proxy_services import give_proxy
from core.database import session
from tests.support.convening import at
from tests.support.plenary import Plenary
from tests.support.plenary import words as exact_words
from voting.pages.convening.convening_words import suggested_second
from voting.services.discussion_services import end_sitting

pytestmark = pytest.mark.one_database
HERE = "seances/2"


def words(page) -> str:
    """The words of a page, with ordinary spaces."""
    return exact_words(page).replace("\u00a0", " ").replace("\u202f", " ")


def test_what_is_pressed_on_another_day_says_its_day(cast):
    plenary, ids = Plenary.of(cast), cast.ids
    at(plenary, 2, 9)

    def said(name: str, rest: str, **fields) -> str:
        return words(cast.browse(name).post(cast.path(f"{HERE}/{rest}"), data=fields, follow_redirects=True))

    chair = said("sven", "fonctions", membre=ids["ada"], fonction="teller")
    assert "scrutatrice de la séance, à partir de 9 h le 2 octobre 2020." in chair
    given = said("ada", "pouvoirs", pour=ids["ada"], mandataire=ids["bela"])
    assert "depuis 9 h le 2 octobre 2020." in given


def test_the_register_says_who_is_excused_or_represented_as_the_sheet_does(cast):
    plenary, ids = Plenary.of(cast), cast.ids
    plenary.do(excuse, plenary.sitting_id, ids["emile"], "Souffrant.", by="emile")
    plenary.do(give_proxy, plenary.sitting_id, ids["dora"], ids["bela"], by="dora")
    plenary.open("ada", "bela", "fatou", "gaspard", "chloe")
    register, sheet = (words(plenary.get("sven", f"{HERE}/{page}")) for page in ("emargement", "feuille"))
    for told in ("excusé", "représentée"):
        assert told in sheet and told in register, told
    assert "absente" in register, "who is neither"


def test_a_closed_sitting_says_no_proxy_without_effect_and_the_hour_of_each_decision(cast):
    plenary, ids = Plenary.of(cast), cast.ids
    plenary.do(give_proxy, plenary.sitting_id, ids["dora"], ids["bela"], by="dora")
    plenary.open("ada", "bela", "fatou", "gaspard", "chloe")
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela")
    plenary.proclaim(poll)
    cast.clock.advance(timedelta(minutes=40))
    plenary.do(end_sitting, plenary.sitting_id)
    read = words(plenary.get("sven", HERE))
    assert "donne pouvoir à M. Béla Kovacs la séance est close" in read and "sans effet" not in read
    assert "La séance est close." in words(plenary.get("dora", HERE)) and "Sans effet" not in words(
        plenary.get("dora", HERE)
    )
    assert re.search(r"adoptée, 14 h(?! 4)", read), "when it was proclaimed, not when its item was closed"


@pytest.mark.parametrize(("method", "received"), [("show_of_hands", False), ("paper", False), ("electronic", True)])
def test_a_cancelled_vote_tells_of_sealed_votes_where_the_site_received_some(discussing, method, received):
    discussing.press("chloe", "points/1/scrutins", vote=f"part-{discussing.part()}", methode=method)
    discussing.press("chloe", "scrutins/1", geste="annuler", motif="Panne.")
    read = words(discussing.get("ada", "scrutins/1"))
    assert "Ce scrutin a été annulé : il n’a pas de résultat" in read
    assert ("les votes reçus restent scellés" in read) == received


@pytest.mark.parametrize(
    ("body", "days", "today", "proposed"),
    [
        (Body.ASSOCIATION, 5, 12, "2020-10-18T14:00"),
        (Body.ASSOCIATION, 0, 12, "2020-10-12T18:00"),  # the same evening: its statutes ask for no day
        (Body.ASSOCIATION, 1, 12, "2020-10-14T14:00"),
        (Body.COMMUNE, 5, 12, "2020-10-15T14:00"),  # L2121-17: three days, whatever the clear days of the first
        (Body.COMMUNE, 5, 20, "2020-10-23T14:00"),
    ],
)
def test_the_day_proposed_for_a_second_convening_leaves_the_time_to_convene(cast, body, days, today, proposed):
    plenary = Plenary.of(cast)
    at(plenary, today, 16)

    def suggested() -> str:
        congress = session().get_one(Congress, cast.congress_id)
        congress.body, congress.convening_days = body, days
        return suggested_second(session().get_one(Sitting, plenary.sitting_id), plenary.cast.clock.now())

    assert cast.read(suggested) == proposed
