"""An amendment written as people do it, in a real browser: presses counted, by the finger and by the keyboard."""

import random

import pytest
from playwright.sync_api import expect

from amendments.rules.written_alineas import rebuilt
from core.text.inline_markdown import inline_runs
from motions.rules.motion_text import clean_text
from tests.amendments.conftest import PROPOSAL
from tests.amendments.pages.test_writing_pages import rows

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
MOST_PRESSES = 6
WORDS = ("dix", "trois")
EDITS = 24
KEYS = (  # a field is not left: Backspace before its first letter joins it with the one before
    "Control+b", "Control+i", "ArrowLeft", "ArrowRight", "Enter", "ArrowRight Backspace", "ArrowLeft Delete", "Home", "End",
    "Shift+ArrowLeft",
)  # fmt: skip


@pytest.fixture
def enter(house, serve, open_page):
    """Somebody's browser at an address of the congress."""
    server = serve(house.cast.app)

    def open_(path: str, *, who: str = "ada", **options):
        page = open_page(**options)
        cookie = house.cast.browse(who).get_cookie("session")
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": server.url}])
        page.goto(server.url + house.cast.path(path))
        return page

    return open_


def place_of_word(page, word: str) -> tuple[float, float]:
    """Where a word stands in the editor, on the screen."""
    script = """([editor, word]) => {
      const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode()); ) {
        const at = node.data.indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        const box = range.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
      }
    }"""
    editor = page.locator("#a3-0-words")
    editor.scroll_into_view_if_needed()
    return tuple(page.evaluate(script, [editor.element_handle(), word]))


def deposited(house):
    return [(row.receipt, row.title) for row in rows(house) if row.receipt_number]


def test_two_words_are_amended_in_six_presses_from_the_proposal_with_the_deposit(house, enter):
    page = enter("propositions/1", width=360, height=740, has_touch=True)
    presses = 0
    page.locator("#alinea-3 > .disc").click()
    expect(page.locator("#alinea-3 .alinea-body")).to_be_focused()
    page.locator("#alinea-3").get_by_role("link", name="Amender ici").click()
    presses += 2
    expect(page.locator("#a3-0-words")).to_be_focused()
    for word, other in zip(WORDS, ("quinze", "cinq"), strict=True):
        page.mouse.dblclick(*place_of_word(page, word))
        presses += 1
        page.keyboard.type(other)
    page.get_by_role("link", name="Continuer\u00a0: les motifs").click()
    presses += 1
    expect(page.get_by_label("En quelques mots")).to_be_focused()
    expect(page.get_by_text("En quelques mots", exact=True)).to_be_in_viewport()
    page.keyboard.type("Quinze mille, cinq ans")
    page.keyboard.press("Tab")
    page.keyboard.type("Dix ne suffisent pas.")
    page.get_by_role("button", name="Déposer l’amendement").click()
    presses += 1
    expect(page.get_by_role("status").filter(has_text="reçu")).to_be_visible()
    assert presses == MOST_PRESSES and deposited(house) == [("D-0001", "Quinze mille, cinq ans")]
    assert "quinze mille postes" in rows(house)[-1].text and "sur cinq ans" in rows(house)[-1].text


