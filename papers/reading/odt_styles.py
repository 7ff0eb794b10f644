"""What the styles of an OpenDocument text say of a paragraph or of words, up the chain of their parents."""

import re
from collections.abc import Iterator
from typing import Any

from papers.reading.odt_names import fo, style, text

_HEADING = re.compile(r"(?:heading|titre)(?:_20_| )([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "titre"})
_LONGEST_CHAIN = 30


class OdtStyles:
    """The styles of a text by family and name: those made for it alone first, then its own."""

    def __init__(self, *trees: Any) -> None:
        self._styles: dict[tuple[str, str], Any] = {}
        self._lists: dict[str, Any] = {}
        self.outline: Any = None
        for tree in trees:
            if tree is None:
                continue
            for found in tree.iter(style("style")):
                self._styles.setdefault((found.get(style("family"), ""), found.get(style("name"), "")), found)
            for found in tree.iter(text("list-style")):
                self._lists.setdefault(found.get(style("name"), ""), found)
            found = next(tree.iter(text("outline-style")), None)
            self.outline = found if self.outline is None else self.outline

    def _chain(self, family: str, name: str | None) -> Iterator[Any]:
        seen = 0
        while name and (family, name) in self._styles and seen < _LONGEST_CHAIN:
            found = self._styles[family, name]
            yield found
            name, seen = found.get(style("parent-style-name")), seen + 1

    def names(self, name: str) -> list[str]:
        """What a paragraph's style and those above it are called."""
        chain = [found.get(style("name"), "") for found in self._chain("paragraph", name)]
        last = next((found for found in reversed(list(self._chain("paragraph", name)))), None)
        beyond = last.get(style("parent-style-name"), "") if last is not None else name
        return [found for found in (*chain, beyond) if found]

    def heading(self, name: str) -> int:
        """The level of the heading that a style makes of a paragraph; 0 for none."""
        for found in self._chain("paragraph", name):
            level = found.get(style("default-outline-level"))
            if level and level.isdecimal():
                return int(level)
            if level == "":
                return 0
        for called in self.names(name):
            named = _HEADING.fullmatch(called)
            if named:
                return int(named[1])
            if called.lower() in _TITLES:
                return 1
        return 0

    def list_style(self, name: str) -> Any:
        """A style of lists, None where there is none."""
        return self._lists.get(name)

    def has(self, shape: str, names: list[str], paragraph: str, *, is_heading: bool) -> bool:
        """Whether words are « bold », « italic », « struck » or « hidden »: by their own styles, innermost first."""
        for name in reversed(names):
            for found in self._chain("text", name):
                said = _said(found, shape)
                if said is not None:
                    return said
        for found in () if is_heading else self._chain("paragraph", paragraph):
            said = _said(found, shape)
            if said is not None:
                return said
        return False


def _said(found: Any, shape: str) -> bool | None:
    properties = found.find(style("text-properties"))
    if properties is None:
        return None
    name, off = {
        "bold": (fo("font-weight"), {"normal", "400"}),
        "italic": (fo("font-style"), {"normal"}),
        "struck": (style("text-line-through-style"), {"none"}),
        "hidden": (text("display"), {"true"}),
    }[shape]
    said = properties.get(name)
    return None if said is None else said not in off
