"""Bold, italics and links inside a block; no other character is lost, whatever was typed."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.inline_markdown import html_of, inline_runs, render_inline

PIECES = st.sampled_from(
    [
        "*",
        "**",
        "***",
        "_",
        "__",
        "[",
        "](",
        ")",
        "(",
        "\\",
        "https://a.fr/b",
        "mailto:a@b.fr",
        "javascript:x",
        "<b>",
        "</p>",
        "<script>",
        "&amp;",
        "&",
        "`",
        "mot",
        " ",
        "\u00a0",
        "\u202f",
        "l’",
        "État",
        "\n",
        "!",
        "|",
        "#",
        ">",
        "1.",
        "\x02",
        "\x03",
        "klzzwxh:0000",
        "e\u0301",
        "👩‍🌾",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


class Read(HTMLParser):
    """What a browser would make of it: the words, the elements, and whether each one is closed in its turn."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.open, self.well_formed = "", [], [], True
        self.feed(str(written))
        self.close()
        self.well_formed &= not self.open

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.well_formed &= bool(self.open) and self.open.pop() == tag


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**gras** et *italique*", "<strong>gras</strong> et <em>italique</em>"),
        ("__gras__ et _italique_", "<strong>gras</strong> et <em>italique</em>"),
        ("***les deux***", "<strong><em>les deux</em></strong>"),
        ("les élu*e*s", "les élu<em>e</em>s"),
        ("un_nom_de_fichier", "un_nom_de_fichier"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("demande\t: **trois\tpostes**", "demande\u00a0: <strong>trois\u00a0postes</strong>"),
        (r"\*tel quel\*", "*tel quel*"),
        (r"C:\dossier", r"C:\dossier"),
        (
            "[la **loi**](https://a.fr/x_(y)?a=1&b=2)",
            '<a href="https://a.fr/x_(y)?a=1&amp;b=2" rel="noopener">la <strong>loi</strong></a>',
        ),
        ("[écrire](mailto:a@b.fr)", '<a href="mailto:a@b.fr" rel="noopener">écrire</a>'),
        ("1. un\n2. deux", "1. un\n2. deux"),
        ("# pas un titre", "# pas un titre"),
        ("`a * b *`", "`a * b *`"),
        ("", ""),
        ("   ", "   "),
        ("\u00a0*a*\u202f;", "\u00a0<em>a</em>\u202f;"),
    ],
)
def test_it_renders(text, html):
    assert render_inline(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>gras</b> & <img src=x onerror=alert(1)>",
        "&lt;b&gt; &nbsp; &#65;",
        "<https://a.fr> et <a@b.fr>",
        "![image](https://a.fr/i.png)",
        "[cliquer](javascript:alert(1))",
        "[cliquer](JaVaScRiPt:alert(1))",
        "[cliquer](data:text/html,x)",
        "[sic](voir page 3)",
        "[a](/ici)",
        '[a](https://a.fr "titre")',
        "[a][b]\n\n[b]: https://a.fr",
        "[](https://a.fr)",
    ],
)
def test_html_and_doubtful_links_are_shown_as_they_were_typed(text):
    assert Read(render_inline(text)).text == text
    assert Read(render_inline(text)).tags == []


def test_a_link_says_nothing_of_where_it_comes_from():
    assert Read(render_inline("[a](https://a.fr)")).tags == [("a", {"href": "https://a.fr", "rel": "noopener"})]


@given(TEXTS)
def test_nothing_but_three_elements_ever_comes_out(text):
    read = Read(render_inline(text))
    assert read.well_formed
    assert {tag for tag, _ in read.tags} <= {"strong", "em", "a"}
    assert all(re.match(r"(?i)https?://|mailto:", attributes["href"]) for tag, attributes in read.tags if tag == "a")


@given(TEXTS)
def test_each_character_shown_stands_in_the_text_and_only_markers_are_left_out(text):
    runs = inline_runs(text)
    assert all(text[run.start : run.end] == run.text for run in runs)
    ends = [0, *(run.end for run in runs)]
    starts = [*(run.start for run in runs), len(text)]
    left_out = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert all(re.fullmatch(r"(?is)(?:[*_\[\\]|\]\((?:https?://|mailto:)[^\s<>]+\))*", marker) for marker in left_out)
    assert Read(html_of(runs)).text == "".join(run.text for run in runs).replace("\t", "\u00a0")


@given(TEXTS.filter(lambda text: not re.search(r"[*_\[\\]", text)))
def test_a_text_without_markers_is_its_own_rendering_but_for_tabs_that_become_no_break_spaces(text):
    assert Read(render_inline(text)).text == text.replace("\t", "\u00a0")


def test_neighbours_share_the_elements_around_them():
    runs = inline_runs("**un *deux* trois**")
    assert html_of(runs) == "<strong>un <em>deux</em> trois</strong>"
    assert html_of(runs[1:]) == "<strong><em>deux</em> trois</strong>"
