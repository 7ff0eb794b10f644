"""Word, both ways, for what is no proposal: the preamble, the closing, a proposal to be added after another."""

import io
from dataclasses import replace

import pikepdf
import pytest

from amendments.models import Amendment
from amendments.pages.documents.outgoing import prepared
from amendments.pages.documents.returned import titled
from amendments.pages.writing.addresses import place_at
from core.database import session
from motions.queries.motion_queries import current_revision
from papers.reading.documents import read_document
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes
from tests.amendments.pages.test_word_pages import fields_of, file
from tests.papers.word_files import docx, p
from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database
NEW = "# Pour un guichet\n\nNous demandons\u00a0:\n\n1. un lieu\u202f;\n2. un agent.\n"
RENDER = {"docx": docx_with_changes, "odt": odt_with_changes}


@pytest.fixture
def plenary(cast):
    return Plenary.of(cast)


def part_at(plenary, place: str):
    return plenary.cast.read(lambda: place_at(plenary.cast.congress_id, place))


def text_at(plenary, place: str) -> str:
    return plenary.cast.read(lambda: current_revision(part_at(plenary, place).id).text)


def edited(plenary, place: str, text: str, suffix: str = "docx") -> bytes:
    """The prepared document, amended with its changes tracked."""

    def made():
        part = place_at(plenary.cast.congress_id, place)
        return prepared(part.motion.congress, part, current_revision(part.id))

    return RENDER[suffix](replace(plenary.cast.read(made), new=text, author="Paul Aide"))


def send(plenary, place: str, data: bytes, *, by: str = "ada"):
    return plenary.post(by, f"motion/{place}/amender/document", document=file(data))


def keep(plenary, place: str, page, *, by: str = "ada") -> Amendment:
    kept = plenary.post(by, f"motion/{place}/amender/document", geste="garder", **fields_of(page.text))
    assert kept.status_code == 303, words(kept)
    draft_id = int(kept.location.partition("brouillons/")[2].partition("?")[0])
    assert plenary.cast.browse(by).get(kept.location).status_code == 200
    return plenary.cast.read(lambda: session().get_one(Amendment, draft_id))


def published(plenary, place: str, text: str, *, by: str = "ada") -> Amendment:
    from amendments.services.amendment_services import publish, save_draft, submit

    part = part_at(plenary, place)
    given = {"base_number": 1, "text": text, "title": "En bref", "reasons": "Parce que."}
    amendment_id = plenary.do(save_draft, None, part.id, **given, by=by)
    plenary.do(submit, amendment_id, by=by)
    plenary.do(publish, amendment_id, by="sven")
    return plenary.cast.read(lambda: session().get_one(Amendment, amendment_id))


@pytest.mark.parametrize(("place", "suffix"), [("preambule", "docx"), ("conclusion", "odt")])
def test_the_preamble_and_the_closing_leave_for_word_and_come_back_as_drafts(plenary, place, suffix):
    assert f"motion/{place}/amender/document" in plenary.get("ada", "motion").text
    assert f"motion/{place}.{suffix}" in plenary.get("ada", f"motion/{place}/amender/document").text
    text = text_at(plenary, place)
    taken = plenary.get("ada", f"motion/{place}.{suffix}").data
    assert read_document(taken).accepted == text
    if suffix == "docx":
        assert "ne change rien" in words(send(plenary, place, taken))
    amended = text.rstrip("\n") + " Avec vous.\n"
    shown = send(plenary, place, edited(plenary, place, amended, suffix))
    assert "Avec vous." in words(shown) and "sans être suivis" not in words(shown)
    draft = keep(plenary, place, shown)
    assert (draft.text, draft.part_id, draft.status.value) == (amended, part_at(plenary, place).id, "draft")


def test_a_document_of_another_part_and_a_part_that_is_not_there_are_told(plenary):
    refused = send(plenary, "conclusion", edited(plenary, "preambule", NEW))
    assert refused.status_code == 422
    assert "vient d’un autre texte (Préambule)" in words(refused)
    assert plenary.get("ada", "motion/annexe.docx").status_code == 404
    assert plenary.get("ada", "motion/apres-99/amender/document").status_code == 404


