"""What an amendment must hold to be deposited. A draft may lack anything; a deposit may not.

Told once for the service, that refuses with the first fault, and for the form, that shows them all.
"""

import re
import unicodedata
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

import redline
from amendments.models import LONGEST_CAUSE, LONGEST_TITLE
from core.errors import Invalid
from core.text.endless import endless_words
from core.text.inline_markdown import inline_runs
from core.text.reader import number
from core.text.typography import normalise_typography

LONGEST_TEXT = 100_000  # characters of a part, as many as a folder may bring; the reference congress writes 800
LONGEST_REASONS = 20_000
LONGEST_PART_TITLE = 300  # what a revision keeps as its title
# Looking for what ends a run of spaces from each of its spaces takes minutes where there are 100,000 of them.
LONGEST_RUN_OF_SPACES = 200
_RUN_OF_SPACES = re.compile(rf"(?<![^\S\n])[^\S\n]{{{LONGEST_RUN_OF_SPACES + 1}}}")
_SHOWING_NOTHING = ("Cf", "Cc")  # soft hyphens, zero-width spaces, marks of direction
_SPACES = re.compile(r"(?<=\S)[^\S\n]+")  # not those that indent an item


def faults(*, title: str, reasons: str, text: str, base_text: str, current_text: str) -> list[Invalid]:
    """Every reason not to take this amendment, in the order of the form; empty when it may be deposited.

    `base_text` is the revision that the author amended, `current_text` the one in force; all texts are clean
    (French typography, normal form).
    """
    found = [*_text_faults(text, base_text, current_text), *_title_faults(title)]
    if not _seen(reasons).strip():
        found.append(Invalid(_("Il manque l’exposé sommaire."), "reasons"))
    return found


def draft_faults(*, title: str, reasons: str, text: str) -> list[Invalid]:
    """Every reason not even to keep a draft: what no page could show."""
    found = []
    if len(text) > LONGEST_TEXT:
        found.append(Invalid(_("Le texte est trop long : %(most)s signes au plus.", most=number(LONGEST_TEXT)), "text"))
    if len(title) > LONGEST_REASONS:
        found.append(_too_many_words(title))
    if len(reasons) > LONGEST_REASONS:
        found.append(
            Invalid(
                _("L’exposé sommaire est trop long : %(most)s signes au plus.", most=number(LONGEST_REASONS)),
                "reasons",
            )
        )
    for name, value in (("text", text), ("reasons", reasons), ("title", title)):
        if len(value) <= LONGEST_TEXT and _RUN_OF_SPACES.search(value):
            found.append(Invalid(_("Il y a là plus de %(most)s espaces de suite.", most=LONGEST_RUN_OF_SPACES), name))
        elif len(value) <= LONGEST_TEXT and (told := endless_words(value)):
            found.append(Invalid(told, name))
    if any("\0" in value for value in (title, reasons, text)):
        found.append(Invalid(_("Le texte contient un signe illisible (caractère nul)."), "text"))
    return found


def checked_cause(because: str, missing: str) -> str:
    """The reason why an amendment is not put to the vote, that its author reads; `missing`: what to say without one."""
    said = normalise_typography(because).strip()
    if not said:
        raise Invalid(missing, "because")
    if len(said) > LONGEST_CAUSE:
        raise Invalid(_("Le motif est trop long : 500 signes au plus."), "because")
    return said


def _text_faults(text: str, base_text: str, current_text: str) -> list[Invalid]:
    if not any(character.isalnum() for character in text):
        return [Invalid(_("Le texte est vide. Pour écarter toute la proposition, on vote contre elle."), "text")]
    if text in (base_text, current_text):
        return [Invalid(_("Votre texte est le même que le texte actuel : il n’y a rien à voter."), "text")]
    seen = _seen(text)
    if any(redline.same_text(seen, _seen(other)) for other in (base_text, current_text)):
        return [
            Invalid(
                _(
                    "Seule la typographie change (apostrophes, guillemets, espaces) : ce n’est pas un amendement."
                    " Signalez-le au secrétariat, qui corrigera."
                ),
                "text",
            )
        ]
    if any(_without_difference(text, other) for other in (base_text, current_text)):
        return [Invalid(_("Votre texte ne change aucun mot du texte actuel\u00a0: il n’y a rien à voter."), "text")]
    return title_faults(text, base_text)


def _without_difference(text: str, other: str) -> bool:
    """Whether nothing that anybody reads differs: no word, no style, no block of another kind or at another level."""
    (shapes, words), (other_shapes, other_words) = _as_read(text), _as_read(other)
    return shapes == other_shapes and redline.same_text(words, other_words)


def _as_read(text: str) -> tuple[list[object], str]:
    """What a page shows of a text: how its blocks and their runs are drawn, then their words."""
    shapes: list[object] = []
    words: list[str] = []
    for block in redline.parse(_seen(text)).blocks:
        marker = block.marker if block.kind == "ordered_item" else ""  # all bullets are one dash
        shapes.append((block.kind, block.depth, marker))
        for style, runs in groupby(inline_runs(" ".join(block.body.split())), lambda run: (run.tags, run.href)):
            said = "".join(run.text for run in runs)
            shapes.append(style)
            words.append(said)
        words.append("\n")
    return shapes, "\x1f".join(words)


def _seen(text: str) -> str:
    """The text as it is seen: without characters that show nothing, one space where there are several."""
    shown = (sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _SHOWING_NOTHING)
    return _SPACES.sub(" ", "".join(shown).replace("\u2011", "-"))


def title_faults(text: str, base_text: str) -> list[Invalid]:
    """Why a text cannot take the place of another, or of none, for its title: it has none, or one too long."""
    blocks, base_blocks = redline.parse(text).blocks, redline.parse(base_text).blocks
    titled = bool(blocks) and blocks[0].kind == "title"
    if (not base_blocks or base_blocks[0].kind == "title") and not titled:
        return [Invalid(_("Le titre manque\u00a0: un texte en a toujours un."), "text")]
    if titled and len(blocks[0].body) > LONGEST_PART_TITLE:
        return [Invalid(_("Le titre est trop long : %(most)s signes au plus.", most=LONGEST_PART_TITLE), "text")]
    return []


def _title_faults(title: str) -> list[Invalid]:
    if not _seen(title).strip():
        return [Invalid(_("Il manque « En quelques mots »."), "title")]
    return [_too_many_words(title)] if len(title) > LONGEST_TITLE else []


def _too_many_words(title: str) -> Invalid:
    sentence = ngettext(
        "« En quelques mots » a %(num)s signe : 60 au plus.",
        "« En quelques mots » a %(num)s signes : 60 au plus.",
        len(title),
    )
    return Invalid(sentence, "title")