def test_by_the_keyboard_alone_each_press_is_an_enter(house, enter):
    page = enter("propositions/1", width=360, height=740)
    pressed = 0

    def reach(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("(where) => document.activeElement.matches(where)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError((selector, page.evaluate("document.activeElement.outerHTML")))

    for target in ("#alinea-3 > .disc", '#alinea-3 .alinea-actions a[href*="amender"]'):
        reach(target)
        page.keyboard.press("Enter")
        pressed += 1
    expect(page.locator("#a3-0-words")).to_be_focused()
    line = page.locator("#a3-0").input_value()
    for word, other in zip(WORDS, ("quinze", "cinq"), strict=True):
        page.keyboard.press("Home")
        page.keyboard.press("Control+Home")
        for _ in range(line.index(word)):
            page.keyboard.press("ArrowRight")
        for _ in word:
            page.keyboard.press("Delete")
        page.keyboard.type(other)
        line = line.replace(word, other, 1)
    reach("#title")
    page.keyboard.type("Quinze mille, cinq ans")
    page.keyboard.press("Tab")
    page.keyboard.type("Dix ne suffisent pas.")
    reach('button[value="deposer"]')
    page.keyboard.press("Enter")
    pressed += 1
    expect(page.get_by_role("status").filter(has_text="reçu")).to_be_visible()
    assert pressed <= MOST_PRESSES and len(deposited(house)) == 1


def test_words_selected_bring_the_button_and_keys_move_and_join(house, enter):
    page = enter("propositions/1", width=360, height=740)
    page.evaluate("""() => {
      const [one, other] = [3, 4].map((n) => document.querySelector(`#alinea-${n} p .line`).lastChild);
      document.getSelection().setBaseAndExtent(one, 2, other, 4);
    }""")
    button = page.locator(".beside-words")
    expect(button).to_be_visible()
    button.click()
    page.wait_for_url("**/amender?alinea=3&alinea=4")
    expect(page.locator("#a3-0-words")).to_be_focused()
    expect(page.locator("#a3-0-words")).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last, bar = page.locator(".foot a, .foot button").last.bounding_box(), page.locator(".tools").first.bounding_box()
    assert last["y"] + last["height"] <= bar["y"]  # the links at the foot come above the tools
    page.locator("#a4-0-words").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Alt+Shift+ArrowUp")
    expect(page.get_by_text("L’alinéa 4 est maintenant au-dessus de l’alinéa 3.")).to_be_visible()
    expect(page.locator("#a2-1-words")).to_be_focused()
    expect(page.locator(".writing:focus-within .tools")).to_be_in_viewport()  # whichever block of the sheet it is
    expect(page.locator("#a2-1-words")).to_be_in_viewport()  # wherever the page came back to
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.get_by_text("L’alinéa 4 est maintenant au-dessous de l’alinéa 3.")).to_be_visible()
    assert "a4" in page.evaluate("document.activeElement.id")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Backspace")
    expect(page.get_by_text("L’alinéa 3 se termine maintenant par l’alinéa 4")).to_be_visible()
    joined = page.locator("#a3-0").input_value()
    assert joined.startswith("1. cofinancer") and "2. " not in joined and "former les agents" in joined


def fields_on(page) -> dict[str, str]:
    """What is written in each field of the sheet, by its id."""
    return page.evaluate("""() => Object.fromEntries([...document.forms.amendement.elements]
      .filter((field) => field.matches("textarea[data-base]")).map((field) => [field.id, field.value]))""")


def test_undoing_goes_through_a_move_and_what_was_typed_before_it(house, enter):
    """Typing, a move, typing elsewhere: undone one by one from the keys and the bar, then done again; the draft follows."""
    page = enter("propositions/1/amender?alinea=3&alinea=4&alinea=1", width=360, height=740)
    page.locator("#a3-0-words").focus()
    page.keyboard.press("Control+Home")
    states = [fields_on(page)]
    page.keyboard.type("Enfin ")
    states.append(fields_on(page))
    page.keyboard.press("Alt+Shift+ArrowDown")
    moved = page.get_by_text("L’alinéa 3 est maintenant au-dessous de l’alinéa 4.")
    expect(moved).to_be_visible()
    states.append(fields_on(page))
    assert states[2]["a4-1"] == states[1]["a3-0"] and "a3-0" not in states[2]
    page.locator("#a1-0-words").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Vraiment.")
    states.append(fields_on(page))
    page.locator("#a4-0-words").focus()
    page.keyboard.press("Control+z")
    assert fields_on(page) == states[2], "what was typed last, in another field"
    page.keyboard.press("Control+z")
    expect(moved).to_be_hidden()
    expect(page.locator("[data-told]")).to_have_text("C’est annulé\u00a0: le texte est comme avant.")
    assert fields_on(page) == states[1]
    expect(page.locator("#a3-0-words")).to_be_focused()
    page.locator(".tools:visible [data-tool=undo]").click()
    assert fields_on(page) == states[0]
    page.locator("#a3-0-words").focus()
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+y")
    expect(page.locator("[data-told]")).to_have_text("C’est rétabli.")
    assert fields_on(page) == states[2]
    page.keyboard.press("Control+y")
    assert fields_on(page) == states[3]
    for _ in range(2):
        page.keyboard.press("Control+z")
    expect(page.locator("#a3-0-words")).to_be_focused()
    expect(page.locator("[data-kept]")).to_contain_text("Enregistré", timeout=15000)
    page.get_by_role("button", name="Voir les différences").click()
    expect(page.locator("#apercu")).to_be_visible()
    page.locator("#a3-0-words").focus()
    page.keyboard.press("Control+z")
    assert fields_on(page) == states[0], "a page that came back with the same words undoes as before"
    page.keyboard.press("Control+y")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_text("Brouillon enregistré.")).to_be_visible()
    (draft,) = rows(house)
    assert "Enfin 1. cofinancer" in draft.text and draft.text.index("cofinancer") < draft.text.index("former")


