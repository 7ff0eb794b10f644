"""Names of the XML of Word, and the two or three ways of asking for a value in it."""

from typing import Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFF = frozenset({"0", "false", "off"})


def w(name: str) -> str:
    """A name of WordprocessingML, as lxml writes it."""
    return f"{{{_W}}}{name}"


RELATIONSHIP = f"{{{_R}}}id"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VALUE = w("val")


def value(parent: Any, name: str) -> str | None:
    """The value of a child element (`w:val`), None where there is no such child."""
    found = parent.find(w(name)) if parent is not None else None
    return None if found is None else found.get(VALUE, "")


def number(parent: Any, name: str) -> int | None:
    """The same, where it is a whole number."""
    found = value(parent, name)
    try:
        return int(found) if found is not None else None
    except ValueError:
        return None


def switch(parent: Any, name: str) -> bool | None:
    """Whether a property is on; None where nothing says it."""
    found = parent.find(w(name)) if parent is not None else None
    return None if found is None else found.get(VALUE, "1") not in OFF
