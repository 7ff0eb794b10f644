"""Puts `static/css/src/` together into the style sheets that pages load, without what only people need.

    .venv/bin/python bin/build_css.py            writes static/css/*.css
    .venv/bin/python bin/build_css.py --check    exits 1 when one is not up to date

A folder of sources is a sheet: `src/hemicycle/` gives `hemicycle.css`, that every page loads; `console` and
`hall` are loaded after it by one page each, `write` by those on which an amendment is written. Its parts are read in
the order of their names, and each is one line of the result. Comments, indentation and spaces that mean nothing go;
nothing is rewritten, so that a browser reads the same.
"""

import gzip
import re
import sys
from pathlib import Path

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
SOURCES = CSS / "src"
COMMON = "hemicycle"
LIMIT = 14_000  # bytes as they travel at most (gzip) of what every page loads
LIMIT_OF_ONE_PAGE = 4_000  # of what one page adds

KEPT = re.compile(r'("(?:[^"\\\n]|\\.)*"|url\([^)]*\))')
COMMENT = re.compile(KEPT.pattern + r"|/\*.*?\*/", re.DOTALL)
# In this order: spaces around signs, in calculations excepted; the last semicolon; the zero before a point.
REWRITTEN = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" ?([{};,~/]|[<>]=?) ?"), r"\1"),
    (re.compile(r": |(?<=\() | (?=[)!])"), lambda match: match.group().strip()),
    (re.compile(r"(?:^|(?<=[;{}]))[^;{}@]+(?=\{)"), lambda match: match.group().replace(" + ", "+")),
    (re.compile(r";\}"), "}"),
    (re.compile(r"(?<![\w.])0(?=\.\d)"), ""),
)


def sheets(sources: Path = SOURCES) -> dict[str, str]:
    """Each style sheet by its name."""
    return {folder.name: stylesheet(folder) for folder in sorted(sources.iterdir()) if folder.is_dir()}


def stylesheet(folder: Path = SOURCES / COMMON) -> str:
    """A whole style sheet, by default the one of every page: each part on one line."""
    return "".join(stripped(path.read_text(encoding="utf-8")) + "\n" for path in sorted(folder.glob("*.css")))


def stripped(source: str) -> str:
    """The same rules on one line; what stands between quotes, and addresses, are left as they are."""
    pieces = KEPT.split(COMMENT.sub(lambda match: match[1] or "", source))
    return "".join(piece if index % 2 else _without_spaces(piece) for index, piece in enumerate(pieces)).strip()


def _without_spaces(piece: str) -> str:
    for pattern, replacement in REWRITTEN:
        piece = pattern.sub(replacement, piece)
    return piece


def weight(text: str) -> int:
    """Bytes of a sheet as it travels, compressed by gzip."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def limit_of(name: str) -> int:
    """Bytes that a sheet may weigh."""
    return LIMIT if name == COMMON else LIMIT_OF_ONE_PAGE


def main(arguments: list[str]) -> int:
    """Write the style sheets, or say whether those on disk are what their parts give."""
    made = {CSS / f"{name}.css": text for name, text in sheets().items()}
    there = {path: path.read_text(encoding="utf-8") for path in CSS.glob("*.css")}
    if "--check" in arguments:
        return 0 if made == there else 1
    for path in set(there) - set(made):
        path.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
        print(f"static/css/{path.name}: {len(text.encode())} bytes, {weight(text)} of {limit_of(path.stem)} compressed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
