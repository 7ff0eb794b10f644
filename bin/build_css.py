"""Puts `static/css/src/*.css` together into the one stylesheet that pages load.

    .venv/bin/python bin/build_css.py            writes static/css/hemicycle.css
    .venv/bin/python bin/build_css.py --check    exits 1 when it is not up to date

The parts are read in the order of their names. Only comments, indentation and blank lines go: what the
browser shows as source is still readable.
"""

import re
import sys
from pathlib import Path

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
TARGET = CSS / "hemicycle.css"
LIMIT = 40_000  # bytes


def stylesheet(folder: Path = CSS / "src") -> str:
    """The whole stylesheet, without comments or indentation."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css")))
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


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
