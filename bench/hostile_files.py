"""What the worst files cost where anybody may bring one: seconds and memory of the reading of each.

Each is made of a few kilobytes, and says that it holds millions of rows, cells, texts or signs. The limit of all: ten
seconds of processor, 512 MB. Workbooks and documents are read by processes of their own, text files by this one.
"""

import io
import resource
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask
from flask_babel import Babel

from bench.attacks.documents import hostile_documents
from core.files.faults import Findings
from core.files.spreadsheets import READER, ROOT
from core.files.tables import read_table
from papers.apart.asking import READER as READER_OF_DOCUMENTS

LONGEST, LARGEST = 10.0, 512  # seconds, megabytes
# The reading process as it is, that then says the most memory it held (a process begins with what its parent had held).
_MEASURED = """
import runpy, sys
runpy.run_module(sys.argv.pop(1), run_name="__main__")
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
"""
_RELATIONS = '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
_BOOK = '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
_CELL = '<c t="inlineStr"><is><t>{}</t></is></c>'
MILLION = 1_000_000


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def xlsx(rows: str, **parts: str | bytes) -> bytes:
    """An XLSX of these rows; `strings`, `styles`: other parts."""
    named = {"strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml", "book": "xl/workbook.xml"}
    return zipped(
        {
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS,
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
            **{named.get(name, name): text for name, text in parts.items()},
        }
    )


def ods(rows: str) -> bytes:
    """An ODS of these rows."""
    names = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"'
    body = f"<office:body><office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet></office:body>"
    return zipped({"content.xml": f"<office:document-content {names}>{body}</office:document-content>"})


def lying(data: bytes) -> bytes:
    """An archive whose table of contents says that everything in it is small."""
    out = bytearray(data)
    place = out.find(b"PK\x01\x02")
    while place >= 0:
        out[place + 24 : place + 28] = (1000).to_bytes(4, "little")
        place = out.find(b"PK\x01\x02", place + 4)
    return bytes(out)


HostileFile = tuple[str, str, Callable[[], bytes]]  # what it is, name of the file, how its bytes are made


def hostile_files() -> Iterator[HostileFile]:
    """All of them."""
    yield from _sheets()
    yield from _archives()
    yield from _ods_sheets()
    yield from _text_files()
    yield from hostile_documents()


def _sheets() -> Iterator[HostileFile]:
    repeated = 2 * 10**9
    last = f'<row r="1">{_CELL.format("nom")}</row><row r="{{}}">{_CELL.format("b")}</row>'
    shared = "<sst><si><t>{}</t></si></sst>"
    yield "row 2,000,000,000", "a.xlsx", lambda: xlsx(last.format(repeated))
    yield "a mark in the last row of a sheet", "a.xlsx", lambda: xlsx(last.format(1_048_576))
    yield "a row of a number of 5,000 digits", "a.xlsx", lambda: xlsx(last.format("9" * 5000))
    yield "1,400,000 empty cells in a row", "a.xlsx", lambda: xlsx("<row>" + "<c/>" * 1_400_000 + "</row>")
    yield "3,000,000 empty cells in a row", "a.xlsx", lambda: xlsx("<row>" + "<c/>" * 3 * MILLION + "</row>")
    yield "1,400,000 empty rows", "a.xlsx", lambda: xlsx("<row/>" * 1_400_000)
    yield "columns past the last one", "a.xlsx", lambda: xlsx('<row><c r="ZZZ1" t="b"><v>1</v></c></row>' * 20_000)
    yield (
        "one text of 30,000 signs in 400,000 cells",
        "a.xlsx",
        lambda: xlsx(
            "<row>"
            + '<c t="s"><v>0</v></c>' * 100
            + "</row>"
            + ("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>") * 3999,
            strings=shared.format("a" * 30_000),
        ),
    )


def _archives() -> Iterator[HostileFile]:
    style = '<xf numFmtId="14"/>'
    yield (
        "700,000 texts that cells share",
        "a.xlsx",
        lambda: xlsx("", strings=f"<sst>{'<si><t>abc</t></si>' * 700_000}</sst>"),
    )
    yield "a text of 90 MB", "a.xlsx", lambda: xlsx(f"<row>{_CELL.format('a' * 90 * MILLION)}</row>")
    yield "a billion laughs", "a.xlsx", lambda: xlsx("", book=laughs())
    yield "100,000 levels", "a.xlsx", lambda: xlsx("<row>" * 100_000)
    yield "1,000,000 styles", "a.xlsx", lambda: xlsx("", styles=f"<s><cellXfs>{style * MILLION}</cellXfs></s>")
    yield "an attribute of 50 MB", "a.xlsx", lambda: xlsx(f'<row r="{"1" * 50 * MILLION}"/>')
    yield "101 MB unpacked", "a.xlsx", lambda: zipped({"xl/workbook.xml": b"0" * 101 * 1024 * 1024})
    yield "200 MB unpacked, said to be 1 kB", "a.xlsx", lambda: lying(xlsx(" " * 200 * MILLION))
    yield (
        "20,000 rows of 50 cells, as typed",
        "a.xlsx",
        lambda: xlsx(("<row>" + "<c><v>1</v></c>" * 24 + "</row>") * 20_000),
    )


