"""Word, both ways, on the pages: a proposal brought, a text taken away, the document that comes back, the files."""

import html
import io
import json
import zipfile
from datetime import timedelta

import pytest

from amendments.models import Amendment
from congress.queries.chamber_queries import agenda_of
from core.database import session
from motions.queries.motion_queries import current_revision, proposals_of, revisions_of
from motions.rules.motion_text import clean_text
from papers.reading.documents import read_document
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes
from tests.papers.word_files import archive, docx, item, level, numbered, p
from tests.support.cast import SLUG, build_congress, template_of
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN as FIFTEEN_AS_TYPED
from tests.support.plenary import TWENTY as TWENTY_AS_TYPED
from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database
FIRST, FIFTEEN, TWENTY = (clean_text(text) for text in (PROPOSALS[0], FIFTEEN_AS_TYPED, TWENTY_AS_TYPED))
LEGAL = "".join(numbered(1, level(0, "decimal", "%1°")))
BROUGHT = docx(
    p("Pour l’eau", '<w:pStyle w:val="T1"/>') + p("Nous demandons :") + item("un réseau ;") + item("un prix."),
    numbering=LEGAL,
    word__vbaProject_bin="x",
)


@pytest.fixture
def essai_template(database, workspace):
    return template_of(database, workspace, SLUG, build_congress)  # two proposals, as everywhere else


@pytest.fixture
def plenary(cast):
    return Plenary.of(cast)


def file(data: bytes, name: str = "texte.docx"):
    return (io.BytesIO(data), name)


def send(plenary, data: bytes, name: str = "texte.docx", *, by: str = "ada", number: int = 1):
    return plenary.post(by, f"propositions/{number}/amender/document", document=file(data, name))


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of the form that keeps what was read."""
    import html
    import re

    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        if 'type="hidden"' in tag and (name := re.search(r'name="(\w+)"', tag)):
            value = re.search(r'value="([^"]*)"', tag, re.DOTALL)
            found[name[1]] = html.unescape(value[1]) if value else ""
    return found


def rewritten(data: bytes, old: str, new: str) -> bytes:
    """The document, words changed in it without any trace."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return archive({name: source.read(name).replace(old.encode(), new.encode()) for name in source.namelist()})


def keep(plenary, page, *, by: str = "ada"):
    """The draft made of what the page shows."""
    kept = plenary.post(by, "propositions/1/amender/document", geste="garder", **fields_of(page.text))
    assert kept.status_code == 303, words(kept)
    draft_id = int(kept.location.partition("brouillons/")[2].partition("?")[0])
    return plenary.cast.read(lambda: session().get_one(Amendment, draft_id))


def edited(plenary, text: str, suffix: str = "docx") -> bytes:
    """The prepared document, amended with its changes tracked as a word processor would."""
    from dataclasses import replace

    from amendments.pages.documents.outgoing import prepared
    from motions.models import Part

    def made():
        part = session().get_one(Part, plenary.part())
        return prepared(part.motion.congress, part, current_revision(part.id))

    render = docx_with_changes if suffix == "docx" else odt_with_changes
    return render(replace(plenary.cast.read(made), new=text, author="Paul Aide"))


def test_a_proposal_is_brought_read_alinea_by_alinea_then_accepted(plenary):
    shown = plenary.post("sven", "propositions/apporter", document=file(BROUGHT))
    said = words(shown)
    assert shown.status_code == 200
    for expected in ("Les macros du document", "Pour l’eau", "1°", "un réseau", "Accepter ce texte"):
        assert expected in said, expected
    assert plenary.cast.read(lambda: len(proposals_of(plenary.cast.congress_id))) == len(PROPOSALS)
    given = {"geste": "accepter", "place": "nouvelle"}
    given["text"] = "# Pour l’eau\n\nNous demandons :\n\n1° un réseau ;\n2° un prix.\n"
    assert plenary.post("sven", "propositions/apporter", **given).status_code == 303
    again = plenary.post("sven", "propositions/apporter", **given)
    assert again.status_code == 422, "pressed twice, it is brought once"
    assert "dit déjà cela" in words(again)
    found = plenary.cast.read(lambda: proposals_of(plenary.cast.congress_id)[-1])
    assert found.number == len(PROPOSALS) + 1
    text = plenary.cast.read(lambda: current_revision(found.id).text)
    assert text == "# Pour l’eau\n\nNous demandons\u00a0:\n\n1° un réseau\u00a0;\n2° un prix.\n"
    assert words(plenary.get(None, "motion")).index("Pour l’eau") < words(plenary.get(None, "motion")).index(
        "réponse écrite"
    )


