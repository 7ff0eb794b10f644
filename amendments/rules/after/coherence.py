"""What an adopted text replaced, and where other alinéas still say it: figures, dates, terms.

Pure. Told in docs/rules/after-proclamation.md. A figure is found however it is written (« dix mille », « 10 000 »,
« Dix mille »); below a hundred only before the same noun: « trois ans » is not « trois communes ». A term is found in
the plural and with a capital. What is found is a discrepancy to people, who read it; nothing is changed by it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import redline
from amendments.rules.after.number_words import WrittenNumber, numbers_in, written_like
from core.text.languages import locale_of

_LARGE: Final = 100  # from which a figure is told by itself
_LONGEST_TERM: Final = 5  # words
_SHORTEST: Final = 5  # letters of a word that may be a term by itself
_BARE: Final = {
    "fr": frozenset({
        "aucun", "aucune", "aussi", "autre", "autres", "avant", "après", "ainsi", "cette", "chaque", "comme", "contre",
        "depuis", "encore", "entre", "jamais", "leurs", "même", "notamment", "notre", "parce", "pendant", "plusieurs",
        "quelque", "selon", "seule", "seules", "seuls", "souvent", "toujours", "toute", "toutes", "votre",
    }),
    "en": frozenset({
        "about", "after", "always", "every", "first", "never", "often", "other", "their", "these", "those", "where",
        "which", "while", "within",
    }),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words that an adopted text replaced by others. `noun`: what a small figure counts."""

    former: str
    latter: str
    value: int | None = None
    by: int | None = None
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Swap:
    """A passage of an old wording, [start, end), and the one that stands in its place in the new wording."""

    start: int
    end: int
    new_start: int
    new_end: int


def replaced_in(old: str, new: str, language: str) -> tuple[Replaced, ...]:
    """The figures, dates and terms of a text that a newer one replaced, each once."""
    found: dict[tuple[str, str], Replaced] = {}
    for block in redline.difference(old, new, ignore_typography=True).blocks:
        if block.op == "change":
            for replaced in _in_spans(block.spans, language):
                found.setdefault((replaced.former.lower(), replaced.latter.lower()), replaced)
    return tuple(found.values())


def rewritten(text: str, replaced: Replaced, language: str) -> str:
    """A text with what was replaced elsewhere replaced here too; the same text where it does not say it."""
    for start, end, words in reversed(list(_places(text, replaced, language))):
        text = text[:start] + words + text[end:]
    return text


def says(text: str, replaced: Replaced, language: str) -> str:
    """The words with which a text still says what was replaced; empty where it does not."""
    return next((text[start:end] for start, end, _words in _places(text, replaced, language)), "")


def read_again(former: str, latter: str, language: str, noun: str = "") -> Replaced:
    """What `former` and `latter` were when they were found, from their words alone."""
    one, other = next(numbers_in(former, language), None), next(numbers_in(latter, language), None)
    if one is None or other is None or _date(language).search(former):
        return Replaced(former, latter)
    return Replaced(former, latter, one.value, other.value, noun or former[one.end :].strip())


def _in_spans(spans: Sequence[tuple[str, str]], language: str) -> Iterator[Replaced]:
    old = "".join(words for op, words in spans if op != "+")
    new = "".join(words for op, words in spans if op != "-")
    edits = list(_edits(spans))
    dates = list(_dates_replaced(old, new, edits, language))
    numbers = list(_numbers_replaced(old, new, edits, language, taken=[edit for _found, edit in dates]))
    yield from (found for found, _edit in (*dates, *numbers))
    taken = [edit for _found, edit in (*dates, *numbers)]
    for edit in edits:
        former, latter = old[edit.start : edit.end].strip(), new[edit.new_start : edit.new_end].strip()
        if (
            not any(_meet(edit.start, edit.end, other) for other in taken)
            and _is_term(former, language)
            and _is_term(latter, language)
        ):
            yield Replaced(former, latter)


def _edits(spans: Sequence[tuple[str, str]]) -> Iterator[Swap]:
    """The passages replaced by others: deletions with the insertion beside them."""
    at = new_at = 0
    start = new_start = 0
    for op, words in (*spans, ("=", "")):
        if op == "=":
            if at > start and new_at > new_start:
                yield Swap(start, at, new_start, new_at)
            at, new_at = at + len(words), new_at + len(words)
            start, new_start = at, new_at
        elif op == "-":
            at += len(words)
        else:
            new_at += len(words)