def test_whatever_is_typed_reads_the_same_on_both_sides(house, enter):
    """Random edits, styles, splits, joins and moves: the field, the editor and Python say one text."""
    chance = random.Random(11)
    page = enter("propositions/1/amender?alinea=3", width=1280)
    page.locator("#a3-0-words").focus()
    for _ in range(EDITS):
        for _ in range(5):
            if chance.random() < 0.5:
                for key in chance.choice(KEYS).split():
                    page.keyboard.press(key)
            else:
                page.keyboard.type(chance.choice(("a", " b ", "c*d", "_", "1. ", "é")))
        shown = page.evaluate("""() => [...document.querySelector('.editing').querySelectorAll('p')].map((line) => {
          const copy = line.cloneNode(true);
          copy.querySelectorAll('del').forEach((gone) => gone.remove());
          return copy.textContent;
        })""")
        lines = page.locator("textarea[data-base]").first.input_value().split("\n")
        assert ["".join(run.text for run in inline_runs(line)) for line in lines] == shown, lines
    page.locator("#a3-0-words").focus()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.get_by_text("L’alinéa 3 est maintenant au-dessous de l’alinéa 4.")).to_be_visible()
    fields = page.evaluate("""() => [...document.forms.amendement.elements]
      .filter((field) => /^a\\d+$/.test(field.name)).map((field) => [Number(field.name.slice(1)), field.value])""")
    written: dict[int, list[str]] = {}
    for place, words in fields:
        written.setdefault(place, []).append(words)
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_text("Brouillon enregistré.")).to_be_visible()
    (draft,) = rows(house)
    assert written[3] == [""] and draft.text == clean_text(rebuilt(PROPOSAL, written))


CUT = """() => {
  const low = document.querySelector(".kept").getBoundingClientRect().bottom;
  const places = [...document.querySelectorAll("button.disc")].map((button) => button.getBoundingClientRect());
  return places.filter(({ top, bottom }) => top < low && low < bottom).length;
}"""


def test_no_button_is_left_half_under_the_band_at_the_top(enter):
    """Of a small one, what is left to press would be too small (WCAG 2.5.8)."""
    page = enter("propositions/1/amender?alinea=6", width=360, height=600)
    for height in range(600, 700, 12):  # what stands over the words moves by six pixels
        page.set_viewport_size({"width": 360, "height": height})
        page.goto(page.url)
        expect(page.locator("#a6-0-words")).to_be_focused()
        assert page.evaluate("scrollY") > 0 and page.evaluate(CUT) == 0, height
