"""The commands on files: the answers of interfaces.md, and one clear line for what cannot be answered."""

import json
import subprocess
import sys
from random import Random

import pytest
from click.testing import CliRunner

import redline
from redline.cli import redline as program

BASE = "# Titre\n\nNous demandons\u00a0:\n\n1. une aide ;\n2. un calendrier.\n\nLa loi est votée.\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(**texts):
        for name, content in texts.items():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            (tmp_path / f"{name}.md").write_bytes(data)

    return write


def run(*arguments, given=None):
    return CliRunner().invoke(program, list(arguments), input=given)


def answered(*arguments, given=None):
    result = run(*arguments, given=given)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout_bytes.decode("utf-8"))


def refused(*arguments, given=None):
    result = run(*arguments, given=given)
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


def test_lines_are_numbered_without_the_title(files):
    files(base=BASE)
    assert answered("lines", "base.md")["lines"][1] == {"number": 2, "block": 2, "text": "1. une aide ;"}
    narrow = answered("lines", "base.md", "--width", "8")["lines"]
    assert [line["text"] for line in narrow][:3] == ["Nous", "demandons\u00a0:", "1. une"]
    assert answered("lines", "-", given=b"Oui.\n") == {"lines": [{"number": 1, "block": 0, "text": "Oui."}]}


def test_an_empty_file_has_no_line_and_no_block(files):
    files(empty="", text="Oui.\n")
    assert answered("lines", "empty.md") == {"lines": []}
    assert answered("diff", "empty.md", "empty.md")["blocks"] == []
    found = answered("diff", "empty.md", "text.md")
    assert found["blocks"] == [{"op": "insert", "old": [], "new": [0], "spans": [["+", "Oui."]]}]
    assert answered("merge", "empty.md", "text.md")["text"] == "Oui.\n"


def test_a_difference_has_the_promised_shape_and_is_applied_both_ways(files, tmp_path):
    amended = BASE.replace("une aide", "une aide durable").replace("votée", "adoptée")
    files(base=BASE, amended=amended)
    found = answered("diff", "base.md", "amended.md")
    assert found["identical"] is False
    assert {block["op"] for block in found["blocks"]} == {"keep", "change"}
    assert {line["op"] for line in found["lines"]} == {"=", "~"}
    (tmp_path / "patch.json").write_text(json.dumps(found), encoding="utf-8")
    assert run("apply", "base.md", "patch.json").stdout_bytes.decode() == amended
    assert run("apply", "amended.md", "patch.json", "--reverse").stdout_bytes.decode() == BASE
    assert "patch.json" in refused("apply", "amended.md", "patch.json")
    assert "patch.json" in refused("apply", "base.md", "patch.json", "--reverse")
    assert answered("diff", "base.md", "base.md")["identical"] is True


def test_a_difference_is_shown_as_html_and_as_text(files):
    files(base=BASE, amended=BASE.replace("une aide", "dix <b>aides</b>"))
    html = run("diff", "base.md", "amended.md", "--format", "html").stdout_bytes.decode()
    assert "<ins>" in html
    assert "&lt;b&gt;" in html
    text = run("diff", "base.md", "amended.md", "--format", "text").stdout_bytes.decode()
    assert "Alinéa\u00a02, ligne\u00a02" in text
    assert "[-une aide-]{+dix <b>aides</b>+}" in text


def test_a_merge_has_the_promised_shape(files):
    files(
        base="un deux trois.\n",
        a="UN deux trois.\n",
        b="UN deux trois.\n",
        c="un deux 3.\n",
        d="un deux III.\n",
    )
    found = answered("merge", "base.md", "a.md", "b.md", "c.md", "d.md")
    assert found["text"] == "UN deux trois.\n"
    assert found["applied"] == ["a.md", "b.md"]
    assert found["identical"] == [["a.md", "b.md"]]
    assert found["conflicts"] == [
        {
            "between": ["c.md", "d.md"],
            "kind": "overlap",
            "block": 0,
            "lines": [1, 1],
            "base": "trois",
            "variants": {"c.md": "3", "d.md": "III"},
        }
    ]
    assert answered("merge", "base.md", "d.md", "c.md", "b.md", "a.md") == found
    assert answered("merge", "base.md", "c.md", "d.md", "--prefer", "d.md")["text"] == "un deux III.\n"
    assert answered("merge", "base.md")["text"] == "un deux trois.\n"


def test_an_order_settles_two_insertions_at_one_place(files):
    files(base="un deux.\n", a="un ajout deux.\n", b="un bonus deux.\n")
    assert answered("merge", "base.md", "a.md", "b.md")["conflicts"][0]["kind"] == "same_place"
    settled = answered("merge", "base.md", "a.md", "b.md", "--order", "b.md,a.md")
    assert settled["text"] == "un bonus ajout deux.\n"
    assert settled["conflicts"] == []


def test_a_rebase_has_the_promised_shape(files):
    files(old="un deux trois.\n", new="UN deux trois.\n", amended="un deux 3.\n", rival="uno deux trois.\n")
    assert answered("rebase", "old.md", "new.md", "amended.md") == {
        "clean": True,
        "text": "UN deux 3.\n",
        "conflicts": [],
        "already_satisfied": False,
    }
    assert answered("rebase", "old.md", "new.md", "new.md")["already_satisfied"] is True
    clashing = answered("rebase", "old.md", "new.md", "rival.md")
    assert clashing["clean"] is False
    assert clashing["text"] == "UN deux trois.\n"
    assert clashing["conflicts"][0]["between"] == ["amended", "new"]


