"""What waits for the secretariat, each with what it does to the text in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from amendments.models import Amendment
from amendments.pages.amendment_page import differences_html, place_in_words, sentences_of
from amendments.queries.amendment_readings import form_of, history_of, readings_of
from congress.models import Congress


@dataclass(frozen=True, slots=True)
class Waiting:
    """A deposited amendment on the text in force.

    `is_satisfied`: the text says already what it proposes; `is_clean`: it still applies as it is.
    """

    amendment: Amendment
    version: int
    where: str
    html: Markup
    sentences: tuple[str, ...]
    is_clean: bool
    is_satisfied: bool


def waiting(rows: Sequence[Amendment], congress: Congress) -> list[Waiting]:
    """These deposited amendments, with what each does; four queries whatever their number."""
    parts = {row.part_id: row.part for row in rows}
    readings = readings_of(rows, parts, history_of(list(parts)))
    found = []
    for row in rows:
        reading = readings[row.id]
        found.append(
            Waiting(
                amendment=row,
                version=reading.number,
                where=place_in_words(reading.old, reading.new, congress.line_length),
                html=differences_html(reading.old, reading.new, congress.line_length),
                sentences=sentences_of(reading.old, reading.new, congress.line_length, form_of(congress, row.part)),
                is_clean=reading.is_clean,
                is_satisfied=reading.outcome is not None and reading.outcome.is_satisfied,
            )
        )
    return found
