"""Changes turned into the spans that people read: kept, removed, added, in order.

A newline inside a paragraph is a space: rewrapping a paragraph marks nothing. Where asked, a
difference of typography alone marks nothing either, and the new shape is shown.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from redline.compare.changes import Change, Span
from redline.compare.paired_wordings import PairedWording
from redline.compare.readability import refine
from redline.model.typography import same_text

_FEW_WORDS = 4
_MARKS_OF_ONE = 2  # what is removed, then what is added


def spans_of(wording: PairedWording, *, ignore_typography: bool = False) -> tuple[Span, ...]:
    """The spans of a wording: `=` and `-` give the old one back, `=` and `+` the new one."""
    old, new = wording.old, wording.new
    spans: list[Span] = []
    at = 0
    for group in _shown_together(wording.changes):
        first, last = group[0], group[-1]
        _add(spans, "=", old[at : first.old_start])
        at = last.old_end
        removed, added = old[first.old_start : at], new[first.new_start : last.new_end]
        if _is_silent(first, removed, added, ignore_typography=ignore_typography):
            _add(spans, "=", added)
            continue
        for sign, text in _readable(removed, added):
            _add(spans, sign, text)
    _add(spans, "=", old[at:])
    return tuple(spans)


def _shown_together(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes that are marked as one: those of a group, unless apart they make as few marks.

    Words kept between what is only added and what is only removed are then shown as kept.
    """
    for _, members in groupby(changes, key=lambda change: change.group):
        group = list(members)
        if len(group) == _MARKS_OF_ONE and all(change.is_insertion or change.is_deletion for change in group):
            yield from ([change] for change in group)
        else:
            yield group


def _is_silent(change: Change, removed: str, added: str, *, ignore_typography: bool) -> bool:
    if not change.typographic:
        return False
    return ignore_typography or removed.replace("\n", " ") == added.replace("\n", " ")


def _readable(removed: str, added: str) -> tuple[Span, ...]:
    if removed and added and not same_text(removed, added):
        return _word_by_word(removed, added) or refine(removed, added)
    return tuple((sign, text) for sign, text in (("-", removed), ("+", added)) if text)


def _word_by_word(removed: str, added: str) -> tuple[Span, ...]:
    """A few words that only agree otherwise (élus locaux, élues locales) as their letters; else nothing."""
    old, new = removed.split(" "), added.split(" ")
    if not 2 <= len(old) == len(new) <= _FEW_WORDS:
        return ()
    spans: list[Span] = []
    for before, after in zip(old, new, strict=True):
        letters = (("=", before),) if before == after else refine(before, after)
        if not any(sign == "=" for sign, _ in letters):
            return ()
        spans += [("=", " ")] if spans else []
        spans += letters
    return tuple(spans)


def _add(spans: list[Span], sign: str, text: str) -> None:
    if not text:
        return
    if spans and spans[-1][0] == sign:
        spans[-1] = (sign, spans[-1][1] + text)
    else:
        spans.append((sign, text))
