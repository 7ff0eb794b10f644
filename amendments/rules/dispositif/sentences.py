"""Statements as sentences, in any form. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from amendments.rules.dispositif.known_wordings import wordings_of
from amendments.rules.dispositif.statements import (
    TITLE,
    Addition,
    Deletion,
    Displacement,
    InsertionPoint,
    Levelling,
    PointKind,
    Redraft,
    Renumbering,
    Reunion,
    SentenceForm,
    Statement,
    WordChange,
)
from amendments.rules.dispositif.wordings import Wordings


def sentence_of(statement: Statement, form: SentenceForm) -> str:
    """One statement as one sentence, that begins with a capital and ends with a full stop."""
    said = _said(statement, wordings_of(form), form)
    return said[:1].upper() + said[1:]


def _said(statement: Statement, words: Wordings, form: SentenceForm) -> str:
    match statement:
        case WordChange():
            return words.actions[statement.action].format_map(_ChangeParts(statement, words))
        case Redraft(named, texts):
            whole = len(named) == len(texts) == 1 and (named[0] != TITLE or texts[0].startswith("# "))
            if whole:
                return words.redraft[0].format(named=words.named(named), texts=words.quoted(texts[0]))
            return words.redraft[1].format(named=words.named(named), drafted=words.alineas_drafted(texts))
        case Addition(point, texts):
            return _added(point, texts, words, form)
        case Displacement(named, point):
            return words.displacement.format(named=words.named(named), point=point_in_words(point, words))
        case Deletion(named):
            return words.deletion.format(named=words.named(named))
        case Reunion(named):
            return words.reunion.format(named=words.named(named))
        case Levelling(named, level, margin):
            said = words.levelling if margin is None else words.levelling_apart
            return said.format(named=words.named(named), level=level, margin=margin)
        case Renumbering(named):
            return words.renumbering.format(of_named=words.named(named, of=True))


def _added(point: InsertionPoint, texts: Sequence[str], words: Wordings, form: SentenceForm) -> str:
    if point.kind == PointKind.PROPOSAL:
        return _new_proposal(point.alinea, texts, words)
    drafted = words.alineas_drafted(texts)
    if point.kind == PointKind.LAST:
        return words.completion.format(whole=words.wholes[form.whole], drafted=drafted)
    return words.addition.format(point=point_in_words(point, words), drafted=drafted)


def _new_proposal(after: int, texts: Sequence[str], words: Wordings) -> str:
    """« Après la proposition n° 5, insérer une proposition intitulée « … », ainsi rédigée : « … ». »"""
    point = words.proposals[0].format(number=after) if after else words.proposals[1]
    said = words.proposals[2].format(point=point, title=words.quoted(texts[0].removeprefix("# ")))
    drafted = words.between.join(map(words.quoted, texts[1:]))
    return f"{said}{words.proposal_drafted}{drafted}." if drafted else f"{said}."


class _ChangeParts(Mapping[str, str]):
    """What the pattern of a change of words may name."""

    _NAMES = ("place", "target", "to_target", "added", "named", "of_named")

    def __init__(self, change: WordChange, words: Wordings) -> None:
        self._change, self._words = change, words

    def __getitem__(self, name: str) -> str:
        change, words = self._change, self._words
        match name:
            case "place":
                return place_in_words(change.alinea, change.lines, words)
            case "target":
                return words.target(change.target, change.rank)
            case "to_target":
                return words.target(change.target, change.rank, form=1)
            case "added":
                return words.sentence + words.quoted(change.added) if change.is_sentence else words.words(change.added)
            case _:
                return words.named([change.alinea], of=name == "of_named")

    def __iter__(self) -> Iterator[str]:
        return iter(self._NAMES)

    def __len__(self) -> int:
        return len(self._NAMES)


def place_in_words(alinea: int, lines: tuple[int, int] | None, words: Wordings) -> str:
    """« À l’alinéa 3, ligne 4 », « à la ligne 4 de l’alinéa 3 », « Au titre »."""
    if alinea == TITLE or lines is None:
        return words.title_place
    return words.place.format(alinea=alinea, lines=words.lines(lines))


def point_in_words(point: InsertionPoint, words: Wordings) -> str:
    """« après l’alinéa 3 », « avant l’alinéa 1 »."""
    return words.points[point.kind].format(named=words.named([point.alinea]))
