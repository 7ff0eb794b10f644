"""The process that reads a workbook: its bytes on standard input, one JSON value on standard output."""

import io
import json
import sys
import zipfile

from core.files.sheets.limits import LARGEST_UNPACKED, MOST_MEMBERS, Meter, RefusedSheet, bound_this_process
from core.files.sheets.ods import read_ods
from core.files.sheets.sheet_rows import SheetRows
from core.files.sheets.xlsx import read_xlsx


def read_sheet(data: bytes, wanted: int = 0) -> dict[str, object]:
    """The rows of a sheet with what was noted, or why it is refused."""
    found = SheetRows(Meter())
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _measure(archive.infolist())
            read = read_ods if "content.xml" in archive.NameToInfo else read_xlsx
            read(archive, found, wanted)
    except RefusedSheet as refused:
        return {"refused": refused.reason, "line": refused.line}
    except MemoryError:
        return {"refused": "unpacked", "line": None}
    except Exception:  # noqa: BLE001 (an archive fails in many ways when it is not what it claims to be)
        return {"refused": "unreadable", "line": None}
    return {
        "rows": found.rows,
        "formulas": found.formulas,
        "formula": found.first_formula,
        "uncomputed": found.uncomputed,
        "merged": found.merged,
        "merge": found.first_merged,
        "sheets": found.sheets,
    }


def _measure(members: list[zipfile.ZipInfo]) -> None:
    """Refuse what the archive itself says to be too large; what it does not say is counted while it is read."""
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise RefusedSheet("unpacked")


if __name__ == "__main__":
    bound_this_process()
    json.dump(read_sheet(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