@pytest.mark.parametrize("content", [b"a\x00b", b"abc\xff", b"\xed\xa0\x80", b"\xc3"], ids=["nul", "ff", "lone", "cut"])
def test_what_is_not_text_is_refused_by_every_command_naming_the_file(files, content):
    files(good="Oui.\n", bad=content)
    for arguments in (
        ("lines",),
        ("diff", "good.md"),
        ("merge", "good.md"),
        ("rebase", "good.md", "good.md"),
        ("apply", "good.md"),
    ):
        assert "bad.md" in refused(*arguments, "bad.md")


def test_what_cannot_be_read_is_refused_naming_it(files, tmp_path):
    files(good="Oui.\n")
    assert "absent.md" in refused("lines", "absent.md")
    assert tmp_path.name in refused("lines", str(tmp_path))
    assert "--order autre.md" in refused("merge", "good.md", "good.md", "--order", "autre.md")
    assert "--prefer autre.md" in refused("merge", "good.md", "good.md", "--prefer", "autre.md")
    assert refused("lines", "good.md", "--width", "0")
    assert refused("diff", "good.md")
    assert refused("unknown")
    assert refused("diff", "-", "-", given=b"Oui.\n")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        "3",
        "{",
        "{}",
        "[" * 100_000,
        '{"patch": 3}',
        '{"patch": {"format": 1, "old": "x", "new": "y", "hunks": [[0, "Oui", "Non"]]}}',
        '{"patch": {"format": 1, "old": "x", "new": "y", "hunks": [[true, "", ""]]}}',
        '{"patch": {"format": 1, "old": "x", "new": "y", "hunks": [[-1, "", ""]]}}',
        '{"patch": {"format": 1, "old": "x", "new": "y", "hunks": {"a": 1}}}',
    ],
)
def test_what_is_no_patch_is_refused_naming_the_file(files, written):
    files(good="Oui.\n", patch=written)
    assert "patch.md" in refused("apply", "good.md", "patch.md")


def test_a_lone_surrogate_in_a_patch_is_refused(files):
    files(good="Oui.\n")
    found = redline.difference("Oui.\n", "Non.\n").as_json()
    found["patch"]["hunks"] = [[0, "Oui", "\ud800"]]
    files(patch=json.dumps(found))
    assert "patch.md" in refused("apply", "good.md", "patch.md")


# Made when the first of these tests runs, not when tests are collected.
LONG = (
    "five megabytes in one paragraph",
    "five megabytes wholly rewritten",
    "the same word over and over",
    "one word of five megabytes",
    "ten thousand blocks",
    "ten thousand blocks reversed",
    "ten thousand blocks replaced",
    "ten thousand times the same",
    "random words",
    "random words among others",
    "a desert of spaces",
    "two thousand levels",
)


@pytest.fixture(scope="module")
def long_texts():
    words = " ".join(f"mot{k % 5000}" for k in range(700_000))[:5_000_000]
    repeated = "a " * 2_400_000
    drawn = " ".join(Random(2020).choices([f"mot{k}" for k in range(400)], k=200_000))
    alineas = [f"Alinéa {k} du texte numéro {k * 7 % 101}" for k in range(10_000)]
    return {
        "five megabytes in one paragraph": (words, words.replace("mot17 ", "mot XVII ")),
        "five megabytes wholly rewritten": (words, " ".join(f"x{k % 7000}" for k in range(700_000))),
        "the same word over and over": (repeated, f"b {repeated[:2_400_000]} c {repeated[2_400_000:]}"),
        "one word of five megabytes": ("a" * 5_000_000, "a" * 2_500_000 + "b" + "a" * 2_500_000),
        "ten thousand blocks": (
            "\n\n".join(alineas),
            "\n\n".join(a + " changé" * (k % 3 == 0) for k, a in enumerate(alineas) if k % 10),
        ),
        "ten thousand blocks reversed": ("\n\n".join(alineas), "\n\n".join(reversed(alineas))),
        "ten thousand blocks replaced": (
            "\n\n".join(alineas),
            "\n\n".join(f"Tout autre chose {k} sans lien {k * 13 % 997}" for k in range(10_000)),
        ),
        "ten thousand times the same": (
            "\n\n".join(["(Supprimé)"] * 10_000),
            "\n\n".join("(Supprimé)" if k % 3 else f"x{k}" for k in range(10_000)),
        ),
        "random words": (drawn, " ".join(word if k % 15 else "changé" for k, word in enumerate(drawn.split(" ")))),
        "random words among others": (drawn, " ".join(reversed(drawn.split(" ")))),
        "a desert of spaces": (f"un{' ' * 300_000}deux", f"un{' ' * 300_000}trois"),
        "two thousand levels": ("\n".join("  " * k + "- x" for k in range(2_000)), "- x"),
    }


def test_every_long_text_is_tried(long_texts):
    assert tuple(long_texts) == LONG


@pytest.mark.parametrize("name", LONG)
def test_huge_texts_are_answered_rightly(long_texts, name):
    old, new = long_texts[name]
    written = json.dumps(redline.difference(old, new).as_json())
    assert redline.apply_patch(old, json.loads(written)) == redline.normalise(new)
    assert redline.merge(old, {"new": new}).text == redline.normalise(new)


def test_the_module_runs_on_its_own_and_writes_utf_8_whatever_the_locale(files, tmp_path):
    files(base="L’été.\n")
    done = subprocess.run(
        [sys.executable, "-m", "redline", "lines", "base.md"],
        cwd=tmp_path,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["lines"][0]["text"] == "L’été."
    failed = subprocess.run(
        [sys.executable, "-m", "redline", "lines", "absent.md"],
        cwd=tmp_path,
        env={"LC_ALL": "C", "PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        check=False,
    )
    assert failed.returncode == 2
    assert b"Traceback" not in failed.stderr
