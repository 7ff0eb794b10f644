"""The formats of the letter: how each is asked for, called, and made of its record.

Those of any paper (`papers.formats`) are laid out from the letter as a paper (`LETTER_FORMATS`). A format that says
more than a sheet can, the whole record, is one line more of `WHOLE_FORMATS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from congress.models import Congress
from letters.letter_paper import letter_paper
from letters.letter_record import LetterRecord
from letters.whole_record import whole_record
from papers.formats import FORMATS, rendered


@dataclass(frozen=True, slots=True)
class LetterFormat:
    """A format: its name on the screen, its media type, what makes the file of a record."""

    label: str | LazyString
    media_type: str
    render: Callable[[LetterRecord], bytes]


def _laid_out(name: str, record: LetterRecord) -> bytes:
    return rendered(name, letter_paper(record))


_IN_WORDS = {"txt": lazy_gettext("Texte")}  # the others are called by their own names in every language


@dataclass(frozen=True, slots=True)
class WholeFormat:
    """A format that says all that led to the letter: made of its congress too."""

    label: str | LazyString
    media_type: str
    render: Callable[[Congress, LetterRecord], bytes]


LETTER_FORMATS = {
    name: LetterFormat(_IN_WORDS.get(name, kind.label), kind.media_type, partial(_laid_out, name))
    for name, kind in FORMATS.items()
}
WHOLE_FORMATS = {"json": WholeFormat("JSON", "application/json", whole_record)}
ALL_FORMATS: dict[str, LetterFormat | WholeFormat] = {**LETTER_FORMATS, **WHOLE_FORMATS}


def letter_file(name: str, congress: Congress, record: LetterRecord) -> bytes:
    """The letter in the format named (`KeyError` if there is none); `record`: as it stands for whoever asks."""
    if name in WHOLE_FORMATS:
        return WHOLE_FORMATS[name].render(congress, record)
    return LETTER_FORMATS[name].render(record)
