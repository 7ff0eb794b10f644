"""The stylesheet: one file, light, in layers, that its sources give and whose files exist."""

import re
from pathlib import Path

import pytest

from bin.build_css import LIMIT, TARGET, main, stylesheet

ROOT = Path(__file__).resolve().parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
OURS = [
    TEMPLATES / "base.html",
    TEMPLATES / "app" / "composants.html",
    *sorted((TEMPLATES / "layouts").glob("*.html")),
    *sorted((TEMPLATES / "macros").glob("*.html")),
]
LAYERS = "@layer reset, tokens, base, layout, components, pages, print;"


def test_the_stylesheet_is_what_its_sources_give():
    assert TARGET.read_text(encoding="utf-8") == stylesheet()
    assert main(["--check"]) == 0


def test_the_stylesheet_weighs_less_than_40_kb():
    assert TARGET.stat().st_size < LIMIT == 40_000


def test_layers_are_ordered_first_and_every_rule_is_in_one():
    text = TARGET.read_text(encoding="utf-8")

    assert text.startswith(LAYERS)
    outside = re.sub(r"@layer \w+\{", "@layer{", text)
    for opening in re.findall(r"^(?!@layer)[^{]+\{", outside, flags=re.MULTILINE):
        assert opening.startswith(("@font-face", "@media (forced-colors")), opening


def test_braces_are_balanced_in_each_source():
    for path in sorted((STATIC / "css" / "src").glob("*.css")):
        text = path.read_text(encoding="utf-8")
        assert text.count("{") == text.count("}"), path.name
        assert len(text.splitlines()) <= 300, path.name


def test_every_file_it_names_exists_here():
    addresses = re.findall(r"url\(([^)]+)\)", TARGET.read_text(encoding="utf-8"))

    assert addresses
    for address in addresses:
        assert (TARGET.parent / address).resolve().is_file(), address


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_every_class_of_the_frame_and_the_macros_is_defined(path):
    defined = set(re.findall(r"\.([a-z][a-z0-9-]*)", TARGET.read_text(encoding="utf-8")))
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
