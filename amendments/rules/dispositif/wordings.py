"""The words in which a language says statements, those that are written and those that are read again. Pure.

A pattern names its parts between braces: `sentences` fills them, `reading` makes an expression of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from amendments.rules.dispositif.statements import TITLE, PointKind, WholePart, WordAction
from core.text.languages import listed

NB: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Wordings:
    """What a language says for each thing; alinéas named alone or together, with « le » or « de » (`of_`)."""

    language: str
    quotes: tuple[str, str]
    between: str  # two alinéas quoted one after the other
    alinea: tuple[str, str]  # « l’alinéa », « les alinéas »
    of_alinea: tuple[str, str]
    title: tuple[str, str]
    joined: str  # the title and alinéas
    through: str  # « à »
    line: tuple[str, str]
    pair: str  # two lines
    title_place: str
    place: str
    actions: Mapping[WordAction, str]
    points: Mapping[PointKind, str]
    wholes: Mapping[WholePart, str]
    redraft: tuple[str, str]
    deletion: str
    addition: str
    completion: str
    proposals: tuple[str, str, str]  # after a proposal, after the preamble; one that is added, with its title
    proposal_drafted: str  # what follows where it has alinéas
    displacement: str
    reunion: str
    renumbering: str
    levelling: str
    levelling_apart: str
    headings: tuple[str, str, str]  # what is quoted where it is a title, a heading, a heading of a deeper level
    drafted: tuple[str, str]
    sentence: str
    nouns: Mapping[str, tuple[str, str]]  # by kind of words: as they stand, and after « à » or the like
    occurrence: tuple[str, str]
    occurrence_of: Mapping[str, str]
    ordinals: Sequence[str]
    ordinal: str
    counts: Sequence[str] = field(default_factory=tuple)

    def named(self, names: Sequence[int], *, of: bool = False) -> str:
        """« l’alinéa 3 », « les alinéas 3 à 6 », « le titre et l’alinéa 1 »; `of`: « de l’alinéa 3 », « du titre »."""
        one, many = self.of_alinea if of else self.alinea
        numbers = [name for name in names if name != TITLE]
        title = self.title[of] if TITLE in names else ""
        if not numbers:
            return title
        if len(numbers) == 1:
            alineas = f"{one}{NB}{numbers[0]}"
        elif len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
            alineas = f"{many}{NB}{numbers[0]} {self.through} {numbers[-1]}"
        else:
            alineas = f"{many}{NB}{listed(map(str, numbers), self.language)}"
        return f"{title}{self.joined}{alineas}" if title else alineas

    def lines(self, lines: tuple[int, int]) -> str:
        """« ligne 4 », « lignes 4 et 5 », « lignes 4 à 6 »."""
        first, last = lines
        if first == last:
            return f"{self.line[0]}{NB}{first}"
        return f"{self.line[1]}{NB}{first} {self.pair if last == first + 1 else self.through} {last}"

    def quoted(self, words: str) -> str:
        """« mots »."""
        return f"{self.quotes[0]}{words}{self.quotes[1]}"

    def words(self, text: str, form: int = 0) -> str:
        """« le mot « dix » », « les mots « ans au moins » », « le nombre « 10 » », « le signe « ; » »."""
        return f"{self.nouns[kind_of_words(text)][form]} {self.quoted(text)}"

    def target(self, text: str, rank: int, form: int = 0) -> str:
        """The same, of one occurrence among several: « la deuxième occurrence du mot « dix » »."""
        if not rank:
            return self.words(text, form)
        said = self.ordinals[rank - 1] if rank <= len(self.ordinals) else self.ordinal.format(rank=rank)
        of = self.occurrence_of[kind_of_words(text)]
        return f"{self.occurrence[form].format(ordinal=said)} {of} {self.quoted(text)}"

    def alineas_drafted(self, texts: Sequence[str]) -> str:
        """« un alinéa ainsi rédigé : « … » », « deux alinéas ainsi rédigés : « … » ; « … » »."""
        count = len(texts)
        said = self.counts[count] if count < len(self.counts) else str(count)
        return self.drafted[count > 1].format(count=said) + self.between.join(map(self.quoted, texts))


def kind_of_words(text: str) -> str:
    """word, words, number, sign or signs: what the quoted words are called."""
    words = [word for word in text.split() if any(character.isalnum() for character in word)]
    if not words:
        return "sign" if len(text.split()) == 1 else "signs"
    if len(words) > 1 or not text[0].isalnum():
        return "words"
    return "number" if words[0].isdigit() else "word"


def is_whole_sentence(text: str, before: str) -> bool:
    """Whether what is inserted after these words is a sentence, and one alone."""
    starts = not before or before.endswith((".", "!", "?", "…", ":"))
    return text[:1].isupper() and text[-1:] in ".!?…" and starts and ". " not in text
