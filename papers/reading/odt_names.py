"""Names of the XML of OpenDocument."""

_URN = "urn:oasis:names:tc:opendocument:xmlns"


def text(name: str) -> str:
    """A name of the text's own namespace, as lxml writes it."""
    return f"{{{_URN}:text:1.0}}{name}"


def style(name: str) -> str:
    """A name of the namespace of styles."""
    return f"{{{_URN}:style:1.0}}{name}"


def office(name: str) -> str:
    """A name of the namespace of the file itself."""
    return f"{{{_URN}:office:1.0}}{name}"


def table(name: str) -> str:
    """A name of the namespace of tables."""
    return f"{{{_URN}:table:1.0}}{name}"


def fo(name: str) -> str:
    """A name of the namespace of shapes borrowed from XSL-FO."""
    return f"{{{_URN}:xsl-fo-compatible:1.0}}{name}"


DRAWING = f"{{{_URN}:drawing:1.0}}"
HREF = "{http://www.w3.org/1999/xlink}href"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LIST_FORMAT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
PARAGRAPHS = (text("p"), text("h"))
