"""What the writer of an amendment sees: the form, the differences so far, who proposes nearly the same."""

from dataclasses import dataclass

from markupsafe import Markup

from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import differences_html, sentences_of
from amendments.queries.amendment_queries import known_revision, published_on
from amendments.queries.amendment_readings import history_of, readings_of
from amendments.rules.carry_over import KnownText, carry
from amendments.rules.single_alinea import SingleAlinea, single_alinea, words_drafted_for
from core.digest import sha256_text
from motions.models import Part, Revision

_NEARLY = 0.5  # share of the sentences of two dispositifs that are the same, from which they are nearly the same


@dataclass(frozen=True, slots=True)
class Preview:
    """What a text would do if it were deposited: the differences, the dispositif."""

    html: Markup
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A published amendment that says the same, or nearly."""

    amendment: Amendment
    is_same: bool


def one_alinea(base: Revision, text: str | None, alinea: int | None) -> tuple[SingleAlinea | None, str]:
    """The alinéa to write and its words: of the version amended, or of a draft that changes nothing else.

    None, and the whole text, where the whole text is to be written.
    """
    whole = base.text if text is None else text
    if alinea is None:
        return None, whole
    taken = single_alinea(base.text, alinea)
    words = words_drafted_for(whole, base.text, alinea)
    return (taken, words) if taken is not None and words is not None else (None, whole)


def preview_of(base: Revision, text: str, width: int) -> Preview:
    """The preview of a clean text on the version amended."""
    old, new = known_revision(base), KnownText(sha256_text(text), text)
    return Preview(differences_html(old, new, width), sentences_of(old, new, width))


def alike(part: Part, base: Revision, text: str, width: int, *, except_id: int | None) -> Alike | None:
    """The published amendment whose dispositif is the nearest to this text's, if it is near enough."""
    history = history_of([part.id])
    current = history[part.id][part.current_number - 1]
    carried = carry(known_revision(base), known_revision(current), KnownText(sha256_text(text), text))
    if not carried.is_clean or carried.is_satisfied or carried.text == current.text:
        return None
    own = set(sentences_of(known_revision(current), carried.known, width))
    others = [row for row in published_on(part.id) if row.status == AmendmentStatus.PUBLISHED and row.id != except_id]
    readings = readings_of(others, {part.id: part}, history)
    best: tuple[float, Amendment] | None = None
    for other in others:
        reading = readings[other.id]
        if reading.is_clean:
            said = set(sentences_of(reading.old, reading.new, width))
            share = len(own & said) / len(own | said) if own | said else 0.0
            if share >= _NEARLY and (best is None or share > best[0]):
                best = (share, other)
    return Alike(best[1], best[0] == 1.0) if best else None