def _dates_replaced(old: str, new: str, edits: Sequence[Swap], language: str) -> Iterator[tuple[Replaced, Swap]]:
    pattern = _date(language)
    after = [(found.start(), found.end(), found[0]) for found in pattern.finditer(new)]
    for found in pattern.finditer(old):
        edit = next((edit for edit in edits if _meet(found.start(), found.end(), edit)), None)
        if edit is None:
            continue
        latter = next((words for start, end, words in after if start < edit.new_end and edit.new_start < end), "")
        if latter and latter != found[0]:
            yield Replaced(found[0], latter), Swap(found.start(), found.end(), edit.new_start, edit.new_end)


def _numbers_replaced(
    old: str, new: str, edits: Sequence[Swap], language: str, *, taken: Sequence[Swap]
) -> Iterator[tuple[Replaced, Swap]]:
    after = list(numbers_in(new, language))
    for one in numbers_in(old, language):
        edit = next((edit for edit in edits if _meet(one.start, one.end, edit)), None)
        if edit is None or any(_meet(one.start, one.end, other) for other in taken):
            continue
        other = next((found for found in after if found.start < edit.new_end and edit.new_start < found.end), None)
        if other is None or other.value == one.value:
            continue
        noun = _noun(old, one)
        if one.value >= _LARGE or noun:
            shown = noun if one.value < _LARGE else ""
            former, latter = (f"{found.written} {shown}".strip() for found in (one, other))
            yield Replaced(former, latter, one.value, other.value, shown), Swap(one.start, one.end, edit.new_start, edit.new_end)  # fmt: skip  # noqa: E501


def _places(text: str, replaced: Replaced, language: str) -> Iterator[tuple[int, int, str]]:
    """Where a text says what was replaced, and the words to put there."""
    if replaced.value is not None and replaced.by is not None:
        for found in numbers_in(text, language):
            if found.value == replaced.value and _counts(text, found, replaced.noun):
                yield found.start, found.end, written_like(replaced.by, found, language)
        return
    for said in _term(replaced.former).finditer(text):
        yield said.start(), said.end(), _like(said[0], replaced)


def _counts(text: str, found: WrittenNumber, noun: str) -> bool:
    return not noun or _singular(_noun(text, found)) == _singular(noun)


def _noun(text: str, number: WrittenNumber) -> str:
    """The word that a number counts: the one that follows it."""
    found = re.match(r"[ \u00a0\u202f]+(?:(?:de |d’|of )?)([^\W\d_]{2,})", text[number.end :])
    return found[1] if found else ""


def _is_term(words: str, language: str) -> bool:
    """Whether some words may be a term: few, on one line, one of them long enough to mean something by itself."""
    parts = re.findall(r"[^\W\d_]+", words)
    if not 0 < len(parts) <= _LONGEST_TERM or "\n" in words or any(sign.isdigit() for sign in words):
        return False
    if any(sign in words for sign in ".;:!?"):
        return False
    return any(len(part) >= _SHORTEST and part.lower() not in _BARE[language] for part in parts)


def _term(former: str) -> re.Pattern[str]:
    """The words of a term, each in the plural or not, whatever spaces and apostrophes stand between."""
    parts = re.findall(r"[^\W_]+|[^\w\s]", former)
    said = [rf"{re.escape(_singular(part))}[sx]?" if part[0].isalpha() else "[’']" if part in "’'" else re.escape(part)
            for part in parts]  # fmt: skip
    joined = said[0]
    for before, part in pairwise(said):
        joined += (r"\s+" if before[-1] == part[-1] == "?" else r"\s*") + part  # two words, or a sign beside a word
    return re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)


def _like(said: str, replaced: Replaced) -> str:
    """The new term with the capital and the plural of the words found; the rest of the agreement is for a reader."""
    words = replaced.latter
    is_plural, was_plural = said[-1] in "sx", replaced.former[-1] in "sx"
    if is_plural and not was_plural and words[-1] not in "sxz":
        words += "s"
    elif was_plural and not is_plural and words[-1] == "s":
        words = words[:-1]
    return words[:1].upper() + words[1:] if said[0].isupper() and not replaced.former[0].isupper() else words


def _singular(word: str) -> str:
    lower = word.lower()
    return lower[:-1] if len(lower) > 3 and lower[-1] in "sx" else lower


def _date(language: str) -> re.Pattern[str]:
    months = "|".join(locale_of(language).months["format"]["wide"].values())
    return re.compile(rf"(?<!\w)\d{{1,2}}(?:er|st|nd|rd|th)?[ \u00a0](?:{months})(?:[ \u00a0]\d{{4}})?(?!\w)", re.IGNORECASE)  # fmt: skip  # noqa: E501


def _meet(start: int, end: int, edit: Swap) -> bool:
    return start < edit.end and edit.start < end
