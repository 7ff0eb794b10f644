"""What the worst texts cost where anybody may send one: CPU seconds, cold, beside the limit of each.

An algorithm that tries again from every sign of a text shows here at once: its figure is minutes.
"""

import io
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import openpyxl

import redline
from amendments.rules.carry_over import KnownText
from amendments.rules.kept.rivalries import _rivalry_of
from bench.attacks.expressions import longest_time
from core.digest import sha256_text
from core.files.faults import Findings
from core.files.spreadsheets import spreadsheet_rows
from core.text.inline_markdown import render_inline
from core.text.typography import normalise_typography
from motions.pages.text_layout import read_blocks

Work = Callable[[], Any]
TextRow = tuple[str, float, Work]  # what it is, its limit in seconds, the work

TYPOGRAPHY = ("a" * 1_000_000, "](" * 300_000, "1 111" * 200_000, "`" * 500_000, "http://(" * 100_000, "« " * 300_000)
INLINE = ("[", "*", "**a", "[a](", "[a](https://b.fr ", "*a [b](https://c.fr) ", "\\*")
PIECES = 10_000
AMENDMENTS = 300


def main() -> None:
    """Print the table; exit 1 if a limit is passed."""
    print(" seconds  limit  work")
    late = 0
    for name, limit, work in rows():
        redline.forget()
        started = time.process_time()
        work()
        spent = time.process_time() - started
        late += spent > limit
        print(f"{spent:8.2f}  {limit:5.1f}  {name}{'  TOO LONG' if spent > limit else ''}", flush=True)
    seconds, where = longest_time()
    late += seconds > 1
    print(f"{seconds:8.2f}  {1:5.1f}  the longest of each expression on 100 kB of the signs it names: {where}")
    sys.exit(1 if late else 0)


def rows() -> Iterator[TextRow]:
    """What is measured."""
    for text in TYPOGRAPHY:
        yield f"typography of {len(text):,} characters of {text[:8]!r}", 3, partial(normalise_typography, text)
    yield "100,000 backslashes in one block", 0.3, partial(render_inline, "\\" * 100_000)
    yield "49,950 times 'x.' compared", 0.3, partial(compared, "# Pour\n\nUn.\n", "# Pour\n\n" + "x." * 49_950 + "\n")
    for piece in INLINE:
        yield f"one block of {PIECES:,} times {piece!r}", 3, partial(render_inline, piece * PIECES)
    alineas = "\n\n".join(f"Alinéa **{number}** " + "mot " * 100 for number in range(100)) + "\n"
    yield "a text of 100 alinéas laid out", 0.5, lambda: read_blocks(alineas, 80)
    marks = "# Titre\n\n" + "*un* deux " * 10_000 + "\n"
    yield "an alinéa of 10,000 marks laid out", 3, lambda: read_blocks(marks, 80)
    sheet = last_row_marked()
    yield "a sheet marked in its last row", 3, lambda: spreadsheet_rows("roll.xlsx", sheet, Findings())
    yield f"{AMENDMENTS} amendments told apart", 5, lambda: told_apart(AMENDMENTS)
    for name, (old, new) in long_texts().items():
        yield f"{name}: compared", 5, partial(compared, old, new)
        yield f"{name}: merged", 5, partial(redline.merge, old, {"new": new})


def compared(old: str, new: str) -> None:
    """The whole answer of `redline diff`."""
    redline.difference(old, new).as_json()


def last_row_marked() -> bytes:
    """A workbook of two kilobytes whose sheet holds a mark in the last of its million rows."""
    book = openpyxl.Workbook()
    for line in (1, 1_048_576):
        book.worksheets[0].cell(line, 1, "a")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told_apart(count: int) -> None:
    """Which of so many amendments to ten words clash."""
    base = "\n\n".join(f"L’alinéa {k} demande le mot{k} pour les communes." for k in range(10)) + "\n"
    texts = [base.replace(f"mot{rank % 10} ", f"mot{rank % 10} {rank} ", 1) for rank in range(count)]
    variants = frozenset(KnownText(sha256_text(text), text) for text in texts)
    _rivalry_of(KnownText(sha256_text(base), base), variants, 80)


def long_texts() -> dict[str, tuple[str, str]]:
    """Pairs of texts of five megabytes, of ten thousand blocks, of two thousand levels."""
    numbered = " ".join(f"mot{k % 5000}" for k in range(700_000))[:5_000_000]
    repeated = "a " * 2_400_000
    alineas = [f"Alinéa {k} du texte numéro {k * 7 % 101}" for k in range(10_000)]
    some = [f"{alinea}{' changé' * (k % 3 == 0)}" for k, alinea in enumerate(alineas) if k % 10]
    others = [f"Tout autre chose {k} sans lien {k * 13 % 997}" for k in range(10_000)]
    same = ["(Supprimé)"] * 10_000
    source = random.Random(2020)
    drawn = source.choices([f"mot{k}" if k % 3 else f"{k}" for k in range(400)], k=900_000)
    reworded, rewritten = list(drawn), list(drawn)
    for words, count in ((reworded, 5_000), (rewritten, 60_000)):
        for _ in range(count):
            words[source.randrange(len(words))] = "changé"
    marked = [f"**{word}**" if k % 2 else f"({word})" for k, word in enumerate(drawn[:500_000])]
    bare = [word if k % 100 else word.strip("*()") for k, word in enumerate(marked)]
    spaces = "un" + " " * 500_000 + "deux" + "\t" * 500_000 + "trois"
    return {
        "five megabytes in one paragraph": (numbered, numbered.replace("mot17 ", "mot XVII ")),
        "five megabytes wholly rewritten": (numbered, " ".join(f"x{k % 7000}" for k in range(700_000))),
        "the same word over and over": (repeated, f"b {repeated[:2_400_000]} c {repeated[2_400_000:]}"),
        "one word of five megabytes": ("a" * 5_000_000, "a" * 2_500_000 + "b" + "a" * 2_500_000),
        "ten thousand blocks": ("\n\n".join(alineas), "\n\n".join(some)),
        "ten thousand blocks reversed": ("\n\n".join(alineas), "\n\n".join(reversed(alineas))),
        "ten thousand blocks replaced": ("\n\n".join(alineas), "\n\n".join(others)),
        "ten thousand times the same": (
            "\n\n".join(same),
            "\n\n".join(block if k % 3 else f"x{k}" for k, block in enumerate(same)),
        ),
        "random words, 5,000 changed": (" ".join(drawn), " ".join(reworded)),
        "random words, 60,000 changed": (" ".join(drawn), " ".join(rewritten)),
        "random words, all others": (" ".join(drawn), " ".join(sorted(drawn, key=lambda _: source.random()))),
        "a mark on each word, 5,000 taken off": (" ".join(marked), " ".join(bare)),
        "a desert of spaces": (spaces, spaces.replace("deux", "dix")),
        "two thousand levels": ("\n".join("  " * k + "- x" for k in range(2_000)), "- x"),
    }


if __name__ == "__main__":
    main()
