"""Puts `static/css/src/*.css` together into the one stylesheet that pages load.

    .venv/bin/python bin/build_css.py            writes static/css/hemicycle.css
    .venv/bin/python bin/build_css.py --check    exits 1 when it is not up to date

The parts are read in the order of their names. Comments and line ends go; each part is one line of the result.
"""

import re
import sys
from pathlib import Path

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
TARGET = CSS / "hemicycle.css"
LIMIT = 40_000  # bytes


def stylesheet(folder: Path = CSS / "src") -> str:
    """The whole stylesheet: each part on one line, without comments or indentation."""
    return "".join(_part(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.css")))


def _part(source: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    return "".join(line.strip() for line in without_comments.splitlines()) + "\n"


def main(arguments: list[str]) -> int:
    """Write the stylesheet, or say whether the one on disk is the one its parts give."""
    text = stylesheet()
    if "--check" in arguments:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(text.encode())} bytes of {LIMIT}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
