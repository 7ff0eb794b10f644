"""What our own documents say of themselves: from which text they were made, and the record that they carry.

Short facts are custom properties, that every word processor keeps; a record is a part of custom XML, in base64, because
LibreOffice writes XML again in its own way. Pure.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from papers.reading.archives import Archive

PREFIX = "hemicycle."
PROPERTIES = "docProps/custom.xml"
RECORD_NAMESPACE = "urn:hemicycle:record"
RECORD_FILE = "record.json"  # the name of the record attached to a PDF
_VALUE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"

# The fixed last paragraph of our documents, in the languages in which we write them, wherever it stands now.
# No space is read around it: a run of them would be read again from each.
END_OF_TEXT = re.compile(r"(?:Fin du texte|End of the text)\b[^\n]{0,300}?[0-9a-f]{64}\.?\Z")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a document says of itself: its facts by name (without our prefix), the record that it carries."""

    facts: Mapping[str, str] = field(default_factory=dict)
    record: bytes = b""

    @property
    def is_ours(self) -> bool:
        """Whether the document was made by us: it says so."""
        return "base_sha256" in self.facts


def properties_xml(facts: Mapping[str, str]) -> bytes:
    """The custom properties of a DOCX."""
    lines = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(PREFIX + name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(facts.items(), start=2)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUE}">{lines}</Properties>'.encode()


def meta_fields(facts: Mapping[str, str]) -> str:
    """The same as elements of the metadata of an ODT."""
    return "".join(
        f'<meta:user-defined meta:name={quoteattr(PREFIX + name)} meta:value-type="string">{escape(value)}'
        "</meta:user-defined>"
        for name, value in facts.items()
    )


def record_xml(record: bytes) -> bytes:
    """A record as a part of custom XML."""
    return f'<record xmlns="{RECORD_NAMESPACE}">{base64.b64encode(record).decode()}</record>'.encode()


def carried_by_docx(archive: Archive) -> Carried:
    """What a DOCX says of itself."""
    facts: dict[str, str] = {}
    tree = archive.tree(PROPERTIES)
    for element in tree if tree is not None else ():
        _take(facts, element.get("name", ""), "".join(element.itertext()))
    for name in sorted(archive.names):
        if name.startswith("customXml/item") and name.endswith(".xml") and "Props" not in name:
            record = _record(archive.tree(name))
            if record:
                return Carried(facts, record)
    return Carried(facts)


def carried_by_odt(archive: Archive) -> Carried:
    """What an ODT says of itself."""
    facts: dict[str, str] = {}
    tree = archive.tree("meta.xml")
    for element in tree.iter(f"{_META}user-defined") if tree is not None else ():
        _take(facts, element.get(f"{_META}name", ""), "".join(element.itertext()))
    return Carried(facts)


def _take(facts: dict[str, str], name: str, value: str) -> None:
    if name.startswith(PREFIX):
        facts[name.removeprefix(PREFIX)] = value.strip()


def _record(tree: Any) -> bytes:
    if tree is None or tree.tag != f"{{{RECORD_NAMESPACE}}}record":
        return b""
    try:
        return base64.b64decode("".join((tree.text or "").split()), validate=True)
    except binascii.Error:
        return b""
