"""The word processor of an alinéa: what is typed, pasted and pressed is in the field, what changed is shown."""

import pytest

from tests.static.conftest import eventually

pytestmark = pytest.mark.browser
BUTTONS = "".join(
    f'<button type="button" data-tool="{name}">{words}</button>'
    for name, words in (("undo", "Annuler"), ("redo", "Rétablir"), ("strong", "Gras"), ("list", "Liste"))
)
PAGE = f"""<link rel="stylesheet" href="/static/css/write.css"><form><label for="a3-0">Votre rédaction</label><p id="hint">Un alinéa par ligne.</p>
<textarea id="a3-0" name="a3" data-base="1. cofinancer dix *mille* postes ;" lang="fr" aria-describedby="hint">
1. cofinancer dix *mille* postes ;</textarea>
<label for="a4-0">Brut</label><textarea id="a4-0" name="a4" data-base="un **deux">un **deux</textarea></form>
<template id="outils"><div class="tools" role="toolbar" aria-label="Outils : ">{BUTTONS}</div></template>
<script src="/static/js/editor.js"></script>"""
PASTED = """<html><head><style>p {color: red}</style></head><body><script>alert(1)</script>
<p class=MsoNormal><b style="mso-bidi-font-weight:normal">Un</b> mot<span style="font-style:italic"> penché</span></p>
<ol><li>premier<li>second</ol><table><tr><td>a</td><td>b</td></tr></table><img src="x.png" onerror="alert(1)"></body>"""


@pytest.fixture
def editor(scene, page):
    """The editor of the page's first field, its words selected by the keyboard."""
    scene.body = PAGE
    page.goto(scene.url + "/page")
    box = page.get_by_role("textbox", name="Votre rédaction")
    box.focus()
    return box


def field(page) -> str:
    return page.locator("#a3-0").input_value()


def paste(page, kind: str, data: str) -> None:
    page.evaluate(
        """([kind, data]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData(kind, data);
          const pasted = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          document.querySelector("#a3-0-words").dispatchEvent(pasted);
        }""",
        [kind, data],
    )


def test_what_changes_is_struck_and_inserted_and_the_field_says_it(page, editor):
    assert field(page) == "1. cofinancer dix *mille* postes ;" and editor.locator("em").inner_text() == "mille"
    for _ in range(len("1. cofinancer ")):
        page.keyboard.press("ArrowRight")
    for _ in "dix":
        page.keyboard.press("Delete")
    page.keyboard.type("vingt * deux")
    assert editor.locator("ins").all_inner_texts() == ["vingt * deux"]
    assert editor.locator("del").all_text_contents() == ["dix"]
    assert field(page) == "1. cofinancer vingt * deux *mille* postes ;"
    page.keyboard.press("Control+a")
    page.get_by_role("button", name="Gras").click()
    assert field(page) == "1. **cofinancer vingt * deux *mille* postes ;**"
    for _ in range(4):
        page.keyboard.press("Control+z")
    eventually(lambda: field(page) == "1. cofinancer dix *mille* postes ;")
    assert editor.locator("ins, del").count() == 0


def test_pasted_words_arrive_clean_on_their_lines(page, editor):
    page.keyboard.press("Control+a")
    paste(page, "text/html", PASTED)
    assert field(page) == "**Un** mot *penché*\n1. premier\n2. second\na b"
    page.keyboard.press("Control+a")
    paste(page, "text/plain", "un \t *mot*\r\n\r\n\x00deux")
    assert field(page) == "un \\*mot\\*\ndeux"


def test_keys_and_tools_do_what_they_say(page, editor):
    tools = page.get_by_role("toolbar", name="Outils : Votre rédaction")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+g")
    assert tools.get_by_role("button", name="Gras").get_attribute("aria-pressed") == "true"
    page.keyboard.type("deux")
    assert field(page).endswith(" ;\n**deux**")
    tools.get_by_role("button", name="Liste").click()
    assert field(page).endswith(" ;\n- **deux**")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.textContent") == "Annuler", "one stop for the bar"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert field(page).endswith(" ;\n**deux**")
    assert page.evaluate("document.activeElement.textContent") == "Annuler", "the keyboard stays where it is"
    assert page.get_by_role("textbox", name="Votre rédaction").get_attribute("aria-describedby") == "hint"


def test_what_could_not_be_given_back_stays_a_text_field(page, editor):
    assert page.get_by_label("Brut").evaluate("box => box.tagName") == "TEXTAREA"


def test_an_alinea_is_cut_where_the_caret_is_and_it_is_said(scene, page):
    """Where the caret is nowhere, the page asks where: the form goes."""
    scene.body = PAGE.replace("<form>", '<p data-told></p><form><div class="writing">').replace(
        "</form>", '<button name="geste" value="couper-3-0" data-done="Coupé.">Couper</button></div></form>'
    )
    page.goto(scene.url + "/page")
    box = page.get_by_role("textbox", name="Votre rédaction")
    box.focus()
    for _ in range(len("1. cofinancer")):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Couper").click()
    eventually(lambda: field(page) == "1. cofinancer\n dix *mille* postes ;")
    assert page.locator("[data-told]").inner_text() == "Coupé."
    with page.expect_navigation():
        page.keyboard.press("Control+Home")
        page.get_by_role("button", name="Couper").click()


PROPOSED = """<form data-draft="/x"><label for="a3-0"><span aria-hidden="true">3</span> Votre rédaction</label>
<textarea id="a3-0" name="a3" data-base="un" lang="fr">deux</textarea>
<section data-proposed="/apercu" hidden><div data-sentences></div></section><p role="status" data-aloud></p>{former}</form>
<template id="outils"><div class="tools" role="toolbar" aria-label="Outils : "></div></template>
<script src="/static/js/editor.js"></script>"""


def test_what_is_proposed_is_asked_again_until_it_is_told_and_is_said_aloud_once(scene, page):
    scene.body, scene.failing = PROPOSED.format(former=""), 1
    page.clock.install()
    page.goto(scene.url + "/page")
    eventually(lambda: len(scene.sent) == 1)
    page.clock.run_for(6000)
    shown, aloud = page.locator("[data-sentences]"), page.get_by_role("status")
    eventually(lambda: shown.inner_text() == "On propose « deux ».")
    assert aloud.inner_text() == "", "a page just opened is read, its sentences with it"
    page.get_by_role("textbox", name="Votre rédaction").press("End")
    page.keyboard.type("!")
    page.clock.run_for(1000)
    eventually(lambda: shown.inner_text() == "On propose « deux! ».")
    page.clock.run_for(3000)
    eventually(lambda: aloud.inner_text() == "On propose « deux! ».")
    assert page.get_by_role("toolbar").get_attribute("aria-label") == "Outils : Votre rédaction"


def test_what_was_compared_before_goes_with_the_first_letter(scene, page):
    """The differences that the server showed are no longer those of the words."""
    scene.body = PROPOSED.format(former="<div data-former>On propose « deux ».</div>")
    page.goto(scene.url + "/page")
    box = page.get_by_role("textbox", name="Votre rédaction")
    box.press("End")
    assert page.locator("[data-former]").is_visible() and scene.sent == []
    page.keyboard.type("!")
    eventually(lambda: page.locator("[data-sentences]").inner_text() == "On propose « deux! ».")
    assert not page.locator("[data-former]").is_visible()
    page.keyboard.press("Backspace")
    eventually(lambda: page.locator("[data-sentences]").inner_text() == "On propose « deux ».")
