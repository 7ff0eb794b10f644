"""The tracked changes of a Word document accepted or rejected, all of them, in its XML.

Both are one rule: what one drops, the other keeps. A paragraph whose mark is gone runs into the next, which is how both
a split and a join are undone.
"""

from typing import Any

from papers.reading.docx_names import w

_ADDED = (w("ins"), w("moveTo"))
_REMOVED = (w("del"), w("moveFrom"))
_RENAMED = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_ROWS = {True: w("del"), False: w("ins")}
_CELLS = {True: w("cellDel"), False: w("cellIns")}
_PROPERTIES = tuple(w(f"{name}PrChange") for name in ("r", "p", "tbl", "tr", "tc", "sect", "tblGrid", "tblEx"))
_KEPT_AT_MARK = (w("rPr"), w("sectPr"))


def has_changes(body: Any) -> bool:
    """Whether anything is tracked."""
    tags = (*_ADDED, *_REMOVED, *_PROPERTIES, w("cellIns"), w("cellDel"), w("moveFromRangeStart"))
    return next(body.iter(*tags), None) is not None


def settle(body: Any, *, accepted: bool) -> None:
    """The same body, its changes accepted or rejected; what a reader passes over stays as it is."""
    gone, kept = (_REMOVED, _ADDED) if accepted else (_ADDED, _REMOVED)
    _settle_tables(body, accepted=accepted)
    _settle_properties(body, accepted=accepted)
    without_mark = [p for p in body.iter(w("p")) if _has_mark(p, gone)]
    for element in list(body.iter(*gone)):
        if _is_of_words(element):
            _remove(element)
    for element in list(body.iter(*kept)):
        if _is_of_words(element):
            _unwrap(element)
    for element in list(body.iter(*_RENAMED)):
        element.tag = _RENAMED[element.tag]
    for paragraph in without_mark:
        _run_into_next(paragraph)


def _is_of_words(element: Any) -> bool:
    """Whether an element holds changed words, and is not a sign in the properties of a mark, a row or a number."""
    parent = element.getparent()
    return parent is not None and parent.tag not in {w("rPr"), w("trPr"), w("numPr")}


def _has_mark(paragraph: Any, tags: tuple[str, ...]) -> bool:
    return any(paragraph.find(f"{w('pPr')}/{w('rPr')}/{tag}") is not None for tag in tags)


def _settle_tables(body: Any, *, accepted: bool) -> None:
    for row in list(body.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{_ROWS[accepted]}") is not None:
            _remove(row)
    for cell in list(body.iter(w("tc"))):
        if cell.find(f"{w('tcPr')}/{_CELLS[accepted]}") is not None:
            _remove(cell)


def _settle_properties(body: Any, *, accepted: bool) -> None:
    for change in list(body.iter(*_PROPERTIES)):
        properties = change.getparent()
        if properties is None:
            continue
        properties.remove(change)
        if accepted:
            continue
        for child in list(properties):
            if child.tag not in _KEPT_AT_MARK:
                properties.remove(child)
        for old in change:
            for rank, child in enumerate(list(old)):
                properties.insert(rank, child)


def _run_into_next(paragraph: Any) -> None:
    """The words of a paragraph put before those of the next, whose properties and mark stay; alone, it stays."""
    following = paragraph.getnext()
    while following is not None and following.tag not in {w("p"), w("tbl"), w("sdt"), w("sectPr")}:
        following = following.getnext()
    words = [child for child in paragraph if child.tag != w("pPr")]
    if following is None or following.tag != w("p"):
        if not any(child.tag == w("r") or len(child) for child in words):
            _remove(paragraph)
        return
    at = 1 if following.find(w("pPr")) is not None and following[0].tag == w("pPr") else 0
    for rank, child in enumerate(words):
        following.insert(at + rank, child)
    _remove(paragraph)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    """An element's children in its place."""
    parent = element.getparent()
    at = parent.index(element)
    for rank, child in enumerate(list(element)):
        parent.insert(at + rank, child)
    parent.remove(element)
