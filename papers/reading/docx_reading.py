"""A Word document read paragraph by paragraph; its tracked changes were accepted or rejected before."""

from collections.abc import Iterator
from typing import Any

from papers.reading.archives import Archive
from papers.reading.docx_names import (
    ALTERNATE,
    CHOICE,
    MATHS,
    RELATIONSHIP,
    RELATIONSHIPS,
    value,
    w,
)
from papers.reading.docx_numbering import Numbering
from papers.reading.docx_styles import DocxStyles
from papers.reading.what_was_read import ReadDocument, ReadParagraph, Unknown, merged, without_bold
from papers.runs import Run, printable

_TEXTS = {w("noBreakHyphen"): "\u2011", w("tab"): " ", w("cr"): "\n", w("ptab"): " "}
_PICTURES = frozenset({w("drawing"), w("pict"), w("object")})
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_UNSEEN_BREAKS = frozenset({"page", "column"})


class DocxReader:
    """Reads the body of one document."""

    def __init__(self, archive: Archive, main: str, body: Any) -> None:
        folder = main.rpartition("/")[0]
        self._folder = f"{folder}/" if folder else ""
        self._archive = archive
        self._styles = DocxStyles(archive.tree(f"{self._folder}styles.xml"))
        self._numbering = Numbering(archive.tree(f"{self._folder}numbering.xml"), self._styles)
        self._links = _outside(archive, f"{self._folder}_rels/{main.rpartition('/')[2]}.rels")
        self._body = body
        self.found = ReadDocument()

    def read(self) -> ReadDocument:
        """Every paragraph of the body."""
        self._tell_of_file()
        self._blocks(self._body)
        return self.found

    def _tell_of_file(self) -> None:
        names = self._archive.names
        if any(name.endswith("vbaProject.bin") for name in names):
            self.found.doubt(Unknown.MACROS, whole=True)
        if self._archive.is_strict:
            self.found.doubt(Unknown.STRICT, whole=True)
        for name in sorted(names):
            for target, kind in _outside(self._archive, name).values() if name.endswith(".rels") else ():
                if kind != "hyperlink":
                    self.found.doubt(Unknown.EXTERNAL, target, whole=True)

    def _blocks(self, parent: Any) -> None:
        for child in parent:
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag == w("tbl"):
                self._table(child)
            elif child.tag == w("sdt"):
                if value(child.find(f"{w('sdtPr')}/{w('docPartObj')}"), "docPartGallery") == "Table of Contents":
                    self.found.doubt(Unknown.CONTENTS)
                else:
                    self._blocks(child.find(w("sdtContent")) if child.find(w("sdtContent")) is not None else ())
            elif child.tag == w("altChunk"):
                self.found.doubt(Unknown.ALT_CHUNK)
            elif child.tag in {w("customXml"), w("smartTag")}:
                self._blocks(child)

    def _paragraph(self, element: Any) -> None:
        properties = element.find(w("pPr"))
        style = self._styles.of_paragraph(properties)
        if self._styles.name(style).lower().startswith("toc "):
            self.found.doubt(Unknown.CONTENTS)
            return
        heading = self._styles.heading(properties)
        runs = merged(list(self._runs(element, style, "", is_heading=heading > 0)))
        runs = without_bold(runs) if heading else runs
        if not "".join(run.text for run in runs).strip():
            return
        label, level = self._label(properties, style)
        self.found.paragraphs.append(ReadParagraph(runs, heading, label, level, style=self._styles.name(style)))

    def _label(self, properties: Any, style: str) -> tuple[str, int]:
        list_id, level = self._styles.numbering(properties)
        if not list_id:
            return "", 0
        if level is None:
            level = self._numbering.level_of(list_id, style)
        label = self._numbering.label(list_id, level)
        if label is None:
            self.found.doubt(Unknown.NUMBERING)
        return label or "", level

    def _table(self, element: Any) -> None:
        for row in element.iter(w("tr")):
            if next(row.iterancestors(w("tbl"))) is not element:  # of a table inside a cell, whose words the cell has
                continue
            cells: list[Run] = [Run("|")]
            for cell in row.iterchildren(w("tc"), w("sdt")):
                if any(value(cell.find(w("tcPr")), name) is not None for name in ("gridSpan", "vMerge")):
                    self.found.doubt(Unknown.MERGED_CELLS)
                cells += [Run(" "), *self._cell(cell), Run(" |")]
            if any(run.text.strip(" |") for run in cells):
                self.found.paragraphs.append(ReadParagraph(merged(cells), is_row=True))

    def _cell(self, cell: Any) -> Iterator[Run]:
        boxed = w("txbxContent")
        seen = [found for found in cell.iter(w("p")) if next(found.iterancestors(w("tc"), boxed)).tag != boxed]
        for rank, paragraph in enumerate(seen):
            if rank:
                yield Run(" ")
            style = self._styles.of_paragraph(paragraph.find(w("pPr")))
            for run in self._runs(paragraph, style, "", is_heading=False):
                yield Run(run.text.replace("\n", " "), run.is_bold, run.is_italic, run.link)

    def _runs(self, parent: Any, style: str, link: str, *, is_heading: bool) -> Iterator[Run]:
        for child in parent:
            if child.tag == w("r"):
                yield from self._run(child, style, link, is_heading=is_heading)
            elif child.tag == w("hyperlink"):
                target, _kind = self._links.get(child.get(RELATIONSHIP, ""), ("", ""))
                yield from self._runs(child, style, target or link, is_heading=is_heading)
            elif child.tag in {w("smartTag"), w("fldSimple"), w("customXml"), w("dir"), w("bdo")}:
                yield from self._runs(child, style, link, is_heading=is_heading)
            elif child.tag == w("sdt") and child.find(w("sdtContent")) is not None:
                yield from self._runs(child.find(w("sdtContent")), style, link, is_heading=is_heading)
            elif isinstance(child.tag, str) and child.tag.startswith(MATHS):
                self.found.doubt(Unknown.EQUATION, "".join(child.itertext()))
            elif child.tag == ALTERNATE:
                self._drawing(child)

    def _run(self, element: Any, style: str, link: str, *, is_heading: bool) -> Iterator[Run]:
        shape = element.find(w("rPr"))

        def has(name: str) -> bool:
            return self._styles.has(name, shape, style, is_heading=is_heading)

        text = self.found.without_symbols(printable("".join(self._texts(element))))
        if has("vanish"):
            if text.strip():
                self.found.doubt(Unknown.HIDDEN, text)
            return
        if text.strip() and (has("strike") or has("dstrike")):
            self.found.doubt(Unknown.STRUCK, text)
        yield Run(text, has("b"), has("i"), link)

    def _texts(self, element: Any) -> Iterator[str]:
        for child in element:
            if child.tag == w("t"):
                yield child.text or ""
            elif child.tag == w("br"):
                yield "" if child.get(w("type")) in _UNSEEN_BREAKS else "\n"
            elif child.tag in _TEXTS:
                yield _TEXTS[child.tag]
            elif child.tag == w("sym"):
                self.found.doubt(Unknown.SYMBOL, child.get(w("char"), ""))
            elif child.tag in _NOTES:
                self.found.doubt(Unknown.FOOTNOTE, self._note(_NOTES[child.tag], child.get(w("id"), "")))
            elif child.tag == w("commentReference"):
                self.found.doubt(Unknown.COMMENT, self._note("comments", child.get(w("id"), "")))
            elif child.tag in _PICTURES or child.tag == ALTERNATE:
                self._drawing(child)

    def _drawing(self, element: Any) -> None:
        """A picture, or a box of text, whose words an alternative holds a second time."""
        seen = element.find(CHOICE) if element.tag == ALTERNATE else element
        words = " ".join(found.text or "" for found in (seen if seen is not None else element).iter(w("t")))
        self.found.doubt(Unknown.TEXT_BOX if words.strip() else Unknown.PICTURE, words)

    def _note(self, kind: str, note_id: str) -> str:
        tree = self._archive.tree(f"{self._folder}{kind}.xml")
        for note in tree if tree is not None else ():
            if note.get(w("id")) == note_id:
                return " ".join(found.text or "" for found in note.iter(w("t")))
        return ""


def _outside(archive: Archive, name: str) -> dict[str, tuple[str, str]]:
    """What a part refers to outside of the file: where, and what for, by the id of the reference."""
    tree = archive.tree(name)
    found: dict[str, tuple[str, str]] = {}
    for relation in tree.iter(RELATIONSHIPS) if tree is not None else ():
        if relation.get("TargetMode") == "External":
            found[relation.get("Id", "")] = (relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2])
    return found
