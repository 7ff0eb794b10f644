"""« Prêt pour la séance ? » says what is missing, and where it is settled; the order of the sitting is printed."""

import re

import pytest

from congress.chamber_models import Office
from congress.queries.chamber_queries import offices_of
from congress.services.proxy_services import give_proxy
from congress.services.sitting_services import end_office, give_office
from core.text.folding import folded
from tests.support.plenary import CONSOLE, ELECTORS, FIFTEEN, TWENTY, words

pytestmark = pytest.mark.one_database


def test_what_is_missing_is_said_with_where_it_is_settled_then_that_all_is_ready(plenary):
    assert "Oui. Tout est prêt." in words(plenary.get("chloe", f"{CONSOLE}/pret"))
    (held,) = [
        row for row in plenary.cast.read(lambda: offices_of(plenary.sitting_id)) if row.office == Office.SECRETARY
    ]
    plenary.do(end_office, held.id, by="sven")
    page = words(plenary.get("chloe", f"{CONSOLE}/pret"))
    assert "Pas encore. 1 point reste à régler" in page
    assert "Il manque un secrétaire de séance" in page and "#fonctions" in plenary.get("sven", f"{CONSOLE}/pret").text
    assert "9 membres en exercice\u00a0: il faudra 5 présents" in page
    plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["dora"], Office.SECRETARY, by="sven")
    assert "Oui. Tout est prêt." in words(plenary.get("dora", f"{CONSOLE}/pret"))
    assert "Prêt pour la séance" in words(plenary.get("chloe", CONSOLE))


def test_an_amendment_that_waits_for_the_secretariat_is_left_to_settle(plenary):
    from amendments.services.amendment_services import save_draft, submit

    draft = plenary.do(
        save_draft, None, plenary.part(), base_number=1, text=FIFTEEN, title="Quinze", reasons="Trop peu.", by="ada"
    )
    plenary.do(submit, draft, by="ada")
    page = words(plenary.get("sven", f"{CONSOLE}/pret"))
    assert "1 point reste à régler" in page and "Un amendement attend sa publication" in page


def test_the_order_of_the_sitting_holds_each_vote_with_what_is_read_aloud(plenary):
    plenary.amend(FIFTEEN, by="ada", title="Quinze mille postes")
    plenary.amend(TWENTY, by="bela")
    page = words(plenary.get("chloe", f"{CONSOLE}/ordre"))
    assert "Je mets aux voix l’amendement n°\u00a01 de Mme\u00a0Ada Martin." in page
    assert "S’il est adopté, l’amendement n°\u00a02 tombera." in page
    assert page.index("proposition n°\u00a01") < page.index("proposition n°\u00a02")


def test_the_secretariat_reads_that_a_rehearsal_needs_who_presides(plenary):
    said = "qui la préside fait arriver les membres et mène les votes"
    assert said in words(plenary.get("sven", f"{CONSOLE}/pret"))
    assert said not in words(plenary.get("chloe", f"{CONSOLE}/pret"))


def test_a_sheet_to_call_by_hand_is_printed_before_the_network_fails(plenary):
    """Every elector in French order, a box for each answer, the proxies that are known; nobody else reads it."""
    plenary.do(give_proxy, plenary.sitting_id, plenary.cast.ids["dora"], plenary.cast.ids["chloe"], by="sven")
    assert "Feuille d’appel, à remplir à la main" in plenary.get("chloe", f"{CONSOLE}/pret").text
    page = plenary.get("chloe", f"{CONSOLE}/appel")
    rows = [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r'<tr role="row">(.*?)</tr>', page.text, re.DOTALL)
    ][1:]
    names = [row[0] for row in rows]
    assert len(rows) == len(ELECTORS) and names == sorted(names, key=folded)
    assert [row[1] for row in rows if row[1]] == ["Arnaud Chloé"] and all(row[2:] == ["☐"] * 4 for row in rows)
    assert "9 membres." in words(page)
    assert plenary.get("ada", f"{CONSOLE}/appel").status_code == 403
