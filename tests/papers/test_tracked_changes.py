"""Tracked changes out: LibreOffice accepts or refuses them back to exactly the two texts, and we read them again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import redline
from papers.reading.documents import read_document
from papers.runs import words_of
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes
from papers.tracking.tracked_text import TrackedText

pytestmark = pytest.mark.one_database
CASE = json.loads((Path(__file__).parents[1] / "data/redline/revisions.json").read_bytes())["cases"][0]
WRITERS = {".docx": docx_with_changes, ".odt": odt_with_changes}
END = "Fin du texte – proposition n° 5, version 3, empreinte " + "a" * 64 + "."
# What fuses two neighbouring changes, a last alinéa inserted, one removed, lists, headings, bold.
PAIRS = {
    "swallowed": ("Le conseil vote.\n\nFin.\n", "Le conseil vote ;\n\nle maire exécute ;\n\nle préfet veille.\n\nFin.\n"),
    "last": (CASE["before"], CASE["after"]),
    "shapes": (
        "# Pour l’accès\n\nNous, élus, **demandons** un *effort*.\n\n1° la fibre ;\n2° un guichet.\n\n## Moyens\n\nUn fonds.\n",
        (
            "# Pour l’accès de tous\n\nNous **demandons un effort** [net](https://a.example).\n\n1° la fibre & le fil ;\n"
            "  a) ici ;\n2° un guichet.\n\n> Cité.\n\n### Moyens\n\nUn  fonds < 3.\n\n| a | b |\n"
        ),
    ),
    "moved": ("Un alinéa qui reste ici.\n\nUn autre qui va plus loin, tout entier.\n\nFin de tout.\n",
              "Un alinéa qui reste ici.\n\nFin de tout.\n\nUn autre qui va plus loin, tout entier.\n"),
    "split": ("Un alinéa long ; que l’on coupe en deux morceaux égaux.\n\nFin.\n",
              "Un alinéa long ;\n\nque l’on coupe en deux morceaux égaux. Fin.\n"),
    "all": ("Tout s’en va.\n", "Tout arrive.\n\nEt encore.\n"),
    "empty": ("", "Né de rien.\n"),
}  # fmt: skip


def tracked(old, new, **more):
    facts = {"base_sha256": "a" * 64}
    return TrackedText(
        redline.normalise(old),
        redline.normalise(new),
        "Mme Allain",
        datetime(2020, 10, 11, 18, tzinfo=UTC),
        END,
        facts=facts,
        **more,
    )


def shown(text):
    """The words of each block as a sheet shows them: the signs of a heading are a style."""
    found = []
    for block in redline.parse(text).blocks:
        head = block.source[: len(block.source) - len(block.body)] if block.source.endswith(block.body) else ""
        found.append(("" if block.kind in {"title", "heading"} else head) + words_of(block.source[len(head) :]))
    return found


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("suffix", WRITERS)
def test_what_we_write_reads_back_as_both_texts(name, suffix):
    text = tracked(*PAIRS[name])
    found = read_document(WRITERS[suffix](text))
    assert (found.accepted, found.rejected) == (text.new, text.old)
    assert not found.doubts


@pytest.mark.libreoffice
@pytest.mark.parametrize("suffix", WRITERS)
def test_libreoffice_accepts_and_refuses_back_to_exactly_the_two_texts(suffix, writer, tmp_path):
    for name, pair in PAIRS.items():
        text = tracked(*pair)
        path = tmp_path / f"{name}{suffix}"
        path.write_bytes(WRITERS[suffix](text))
        for verb, wanted in (("accept", text.new), ("reject", text.old)):
            saved = tmp_path / f"saved{suffix}"
            is_saved = name in {"shapes", "moved"}  # saving costs more than all the rest
            assert writer(path, [[verb]], (saved,) if is_saved else ()) == [*shown(wanted), END], (name, verb)
            if is_saved:
                assert read_document(saved.read_bytes()).text(base=wanted) == wanted, (name, verb)


def test_the_same_texts_give_the_same_bytes_with_their_author_and_their_date():
    text = tracked(*PAIRS["shapes"])
    for render in WRITERS.values():
        written = render(text)
        assert written == render(text)
        assert b"Mme Allain" in written
        assert b"2020-10-11T18:00:00" in written
