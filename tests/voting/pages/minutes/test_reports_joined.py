"""The reports that the minutes name, with what tells each from any other; the next sitting, which adopts them."""

import io

import pytest

from congress.chamber_models import AgendaItemKind, Office
from congress.models import Visibility
from congress.services.sitting_services import add_item
from core.digest import sha256_bytes
from papers.reading.documents import read_document
from tests.support.plenary import Plenary
from tests.voting.pages.minutes.test_minutes_pages import PV, plain, post, settle
from tests.voting.services.minutes.test_minutes_life import later_sitting
from voting.services.discussion_services import put_in_discussion

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(cast):
    """The first proposal is adopted; the sitting is over."""
    from congress.services.sitting_services import give_office
    from voting.services.discussion_services import end_sitting

    made = Plenary.of(cast)
    settle(made, sittings_visible=Visibility.PUBLIC)
    made.do(give_office, made.sitting_id, cast.ids["dora"], Office.SECRETARY, by="sven")
    made.open()
    made.discuss()
    poll = made.poll()
    made.vote(poll, "for", "ada", "bela")
    made.proclaim(poll)
    made.do(end_sitting, made.sitting_id)
    return made


def test_a_report_is_an_address_or_a_real_pdf(plenary):
    item = plenary.item()
    refused = {"titre": "Rapport", "point": item}
    assert post(plenary, "dora", f"{PV}/rapports", **refused).status_code == 422
    assert post(plenary, "dora", f"{PV}/rapports", **refused, adresse="javascript:alert(1)").status_code == 422
    html = (io.BytesIO(b"<script>"), "rapport.pdf")
    assert post(plenary, "dora", f"{PV}/rapports", **refused, fichier=html).status_code == 422
    pdf = (io.BytesIO(b"%PDF-1.7 essai"), "rapport.pdf")
    assert post(plenary, "dora", f"{PV}/rapports", **refused, fichier=pdf).status_code == 303
    sha256 = sha256_bytes(b"%PDF-1.7 essai")
    named = f"Rapport joint : Rapport. Fichier PDF, empreinte SHA-256 : {sha256}."
    assert named in plain(plenary.get("ada", PV))
    undecided = {"titre": "Étude", "point": plenary.item(2), "adresse": "https://essai.example/etude"}
    assert post(plenary, "dora", f"{PV}/rapports", **undecided).status_code == 303
    away = "Rapport joint au point n° 2 : Étude."  # no deliberation was taken on it: it is named all the same
    assert f"{away} Adresse : https://essai.example/etude" in plain(plenary.get("ada", PV))
    for name in ("docx", "odt"):
        told = read_document(plenary.get("ada", f"{PV}.{name}").data).text("accepted", "")
        told = told.replace("\u00a0", " ").replace("\u202f", " ")
        assert "Rapport joint : Rapport." in told and away in told, name
        assert sha256 in "".join(told.split()) and "https://essai.example/etude" in "".join(told.split()), name
    answer = plenary.get("ada", f"{PV}/rapports/1")
    assert (answer.data, answer.mimetype) == (b"%PDF-1.7 essai", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert plenary.get(None, f"{PV}/rapports/1").status_code == 404  # not published yet


def test_the_next_sitting_is_ready_once_they_are_submitted(plenary):
    later = Plenary(plenary.cast, later_sitting(plenary))
    ready = "seances/3/presidence/pret"
    unsubmitted = "Le procès-verbal de la séance n° 2 n’est pas soumis"
    assert unsubmitted in plain(plenary.get("sven", ready))
    assert post(plenary, "dora", f"{PV}/soumettre").status_code == 303
    page = plain(plenary.get("sven", ready))
    assert unsubmitted not in page
    waits = "celui de la séance n° 2, soumis, est à arrêter avant le premier point"
    assert waits in page
    item = later.do(add_item, later.sitting_id, AgendaItemKind.OTHER, "Divers", by="sven")
    later.arrive("dora", "emile", "fatou", "chloe")
    later.do(put_in_discussion, item)
    assert waits not in plain(plenary.get("sven", ready))
