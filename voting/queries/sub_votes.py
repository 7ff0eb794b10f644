"""Votes on sub-amendments: that they come before their amendment, their question."""

from collections.abc import Sequence

from flask_babel import ngettext

from amendments.labels import numbers
from amendments.models import Amendment
from amendments.queries.life.sub_texts import subs_to_vote
from core.errors import RuleBroken


def asked_of_subs(batch: Sequence[Amendment], authors: str) -> str:
    """« Adoptez-vous le sous-amendement n° 12-A de Mme Fatima Allain ? », in the language in force."""
    asked: str = ngettext(
        "Adoptez-vous le sous-amendement %(numbers)s de %(authors)s\u202f?",
        "Adoptez-vous les sous-amendements %(numbers)s, identiques, de %(authors)s\u202f?",
        len(batch),
        numbers=numbers([row.label for row in batch]),
        authors=authors,
    )
    return asked


def put_sub(batch: Sequence[Amendment], authors: str) -> str:
    """« le sous-amendement n° 12-A de Mme Fatima Allain », as the chair puts it to the vote."""
    told: str = ngettext(
        "le sous-amendement %(numbers)s de %(authors)s",
        "les sous-amendements %(numbers)s, identiques, de %(authors)s",
        len(batch),
        numbers=numbers([row.label for row in batch]),
        authors=authors,
    )
    return told


def sub_falling_sentence(labels: Sequence[str], *, is_batch: bool) -> str:
    """« S’il est adopté, le sous-amendement n° 12-B tombera. » (« S’ils » of a batch)."""
    said: str = ngettext(
        "S’il est adopté, le sous-amendement %(numbers)s tombera.",
        "S’il est adopté, les sous-amendements %(numbers)s tomberont.",
        len(labels),
        numbers=numbers(labels),
    )
    if is_batch:
        said = ngettext(
            "S’ils sont adoptés, le sous-amendement %(numbers)s tombera.",
            "S’ils sont adoptés, les sous-amendements %(numbers)s tomberont.",
            len(labels),
            numbers=numbers(labels),
        )
    return said


def require_subs_voted(batch: Sequence[Amendment]) -> None:
    """Sub-amendments are voted before their amendment: else a refusal that names them."""
    left = subs_to_vote([row.id for row in batch])
    if left:
        raise RuleBroken(
            ngettext(
                "Le sous-amendement %(numbers)s reste à voter avant l’amendement qu’il modifie.",
                "Les sous-amendements %(numbers)s restent à voter avant l’amendement qu’ils modifient.",
                len(left),
                numbers=numbers([row.label for row in left]),
            )
        )
