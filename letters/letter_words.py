"""The words that every letter has beside its own: always in French, whatever the reader's language. Pure.

One source for the page and for every format, so that they cannot differ by a word.
"""

from dataclasses import dataclass

from babel.numbers import format_decimal

from letters.letter_record import LetterRecord

FIRST_NAMES = 5
ANNEX_NOTE = (
    "Cette annexe n’est ni dans la lettre ni dans le texte signé. Leurs auteurs gardent ici des amendements que le"
    " congrès n’a pas retenus."
)


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Lines of the letter, each empty (or without an element) when there is nothing to say."""

    reference: str  # « Nos réf. : CNEN/2020/1 »
    contact: str  # « Affaire suivie par : … »
    subject: str  # « Objet : … »
    salutation: str  # « Monsieur le Premier ministre, »
    names_head: str  # « Les 87 signataires »
    first_names: int  # how many the page shows before it folds the others
    other_names: str  # « Les 82 autres noms »
    unnamed: str  # « 17 signatures de plus sont comptées sans nom. »
    copies_head: str
    copies: tuple[str, ...]  # a list's lines: « … ; » and the last « … . »
    fingerprint: str  # what the motion's fingerprint is called
    journal: str  # what the journal's is called, where the letter is frozen
    annex_head: str = ""
    annex_note: str = ""


def letter_words(record: LetterRecord) -> LetterWords:
    """The words of this letter."""
    cover, signed = record.cover, record.signed
    return LetterWords(
        reference=f"Nos réf. : {cover.reference}" if cover.reference else "",
        contact=f"Affaire suivie par : {cover.contact}" if cover.contact else "",
        subject=f"Objet : {cover.subject}" if cover.subject else "",
        salutation=f"{cover.civility}," if cover.civility else "",
        names_head=_names_head(len(signed.names)),
        first_names=FIRST_NAMES,
        other_names=_other_names(len(signed.names) - FIRST_NAMES),
        unnamed=_unnamed(signed.unnamed, has_names=bool(signed.names)),
        copies_head="Copie pour information :" if cover.copies else "",
        copies=tuple(
            _as_item(copy, is_last=rank == len(cover.copies)) for rank, copy in enumerate(cover.copies, start=1)
        ),
        fingerprint="Empreinte de vérification de la motion :",
        annex_head="Annexe\u00a0: positions non retenues" if record.annex else "",
        annex_note=ANNEX_NOTE if record.annex else "",
        journal="Empreinte du journal du congrès avant la lettre :" if record.journal else "",
    )


def _names_head(count: int) -> str:
    if count == 0:
        return ""
    return "Signataire" if count == 1 else f"Les {_number(count)} signataires"


def _other_names(count: int) -> str:
    if count <= 0:
        return ""
    return "Un autre nom" if count == 1 else f"Les {_number(count)} autres noms"


def _unnamed(count: int, *, has_names: bool) -> str:
    """Signatures counted without their names."""
    more = " de plus" if has_names else ""
    if count == 0:
        return ""
    if count == 1:
        return f"Une signature{more} est comptée sans nom."
    return f"{_number(count)} signatures{more} sont comptées sans nom."


def _number(count: int) -> str:
    """« 3 500 », as the results write it."""
    return format_decimal(count, locale="fr")


def _as_item(words: str, *, is_last: bool) -> str:
    """A line of a list with its stop; words that end with a full stop (« etc. ») take no second one."""
    if not is_last:
        return f"{words} ;"
    return words if words.endswith(".") else f"{words}."
