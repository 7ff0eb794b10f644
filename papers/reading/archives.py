"""The archive that a document is: its parts, each bounded in size, read by a parser that loads and expands nothing."""

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from papers.reading.what_was_read import Unreadable, WhyUnreadable

LARGEST_FILE = 10_000_000
LARGEST_PART = 30_000_000
LARGEST_ALL = 60_000_000
MOST_PARTS = 3_000
STEP = 1 << 16

_STRICT = b"http://purl.oclc.org/ooxml/"
# Names of « Strict Open XML » and those that everybody writes.
_STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


class Archive:
    """The parts of a document; `Unreadable` where the file is no archive, or would fill the memory."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST_FILE:
            raise Unreadable(WhyUnreadable.TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(WhyUnreadable.DAMAGED) from error
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_ALL:
            raise Unreadable(WhyUnreadable.BOMB)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(WhyUnreadable.ENCRYPTED)
        self.names = frozenset(entry.filename for entry in entries)
        self.is_strict = False
        self._read = 0

    def part(self, name: str) -> bytes:
        """The bytes of a part, empty where there is none; what is really read is bounded, whatever is announced."""
        if name not in self.names:
            return b""
        found = bytearray()
        try:
            with self._zip.open(name) as source:
                while piece := source.read(STEP):
                    found += piece
                    self._count(len(found), len(piece))
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, zlib.error) as error:
            raise Unreadable(WhyUnreadable.DAMAGED) from error
        return bytes(found)

    def _count(self, of_part: int, more: int) -> None:
        self._read += more
        if of_part > LARGEST_PART or self._read > LARGEST_ALL:
            raise Unreadable(WhyUnreadable.BOMB)

    def tree(self, name: str) -> Any:
        """A part as XML, None where there is none."""
        written = self.part(name)
        if not written:
            return None
        if _STRICT in written:
            self.is_strict = True
            for strict, usual in _STRICT_NAMES.items():
                written = written.replace(strict, usual)
        return parsed(written)


def parsed(written: bytes) -> Any:
    """XML read without entities, network, external types nor bottomless trees."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(written, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(WhyUnreadable.DAMAGED) from error
    if root.getroottree().docinfo.doctype:  # a word processor writes none; only an attack needs one
        raise Unreadable(WhyUnreadable.DAMAGED)
    return root