@pytest.mark.parametrize(("place", "suffix"), [("apres-1", "docx"), ("apres-preambule", "odt")])
def test_a_proposal_is_written_in_word_then_added(plenary, place, suffix):
    where = "propositions/1" if place == "apres-1" else "motion"
    assert f"motion/{place}/amender/document" in plenary.get("ada", where).text
    taken = plenary.get("ada", f"motion/{place}.{suffix}").data
    assert read_document(taken).accepted == ""
    if suffix == "docx":
        assert "Ce document est vide" in words(send(plenary, place, taken))
    shown = send(plenary, place, edited(plenary, place, NEW, suffix))
    said = words(shown)
    assert "Pour un guichet" in said and "insérer une proposition intitulée" in said
    for strange in ("première ligne", "version 1", "Avant l’alinéa"):
        assert strange not in said, strange
    draft = keep(plenary, place, shown)
    assert (draft.text, draft.part_id) == (NEW, part_at(plenary, place).id)


def test_a_document_of_ones_own_gives_its_first_line_as_the_title(plenary):
    shown = send(plenary, "apres-1", docx(p("Pour un guichet") + p("Nous demandons un lieu.")))
    assert "La première ligne est lue comme le titre" in words(shown)
    assert keep(plenary, "apres-1", shown).text == "# Pour un guichet\n\nNous demandons un lieu.\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**Pour *un* guichet**\n\nUn.\n", "# Pour un guichet\n\nUn.\n"),
        ("## Pour un guichet\n\nUn.\n", "# Pour un guichet\n\nUn.\n"),
        ("# Pour un guichet\n\nUn.\n", None),
        ("1. un\n2. deux\n", None),
        ("x" * 301 + "\n\nUn.\n", None),
        ("", None),
    ],
)
def test_the_first_line_is_the_title_where_it_may_be_one(text, wanted):
    assert titled(text) == ((text, False) if wanted is None else (wanted, True))


@pytest.mark.parametrize(("place", "suffix"), [("preambule", "docx"), ("apres-1", "pdf")])
def test_their_amendments_leave_as_files_that_open_again_as_the_same_draft(plenary, place, suffix):
    text = NEW if place == "apres-1" else text_at(plenary, place).rstrip("\n") + " Avec vous.\n"
    row = published(plenary, place, text)
    data = plenary.get("bela", f"amendements/{row.public_number}.{suffix}").data
    draft = keep(plenary, place, send(plenary, place, data, by="bela"), by="bela")
    assert (draft.text, draft.title, draft.reasons) == (row.text, row.title, row.reasons)
    with pikepdf.open(io.BytesIO(plenary.get("bela", f"amendements/{row.public_number}.pdf").data)) as sheet:
        assert len(sheet.pages) == 1
    for suffix in ("docx", "odt"):
        read = read_document(plenary.get("bela", f"amendements/{row.public_number}.{suffix}").data)
        assert (read.accepted, read.rejected) == (text, text_at(plenary, place))


def test_the_text_if_all_is_adopted_leaves_for_the_preamble_and_for_proposals_added_at_one_place(plenary):
    text = text_at(plenary, "preambule")
    published(plenary, "preambule", text.rstrip("\n") + " Avec vous.\n")
    published(plenary, "preambule", "# Titre\n\n" + text if not text.startswith("#") else text.replace("# ", "# Ô ", 1))
    other = NEW.replace("guichet", "bureau")
    published(plenary, "apres-1", NEW)
    published(plenary, "apres-1", other, by="bela")
    published(plenary, "apres-1", NEW, by="dora")
    listed = plenary.get("ada", "amendements").text
    for suffix in RENDER:
        for place in ("preambule", "apres-1"):
            assert f"motion/{place}/amendements.{suffix}" in listed
        read = read_document(plenary.get("ada", f"motion/preambule/amendements.{suffix}").data)
        assert "Avec vous." in read.accepted and read.rejected == text
        read = read_document(plenary.get("ada", f"motion/apres-1/amendements.{suffix}").data)
        assert (read.accepted, read.rejected) == (NEW + "\n" + other, "")
    alone = read_document(plenary.get("ada", "motion/conclusion/amendements.docx").data)
    assert (alone.accepted, alone.has_changes) == (text_at(plenary, "conclusion"), False)


def test_a_proposal_that_is_added_bears_on_no_alinea(plenary):
    published(plenary, "apres-1", NEW)
    assert "proposition nouvelle" in plenary.get("ada", "amendements.csv").text
    assert "proposition nouvelle" in words(plenary.get("ada", "amendements/1/parcours"))
    booklet = read_document(plenary.get("ada", "amendements/cahier.docx").data).accepted
    assert "Proposition nouvelle." in booklet and "Pour un guichet" in booklet
    assert "ersion 1" not in booklet.partition("Après la proposition")[2] and "Alinéa ajouté" not in booklet
    assert "Avant l’alinéa" not in words(plenary.get("ada", "amendements/1"))