def test_a_text_takes_the_place_of_one_that_nobody_amended_and_of_no_other(plenary):
    plenary.amend(FIFTEEN, by="ada")
    fields = {"geste": "accepter", "text": "# Autre titre\n\nAutre texte.\n"}
    refused = plenary.post("sven", "propositions/apporter", place="1", **fields)
    assert refused.status_code == 409
    assert "a déjà des amendements" in words(refused)
    assert "Autre texte." in refused.text, "what was read is given back"
    assert plenary.post("sven", "propositions/apporter", place="2", **fields).status_code == 303
    assert len(plenary.cast.read(lambda: revisions_of(plenary.part(2)))) == 2
    assert plenary.cast.read(lambda: revisions_of(plenary.part(2)))[-1].text == fields["text"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("**Pour l’eau**\n\nUn réseau.\n", "Le titre manque : écrivez « # » et un espace"),
        ("# Pour l’eau\n", "Ce texte n’a qu’un titre : il lui faut au moins un alinéa."),
        ("# " + "Pour l’eau " * 40 + "\n\nUn réseau.\n", "Le titre est trop long"),
    ],
)
def test_what_the_folder_would_refuse_is_not_brought_as_a_document(plenary, text, told):
    refused = plenary.post("sven", "propositions/apporter", geste="accepter", place="nouvelle", text=text)
    assert refused.status_code == 422
    assert told in " ".join(words(refused).split()) and text.split("\n")[0] in html.unescape(refused.text)
    assert plenary.cast.read(lambda: len(proposals_of(plenary.cast.congress_id))) == len(PROPOSALS)


def test_a_place_that_is_none_brings_no_new_proposal(plenary):
    fields = {"geste": "accepter", "text": "# Pour l’eau\n\nUn réseau.\n"}
    assert plenary.post("sven", "propositions/apporter", place="ailleurs", **fields).status_code == 422
    assert plenary.cast.read(lambda: len(proposals_of(plenary.cast.congress_id))) == len(PROPOSALS)


def test_the_first_line_of_a_document_without_title_is_read_as_the_title_and_told(plenary):
    read = plenary.post("sven", "propositions/apporter", document=file(docx(p("Pour l’eau") + p("Un réseau."))))
    assert "La première ligne est lue comme le titre" in said(read) and "# Pour l’eau" in read.text


def test_another_title_in_a_document_is_told(plenary):
    fields = {"geste": "relire", "text": "# Pour l’eau\n\nUn réseau.\n\n# Pour l’air\n\nUn plan.\n"}
    said = " ".join(words(plenary.post("sven", "propositions/apporter", place="nouvelle", **fields)).split())
    assert "Alinéa 2 : un autre titre, « Pour l’air ». Si le document porte plusieurs propositions" in said


def test_a_proposal_that_is_brought_stands_on_the_agenda_before_the_whole_motion(cast):
    plenary = Plenary.of(cast)
    sitting_id = _planned(plenary)
    fields = {"geste": "accepter", "text": "# Pour l’eau\n\nUn réseau.\n"}
    answer = plenary.post("sven", "propositions/apporter", place="nouvelle", **fields)
    assert answer.status_code == 303, words(answer)
    fields["text"] = "# Autre titre\n\nAutre texte.\n"
    assert plenary.post("sven", "propositions/apporter", place="2", **fields).status_code == 303
    titles = cast.read(lambda: [(item.proposal_number, item.title) for item in agenda_of(sitting_id)])
    assert titles == [(2, "Autre titre"), (len(PROPOSALS) + 1, "Pour l’eau"), (None, "Motion entière")]


def _planned(plenary):
    from congress.chamber_models import AgendaItemKind, SittingKind
    from congress.services.sitting_services import add_item, plan_sitting

    start = plenary.cast.clock.now() + timedelta(days=30)
    sitting_id = plenary.do(
        plan_sitting, plenary.cast.congress_id, kind=SittingKind.PLENARY, title="Vote", room_id=None, starts_at=start,
        ends_at=start + timedelta(hours=2), by="sven",
    )  # fmt: skip
    plenary.do(add_item, sitting_id, AgendaItemKind.PROPOSAL, "Ancien titre", 2, by="sven")
    plenary.do(add_item, sitting_id, AgendaItemKind.MOTION, "Motion entière", by="sven")
    return sitting_id


def test_an_empty_document_erases_no_text_and_a_stranger_is_asked_about(plenary):
    empty = send(plenary, docx(p("  ")))
    assert empty.status_code == 422 and "Ce document est vide : pour écarter tout un texte" in said(empty)
    stranger = send(plenary, docx(p("Madame la Présidente,") + p("Je vous écris au sujet de la cantine.")))
    assert stranger.status_code == 200
    assert "Aucun alinéa de ce document n’est dans le texte à amender" in said(stranger)


