"""The style sheets: one that every page loads, light, in layers, and those of some pages; their sources give them."""

import re
from pathlib import Path

import pytest

from bin.build_css import COMMON, CSS, LIMIT, LIMIT_OF_ONE_PAGE, SOURCES, main, sheets, stripped, weight

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
OURS = [
    TEMPLATES / "base.html",
    TEMPLATES / "app" / "composants.html",
    *sorted((TEMPLATES / "layouts").glob("*.html")),
    *sorted((TEMPLATES / "macros").glob("*.html")),
]
# A sheet is of the page of its name; this one is of every page on which an amendment is written.
LOADED_BY = {"write": ["replacing.html", "suggest.html", "write.html"]}
LAYERS = "@layer reset,tokens,base,layout,components,pages,print;"
SHEETS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(CSS.glob("*.css"))}


def test_the_stylesheets_are_what_their_sources_give():
    assert sheets() == SHEETS
    assert main(["--check"]) == 0


def test_what_every_page_loads_travels_in_less_than_14_kb():
    assert weight(SHEETS[COMMON]) < LIMIT == 14_000


@pytest.mark.parametrize("name", sorted(set(SHEETS) - {COMMON}))
def test_what_one_page_adds_travels_in_less_than_4_kb_and_is_loaded_there_alone(name):
    assert weight(SHEETS[name]) < LIMIT_OF_ONE_PAGE == 4_000
    loading = [path.name for path in TEMPLATES.rglob("*.html") if f"css/{name}.css" in path.read_text(encoding="utf-8")]
    assert sorted(loading) == LOADED_BY.get(name, [f"{name}.html"])


def test_layers_are_ordered_first_and_every_rule_is_in_one():
    assert SHEETS[COMMON].startswith(LAYERS)
    for text in SHEETS.values():
        outside = re.sub(r"@layer \w+\{", "@layer{", text)
        for opening in re.findall(r"^(?!@layer)[^{]+\{", outside, flags=re.MULTILINE):
            assert opening.startswith(("@font-face", "@media (forced-colors")), opening


def test_braces_are_balanced_in_each_source():
    for path in sorted(SOURCES.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert text.count("{") == text.count("}"), path.name
        assert len(text.splitlines()) <= 300, path.name


def test_the_number_of_a_line_is_seen_and_never_read_among_the_words():
    assert re.findall(r"content:(attr\(data-l\)[^;]*)", sheets()[COMMON]) == ["attr(data-l)", 'attr(data-l)/""'] * 2


def test_a_source_has_one_declaration_a_line():
    for path in sorted(SOURCES.rglob("*.css")):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for line in rules.splitlines():
            assert len(line) <= 120, (path.name, line)
            assert not re.search(r"[;{}](?=.)", line), (path.name, line)


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("a > b,\n  a + b ~ c {\n  color: red;\n}", "a>b,a+b~c{color:red}"),
        ("ul :not(li, p) {\n  margin: 0 auto;\n}", "ul :not(li,p){margin:0 auto}"),
        ("a {\n  width: calc(1rem + 0.5 * (var(--a) - 2px));\n}", "a{width:calc(1rem + .5 * (var(--a) - 2px))}"),
        ('a::after {\n  content: " {0.5; /*x*/} ";\n}', 'a::after{content:" {0.5; /*x*/} "}'),
        ("a {\n  inset: -0.5rem 10.0px 0 !important; /* why */\n}", "a{inset:-.5rem 10.0px 0!important}"),
        ("a {\n  src: url(data:a; b), url(x y);\n}", "a{src:url(data:a; b),url(x y)}"),
        ("@media screen and (width >= 30rem) {\n  a {\n    b: c;\n  }\n}", "@media screen and (width>=30rem){a{b:c}}"),
    ],
)
def test_what_means_nothing_goes_and_the_rest_stays(source, result):
    assert stripped(source) == result


def test_every_file_it_names_exists_here():
    addresses = re.findall(r"url\(([^)]+)\)", "".join(SHEETS.values()))

    assert addresses
    for address in addresses:
        assert (CSS / address).resolve().is_file(), address


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_every_class_of_the_frame_and_the_macros_is_defined(path):
    defined = set(re.findall(r"\.([a-z][a-z0-9-]*)", "".join(SHEETS.values())))
    source = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    attributes = re.findall(r'class="([^"]*)"', source)
    words = {word for value in attributes for word in re.sub(r"\{[{%].*?[%}]\}", " ", value).split()}
    words -= {"fill-"}  # completed in the template

    assert words <= defined, words - defined


def test_no_template_carries_a_style_a_script_or_an_event():
    for path in sorted(TEMPLATES.rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:", source), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", source), path
