"""Documents say what is: every setting is described, every command and file that they name exists."""

import re

import pytest

from tests.support.session import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_setting_is_described_and_every_setting_described_exists():
    read = set(re.findall(r'environ(?:ment)?\.get\(\s*"(\w+)"', (ROOT / "app/config.py").read_text(encoding="utf-8")))
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", operations, re.MULTILINE))
    assert described - {"PORT"} == read - {"PORT"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_make_target_that_a_document_names_exists(path):
    named = set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)(?=[`\s;)]|$)", "\n".join(code(path))))
    assert named <= targets()


def code(path) -> list[str]:
    """What stands in backticks and in blocks of code."""
    text = path.read_text(encoding="utf-8")
    return re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_document_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (path.parent / link).exists()] == []


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1


def test_every_target_says_what_it_is_for():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE))
    declared = {name for line in phony for name in line.split()}
    assert declared - {"environment", "environment-dev"} == targets()
