"""The annex of the letter: what its authors keep of the amendments that the congress did not take."""

from flask_babel import force_locale

from amendments.labels import status_words
from amendments.models import Amendment
from amendments.pages.amendment_page import sentences_of
from amendments.queries.after.kept_positions import kept_positions
from amendments.queries.amendment_readings import form_of, reading_of
from congress.models import Congress
from letters.letter_record import PositionNotTaken
from motions.pages.motion_labels import part_name


def annex_of(congress: Congress) -> tuple[PositionNotTaken, ...]:
    """The positions kept, in the order of the motion, in the letter's language."""
    with force_locale("fr"):
        return tuple(_position(congress, row) for row in kept_positions(congress.id))


def _position(congress: Congress, amendment: Amendment) -> PositionNotTaken:
    author, reading = amendment.author, reading_of(amendment)
    role = f", {author.role_line}" if author.role_line else ""
    status = status_words(amendment.status).lower()
    word = "Sous-amendement" if amendment.is_sub else "Amendement"
    return PositionNotTaken(
        called=f"{word} n°\u00a0{amendment.label}, de {author.civil_name}{role}, {status}",
        where=f"{part_name(amendment.part)}, version {reading.number}\u00a0: {amendment.title}",
        sentences=sentences_of(reading.old, reading.new, congress.line_length, form_of(congress, amendment.part)),
        reasons=tuple(said for said in amendment.reasons.split("\n\n") if said.strip()),
    )
