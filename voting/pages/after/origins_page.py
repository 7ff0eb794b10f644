"""« D’où vient ce texte »: each line of a text in force, with the amendment that brought its words and its vote."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

import redline
from amendments.labels import numbers
from amendments.models import Amendment
from congress.models import Congress
from core.database import session
from core.text.reader import enumeration
from motions.models import Cause, Part, Revision
from motions.pages.difference_phrases import phrases
from motions.pages.motion_labels import cause_words
from motions.queries.motion_queries import revisions_of
from voting.models import Poll
from voting.queries.after.fate_texts import polls_of_amendments
from voting.queries.asking.subject_words import named_subject
from voting.queries.counted_polls import counted_poll
from voting.queries.subjects import subject_of
from voting.rules.count_sentences import adoption_words


@dataclass(frozen=True, slots=True)
class Bringer:
    """What brought some words: a version, the amendments adopted as it, their vote in words."""

    revision: Revision
    said: str
    amendments: tuple[Amendment, ...]
    poll: Poll | None
    counts: str


@dataclass(frozen=True, slots=True)
class BroughtPiece:
    """Words of a line and what brought them; without words, the whole line. Those of the first text are not told."""

    words: str
    by: Bringer


@dataclass(frozen=True, slots=True)
class OriginRow:
    """Lines that have the same origins, one after the other in an alinéa."""

    reference: str  # « Alinéa 3, lignes 4 et 5 », « Titre »
    text: str
    pieces: tuple[BroughtPiece, ...]
    has_rest: bool  # other words of it were in the first text


@dataclass(frozen=True, slots=True)
class OriginsPage:
    """The text in force, row by row."""

    revision: Revision
    rows: tuple[OriginRow, ...]


def origins_page(congress: Congress, part: Part, *, reads_results: bool) -> OriginsPage:
    """The page of a part; the votes for whoever may read the results."""
    versions = revisions_of(part.id)
    bringers = _bringers(versions, reads_results=reads_results)
    chain = [(str(version.number), version.text) for version in versions]
    groups: list[list[redline.LineOrigin]] = []
    for line in redline.line_origins(chain, width=congress.line_length):
        last = groups[-1][-1] if groups else None
        if last is not None and (last.alinea, last.labels) == (line.alinea, line.labels) and len(line.labels) == 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return OriginsPage(versions[-1], tuple(_row(group, bringers) for group in groups))


def _row(group: Sequence[redline.LineOrigin], bringers: dict[str, Bringer]) -> OriginRow:
    lines = tuple(line.number for line in group if line.number is not None)
    text = " ".join("".join(piece.text for piece in line.pieces).strip() for line in group)
    if group[0].alinea is None:
        text = text.lstrip("# ")
    labels, first = group[0].labels, min(bringers, key=int)
    if len(labels) == 1:
        pieces: tuple[BroughtPiece, ...] = (BroughtPiece("", bringers[labels[0]]),)
    else:
        pieces = tuple(
            BroughtPiece(" ".join(piece.text.split()).strip(" ,;"), bringers[piece.label])
            for piece in group[0].pieces
            if piece.label != first and any(sign.isalnum() for sign in piece.text)
        )
    return OriginRow(
        phrases().reference(group[0].alinea, lines), text, pieces, has_rest=first in labels and len(labels) > 1
    )


def _bringers(versions: Sequence[Revision], *, reads_results: bool) -> dict[str, Bringer]:
    """By number of the version, as a label."""
    rows = select(Amendment).where(Amendment.adopted_revision_id.in_([version.id for version in versions]))
    adopted: dict[int, list[Amendment]] = {}
    for row in session().scalars(
        rows.options(joinedload(Amendment.author)).order_by(Amendment.public_number, Amendment.sub_number)
    ):
        adopted.setdefault(row.adopted_revision_id or 0, []).append(row)
    polls = polls_of_amendments(row.id for found in adopted.values() for row in found) if reads_results else {}
    return {str(version.number): _bringer(version, tuple(adopted.get(version.id, ())), polls) for version in versions}


def _bringer(version: Revision, amendments: tuple[Amendment, ...], polls: dict[int, Poll]) -> Bringer:
    poll = polls.get(amendments[0].id) if amendments else None
    counts = ""
    if poll is not None and poll.outcome is not None:
        counts = adoption_words(counted_poll(poll, poll.outcome, named_subject(subject_of(poll))), get_translations())
    if amendments:
        authors = enumeration(row.author.civil_name for row in amendments)
        called = numbers([row.label for row in amendments])
        said = ngettext(
            "amendement %(numbers)s de %(authors)s",
            "amendements %(numbers)s de %(authors)s",
            len(amendments),
            numbers=called,
            authors=authors,
        )
    elif version.cause is Cause.IMPORT:
        said = _("texte d’origine")
    else:
        said = cause_words(version)
    return Bringer(version, said, amendments, poll, counts)
