"""What looks for barriers in the pages of the tests sees them, also those like what it has seen."""

import pytest

from tests.support.axe import Eyes

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="fr"><head><title>Essai</title><style>
p { background: #fff; color: #000 } p.pale { color: #bbb } .night p { background: #111 }
@media (width > 1000px) { p.wide { color: #ccc } img.narrow { display: none } div.low { height: 40px; overflow: auto } }
img.wide { display: none } @media (width > 1000px) { img.wide { display: block } }
</style></head><body><main><h1>Essai</h1>%s</main></body></html>"""


@pytest.fixture
def look(page):
    """The rules that a page breaks, to the same eyes."""
    eyes = Eyes()

    def look_at(body: str, width: int = 360) -> list[str]:
        page.set_viewport_size({"width": width, "height": 800})
        page.set_content(PAGE % body)
        return [fault.partition(":")[0] for fault in eyes.faults(page)]

    return look_at


@pytest.fixture
def resize(page):
    """The rules that the page breaks, the same document in a window of 360 pixels, then of 1280."""
    eyes = Eyes()

    def look_twice(body: str) -> list[list[str]]:
        page.set_viewport_size({"width": 360, "height": 800})
        page.set_content(PAGE % body)
        found = [eyes.faults(page)]
        page.set_viewport_size({"width": 1280, "height": 900})
        return [[fault.partition(":")[0] for fault in faults] for faults in (*found, eyes.faults(page))]

    return look_twice


def test_a_good_page_has_none(look):
    assert look("<p>Noir sur blanc</p>") == []


def test_a_pale_text_is_seen_each_time(look):
    assert look('<p class="pale">Pâle</p>') == ["color-contrast"]
    assert look('<p class="pale">Pâle encore</p>') == ["color-contrast"]


def test_a_pale_text_is_seen_among_texts_that_are_known(look):
    assert look("<p>Noir</p>") == []
    assert look('<p>Noir</p><p class="pale">Pâle</p>') == ["color-contrast"]


def test_the_same_text_elsewhere_is_another(look):
    assert look("<p>Noir</p>") == []
    assert look('<div class="night"><p>Noir sur noir</p></div>') == ["color-contrast"]


def test_a_text_is_looked_at_at_each_width(look):
    assert look('<p class="wide">Noir</p>') == []
    assert look('<p class="wide">Pâle</p>', width=1280) == ["color-contrast"]


def test_a_text_that_was_hidden_is_looked_at_once_it_shows(look):
    hidden = '<details><summary>Suite</summary><p class="pale">Pâle</p></details>'
    assert look(hidden) == []
    assert look(hidden.replace("<details>", "<details open>")) == ["color-contrast"]


def test_every_other_rule_looks_at_the_whole_page_each_time(look):
    assert look('<p>Un</p><img src="data:,">') == ["image-alt"]
    assert look('<p>Un</p><img src="data:,">') == ["image-alt"]


@pytest.mark.parametrize(
    ("body", "narrow", "wide"),
    [
        ('<p>Un</p><img class="wide" src="data:,">', [], ["image-alt"]),
        ('<p>Un</p><img class="narrow" src="data:,">', ["image-alt"], []),
        ('<p>Un</p><img src="data:,">', ["image-alt"], ["image-alt"]),
        ('<p class="wide">Noir, puis pâle</p>', [], ["color-contrast"]),
        ('<div class="low">' + "<p>Un</p>" * 20 + "</div>", [], ["scrollable-region-focusable"]),
    ],
    ids=["only when wide", "only when narrow", "at both", "a contrast when wide", "what scrolls when wide"],
)
def test_a_window_made_wider_is_looked_at_anew(resize, body, narrow, wide):
    assert resize(body) == [narrow, wide]


def test_what_a_script_changed_meanwhile_is_looked_at(resize, page):
    assert resize("<p>Un</p>") == [[], []]
    page.evaluate("() => document.querySelector('p').setAttribute('role', 'rien')")
    assert [fault.partition(":")[0] for fault in Eyes().faults(page)] == ["aria-roles"]
