"""What « Remplacer partout » shows: every place of a term with its words around, what would follow, what cannot be."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from amendments.rules.replacing.agreement_forms import guessed_gender
from amendments.rules.replacing.replacements import FoundPlace, NewTerm, places, replaced
from core.errors import Invalid
from core.text.typography import normalise_typography
from motions.models import Part, Revision
from motions.pages.motion_labels import part_name

LONGEST_TERM = 100
_SPACES = re.compile(r"\s+")
_PLURAL = ("s", "x")
GENDERS = ("m", "f")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a term, what replaces it, its gender where the reader says it (« m », « f »)."""

    term: str
    words: str
    gender: str

    @classmethod
    def of(cls, term: str, words: str, gender: str) -> "Wanted":
        """What was typed, its spaces and its typography as the texts have them."""
        old, new = (_SPACES.sub(" ", normalise_typography(said[: LONGEST_TERM * 2])).strip() for said in (term, words))
        return cls(old, new, gender if gender in GENDERS else "")

    @property
    def fault(self) -> Invalid | None:
        """Why nothing can be sought; None where something can."""
        if not any(sign.isalnum() for sign in self.term):
            return Invalid(_("Écrivez le terme à remplacer."), "term")
        if not any(sign.isalnum() for sign in self.words):
            return Invalid(_("Écrivez ce qui le remplace."), "words")
        if len(self.term) > LONGEST_TERM or len(self.words) > LONGEST_TERM:
            return Invalid(_("Un terme a %(most)s signes au plus.", most=LONGEST_TERM), "term")
        if self.term == self.words:
            return Invalid(_("Ce sont les mêmes mots\u00a0: il n’y a rien à remplacer."), "words")
        return None

    @property
    def new(self) -> NewTerm:
        """What replaces the term, its gender guessed from its ending where nobody says it."""
        gender = guessed_gender(self.words) if not self.gender else self.gender == "f"
        return NewTerm(self.words, gender, self.words.endswith(_PLURAL))

    @property
    def title(self) -> str:
        """« Remplacer « dispositif » par « mesure » », in the sixty signs of a title."""
        said = _("Remplacer «\u00a0%(term)s\u00a0» par «\u00a0%(words)s\u00a0»", term=self.term, words=self.words)
        return said if len(said) <= 60 else _("Remplacer un terme")


@dataclass(frozen=True, slots=True)
class PartPlaces:
    """A part with the places of the term in it; `refusal`: why none of them can be replaced."""

    part: Part
    name: str
    revision: Revision
    places: tuple[FoundPlace, ...]
    refusal: str = ""


def places_in(parts: Iterable[Part], revisions: dict[int, Revision], wanted: Wanted) -> list[PartPlaces]:
    """The parts where the term stands, in their order."""
    found = []
    for part in parts:
        revision = revisions[part.id]
        own = places(revision.text, wanted.term, wanted.new)
        if own:
            refusal = _("Ce texte est déjà voté\u00a0: il ne s’amende plus.") if part.is_decided else ""
            found.append(PartPlaces(part, part_name(part), revision, own, refusal))
    return found


def texts_chosen(found: Sequence[PartPlaces], chosen: Collection[str], agreed: Collection[str]) -> dict[int, str]:
    """By part, the text that the places ticked make (« 3.0 »), with the agreements ticked (« 3.0.1 »)."""
    texts = {}
    for own in found:
        ranks: dict[int, set[int]] = defaultdict(set)
        for rank, place in enumerate(own.places):
            if f"{own.part.id}.{rank}" in chosen:
                ranks[rank] = {at for at in range(len(place.agreements)) if f"{own.part.id}.{rank}.{at}" in agreed}
        if ranks and not own.refusal:
            texts[own.part.id] = replaced(own.revision.text, own.places, ranks)
    return texts
