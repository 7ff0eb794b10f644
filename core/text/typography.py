"""French typography, normalised once when a text enters (import, amendment, editorial revision).

An ordinary space before ; : ! ? % » and after «, and between thousands, becomes a no-break space (U+00A0); a
straight apostrophe between letters becomes ’. No-break spaces already there stay as they are; addresses, code and
the marks that open a block are left alone. Pure: it knows no table and no page.
"""

import re

from core.text.composing import composed

NO_BREAK = "\u00a0"

# Characters that no keyboard writes on purpose, and that a database or a page cannot hold.
# The two private ones hold the place of a secret in a mail (core.mail.sealing): nobody's words may hold one.
# Those that turn the direction of writing would show other words than those kept and voted.
# Soft hyphens and spaces of no width, that a word processor brings, would hide a word from who looks for it; so would
# what nobody sees at all: commands of other writings, and tags, but those of a flag (U+1F3F4 begins it).
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ue000\ue001\ufeff"
    "\ufff9-\ufffb\ufffe\uffff]|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")  # a word processor’s own too: line, page

_BULLETS = ("\uf0b7", "\uf0a7")  # of the fonts Symbol and Wingdings, which no page has: pasted from a word processor

# Read from left to right in one pass: what is protected is stepped over, so that a rule may look at its edges.
_RULES = re.compile(
    r"""
    (?P<protected>
        ^[\ \t]*(?:[-*+>]|\#{1,6}|\d{1,9}[.)])[\ ]   # a dash, a number, a hash open a block by their ordinary space
      | `[^`\n]+`
      | (?:https?://|www\.)[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*
      | \]\([^])\s]{0,2000}\)                           # no further than the next link: read once, however many begin
      | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    )
    | (?P<thousands>(?<![\d.,])\d{1,3}(?:[\ \u00a0\u202f]\d{3})+(?!\d))
    | (?P<before>(?<=[^\n])\ (?=[;:!?%»](?!-)))      # the rule of a table
    | (?P<after>«\ (?=[^\n]))
    | (?P<apostrophe>(?<=[^\W\d_])'(?=[*_\[]{0,3}[^\W\d_]))
    """,
    re.VERBOSE | re.MULTILINE,
)


def normalise_typography(text: str) -> str:
    """The text as it is shown and fingerprinted: NFC, LF line ends, French spaces and apostrophes; idempotent.

    Source: design.md, rule 12. Control characters and signs that nobody sees go; nothing else is lost: only spaces,
    apostrophes and a word processor’s own bullets (then « • ») change shape.
    """
    for bullet in _BULLETS:
        text = text.replace(bullet, "•")
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    return _RULES.sub(_normalised, composed(_CONTROLS.sub("", text)))


def _normalised(match: re.Match[str]) -> str:
    found = match.group()
    if match.lastgroup == "protected":
        return found
    return "’" if match.lastgroup == "apostrophe" else found.replace(" ", NO_BREAK)