def said(answer) -> str:
    return " ".join(words(answer).split())


@pytest.mark.parametrize(("data", "told"), [(b"%PDF-1.4", "Un PDF"), (b"", "vide"), (b"PK\x03\x04", "abîmé")])
def test_a_document_that_cannot_be_read_is_refused_in_a_sentence_by_both_pages(plenary, data, told):
    for by, rest in (("sven", "propositions/apporter"), ("ada", "propositions/1/amender/document")):
        refused = plenary.post(by, rest, document=file(data))
        assert refused.status_code == 422
        assert told in words(refused)


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_the_document_that_comes_back_becomes_a_draft(plenary, suffix):
    taken = plenary.get("ada", f"propositions/1.{suffix}").data
    read = read_document(taken)
    assert (read.accepted, read.has_changes) == (FIRST, False)
    assert read.carried.facts["proposal"] == "1"
    assert "ne change rien" in words(send(plenary, taken))
    shown = send(plenary, edited(plenary, FIFTEEN, suffix), f"retour.{suffix}")
    assert "quinze" in words(shown)
    assert "sans être suivis" not in words(shown)
    draft = keep(plenary, shown)
    assert (draft.text, draft.status.value) == (FIFTEEN, "draft")


def test_what_was_changed_without_being_tracked_is_shown(plenary):
    tampered = rewritten(edited(plenary, FIFTEEN), "mairie reste souvent", "mairie demeure parfois")
    shown = send(plenary, tampered)
    assert "Des mots ont changé sans être suivis" in words(shown)
    assert "demeure parfois" in words(shown)
    assert "demeure parfois" in keep(plenary, shown).text


def test_a_document_edited_without_tracking_is_compared_word_by_word(plenary):
    plain = rewritten(plenary.get("ada", "propositions/1.docx").data, "dix mille", "vingt mille")
    shown = send(plenary, plain)
    assert "Aucune modification n’y est suivie" in words(shown)
    assert keep(plenary, shown).text == TWENTY


def test_a_document_of_another_proposal_or_of_no_version_of_ours_is_told(plenary):
    other = plenary.get("ada", "propositions/2.docx").data
    refused = send(plenary, other)
    assert refused.status_code == 422
    assert "vient de la proposition n°\u00a02" in words(refused)
    sha256 = read_document(edited(plenary, FIFTEEN)).carried.facts["base_sha256"]
    strange = rewritten(edited(plenary, FIFTEEN), sha256, "0" * 64)
    assert "une version que ce congrès n’a pas" in words(send(plenary, strange))


def test_an_amendment_leaves_as_a_file_and_opens_again_as_the_same_draft(plenary):
    amendment = plenary.amend(FIFTEEN, by="ada", title="Quinze mille postes")
    row = plenary.cast.read(lambda: session().get_one(Amendment, amendment))
    number = row.public_number
    for suffix in ("pdf", "docx"):
        sent = send(plenary, plenary.get("bela", f"amendements/{number}.{suffix}").data, f"a.{suffix}", by="bela")
        draft = keep(plenary, sent, by="bela")
        assert (draft.text, draft.title, draft.reasons) == (row.text, row.title, row.reasons)
    assert plenary.get("bela", f"amendements/{number}.odt").status_code == 200
    assert plenary.get("bela", f"amendements/{number}.md").text.endswith("---\n" + FIFTEEN)
    assert json.loads(plenary.get("bela", f"amendements/{number}.json").data)["number"] == number
    assert plenary.get("bela", f"amendements/{number}.exe").status_code == 404


def test_several_amendments_leave_together_and_those_that_clash_are_named(plenary):
    plenary.amend(FIFTEEN, by="ada")
    plenary.amend(TWENTY, by="bela")
    plenary.amend(FIRST.replace("des mairies", "des communes"), by="dora")
    assert "Réunir des amendements dans un document" in words(plenary.get("ada", "propositions/1/amendements"))
    both = read_document(plenary.get("ada", "propositions/1/amendements.docx", numero=[1, 3]).data)
    assert both.accepted == FIFTEEN.replace("des mairies", "des communes")
    assert both.rejected == FIRST
    refused = plenary.get("ada", "propositions/1/amendements.docx", numero=[1, 2])
    assert refused.status_code == 409
    assert "s’excluent" in words(refused)
    everything = read_document(plenary.get("ada", "propositions/1/amendements.odt").data)
    assert everything.accepted == FIRST.replace("des mairies", "des communes")