def _ods_sheets() -> Iterator[HostileFile]:
    cell = '<table:table-cell table:number-columns-repeated="{}"><text:p>a</text:p></table:table-cell>'
    repeated, spaces = 2 * 10**9, '<text:s text:c="1000000"/>'
    yield (
        "filled columns repeated for ever",
        "a.ods",
        lambda: ods(f"<table:table-row>{cell.format(repeated)}</table:table-row>" * 20_000),
    )
    yield (
        "a filled row repeated for ever",
        "a.ods",
        lambda: ods(f'<table:table-row table:number-rows-repeated="{repeated}">{cell.format(1)}</table:table-row>'),
    )
    yield (
        "1,000,000 spaces, a hundred times",
        "a.ods",
        lambda: ods(
            f"<table:table-row><table:table-cell><text:p>{spaces * 100}</text:p></table:table-cell></table:table-row>"
        ),
    )
    yield (
        "1,400,000 cells of an ODS",
        "a.ods",
        lambda: ods(f"<table:table-row>{'<table:table-cell/>' * 1_400_000}</table:table-row>"),
    )


def _text_files() -> Iterator[HostileFile]:
    yield "10 MB of separators", "a.csv", lambda: b"nom" + b";" * 10 * MILLION
    yield "10 MB of line ends", "a.csv", lambda: b"nom" + b"\n" * 10 * MILLION
    yield "10 MB in one cell", "a.csv", lambda: b'nom\n"' + b"a" * 10 * MILLION + b'"'
    yield "10 MB of quotes", "a.csv", lambda: b"nom\n" + b'"' * 10 * MILLION
    yield "20,000 rows of 50 cells", "a.csv", lambda: b"nom" + b";" * 49 + b"\n" + (b"a;" * 49 + b"b\n") * 19_998
    yield "5 MB of accents saved twice", "a.csv", ("nom\n" + ("Ã©" * 60 + "\n") * 19_000).encode
    yield "9 MB of Mac Roman", "a.csv", lambda: ("nom\n" + ("élève " * 60 + "\n") * 19_000).encode("mac_roman")
    yield (
        "marks over one letter, 50,000 times",
        "a.csv",
        ("nom\n" + ("a" + "\u0301\u0327" * 25_000 + "\n") * 90).encode,
    )
    yield "signs that nobody sees, 3,000,000", "a.csv", ("nom\n" + ("\u200b" * 150 + "a\n") * 19_000).encode
    yield "10 MB of zeros", "a.csv", lambda: bytes(10 * MILLION)


def laughs() -> str:
    """Entities that stand for ten of the entity before, nine times over."""
    named = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))
    return f'<!DOCTYPE w [<!ENTITY l0 "lol">{named}]><workbook>&l9;</workbook>'


def cost(name: str, data: bytes) -> tuple[float, float, str]:
    """(seconds of processor, megabytes, what was answered) of reading one file."""
    if name.endswith(".csv"):
        return _cost_here(name, data)
    if name.endswith((".xlsx", ".ods")):
        return _cost_of_process((*READER[:2], "-c", _MEASURED, READER[3], "0"), data)
    return _cost_of_process((READER_OF_DOCUMENTS[0], "-c", _MEASURED, READER_OF_DOCUMENTS[2]), data)


def _cost_of_process(reader: tuple[str, ...], data: bytes) -> tuple[float, float, str]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(reader, input=data, capture_output=True, cwd=ROOT, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 0:
        raise RuntimeError(done.stderr.decode())  # it failed by itself: nothing was measured
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = done.stdout[:40].decode() if done.stdout else f"ended by the system ({done.returncode})"
    return seconds, int(done.stderr.split()[-1]) / 1024 if done.stdout else 0.0, told


def _cost_here(name: str, data: bytes) -> tuple[float, float, str]:
    site = Flask("bench", root_path=str(Path(__file__).parent))
    Babel(site)
    findings = Findings()
    with site.test_request_context():
        started = time.process_time()
        read_table(name, data, findings, required=("nom",))
        seconds = time.process_time() - started
        tracemalloc.start()
        read_table(name, data, Findings(), required=("nom",))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        told = str(findings.errors[0]) if findings.errors else "read"
    return seconds, peak / 1024 / 1024, told


def main() -> None:
    """Print the table, with the longest and the largest; exit 1 where a limit is passed."""
    print(" seconds      MB  file                                        answer")
    worst = (0.0, 0.0)
    for what, name, make in hostile_files():
        data = make()
        seconds, memory, told = cost(name, data)
        worst = max(worst[0], seconds), max(worst[1], memory)
        print(f"{seconds:8.2f}  {memory:6.0f}  {f'{what} ({len(data) // 1024} kB)':<60}  {told[:40]}", flush=True)
    told = f"the longest time and the largest memory (at most {LONGEST:.0f} s, {LARGEST} MB)"
    print(f"{worst[0]:8.2f}  {worst[1]:6.0f}  {told}")
    sys.exit(1 if worst[0] > LONGEST + 1 or worst[1] > LARGEST else 0)


if __name__ == "__main__":
    main()
