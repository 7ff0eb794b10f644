"""The document that comes back: on which version it was written, what it changes, what was changed without tracking."""

from dataclasses import dataclass

from flask_babel import gettext as _

import redline
from amendments.rules.amendment_record import AmendmentRecord, record_of
from amendments.services.admissibility import LONGEST_PART_TITLE, draft_faults
from congress.models import Congress
from core.errors import Invalid
from motions.models import Part, PartKind, Revision
from motions.pages.document_words import doubt_words, refusal_words
from motions.pages.motion_labels import part_name
from motions.queries.motion_queries import current_revision, places_of, revisions_of
from motions.rules.motion_text import clean_text
from papers.apart.asking import read_apart, record_in_pdf_apart
from papers.reading.documents import WordText
from papers.reading.markdown_blocks import shapes_of
from papers.reading.reconciling import same_words
from papers.reading.what_was_read import Unreadable, WhyUnreadable


@dataclass(frozen=True, slots=True)
class Returned:
    """What a document proposes. `untracked`: the text once its changes are refused, where it is not the base's."""

    base: Revision
    text: str
    title: str = ""
    reasons: str = ""
    untracked: str = ""
    is_tracked: bool = True
    is_other_base: bool = False
    doubts: tuple[str, ...] = ()


def returned(congress: Congress, part: Part, data: bytes) -> Returned:
    """What a document sent for this part proposes; `Invalid` with its sentence where nothing can be made of it."""
    try:
        if data.startswith(b"%PDF-"):
            return _of_pdf(congress, part, data)
        found = read_apart(data)
    except Unreadable as refused:
        raise Invalid(refusal_words(refused.refusal), "document") from refused
    facts = found.carried.facts
    if facts.get("proposal"):
        _require_this_part(congress, part, facts.get("congress", ""), facts["proposal"])
    _require_of_text(facts.get("amends", ""))
    record = record_of(found.carried.record)
    for text in (found.accepted, found.rejected):
        _require_bounded(text)
    if record is not None:
        _require_bounded(record.text, record.title, record.reasons)
    return _of_document(part, found, record)


def _require_bounded(text: str, title: str = "", reasons: str = "") -> None:
    """Nothing of what a draft may hold: looked at before any text is compared with another."""
    for fault in draft_faults(title=title, reasons=reasons, text=text):
        raise Invalid(fault.sentence, "document")


def _of_pdf(congress: Congress, part: Part, data: bytes) -> Returned:
    record = record_of(record_in_pdf_apart(data))
    if record is None:
        raise Unreadable(WhyUnreadable.PDF)
    _require_this_part(congress, part, record.congress, _place_of(record))
    _require_of_text(record.amends)
    _require_bounded(record.text, record.title, record.reasons)
    return _of_record(part, record)


def _of_record(part: Part, record: AmendmentRecord) -> Returned:
    base, is_other = _base(part, record.base_sha256)
    return Returned(base, record.text, record.title, record.reasons, is_other_base=is_other)


def _of_document(part: Part, found: WordText, record: AmendmentRecord | None) -> Returned:
    base, is_other = _base(part, found.carried.facts.get("base_sha256", ""))
    is_other = is_other and found.carried.is_ours
    title, reasons = (record.title, record.reasons) if record else ("", "")
    doubts = [doubt_words(doubt) for doubt in found.doubts]
    if record is not None and same_words(found.text("accepted", record.text), record.text):
        return Returned(base, record.text, title, reasons, is_other_base=is_other, doubts=tuple(doubts))
    text = clean_text(found.text("accepted", base.text))
    refused = clean_text(found.text("rejected", base.text))
    if same_words(text, base.text) and text == base.text:
        raise _changes_nothing(part)
    doubts = [*_doubts_of_words(part, base, found, text), *doubts]
    untracked = refused if found.has_changes and not same_words(refused, base.text) else ""
    if part.kind == PartKind.ADDITION:  # nobody has to track what is added to nothing
        text, is_read_as_title = titled(text)
        doubts += [_("La première ligne est lue comme le titre de la proposition.")] if is_read_as_title else []
        return Returned(base, text, title, reasons, is_other_base=is_other, doubts=tuple(doubts))
    return Returned(base, text, title, reasons, untracked, found.has_changes, is_other, tuple(doubts))


def _changes_nothing(part: Part) -> Invalid:
    if part.kind == PartKind.ADDITION:
        return Invalid(_("Ce document est vide\u00a0: il n’y a pas de proposition à en faire."), "document")
    return Invalid(_("Ce document ne change rien au texte\u00a0: il n’y a pas d’amendement à en faire."), "document")


def titled(text: str) -> tuple[str, bool]:
    """The text of a proposal that begins by its title, whatever style its first line had; whether that was not one."""
    blocks = redline.parse(text).blocks
    first = blocks[0] if blocks else None
    if first is None or first.kind not in ("paragraph", "heading"):
        return text, False
    words = " ".join("".join(run.text for run in shapes_of(first.body)).split())
    if not words or len(words) > LONGEST_PART_TITLE:
        return text, False
    return redline.normalise(f"# {words}\n{text[len(first.source) :]}"), True


def _doubts_of_words(part: Part, base: Revision, found: WordText, text: str) -> list[str]:
    """What to ask of a document that shares no alinéa with the text; `Invalid` of one without a word."""
    if part.kind == PartKind.ADDITION:
        return []
    if not any(sign.isalnum() for sign in found.accepted):
        raise Invalid(
            _("Ce document est vide\u00a0: pour écarter tout un texte, on vote contre lui\u202f; on ne l’efface pas."),
            "document",
        )
    blocks = redline.difference(base.text, text, ignore_typography=True).blocks
    if found.carried.is_ours or any(block.old and block.new for block in blocks):
        return []
    return [
        _("Aucun alinéa de ce document n’est dans le texte à amender\u00a0: il le remplacerait tout entier. Est-ce le"
          " bon document\u202f?")
    ]  # fmt: skip


def _place_of(record: AmendmentRecord) -> str:
    return str(record.proposal) if record.proposal is not None else record.part


def _require_this_part(congress: Congress, part: Part, slug: str, place: str) -> None:
    if slug != congress.slug:
        raise Invalid(_("Ce document vient d’un autre congrès\u00a0: téléchargez ce texte-ci."), "document")
    if place == part.key:
        return
    other = next((found for found in places_of(part.motion_id) if found.key == place), None)
    if other is None:
        raise Invalid(_("Ce document vient d’un texte que cette motion n’a pas."), "document")
    if other.number is not None:
        told = _(
            "Ce document vient de la proposition n°\u00a0%(number)s\u00a0: c’est sur sa page qu’il se dépose.",
            number=other.number,
        )
    else:
        told = _(
            "Ce document vient d’un autre texte (%(part)s)\u00a0: c’est sur la page de celui-là qu’il se dépose.",
            part=part_name(other),
        )
    raise Invalid(told, "document")


def _require_of_text(amends: str) -> None:
    """Nothing of a document that amends the text itself; one that amends an amendment is none of its amendments."""
    if amends:
        raise Invalid(
            _(
                "Ce document est un sous-amendement à l’amendement n°\u00a0%(number)s\u00a0: il se reprend depuis la"
                " page de cet amendement, par «\u00a0Sous-amender\u00a0».",
                number=amends,
            ),
            "document",
        )


def _base(part: Part, sha256: str) -> tuple[Revision, bool]:
    """The version of this fingerprint, else the one in force; whether the document names a version that is not ours."""
    for revision in reversed(revisions_of(part.id)):
        if revision.sha256 == sha256:
            return revision, False
    return current_revision(part.id), True
