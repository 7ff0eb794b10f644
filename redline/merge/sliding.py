"""Where edits stand once all are known: those that may slide are set clear of the others."""

from dataclasses import replace

from redline.merge.edits import Edit

Rank = dict[Edit, int]


def place(edits: list[Edit]) -> list[Edit]:
    """The edits, sorted, those that may slide standing clear of the others as far as they can."""
    placed: list[Edit] = []
    crowd: list[Edit] = []  # edits whose reaches come together
    reach = -1
    for edit in sorted(edits, key=_leftmost):
        if edit.leaves or edit.whole or edit.typographic:
            placed.append(edit)
            continue
        if edit.start - edit.back >= reach:
            placed += _spread(crowd)
            crowd = []
        crowd.append(edit)
        reach = max(reach, edit.end + edit.forth)
    return placed + _spread(crowd)


def _leftmost(edit: Edit) -> tuple[int, int, bool, int]:
    return edit.start - edit.back, edit.end - edit.back, edit.whole, edit.start


def _spread(crowd: list[Edit]) -> list[Edit]:
    """Edits whose reaches come together, one after the other: each as far back as those before it allow."""
    if len(crowd) < 2:
        return crowd
    spread: list[Edit] = []
    reached = 0
    for edit in crowd:
        settled = slide(edit, min(max(reached - edit.start, -edit.back), edit.forth))
        if spread and settled.start < reached:
            settled = _swap(spread, settled)
        spread.append(settled)
        reached = max(reached, settled.end)
    return spread


def _swap(spread: list[Edit], edit: Edit) -> Edit:
    """Lets an edit that cannot give way stand before the last one, if that one can stand after it."""
    last = spread[-1]
    shift = edit.end - last.start
    before = spread[-2].end if len(spread) > 1 else 0
    if 0 < shift <= last.forth and edit.start >= before:
        spread[-1] = edit
        return slide(last, shift)
    return edit


def slide(edit: Edit, shift: int) -> Edit:
    """The same edit, written `shift` characters further on."""
    if not shift:
        return edit
    payload = edit.payload
    if edit.is_insertion and isinstance(payload[0], str):
        payload = (rotate(payload[0], shift),)
    return replace(
        edit,
        start=edit.start + shift,
        end=edit.end + shift,
        payload=payload,
        back=edit.back + shift,
        forth=edit.forth - shift,
    )


def rotate(text: str, shift: int) -> str:
    """An inserted text as it is to be written when it slides by `shift` characters."""
    shift %= len(text)
    return text[shift:] + text[:shift]
