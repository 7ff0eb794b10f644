"""Sentences of a dispositif read back: the statements that they say, the text that they make. Pure.

The reader knows the patterns of `known_wordings` and nothing else: a sentence that is not one of them, or that the
text does not bear out, is refused (`NotReadable`), never guessed. Spaces and apostrophes around the quotations may be
ordinary ones; what is quoted is taken to the byte.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from amendments.rules.dispositif import statements as st
from amendments.rules.dispositif.applying import apply_statements
from amendments.rules.dispositif.headings_named import with_marks
from amendments.rules.dispositif.known_wordings import ASSEMBLEE, ENGLISH, FRENCH
from amendments.rules.dispositif.sentences import place_in_words, point_in_words
from amendments.rules.dispositif.wordings import Wordings
from core.text.languages import listed

_QUOTED = "\x01"
_FIELDS = {
    "place": r"(?P<place>[^\x01]+?)",
    "target": r"(?P<target>[^\x01]*\x01)",
    "to_target": r"(?P<to_target>[^\x01]*\x01)",
    "added": r"(?P<added>[^\x01]*\x01)",
    "drafted": r"(?P<drafted>[^\x01]*\x01)",
    "texts": r"(?P<texts>\x01)",
    "point": r"(?P<point>[^\x01]+?)",
    "level": r"(?P<level>[1-9])",
    "margin": r"(?P<margin>[1-9]\d?)",
    "whole": r"(?P<whole>[^\x01]+?)",
}
_Fields = dict[str, str]


def amended_by(text: str, sentences: Iterable[str], width: int, language: str = "fr") -> str:
    """The text that a dispositif makes of the text amended. `NotReadable` where it does not say it exactly."""
    return apply_statements(text, [read_sentence(sentence, language) for sentence in sentences], width)


def read_sentence(sentence: str, language: str = "fr") -> st.Statement:
    """What one sentence says."""
    for words in (ENGLISH,) if language == "en" else (FRENCH, ASSEMBLEE):
        written = with_marks(sentence, words)
        proposal = _new_proposal(written, words)
        if proposal is not None:
            return proposal
        found = _SentenceReader(words, written).read()
        if found is not None:
            return found
    raise st.NotReadable(f"ce n’est pas une phrase de dispositif : {sentence}")


def _new_proposal(sentence: str, words: Wordings) -> st.Addition | None:
    """A whole proposal that is added; None where the sentence says something else."""
    (opening, closing), (after, first, whole) = words.quotes, words.proposals
    point = "|".join(re.escape(said).replace(r"\{number\}", r"(?P<after>\d+)") for said in (after, first))
    title = f"{re.escape(opening)}(?P<title>.*?){re.escape(closing)}"
    drafted = f"{re.escape(words.proposal_drafted + opening)}(?P<texts>.*){re.escape(closing)}"
    pattern = re.escape(whole).replace(r"\{point\}", f"(?:{point})").replace(r"\{title\}", title)
    found = re.fullmatch(rf"{pattern}(?:{drafted})?\.", _lower(sentence), re.DOTALL)
    if found is None:
        return None
    texts = found["texts"].split(f"{closing}{words.between}{opening}") if found["texts"] else []
    return st.Addition(
        st.InsertionPoint(st.PointKind.PROPOSAL, int(found["after"] or 0)), (f"# {found['title']}", *texts)
    )


class _SentenceReader:
    """One sentence, without what it quotes, against each pattern of a language."""

    def __init__(self, words: Wordings, sentence: str) -> None:
        self._words = words
        self._quotes: list[str] = []
        self._skeleton = _plain(self._without_quotes(sentence))

    def read(self) -> st.Statement | None:
        """What it says; None where it is not of these patterns."""
        for pattern, make in self._patterns():
            match = _expression(pattern, _names_written(self._words)).fullmatch(self._skeleton)
            if match is not None:
                try:
                    return make(match.groupdict())
                except _OtherPattern:
                    continue
        return None

    def _patterns(self) -> Iterator[tuple[str, Callable[[_Fields], st.Statement]]]:
        words = self._words
        yield words.redraft[0], lambda got: st.Redraft(self._names(got["named"]), tuple(self._quotes))
        yield words.redraft[1], lambda got: st.Redraft(self._names(got["named"]), self._texts(got["drafted"]))
        yield words.completion, self._completion
        yield words.addition, lambda got: st.Addition(self._point(got["point"]), self._texts(got["drafted"]))
        for action, pattern in words.actions.items():
            yield pattern, lambda got, action=action: self._change(action, got)  # type: ignore[misc]
        yield words.displacement, lambda got: st.Displacement(self._names(got["named"]), self._point(got["point"]))
        yield words.reunion, lambda got: st.Reunion(self._names(got["named"]))
        yield words.renumbering, lambda got: st.Renumbering(self._names(got["of_named"], of=True))
        yield words.levelling, lambda got: st.Levelling(self._names(got["named"]), int(got["level"]))
        yield (
            words.levelling_apart,
            lambda got: st.Levelling(self._names(got["named"]), int(got["level"]), int(got["margin"])),
        )
        yield words.deletion, lambda got: st.Deletion(self._names(got["named"]))

    def _completion(self, got: _Fields) -> st.Statement:
        _require(got["whole"] in map(_plain, self._words.wholes.values()))
        return st.Addition(st.InsertionPoint(st.PointKind.LAST), self._texts(got["drafted"]))

    def _change(self, action: st.WordAction, got: _Fields) -> st.Statement:
        quotes = iter(self._quotes)
        rank, target, added, is_sentence = 0, "", "", False
        for form, name in enumerate(("target", "to_target")):
            if name in got:
                rank, target = self._rank(got[name], form), next(quotes)
        if "added" in got:
            is_sentence = got["added"] == _plain(self._words.sentence) + _QUOTED
            _require(is_sentence or self._rank(got["added"], 0) == 0)
            added = next(quotes)
        if "place" in got:
            alinea, lines = self._place(got["place"])
        else:
            (alinea,) = self._names(got.get("named") or got["of_named"], of="of_named" in got)
            lines = None
        return st.WordChange(action, alinea, lines, target, rank, added, is_sentence)

    def _names(self, said: str, *, of: bool = False) -> tuple[int, ...]:
        """The alinéas named, if naming them gives these words again."""
        words = self._words
        found = [int(number) for number in re.findall(r"\d+", said)]
        if f" {words.through} " in said and len(found) == 2:
            found = list(range(found[0], found[1] + 1))
        if said.startswith(words.title[of]):
            found.insert(0, st.TITLE)
        _require(bool(found) and _plain(words.named(found, of=of)) == said)
        return tuple(found)

    def _place(self, said: str) -> tuple[int, tuple[int, int] | None]:
        numbers = [int(number) for number in re.findall(r"\d+", said)]
        readings: list[tuple[int, tuple[int, int] | None]] = [] if numbers else [(st.TITLE, None)]
        if 2 <= len(numbers) <= 3:
            readings += [
                (numbers[0], (numbers[1], numbers[-1])),
                (numbers[-1], (numbers[0], numbers[-2])),
            ]
        for alinea, lines in readings:
            if _lower(_plain(place_in_words(alinea, lines, self._words))) == _lower(said):
                return alinea, lines
        raise _OtherPattern

    def _point(self, said: str) -> st.InsertionPoint:
        numbers = [int(number) for number in re.findall(r"\d+", said)]
        for kind in st.PointKind:
            point = st.InsertionPoint(kind, numbers[0] if kind == st.PointKind.AFTER and numbers else st.TITLE)
            if _lower(_plain(point_in_words(point, self._words))) == _lower(said):
                return point
        raise _OtherPattern

    def _rank(self, said: str, form: int) -> int:
        """Which occurrence of the words quoted is meant; 0: they stand alone."""
        words, before = self._words, said.removesuffix(_QUOTED).strip()
        if before in {noun[form] for noun in words.nouns.values()}:
            return 0
        found = re.search(r"\d+", before)
        ordinals = [*enumerate(words.ordinals, 1)]
        ordinals += [(int(found[0]), words.ordinal.format(rank=found[0]))] if found else []
        for rank, ordinal in ordinals:
            start = words.occurrence[form].format(ordinal=ordinal)
            if before in {f"{start} {of}" for of in words.occurrence_of.values()}:
                return rank
        raise _OtherPattern

    def _texts(self, said: str) -> tuple[str, ...]:
        """The alinéas drafted, as many as are announced."""
        (quoted,) = self._quotes
        opening, closing = self._words.quotes
        for texts in ((quoted,), tuple(quoted.split(f"{closing}{self._words.between}{opening}"))):
            drafted = self._words.alineas_drafted(texts)
            if _plain(drafted[: drafted.index(opening)]) + _QUOTED == said:
                return texts
        raise _OtherPattern

    def _without_quotes(self, sentence: str) -> str:
        """The sentence with a mark instead of each quotation; a text announced by « : » goes to the end."""
        opening, closing = (mark.strip() for mark in self._words.quotes)
        pieces: list[str] = []
        at = 0
        while (start := sentence.find(opening, at)) != -1:
            before = sentence[at:start]
            if _plain(before).endswith(": ") and not pieces:
                end = sentence.rfind(closing)
            else:
                end = _end_of_quote(sentence, start, opening, closing)
            if end < start:
                break
            pieces += [before, _QUOTED]
            self._quotes.append(_inside(sentence[start + 1 : end], self._words))
            at = end + 1
        return "".join([*pieces, sentence[at:]])


class _OtherPattern(Exception):
    """The sentence looks like this pattern and is not of it."""


def _require(condition: bool) -> None:
    if not condition:
        raise _OtherPattern


def _end_of_quote(sentence: str, start: int, opening: str, closing: str) -> int:
    depth = 0
    for at in range(start, len(sentence)):
        depth += (sentence[at] == opening) - (sentence[at] == closing)
        if depth == 0:
            return at
    return -1


def _inside(quoted: str, words: Wordings) -> str:
    """What is quoted, without the one space that each mark wants."""
    if len(words.quotes[0]) == 1:
        return quoted
    return quoted[quoted[:1] in " \u00a0\u202f" :][: -1 if quoted[-1:] in " \u00a0\u202f" else None]


def _plain(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u202f", " ").replace("'", "’")


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def _names_written(words: Wordings) -> str:
    """Alinéas named, as an expression: `_SentenceReader` asks whether they are well named."""
    titles = "|".join(map(re.escape, words.title))
    alineas = "|".join(map(re.escape, (*words.alinea, *words.of_alinea)))
    last = listed(["1", "2"], words.language).strip("12 ")
    numbers = rf"\d+(?:, \d+)*(?: (?:{last}|{words.through}) \d+)?"
    return rf"(?:{titles})(?:{words.joined}(?:{alineas}) {numbers})?|(?:{alineas}) {numbers}"


@cache
def _expression(pattern: str, names: str) -> re.Pattern[str]:
    """A pattern as an expression that finds its parts."""
    fields = _FIELDS | {name: f"(?P<{name}>{names})" for name in ("named", "of_named")}
    parts = re.split(r"\{(\w+)\}", _plain(pattern))
    written = "".join(fields[part] if rank % 2 else re.escape(part) for rank, part in enumerate(parts))
    return re.compile(written, re.DOTALL)
