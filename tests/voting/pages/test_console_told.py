"""The chair's console says what was done, and takes the proclamation of what it shows alone."""

import re
from datetime import timedelta
from html import unescape

import pytest

from amendments.models import Amendment, AmendmentStatus
from core.database import session
from tests.support.plenary import CONSOLE, FIFTEEN, TWENTY, shown_on, words
from voting.models import PollState

pytestmark = pytest.mark.one_database


def test_a_result_is_proclaimed_by_a_page_that_shows_it_and_what_falls(plenary):
    fifteen, twenty = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela")
    plenary.open()
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(fifteen,))
    plenary.vote(poll, "for", "ada")
    plenary.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    for shown in ("", "1", f"2-{twenty}"):
        read = plenary.press("chloe", "scrutins/1", geste="proclamer", montre=shown)
        assert (read.status_code, "Cette page ne montrait pas ce résultat" in words(read)) == (409, True)
        assert f'name="tombe" value="{twenty}" checked' in read.text
    assert plenary.row_of_poll(poll).state == PollState.CLOSED
    assert (
        plenary.press("chloe", "scrutins/1", geste="proclamer", tombe=twenty, montre=f"1-{twenty}").status_code == 303
    )
    assert plenary.cast.read(lambda: session().get_one(Amendment, twenty).status) == AmendmentStatus.FALLEN


def test_what_is_refused_has_the_focus_and_leads_to_its_field(plenary):
    plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    plenary.discuss()
    for fields, field in (
        ({"statut": "fallen", "motif": " "}, "motif-ecarte"),
        ({"statut": "", "motif": "Déjà voté."}, "statut"),
    ):
        read = plenary.press("chloe", "ecarter", amendement=1, **fields)
        assert read.status_code in (409, 422)
        assert f'<p id="refus" tabindex="-1" autofocus><a href="#{field}">' in read.text
        assert re.search(rf'id="{field}"\s+aria-invalid="true"\s+aria-describedby="{field}-error"', read.text)
        assert read.text.count(f'id="{field}-error"') == read.text.count('aria-invalid="true"') == 1
    read = plenary.press("chloe", "points/1/scrutins", vote="amendments-9")
    assert '<p id="refus" tabindex="-1" autofocus>' in read.text
    assert "aria-invalid" not in read.text


def test_each_act_is_said_first_in_the_title_and_leads_to_its_heading_or_to_the_question(plenary):
    plenary.amend(FIFTEEN, by="ada")
    plenary.amend(TWENTY, by="bela")
    plenary.open()
    plenary.discuss()
    chair = plenary.cast.browse("chloe")
    acts = [
        ("seance", {"geste": "suspendre"}, "La séance est suspendue. – Présidence", "etape"),
        ("seance", {"geste": "reprendre"}, "La séance reprend. – Présidence", "etape"),
        (
            "ecarter",
            {"amendement": 2, "statut": "fallen", "motif": "Déjà voté."},
            "L’amendement est écarté. – ",
            "etape",
        ),
        ("points/1/scrutins", {"vote": f"part-{plenary.part()}"}, "Erreur\u00a0: ", ""),
        ("points/1/scrutins", {"vote": "amendments-1"}, "Scrutin n°\u00a01 annoncé\u00a0: ", "etape"),
        ("scrutins/1", {"geste": "ouvrir"}, "Scrutin n°\u00a01 ouvert\u00a0: ", "etape"),
        ("scrutins/1", {"geste": "clore"}, "Clore sans attendre\u202f? – Présidence", "question"),
        ("scrutins/1", {"geste": "clore", "sans_attendre": "oui"}, "Scrutin n°\u00a01 clos. – Présidence", "etape"),
        ("scrutins/1", {"geste": "proclamer"}, "Scrutin n°\u00a01 proclamé. ", "etape"),
    ]
    for rest, fields, title, place in acts:
        shown = shown_on(chair.get(plenary.cast.path(CONSOLE)).text)
        plenary.cast.clock.advance(timedelta(seconds=2))
        sent = chair.post(plenary.cast.path(f"{CONSOLE}/{rest}"), data={**shown, **fields})
        read = chair.get(sent.headers["Location"]) if sent.status_code == 303 else sent
        said = re.sub(r"[ \n]+", " ", unescape(read.text.partition("<title>")[2].partition("</title>")[0])).strip()
        assert said.startswith(title), (rest, said)
        assert sent.headers.get("Location", "#").partition("#")[2] == place
        assert not place or re.search(rf'id="{place}" tabindex="-1"', read.text)
        assert 'id="annonce" role="status"' in read.text


def test_a_chair_who_left_reads_that_they_preside_still_and_no_more_that_they_may_vote(plenary):
    plenary.open()
    plenary.discuss()
    plenary.poll()
    assert "Vous n’avez pas voté" in words(plenary.get("chloe", CONSOLE))
    plenary.post("chloe", "seances/2/presence", geste="partir")
    read = words(plenary.get("chloe", CONSOLE))
    assert re.search(r"Votre départ est enregistré à 14\u00a0h\S*\u00a0: vous ne comptez plus parmi les présents", read)
    assert "jusqu’à ce que vous cédiez la présidence" in read
    assert "Vous n’avez pas voté" not in read and "Voter maintenant" not in read
    assert "Votre départ est enregistré" not in words(plenary.get("sven", CONSOLE)), "theirs alone to read"
    plenary.post("chloe", "seances/2/presence", mode="room")
    assert "Vous n’avez pas voté" in words(plenary.get("chloe", CONSOLE))
