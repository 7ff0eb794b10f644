"""How much of a workbook is read: past a bound, reading stops and says which one."""

import resource
from collections.abc import Iterator
from contextlib import suppress
from typing import IO
from xml.parsers import expat

LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes of all that is read
MOST_TAGS = 1_500_000  # 20,000 rows of 16 cells make half as many
MOST_MEMBERS = 5_000  # files of an archive
LAST_ROW = 1_048_576  # of a sheet, in every program
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
MOST_SIGNS = 20_000_000  # of text
DEEPEST = 100  # elements one in the other
LONGEST_TAG = 1024 * 1024  # bytes, and comment
SECONDS = 10  # of processor
MEMORY = 512 * 1024 * 1024
_BLOCK = 64 * 1024


class RefusedSheet(Exception):
    """A workbook that is not read; `reason`: unpacked, rows, cells, unreadable."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def bound_this_process() -> None:
    """Have the system end this process when it takes more time or memory than a workbook may."""
    for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        with suppress(ValueError, OSError):  # where the system has no such limit, the counts remain
            resource.setrlimit(kind, (most, most))


class Meter:
    """What was read so far of one workbook."""

    def __init__(self) -> None:
        self.unpacked = self.tags = self.cells = self.signs = 0

    def blocks(self, file: IO[bytes]) -> Iterator[bytes]:
        """The file by pieces, counted whatever the archive says of its size."""
        while block := file.read(_BLOCK):
            self.unpacked += len(block)
            if self.unpacked > LARGEST_UNPACKED:
                raise RefusedSheet("unpacked")
            yield block

    def count_cell(self, text: str, line: int) -> None:
        """Count a filled cell and its text."""
        self.cells += 1
        self.signs += len(text)
        if self.cells > MOST_CELLS or self.signs > MOST_SIGNS:
            raise RefusedSheet("cells", line)


class XmlReader:
    """A part of a workbook read as a stream; whoever reads says what its elements are."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.depth = 0
        self._text: list[str] | None = None
        self._signs = 0
        self._silent = 0  # bytes since something was recognised in them

    def read(self, file: IO[bytes]) -> None:
        """Read it whole, or until `StopIteration` says that nothing more is wanted."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._doctype  # no workbook has one: entities may repeat themselves for ever
        with suppress(StopIteration):
            for block in self.meter.blocks(file):
                self._silent += len(block)
                if self._silent > LONGEST_TAG:  # the parser would read it again from its start with each piece
                    raise RefusedSheet("unpacked")
                parser.Parse(block, False)
            parser.Parse(b"", True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; names are without their namespaces."""

    def end(self, name: str) -> None:
        """An element ends."""

    def begin_text(self) -> None:
        """Keep the text from here on."""
        self._text = []

    def take_text(self) -> str:
        """The text since `begin_text`."""
        text, self._text = "".join(self._text or ()), None
        return text

    def add_text(self, text: str) -> None:
        """Text that an element stands for."""
        self._data(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.meter.tags += 1
        self.depth += 1
        self._silent = 0
        if self.meter.tags > MOST_TAGS or self.depth > DEEPEST:
            raise RefusedSheet("unpacked")
        self.start(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self._silent = 0
        self.end(name.rpartition(" ")[2])

    def _data(self, data: str) -> None:
        self._silent = 0
        if self._text is not None:
            self._text.append(data)
            self._signs += len(data)
            if self._signs > MOST_SIGNS:
                raise RefusedSheet("cells")

    def _doctype(self, *_declared: object) -> None:
        raise RefusedSheet("unreadable")


def whole(text: str | None, default: int, most: int) -> int:
    """A whole number from one to `most`, as an attribute writes it; `RefusedSheet` beyond, or when it is none."""
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()):
        raise RefusedSheet("unreadable")
    if len(text) > 12 or int(text) > most:
        raise RefusedSheet("rows")
    return int(text)
