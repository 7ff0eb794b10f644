"""Word, both ways: what LibreOffice accepts and refuses of ours, what we read of the changes that it recorded.

120 real pairs (`../shared/data/redline/revisions.json`) × accepted and refused × DOCX and ODT, in which a state is
right when LibreOffice shows exactly the paragraphs of the text; thirty scenarios played in LibreOffice, in each format;
a DOCX of 300 tracked changes written, then accepted by LibreOffice (goal: written in less than 5 s).
"""

import json
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import redline
from papers.reading.documents import read_document
from papers.runs import words_of
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes
from papers.tracking.tracked_text import TrackedText
from tests.support.word_processor import Started
from tests.support.word_scenarios import BASE, SCENARIOS

PAIRS = Path(__file__).resolve().parents[2] / "shared" / "data" / "redline" / "revisions.json"
WRITERS = {".docx": docx_with_changes, ".odt": odt_with_changes}
END = "Fin du texte, empreinte " + "a" * 64 + "."
GOAL = 5.0


def main() -> None:
    """Print the tables; exit 1 where one is not whole."""
    program = shutil.which("soffice")
    if program is None:
        sys.exit("LibreOffice is missing: `make system-packages` installs it.")
    with tempfile.TemporaryDirectory() as folder, Started(program, Path(folder) / "profile") as office:
        done = [_out(office, Path(folder)), _scenarios(office, Path(folder)), _three_hundred(office, Path(folder))]
    sys.exit(0 if all(done) else 1)


def _tracked(old: str, new: str) -> TrackedText:
    at = datetime(2020, 10, 11, 18, tzinfo=UTC)
    return TrackedText(
        redline.normalise(old), redline.normalise(new), "Mme Allain", at, END, facts={"base_sha256": "a"}
    )


def _shown(text: str) -> list[str]:
    """The paragraphs of a text: the signs of a heading are a style, every other is a word."""
    found = []
    for block in redline.parse(text).blocks:
        head = block.source[: len(block.source) - len(block.body)] if block.source.endswith(block.body) else ""
        found.append(("" if block.kind in {"title", "heading"} else head) + words_of(block.source[len(head) :]))
    return [*found, END]


def _out(office: Started, folder: Path) -> bool:
    if not PAIRS.exists():
        print("the 120 pairs are not beside this folder")
        return True
    cases = json.loads(PAIRS.read_bytes())["cases"]
    states = right = 0
    for case in cases:
        text = _tracked(case["before"], case["after"])
        for suffix, render in WRITERS.items():
            path = folder / f"pair{suffix}"
            path.write_bytes(render(text))
            for verb, wanted in (("accept", text.new), ("reject", text.old)):
                states += 1
                is_right = office.job(path, [[verb]]) == _shown(wanted)
                right += is_right
                if not is_right:
                    print(f"  {case['id']} {suffix} {verb}")
    print(f"{'out: states that LibreOffice gives back':<44}{right} of {states}")
    return right == states


def _scenarios(office: Started, folder: Path) -> bool:
    whole = True
    for suffix, render in WRITERS.items():
        base, saved, right = folder / f"base{suffix}", folder / f"saved{suffix}", 0
        base.write_bytes(render(_tracked(BASE, BASE)))
        for name, (acts, wanted) in SCENARIOS.items():
            office.job(base, [["author", "Alice Allain"], ["record"], *acts], saved)
            found = read_document(saved.read_bytes())
            is_right = (found.text("accepted", BASE), found.text("rejected", BASE)) == (wanted, BASE)
            right += is_right
            if not is_right:
                print(f"  {name} {suffix}")
        print(f"{f'in: scenarios read, {suffix}':<44}{right} of {len(SCENARIOS)}")
        whole = whole and right == len(SCENARIOS)
    return whole


def _three_hundred(office: Started, folder: Path) -> bool:
    old = "".join(
        f"Article {rank} dit que la commune {rank} vote un budget de {rank} euros.\n\n" for rank in range(300)
    )
    text = _tracked(old, old.replace("un budget", "son budget annexe"))
    slowest = 0.0
    for suffix, render in WRITERS.items():
        redline.forget()
        started = time.perf_counter()
        written = render(text)
        seconds = time.perf_counter() - started
        slowest = max(slowest, seconds)
        path = folder / f"many{suffix}"
        path.write_bytes(written)
        opened = time.perf_counter()
        is_right = office.job(path, [["accept"]]) == _shown(text.new)
        print(
            f"{f'300 changes, {suffix}':<44}{seconds:.2f} s to write, {time.perf_counter() - opened:.2f} s accepted, "
            f"{'right' if is_right else 'wrong'}"
        )
    return slowest < GOAL


if __name__ == "__main__":
    main()
