"""Words of our files as other people's programs read them, and the words that they must hold."""

import re
from pathlib import Path

# The part of a sheet of A4, in points, above its foot: what stands there parts the words of the text.
ABOVE_THE_FOOT = ("-x", "0", "-y", "0", "-W", "595", "-H", "779")


def words(text: str) -> str:
    """The words alone, one space between two: where lines break, and how wide a space is, is the layout's."""
    return re.sub(r"\s+", " ", text.replace("\f", "\n").replace("'", "’")).strip()


def as_printed(number: int, proposal: str) -> str:
    """The words of a proposal written in Markdown, numbered as a letter numbers them: « 5. », « 5.1 »."""
    lines = [
        re.sub(r"^# ", f"{number}. ", re.sub(r"^(\d+)\. ", rf"{number}.\1 ", line)) for line in proposal.splitlines()
    ]
    return words("\n".join(lines))


def proposals_of(folder: Path) -> dict[int, str]:
    """The proposals of a congress's folder, by number."""
    return {int(path.stem): path.read_text(encoding="utf-8") for path in folder.glob("proposals/*.md")}
