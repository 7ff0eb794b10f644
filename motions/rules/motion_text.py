"""The motion's one canonical text: what is put to the vote, and what signatures bind to by its SHA-256. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

import redline
from core.text.typography import normalise_typography


@dataclass(frozen=True, slots=True)
class PartText:
    """A part of the motion with its text: number is None for the preamble and the closing."""

    kind: str
    number: int | None
    text: str


def text_of(parts: Iterable[PartText]) -> str:
    """The motion's text: its parts in order, a blank line between."""
    return "\n".join(part.text for part in parts)


def clean_text(text: str) -> str:
    """A text as it is stored, shown and fingerprinted: French typography, then redline's normal form."""
    return redline.normalise(normalise_typography(text))
