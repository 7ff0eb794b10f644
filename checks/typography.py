"""French typography of what people read, as far as a machine sees it (`docs/decisions/0002`).

Before ; ! ? a narrow no-break space (U+202F); before : and inside « » a no-break space (U+00A0); an apostrophe is
’; three points are one character; quotes are « ». Looked for in the texts of the interface, and, for the ordinary
space alone, in every text of the sources: a sentence that is not translated is read all the same.
"""

import ast
import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from jinja2 import Environment

from checks.catalogues import extracted
from checks.tree import report, sources

NARROW, NO_BREAK = "\u202f", "\u00a0"
# What is not prose: markup, addresses, values to come, code.
NOT_PROSE = re.compile(r"<[^>]*>|https?://\S+|[\w.+-]+@[\w.-]+|%\([a-z_]+\)[sd]|&\w+;|`[^`]*`|\{[^}]*\}")
RULES = (
    (re.compile(r"\S [;!?»]"), "an ordinary space before ; ! ? or »"),
    (re.compile(r"\S :(?=\s|$)"), "an ordinary space before :"),
    (re.compile("« "), "an ordinary space after «"),
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "a straight apostrophe: ’"),
    (re.compile(r"\.\.\."), "three points: …"),
    (re.compile(r"[^\W\d_]·[^\W\d_]"), "a middle dot in a word: words agree with the honorific, or with nobody"),
    (re.compile(r'"'), "a straight quote: « »"),
    (re.compile(rf"[^\W_{NARROW}][;!?](?=\s|$)"), "no space before ; ! ?: U+202F"),
    (re.compile(rf"{NO_BREAK}[;!?]"), "U+00A0 before ; ! ?: U+202F"),
    (re.compile(r"[^\W_]:(?=\s|$)"), "no space before :: U+00A0"),
    (re.compile(rf"{NARROW}:"), "U+202F before :: U+00A0"),
    (re.compile(rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»"), "inside « » stands U+00A0"),
    (re.compile(r"\bn° |\bNo \d|\bn°\d"), "n° 12 is written with U+00A0"),
    (re.compile(r"\d [%€]|\d h \d| h \d\d\b"), "a number and its unit stand together: U+00A0"),
    (re.compile(r"\b(?:MM?|Mmes?|Dr|Mgr)\.? (?=[A-ZÉ%])"), "Mme Allain is written with U+00A0"),
)
EVERYWHERE = re.compile(r"[\wàâäéèêëîïôöùûüçœæ)’»] [;!?»](?=\s|$)|« (?=\w)")


def text_faults(text: str) -> Iterator[str]:
    """What is wrong with one French text."""
    prose = NOT_PROSE.sub(lambda match: "x" if match.group()[0] in "%{`" else "", text)
    for pattern, said in RULES:
        if pattern.search(prose):
            yield said


def catalogue_faults(catalog: Catalog) -> Iterator[str]:
    """What is wrong with the texts of the interface."""
    for message in catalog:
        for text in message.id if isinstance(message.id, tuple | list) else (message.id,):
            for said in text_faults(text):
                yield f"{text!r}: {said}"


def _literals(text: str) -> Iterator[tuple[int, str]]:
    """(line, value) of the texts of a Python source, without its docstrings."""
    tree = ast.parse(text)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def source_faults() -> Iterator[str]:
    """Ordinary spaces where French never has one, in the sources and templates."""
    for name, text in sources(".py", outside=("tests/", "bench/", "checks/", "migrations/", "bin/")):
        for line, value in _literals(text):
            if EVERYWHERE.search(value):
                yield f"{name}:{line}: {value[:60]!r}: an ordinary space beside a French sign"
    lexer = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for name, text in sources(".html", outside=("tests/", "static/")):
        for line, kind, value in lexer.lex(text):
            if kind == "data" and EVERYWHERE.search(NOT_PROSE.sub("", value)):
                yield f"{name}:{line}: an ordinary space beside a French sign"


def faults() -> Iterator[str]:
    """Everything above."""
    yield from catalogue_faults(extracted())
    yield from source_faults()


if __name__ == "__main__":
    report(faults)
