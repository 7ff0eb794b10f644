"""How large words stand on the hall's screen: estimated by widths that no letter exceeds, less where there are more."""

from html.parser import HTMLParser
from pathlib import Path

from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hypothesis import given, settings
from hypothesis import strategies as st

from voting.pages.hall.screen_fit import (
    SAFETY,
    STEPS,
    Box,
    MeasuredText,
    cut,
    kept_in,
    lines_of,
    paragraphs_of,
    size_of,
    step_for,
    width_of,
)

SERIF = Path(__file__).parents[3] / "static" / "fonts" / "source-serif-latin.woff2"
BOX = Box(1184, 540)
HTML = (
    '<div class="prose differences"><div class="passage"><p class="sub">Alinéa 3</p><p class="hanging">'
    '<span class="marker">1.</span> former <del><span class="vh">[supprimé : </span>dix<span class="vh">]</span></del> '
    '<ins><span class="vh">[ajouté : </span>quinze &amp; plus<span class="vh">]</span></ins> agents<br>par an</p></div>'
    "<p>Un alinéa qui suit.</p></div>"
)


def test_no_letter_is_wider_than_it_is_taken_for():
    letters = "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ"
    french = f"{letters}{letters.upper()}0123456789 \u00a0.,;:!?…'’«»“”()[]-–—/%°&@*+=€§"
    font, kept = TTFont(SERIF), Subsetter()
    kept.populate(text=french)
    kept.subset(font)
    font = instantiateVariableFont(font, {"wght": 600})
    widths = font["hmtx"]
    assert len(font.getBestCmap()) > 100
    for code, glyph in font.getBestCmap().items():
        assert width_of(chr(code)) * 1000 >= widths[glyph][0], chr(code)
    assert width_of("e") * 1000 <= 1.1 * SAFETY * 540, "an estimate, not a guess"


def test_a_word_longer_than_a_line_takes_the_lines_that_it_needs():
    assert lines_of("W" * 100, width_of("W") * 10 + 0.001) == 10
    assert lines_of("un deux", 100) == 1
    assert lines_of("un\ndeux", 100) == 2
    assert lines_of("un deux", width_of("deux")) == 2


@given(st.integers(1, 20_000))
@settings(max_examples=30)
def test_more_words_never_stand_larger(number):
    text = [MeasuredText("Les communes rurales demandent à l’État un accompagnement. " * (number // 60 + 1))]
    step, shorter = step_for(text, BOX), step_for([MeasuredText(text[0].words[: number // 2])], BOX)
    order = [*STEPS, None]

    assert order.index(shorter) <= order.index(step)
    kept = kept_in(text, BOX)
    assert kept == len(text[0].words) if step else 800 < kept < 1600


def test_a_heading_takes_the_first_size_at_which_it_holds_in_its_lines():
    ladder = ((60, 1), (40, 2), (24, 5))

    assert size_of("Adoptez-vous la motion ?", 1184, ladder) == 60
    assert size_of("Adoptez-vous la proposition n° 5, « Pour une médiation numérique » ?", 1184, ladder) == 40
    assert size_of("Adoptez-vous la proposition ? " * 40, 1184, ladder) == 24


def test_paragraphs_are_measured_by_what_is_seen_of_them():
    assert paragraphs_of(HTML) == [
        MeasuredText("Alinéa 3"),
        MeasuredText("1. former dix quinze & plus agents\npar an", 1.5, 0),
        MeasuredText("Un alinéa qui suit."),
    ]


class Balanced(HTMLParser):
    """Reads HTML whose every element is closed in its order."""

    def __init__(self):
        super().__init__()
        self.opened, self.seen = [], ""

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            self.opened.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag):
        assert self.opened.pop()[0] == tag

    def handle_data(self, data):
        self.seen += "" if any(name == "vh" for _, name in self.opened) else data


@given(st.integers(0, 100))
@settings(max_examples=50)
def test_a_text_cut_anywhere_is_well_formed_and_says_that_it_was_cut(characters):
    read = Balanced()
    read.feed(cut(HTML, characters))
    whole = Balanced()
    whole.feed(HTML)

    assert read.opened == []
    if read.seen != whole.seen:
        assert read.seen.endswith(" […]")
        assert whole.seen.startswith(read.seen.removesuffix(" […]"))
        assert len(read.seen) <= characters + 10


def test_a_word_without_end_is_cut_inside():
    assert cut(f"<p>{'W' * 100}</p>", 10) == f'<p>{"W" * 10} <span class="quiet">[…]</span></p>'
