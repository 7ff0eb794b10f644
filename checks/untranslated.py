"""Words of a template that nobody could translate: text and read attributes outside `_()` and `{% trans %}`.

French punctuation is of its words: a space before a colon, quotation marks.
"""

import re
from collections.abc import Iterator

from jinja2 import Environment

from checks.tree import report, sources

# The name of the product, and what is the same in every language.
NAMES = re.compile(
    r"\b(?:Hémicycle|Français|English|PDF|DOCX|ODT|ODS|XLSX|CSV|HTML|Markdown|JSON|iCalendar|Atom|RSS|OK"
    r"|RGAA|WCAG|EUPL|SHA-256)\b"
)
SILENT = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL)
READ = re.compile(r'\b(?:alt|title|placeholder|aria-label|aria-description|content)="([^"]*)"')
TAG = re.compile(r"<[^>]*>|&\w+;", re.DOTALL)
# A space before a sign is French alone: `colon()`, or the sentence with its sign in `_()`.
FRENCH_SIGN = re.compile(r"(?:&nbsp;|[ \u00a0\u202f])[:;!?](?=\s|$|<|\")|[«»]")
WORD = re.compile(r"[^\W\d_]{2,}")


def shown(text: str) -> Iterator[tuple[int, str]]:
    """(line, words) of what a template shows without translating it; values and translated blocks are blanked."""
    line_of: list[int] = []
    pieces: list[str] = []
    silent = False
    previous = ""
    for line, kind, value in Environment(extensions=["jinja2.ext.i18n"], autoescape=True).lex(text):
        if kind == "name":
            # A block of classes (`{% block body_class %}`) holds names, not words.
            opens = value == "trans" or (previous == "block" and value.endswith("class"))
            silent = opens or (silent and value not in {"endtrans", "endblock"})
            previous = value
        if kind == "data" and not silent:
            pieces.append(value)
            line_of.extend(line + value[:index].count("\n") for index in range(len(value)))
    flat = "".join(pieces)
    blanked = SILENT.sub(lambda match: " " * len(match.group()), flat)
    for match in READ.finditer(blanked):
        if WORD.search(NAMES.sub("", match.group(1))) and not match.group().startswith("content"):
            yield line_of[match.start(1)], match.group(1)
    for match in FRENCH_SIGN.finditer(blanked):
        yield line_of[match.start()], match.group()
    for match in re.finditer(r"[^<>]+", TAG.sub(lambda tag: "<" + ">" * (len(tag.group()) - 1), blanked)):
        if WORD.search(NAMES.sub("", match.group())):
            yield line_of[match.start()], match.group().strip()


def faults() -> Iterator[str]:
    """One line for each text that is not translated."""
    for name, text in sources(".html", outside=("tests/", "static/", "docs/")):
        for line, words in shown(text):
            yield f"{name}:{line}: not translated: {words[:70]!r}"


if __name__ == "__main__":
    report(faults)
