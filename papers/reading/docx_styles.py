"""What the styles of a Word document say of a paragraph or a run, up the chain of those that they are based on."""

import re
from collections.abc import Iterator
from typing import Any

from papers.reading.docx_names import number, switch, value, w

_HEADING = re.compile(r"(?:heading|titre|überschrift|título|titolo) ([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "titre"})
_LONGEST_CHAIN = 30
NO_LEVEL = 9  # Word's own way to say: body text


class DocxStyles:
    """The styles of a document, by their id."""

    def __init__(self, tree: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default: dict[str, str] = {}
        for style in tree.iter(w("style")) if tree is not None else ():
            self._styles[style.get(w("styleId"), "")] = style
            if style.get(w("default")) in {"1", "true"}:
                self._default[style.get(w("type"), "")] = style.get(w("styleId"), "")

    def _chain(self, style_id: str | None) -> Iterator[Any]:
        seen = 0
        while style_id and style_id in self._styles and seen < _LONGEST_CHAIN:
            style = self._styles[style_id]
            yield style
            style_id, seen = value(style, "basedOn"), seen + 1

    def of_paragraph(self, properties: Any) -> str:
        """The id of a paragraph's style."""
        return value(properties, "pStyle") or self._default.get("paragraph", "")

    def name(self, style_id: str) -> str:
        """What a style is called, as it was written."""
        return value(self._styles.get(style_id), "name") or ""

    def heading(self, properties: Any) -> int:
        """The level of a heading, 0 for another paragraph: its own outline level, else its style's, or its name."""
        own = number(properties, "outlineLvl")
        if own is not None:
            return own + 1 if own < NO_LEVEL else 0
        for style in self._chain(self.of_paragraph(properties)):
            name = (value(style, "name") or "").strip()
            named = _HEADING.fullmatch(name)
            if named:
                return int(named[1])
            if name.lower() in _TITLES:
                return 1
            level = number(style.find(w("pPr")), "outlineLvl")
            if level is not None:
                return level + 1 if level < NO_LEVEL else 0
        return 0

    def numbering(self, properties: Any) -> tuple[str, int | None]:
        """The list and the level that a paragraph's properties or style give it; ("", None) for none."""
        own = properties.find(w("numPr")) if properties is not None else None
        own_level = number(own, "ilvl")
        own_list = value(own, "numId")
        if own_list is not None:
            return ("" if own_list == "0" else own_list), own_level or 0
        for style in self._chain(self.of_paragraph(properties)):
            found = style.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None and value(found, "numId") is not None:
                list_id = value(found, "numId") or ""
                level = own_level if own_level is not None else number(found, "ilvl")
                return ("" if list_id == "0" else list_id), level
        return "", None

    def linked_list(self, style_id: str) -> str:
        """The list that a numbering style names (`numStyleLink`)."""
        for style in self._chain(style_id):
            found = style.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                return value(found, "numId") or ""
        return ""

    def ids_of(self, style_id: str) -> list[str]:
        """A style and those that it is based on."""
        return [style.get(w("styleId"), "") for style in self._chain(style_id)]

    def has(self, name: str, run: Any, paragraph_style: str, *, is_heading: bool) -> bool:
        """Whether a run has a property (b, i, vanish, strike): its own, its style's, its paragraph's if no heading."""
        own = switch(run, name)
        if own is not None:
            return own
        for style in self._chain(value(run, "rStyle")):
            found = switch(style.find(w("rPr")), name)
            if found is not None:
                return found
        for style in () if is_heading else self._chain(paragraph_style):
            found = switch(style.find(w("rPr")), name)
            if found is not None:
                return found
        return False
