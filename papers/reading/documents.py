"""A DOCX or an ODT as the Markdown of our texts: the one door of this room."""

from dataclasses import dataclass
from typing import Any, Literal

import redline
from papers.reading.archives import Archive
from papers.reading.docx_changes import has_changes, settle
from papers.reading.docx_names import RELATIONSHIPS, w
from papers.reading.docx_reading import DocxReader
from papers.reading.markdown_blocks import write_markdown
from papers.reading.odt_reading import OdtReader
from papers.reading.reconciling import reconcile
from papers.reading.what_was_read import NotUnderstood, ReadDocument, Unreadable, WhyUnreadable
from papers.seals import END_OF_TEXT, Carried, carried_by_docx, carried_by_odt

Changes = Literal["accepted", "rejected"]
_CONTAINER_OF_1997 = b"\xd0\xcf\x11\xe0"
_ODT = b"application/vnd.oasis.opendocument.text"
_MAIN = ("/officeDocument",)


@dataclass(frozen=True, slots=True)
class WordText:
    """A document as it was read: its text with the changes accepted and rejected, and what it says of itself."""

    accepted: str
    rejected: str
    has_changes: bool
    doubts: tuple[NotUnderstood, ...]
    carried: Carried

    def text(self, changes: Changes = "accepted", base: str | None = None) -> str:
        """The text in one of its two states, reconciled with its base where there is one."""
        read = self.accepted if changes == "accepted" else self.rejected
        if base is None:
            return read
        rejected = self.rejected if changes == "accepted" and self.has_changes else None
        return reconcile(read, redline.normalise(base), rejected, keeps_markers=self.carried.is_ours)


def read_document(data: bytes) -> WordText:
    """The text of a DOCX or an ODT; `Unreadable` where nothing of it can be read."""
    if data.startswith(b"%PDF-"):
        raise Unreadable(WhyUnreadable.PDF)
    if data.startswith(_CONTAINER_OF_1997):
        raise Unreadable(WhyUnreadable.OLD_WORD)
    if not data.startswith(b"PK"):
        raise Unreadable(WhyUnreadable.NOT_A_DOCUMENT if data else WhyUnreadable.EMPTY)
    archive = Archive(data)
    if "content.xml" in archive.names and archive.part("mimetype").startswith(_ODT):
        return _odt(archive)
    main = _main_part(archive)
    if main is None:
        raise Unreadable(WhyUnreadable.NOT_A_DOCUMENT)
    return _docx(archive, main)


def _main_part(archive: Archive) -> str | None:
    """Where the words are: what the archive says, whatever the part is called."""
    tree = archive.tree("_rels/.rels")
    for relation in tree.iter(RELATIONSHIPS) if tree is not None else ():
        if relation.get("Type", "").endswith(_MAIN):
            name: str = relation.get("Target", "").lstrip("/")
            return name if name in archive.names else None
    return None


def _docx(archive: Archive, main: str) -> WordText:
    carried = carried_by_docx(archive)
    found: dict[Changes, ReadDocument] = {}
    is_tracked = False
    states: tuple[Changes, ...] = ("accepted", "rejected")
    for changes in states:
        body = _body(archive, main)
        is_tracked = has_changes(body)
        settle(body, accepted=changes == "accepted")
        found[changes] = DocxReader(archive, main, body).read()
        if not is_tracked:
            break
    return _put_together(found["accepted"], found.get("rejected"), carried)


def _body(archive: Archive, main: str) -> Any:
    tree = archive.tree(main)
    body = tree.find(w("body")) if tree is not None else None
    if body is None:
        raise Unreadable(WhyUnreadable.NOT_A_DOCUMENT)
    return body


def _odt(archive: Archive) -> WordText:
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise Unreadable(WhyUnreadable.ENCRYPTED)
    content = archive.tree("content.xml")
    if content is None:
        raise Unreadable(WhyUnreadable.NOT_A_DOCUMENT)
    reader = OdtReader(archive, content, accepted=True)
    accepted = reader.read()
    rejected = OdtReader(archive, content, accepted=False).read() if reader.has_changes else None
    return _put_together(accepted, rejected, carried_by_odt(archive))


def _put_together(accepted: ReadDocument, rejected: ReadDocument | None, carried: Carried) -> WordText:
    texts = []
    for document in (accepted, rejected or accepted):
        _leave_seal(document)
        texts.append(write_markdown(document, is_ours=carried.is_ours))
        if rejected is None:
            texts.append(texts[0])
            break
    doubts = list(accepted.doubts)
    doubts += [doubt for doubt in (rejected.doubts if rejected else ()) if _is_new(doubt, doubts)]
    return WordText(texts[0], texts[1], rejected is not None, tuple(doubts), carried)


def _is_new(doubt: NotUnderstood, known: list[NotUnderstood]) -> bool:
    """Whether nothing was said yet of these words: the same passage has another place once changes are rejected."""
    return all((doubt.kind, doubt.words) != (other.kind, other.words) for other in known)


def _leave_seal(document: ReadDocument) -> None:
    """The last paragraph of our own documents says which text they hold: it is none of its words."""
    for paragraph in document.paragraphs[-2:]:
        found = END_OF_TEXT.search(paragraph.words.rstrip())
        if found is None:
            continue
        kept, runs = len(paragraph.words[: found.start()].rstrip()), []
        for run in paragraph.runs:
            piece = run.text[: max(kept, 0)]
            kept -= len(run.text)
            runs.append(type(run)(piece, run.is_bold, run.is_italic, run.link))
        paragraph.runs = [run for run in runs if run.text]
    document.paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.words.strip()]
