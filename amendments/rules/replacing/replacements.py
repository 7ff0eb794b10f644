"""Where a term stands in a text, what would replace it there, and the text that the chosen places make. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import redline
from amendments.rules.replacing.agreement_forms import (
    NounKind,
    after_noun,
    before_noun,
    begins_with_vowel,
    kinds_of,
    plural_of,
)
from core.text.inline_markdown import inline_runs

MOST_PLACES: Final = 200
_CONTEXT: Final = 48
_WORD_BEFORE: Final = re.compile(
    r"(?P<word>(?:de l’|à l’|de la|à la|[ld]['’]|\b\w{1,40}))(?P<space>[ \u00a0\n]?)$", re.IGNORECASE
)
_PARTICIPLE: Final = re.compile(r"(?: (?:est|sont|sera|seront|soit|soient|était|étaient))?[ \u00a0](?P<word>\w+)")


@dataclass(frozen=True, slots=True)
class NewTerm:
    """What replaces a term: its words; whether it is feminine (None: it is not known), whether it is plural."""

    words: str
    is_feminine: bool | None = None
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """A word beside the term that follows it: where it stands in the text, what it would become."""

    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place of a term: where it stands in the text, what would be there, the words around, what follows."""

    start: int
    end: int
    alinea: int  # 0: the title
    old: str
    new: str
    before: str
    after: str
    agreements: tuple[Agreement, ...]


def places(text: str, term: str, new: NewTerm) -> tuple[FoundPlace, ...]:
    """Every place of a term in a text, in its order, as it is written or in the plural; whole words alone."""
    found: list[FoundPlace] = []
    for block in redline.parse(text).blocks:
        for start, end, is_plural in _occurrences(block.source, term):
            is_raised = block.source[start].isupper() and not term[:1].isupper()
            found.append(_place(block, start, end, new, is_plural=is_plural, is_raised=is_raised))
    return tuple(_apart(found[:MOST_PLACES]))


def replaced(text: str, found: tuple[FoundPlace, ...], chosen: Mapping[int, Collection[int]]) -> str:
    """The text with the places chosen, by their ranks, each with the ranks of the agreements that go with it."""
    changes = []
    for rank, agreements in chosen.items():
        if 0 <= rank < len(found):
            place = found[rank]
            kept = [one for at, one in enumerate(place.agreements) if at in agreements]
            changes += [(place.start, place.end, place.new), *((one.start, one.end, one.new) for one in kept)]
    for start, end, words in sorted(changes, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _occurrences(source: str, term: str) -> Iterator[tuple[int, int, bool]]:
    """Where a term stands among the words of a block that are seen, and whether it is its plural."""
    runs = inline_runs(source)
    taken = -1
    forms = [(term, False), *([(plural_of(term), True)] if plural_of(term) != term else [])]
    matches = sorted(
        (match.start(), match.end(), is_plural)
        for form, is_plural in forms
        for match in re.finditer(_pattern(form), source, re.IGNORECASE)
    )
    for start, end, is_plural in matches:
        if start > taken and any(run.start <= start and end <= run.end for run in runs):
            taken = end
            yield start, end, is_plural


def _pattern(form: str) -> str:
    words = r"[ \u00a0\n]".join(re.escape(word).replace("’", "['’]") for word in form.split())
    return rf"(?<!\w){words}(?!\w)"


def _place(block: redline.Block, start: int, end: int, new: NewTerm, *, is_plural: bool, is_raised: bool) -> FoundPlace:
    source = block.source
    old = source[start:end]
    words = plural_of(new.words) if is_plural and not new.is_plural else new.words
    if is_raised:  # it begins a sentence: so does what replaces it
        words = words[:1].upper() + words[1:]
    agreements = _agreements(source, start, end, words, new, is_plural=is_plural)
    return FoundPlace(
        block.start + start, block.start + end, block.alinea or 0, old, words,
        _shortened(source[:start], from_end=True), _shortened(source[end:], from_end=False),
        tuple(Agreement(block.start + one.start, block.start + one.end, one.old, one.new) for one in agreements),
    )  # fmt: skip


def _agreements(source: str, start: int, end: int, words: str, new: NewTerm, *, is_plural: bool) -> Iterator[Agreement]:
    before = _WORD_BEFORE.search(source, 0, start)
    old = _old_kind(before["word"] if before else "", source[:start])
    kinds = {old} if old else {NounKind(gender, is_plural) for gender in (False, True)}
    wanted = {_new_kind(kind, new, is_plural=is_plural) for kind in kinds}
    if before:
        yield from _before(source, before, old, wanted, begins_with_vowel(words))
    if old is None or len(wanted) != 1:
        return
    after = _PARTICIPLE.match(source, end)
    kind = next(iter(wanted))
    form = after_noun(after["word"], old, kind) if after and old != kind else None
    if after and form and form != after["word"]:
        yield Agreement(*after.span("word"), after["word"], form)


def _before(
    source: str, before: re.Match[str], old: NounKind | None, wanted: Collection[NounKind], is_before_vowel: bool | None
) -> Iterator[Agreement]:
    """The determiner; and before it another one, where an adjective stands between."""
    forms = {before_noun(before["word"], old, kind, is_before_vowel=is_before_vowel) for kind in wanted}
    form = forms.pop() if len(forms) == 1 else None
    if form is None:
        return
    joined = form if form.endswith("’") else form + (before["space"] or " ")
    if joined != before[0]:
        yield Agreement(before.start(), before.end(), before[0], joined)
    further = _WORD_BEFORE.search(source, 0, before.start())
    if further and kinds_of(before["word"]) and not form.endswith("’"):
        forms = {before_noun(further["word"], old, kind, is_before_vowel=begins_with_vowel(form)) for kind in wanted}
        other = forms.pop() if len(forms) == 1 and kinds_of(further["word"]) else None
        if other and (joined := other if other.endswith("’") else other + (further["space"] or " ")) != further[0]:
            yield Agreement(further.start(), further.end(), further[0], joined)


def _old_kind(determiner: str, before: str) -> NounKind | None:
    """What the term is, where the words before it say it alone."""
    known = kinds_of(determiner)
    further = _WORD_BEFORE.search(before, 0, len(before) - len(determiner) - 1) if known else None
    both = known & kinds_of(further["word"]) if further and kinds_of(further["word"]) else known
    return next(iter(both)) if len(both) == 1 else None


def _new_kind(old: NounKind, new: NewTerm, *, is_plural: bool) -> NounKind:
    gender = old.is_feminine if new.is_feminine is None else new.is_feminine
    return NounKind(gender, new.is_plural or is_plural)


def _apart(found: list[FoundPlace]) -> Iterator[FoundPlace]:
    """The places, without the agreements that another place or agreement already changes."""
    taken: list[tuple[int, int]] = [(place.start, place.end) for place in found]
    for place in found:
        kept = []
        for one in place.agreements:
            if all(one.end <= start or end <= one.start for start, end in taken):
                taken.append((one.start, one.end))
                kept.append(one)
        yield FoundPlace(
            place.start, place.end, place.alinea, place.old, place.new, place.before, place.after, tuple(kept)
        )


def _shortened(words: str, *, from_end: bool) -> str:
    words = words.replace("\n", " ")
    if len(words) <= _CONTEXT:
        return words
    return f"… {words[-_CONTEXT:].split(' ', 1)[-1]}" if from_end else f"{words[:_CONTEXT].rsplit(' ', 1)[0]} …"
