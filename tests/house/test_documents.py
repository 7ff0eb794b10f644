"""Documents say what is: every setting is described, every command and file that they name exists."""

import re
from pathlib import Path

import pytest

from checks.tree import sources
from tests.support.session import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_setting_is_described_and_every_setting_described_exists():
    read = set(re.findall(r'environ(?:ment)?\.get\(\s*"(\w+)"', (ROOT / "app/config.py").read_text(encoding="utf-8")))
    operations = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", operations, re.MULTILINE))
    of_the_command = {"PORT", "PROCESSES"}  # read by `hemicycle serve`
    assert described - of_the_command == read - of_the_command


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


def wrong_numbers(folder: Path) -> list[str]:
    """The decisions that do not bear the next number, in the file's name and in its title alike."""
    pages = sorted(folder.glob("[0-9]*.md"))
    return [
        path.name
        for number, path in enumerate(pages, start=1)
        if not path.name.startswith(f"{number:04}-") or not path.read_text(encoding="utf-8").startswith(f"# {number}. ")
    ]


def test_decisions_are_numbered_without_a_gap():
    assert wrong_numbers(ROOT / "docs/decisions") == []


@pytest.mark.parametrize(
    ("pages", "wrong"),
    [
        ({"0001-a.md": 1, "0002-b.md": 2}, []),
        ({"0001-a.md": 1, "0003-b.md": 3}, ["0003-b.md"]),
        ({"0002-a.md": 2}, ["0002-a.md"]),
        ({"0001-a.md": 1, "0001-b.md": 1}, ["0001-b.md"]),
        ({"0001-a.md": 1, "0002-b.md": 3}, ["0002-b.md"]),
    ],
    ids=["in order", "a gap", "none is first", "one number twice", "another number in the title"],
)
def test_a_wrong_number_of_a_decision_is_seen(tmp_path, pages, wrong):
    for name, number in pages.items():
        (tmp_path / name).write_text(f"# {number}. A decision\n", encoding="utf-8")
    assert wrong_numbers(tmp_path) == wrong


def test_every_decision_that_is_cited_by_its_number_exists():
    known = {path.name[:4] for path in (ROOT / "docs/decisions").glob("[0-9]*.md")}
    cited = {
        (path, number)
        for path, text in sources(".py", ".md", ".toml", ".html", ".css", ".js")
        for number in re.findall(r"\bdecisions?[\s/](\d{4})\b", text)
    }
    assert {(path, number) for path, number in cited if number not in known} == set()
    assert len(cited) > 3


def test_every_target_says_what_it_is_for():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE))
    declared = {name for line in phony for name in line.split()}
    assert declared - {"environment", "environment-dev"} == targets()
