"""Alinéas moved, cut and joined by the buttons of their fields, without scripts; each said in a sentence."""

import re
from html import unescape

import pytest

from amendments.rules.written_alineas import rebuilt
from tests.amendments.conftest import PROPOSAL
from tests.amendments.pages.test_amendment_pages import flat, main_text
from tests.amendments.pages.test_writing_pages import WRITE, alineas, post, sheet

pytestmark = pytest.mark.one_database
OWN = "1. cofinancer quinze mille postes ;"


def pressed(house, geste: str, **fields):
    page = post(house, WRITE, **alineas(**fields), geste=geste).text
    return page, main_text(flat(page))


def test_an_alinea_is_moved_and_put_back(house):
    page, read = pressed(house, "monter-4-0", a4="2. former")
    assert sheet(page)[2][1:] == ["1. former"] and sheet(page)[4] == [""] and "au-dessus de l’alinéa 3" in read
    page, read = pressed(house, "descendre-3-0", a3=OWN)
    written = sheet(page)
    assert written[3] == [""] and written[4][1] == OWN
    assert "L’alinéa 3 est maintenant au-dessous de l’alinéa 4." in read
    page, read = pressed(house, "descendre-3-0")
    written = sheet(page)
    assert "Alinéa 3, déplacé après l’alinéa 4" in read and "Déplacé après l’alinéa 4." in read
    assert "autofocus" in re.search(r'<textarea[^>]*id="a4-1"[^>]*>', page)[0]
    page, read = pressed(house, "retablir-3-0", **{f"a{place}": words for place, words in written.items()})
    assert rebuilt(PROPOSAL, sheet(page)) == PROPOSAL and "L’alinéa 3 est remis à sa place." in read
    page, read = pressed(house, "monter-4-1", **{f"a{place}": words for place, words in written.items()})
    assert rebuilt(PROPOSAL, sheet(page)) == PROPOSAL and "L’alinéa 3 est maintenant au-dessus de l’alinéa 4." in read


def test_the_ends_have_nowhere_to_go(house):
    page, _ = pressed(house, "ouvrir-1")
    assert "monter-1-0" not in page and "descendre-1-0" in page and "monter-0-0" not in page
    page, _ = pressed(house, "monter-1-0", a1="Selon")
    assert sheet(page) == {1: ["Selon"]}
    last = len(re.findall(r'value="ouvrir-', page))
    page, _ = pressed(house, f"ouvrir-{last}")
    assert f"reunir-{last}-0" not in page and f"monter-{last}-0" in page


def test_an_alinea_is_cut_where_one_says(house):
    page, read = pressed(house, "couper-1-0", a1="Un fait ; deux faits. Trois.")
    assert "Couper après : « Un fait ; »" in read and sheet(page) == {1: ["Un fait ; deux faits. Trois."]}
    page, read = pressed(house, "couper-1-0-9", a1="Un fait ; deux faits. Trois.")
    assert sheet(page) == {1: ["Un fait ;", "deux faits. Trois."]}
    assert "L’alinéa 1 est coupé en deux : la fin est l’alinéa que voici." in read
    page, _ = pressed(house, "couper-1-0-9", a1="Tout autre chose ; écrit depuis.")
    assert sheet(page) == {1: ["Tout autre chose ; écrit depuis."]}, "the place was that of other words"


def test_two_alineas_become_one(house):
    page, read = pressed(house, "reunir-3-0", a3="1. un ;", a4="2. deux ;")
    assert sheet(page) == {3: ["1. un ; deux ;"], 4: [""]}
    assert "L’alinéa 3 se termine maintenant par l’alinéa 4 : les deux n’en font qu’un." in read
    page, _ = pressed(house, "rejoindre-4-0", a3="1. un ;", a4="2. deux ;")
    assert sheet(page) == {3: ["1. un ; deux ;"], 4: [""]}
    page, _ = pressed(house, "rejoindre-1-0", a1="Selon")
    assert sheet(page) == {1: ["Selon"]}, "nothing joins the title"


def test_what_was_deleted_is_put_back_as_it_was_written_or_as_it_is_published(house):
    page, read = pressed(house, "supprimer-3-0", a3=OWN)
    assert "Reprendre votre rédaction de l’alinéa 3" in read and "Rétablir l’alinéa 3 de la version 1" in read
    taken = {"a3": "", "w3_0": OWN}
    assert sheet(pressed(house, "retablir-3-0", **taken)[0])[3] == [OWN]
    page, read = pressed(house, "publier-3", **taken)
    assert sheet(page)[3][0].startswith("1. cofinancer dix mille") and "L’alinéa 3 est rétabli comme il était." in read
    _, read = pressed(house, "supprimer-3-0", a3=sheet(page)[3][0])
    assert "Reprendre votre rédaction" not in read


def avant(page: str) -> str:
    found = re.search(r'name="avant" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def again(house, page: str, geste: str, **fields):
    """The page sent again as it is, but for some of its fields."""
    written = {f"a{place}": words for place, words in sheet(page).items()} | fields
    return pressed(house, geste, **written, avant=avant(page))


@pytest.mark.parametrize(
    ("geste", "fields"),
    [
        ("descendre-3-0", {"a3": OWN}),
        ("monter-4-0", {"a4": "2. former"}),
        ("reunir-3-0", {"a3": "1. un ;", "a4": "2. deux ;"}),
        ("rejoindre-4-0", {"a3": "1. un ;", "a4": "2. deux ;"}),
        ("couper-1-0-9", {"a1": "Un fait ; deux faits. Trois."}),
        ("publier-3", {"a3": OWN}),
        ("supprimer-3-1", {"a3": [OWN, "Ajouté."]}),
    ],
)
def test_what_a_button_did_is_undone_then_done_again(house, geste, fields):
    first, read = pressed(house, geste, **fields)
    assert "Annuler" in read.partition("Ce que vous proposez")[0]
    undone, read = again(house, first, "annuler")
    was = {int(name[1:]): [words] if isinstance(words, str) else words for name, words in fields.items()}
    assert sheet(undone) == was
    assert "C’est annulé : le texte est comme avant." in read and "Rétablir" in read
    done, read = again(house, undone, "annuler")
    assert sheet(done) == sheet(first) and "C’est rétabli." in read


def test_what_is_typed_elsewhere_since_a_move_stays_once_it_is_undone(house):
    page, _ = pressed(house, "descendre-3-0", a1="Un.", a3=OWN)
    undone, _ = again(house, page, "annuler", a1="Un, deux.")
    assert sheet(undone) == {1: ["Un, deux."], 3: [OWN]}
    page, read = again(house, page, "ouvrir-2")
    assert not avant(page) and "C’est annulé" not in read, "another button was pressed since"


@pytest.mark.parametrize(
    "sent",
    [
        "", "[", "{}", "[]", '{"places": {"3": null}}', '{"places": {"3": [1]}, "focus": [[3, 0], [3, 0]]}',
        '{"places": {"999": ["x"]}, "focus": [[3, 0], [3, 0]]}', '{"places": {"3": []}, "focus": [[3, 0], [3, 0]]}',
        '{"places": {"x": ["a"]}, "focus": [[3, 0], [3, 0]]}', '{"places": {"3": ["a"]}, "focus": [[3, true], [3, 0]]}',
        '{"places": {"3": ["a"]}, "focus": [3, 0]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_no_page_carries_undoes_nothing(house, sent):
    page, _ = pressed(house, "annuler", a3=OWN, avant=sent)
    assert sheet(page) == {3: [OWN]}
