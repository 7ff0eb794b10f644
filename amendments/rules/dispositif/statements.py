"""What an amendment does to a text: one statement for each sentence of its dispositif.

Pure. Alinéas are those of the text amended, by their numbers; 0 is the title. Words are quoted to the byte.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from congress.rules.rule_names import DispositifWording

TITLE: Final = 0


class WholePart(StrEnum):
    """What the sentences call the whole text that is amended: the kinds of a part."""

    PREAMBLE = "preamble"
    PROPOSAL = "proposal"
    CLOSING = "closing"
    ADDITION = "addition"  # nothing yet, where a proposal is added


@dataclass(frozen=True, slots=True)
class SentenceForm:
    """How the sentences are said: in which language, with the verbs of which assembly, of what kind of text."""

    language: str = "fr"
    wording: DispositifWording = DispositifWording.REPLACE
    whole: WholePart = WholePart.PROPOSAL
    after: int | None = None  # the number of the proposal after which one is added; None: after the preamble


PLAIN_FORM: Final = SentenceForm()


class NotReadable(ValueError):
    """A sentence that says nothing, or more than one thing, of the text on which it is read."""


class PointKind(StrEnum):
    """Where something is put."""

    AFTER = "after"  # after an alinéa of the text amended, wherever that one stands now; 0: after the title
    FIRST = "first"  # before alinéa 1, first after the title
    BEFORE_TITLE = "before_title"
    ALONE = "alone"  # in a text that holds nothing
    PROPOSAL = "proposal"  # a whole proposal, after the one of that number; 0: after the preamble
    LAST = "last"  # at the end of the whole
    INSERTED = "inserted"  # after what an earlier sentence has just inserted


@dataclass(frozen=True, slots=True)
class InsertionPoint:
    """The place of what is inserted or moved; of a whole proposal, the number of the one before it."""

    kind: PointKind
    alinea: int = TITLE


@dataclass(frozen=True, slots=True)
class Redraft:
    """« Rédiger ainsi l’alinéa 3 », « Remplacer les alinéas 1 et 2 par un alinéa ainsi rédigé »."""

    named: tuple[int, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deletion:
    """« Supprimer l’alinéa 4. »"""

    named: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """« Après l’alinéa 2, insérer un alinéa ainsi rédigé »."""

    point: InsertionPoint
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Displacement:
    """« Déplacer l’alinéa 6 après l’alinéa 3. »"""

    named: tuple[int, ...]
    point: InsertionPoint


@dataclass(frozen=True, slots=True)
class Reunion:
    """« Réunir les alinéas 1 et 2 en un seul alinéa. »"""

    named: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Renumbering:
    """« Modifier en conséquence la numérotation des alinéas 4 et 5. »"""

    named: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Levelling:
    """« Placer l’alinéa 4 au niveau 2 de la liste. »

    `margin`: how many spaces stand before it, where they are not as many as stand before the words of the item above.
    """

    named: tuple[int, ...]
    level: int
    margin: int | None = None


class WordAction(StrEnum):
    """What happens to words inside an alinéa."""

    REPLACE = "replace"
    REMOVE = "remove"
    AFTER = "after"  # something is inserted after the words quoted
    START = "start"  # at the beginning of the alinéa
    END = "end"
    BREAK = "break"  # the alinéa becomes two after the words quoted


@dataclass(frozen=True, slots=True)
class WordChange:
    """One change inside an alinéa: on the words `target`, that stand on these lines (first and last; None: title).

    `rank`: which of several occurrences on these lines, from 1; 0 where there is one alone. `is_sentence`: what is
    added is called a sentence.
    """

    action: WordAction
    alinea: int
    lines: tuple[int, int] | None = None
    target: str = ""
    rank: int = 0
    added: str = ""
    is_sentence: bool = False


Statement = Redraft | Deletion | Addition | Displacement | Reunion | Renumbering | Levelling | WordChange
