"""Amendments as a table for a spreadsheet: UTF-8 with its mark, semicolons, one line each."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask_babel import gettext as _

from amendments.labels import cause_told, opinion_word, status_word, whose_is
from amendments.models import Amendment
from amendments.pages.amendment_page import place_in_words, sentences_of
from amendments.queries.amendment_history import felled_by
from amendments.queries.amendment_readings import Reading, form_of, history_of, readings_of
from congress.clock import local
from congress.models import Congress
from core.files.tables import write_csv
from motions.models import Part
from motions.pages.motion_labels import part_name


def csv_of(congress: Congress, parts: Sequence[Part], amendments: Sequence[Amendment]) -> bytes:
    """The table, in the order of the numbers; every line of a demonstration says that it is one."""
    used = {amendment.part_id for amendment in amendments}
    shown = {part.id: part for part in parts if part.id in used}
    readings = readings_of(amendments, shown, history_of(list(shown)))
    in_order = sorted(amendments, key=lambda found: found.rank)
    causes = felled_by(in_order)
    rows = [
        cells_of(congress, found, shown[found.part_id], readings[found.id], causes.get(found.id, ()))
        for found in in_order
    ]
    return write_csv(header_of(congress), rows)


def header_of(congress: Congress) -> list[str]:
    """The names of the columns, in the reader’s language."""
    names = [
        _("numéro"),
        _("reçu"),
        _("texte"),
        _("version"),
        _("où"),
        _("en quelques mots"),
        _("auteur"),
        _("fonction"),
        _("cosignataires"),
        _("statut"),
        _("cause"),
        _("avis du bureau"),
        _("déposé le"),
        _("publié le"),
        _("décidé le"),
        _("dispositif"),
        _("exposé sommaire"),
        _("empreinte du texte (SHA-256)"),
    ]
    return [*names, _("avertissement")] if congress.demonstration else names


def cells_of(
    congress: Congress, amendment: Amendment, part: Part, reading: Reading, felled_by: Sequence[str] = ()
) -> Iterator[str]:
    """The cells of one amendment, under these names; `felled_by`: whose adoption made it fall."""
    yield amendment.label
    yield amendment.receipt
    yield part_name(part)
    yield str(reading.number)
    yield place_in_words(reading.old, reading.new, congress.line_length)
    yield amendment.title
    yield whose_is(amendment)
    yield amendment.bearer.role_line
    yield str(len(amendment.supporters))
    yield status_word(amendment)
    yield cause_told(amendment, felled_by)
    yield opinion_word(amendment.opinion) if amendment.opinion else ""
    for instant in (amendment.deposited_at, amendment.published_at, amendment.decided_at):
        yield _moment(congress, instant)
    yield "\n".join(sentences_of(reading.old, reading.new, congress.line_length, form_of(congress, part)))
    yield amendment.reasons
    yield amendment.text_sha256
    if congress.demonstration:
        yield congress.counts_for_nothing


def _moment(congress: Congress, instant: datetime | None) -> str:
    return local(congress, instant).strftime("%Y-%m-%d %H:%M") if instant else ""
