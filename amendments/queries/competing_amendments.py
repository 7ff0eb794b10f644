"""Amendments that compete: which cannot both be adopted and over which words, which are identical, which stand at one
place in an order to choose.

Compared as they would read on the revision in force, word by word (`redline`), numbers of lists apart. The verdicts of
a set of texts are computed once and kept by the fingerprints of the texts: a page costs its queries only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

import redline
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import known_revision, known_text, texts_if_adopted, to_vote_on
from amendments.queries.kept.recalling import recall
from amendments.queries.life.sub_texts import base_of_sub, subs_to_vote
from amendments.rules.carry_over import IfAdopted, KnownText, carry
from amendments.rules.falls import ClashKind, falling
from amendments.rules.kept.bearings import bearing_of, may_say
from amendments.rules.kept.rivalries import rivalry_of
from core.database import session
from motions.models import Revision
from motions.queries.motion_queries import current_revision


@dataclass(frozen=True, slots=True)
class Rivalry:
    """An amendment against another: the words of the text in force that both want, and the lines of these words."""

    other_id: int
    kind: ClashKind
    words: str
    lines: tuple[int, int] | None

    @property
    def is_incompatible(self) -> bool:
        """Whether one adopted leaves nothing of the other to vote; false where an order is to be chosen."""
        return self.kind.makes_fall


@dataclass(frozen=True, slots=True)
class Fall:
    """An amendment that would fall if another were adopted, and why, in a sentence's end."""

    amendment: Amendment
    because: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """What the adoption of one amendment does to the others still to vote, each in exactly one list."""

    falling: tuple[Fall, ...] = ()
    satisfied: tuple[Amendment, ...] = ()
    identical: tuple[Amendment, ...] = ()
    order_to_choose: tuple[Amendment, ...] = ()
    repeating: tuple[Amendment, ...] = ()  # they insert nearly the same words at one place: to be checked after
    touching: tuple[Amendment, ...] = ()  # both may be adopted, but their words touch: to be read again before
    to_check: tuple[Amendment, ...] = ()  # they no longer apply as they are: nothing can be said of them
    independent: tuple[Amendment, ...] = ()


class Field:
    """The amendments of a part still to vote, on the revision in force, with everything between them."""

    def __init__(
        self,
        revision: Revision,
        amendments: Sequence[Amendment],
        texts: Mapping[int, IfAdopted],
        width: int,
        *,
        on: KnownText | None = None,
    ) -> None:
        self.revision = revision
        self.amendments = {amendment.id: amendment for amendment in amendments}
        self.texts = texts
        self._ranks = {amendment.id: amendment.rank for amendment in amendments}
        self._labels: dict[int, str] = {}
        self._clashes: dict[int, list[Rivalry]] = {}
        self._ids: dict[str, list[int]] = {}
        for amendment in amendments:
            if self.texts[amendment.id].is_clean:
                self._ids.setdefault(self.texts[amendment.id].sha256, []).append(amendment.id)
        self.on, self.width = on or known_revision(revision), width
        self._rivalry = rivalry_of(self.on, _distinct(amendments, texts), width)

    def clashes(self, amendment_id: int) -> list[Rivalry]:
        """What one amendment clashes with, in the order of the numbers."""
        found = self._clashes.get(amendment_id)
        if found is None:
            own = self.texts[amendment_id]
            found = [
                Rivalry(other, kind, words, lines)
                for sha256, kind, words, lines in (self._rivalry.clashes.get(own.sha256, ()) if own.is_clean else ())
                for other in self._ids.get(sha256, ())
            ]
            found.sort(key=lambda clash: self._ranks[clash.other_id])
            self._clashes[amendment_id] = found
        return found

    def labels(self, ids: Iterable[int]) -> list[str]:
        """What these of its amendments are called, by number."""
        if not self._labels:
            self._labels = {found: row.label for found, row in self.amendments.items()}
        return [self._labels[found] for found in sorted(ids, key=self._ranks.__getitem__)]

    def identical(self, amendment_id: int) -> list[int]:
        """The other amendments that make the same text of the part, typography apart."""
        if not self.texts[amendment_id].is_clean:
            return []
        own = self.texts[amendment_id].sha256
        same = next((group for group in self._rivalry.groups if own in group), (own,))
        return [other for sha256 in same for other in self._ids.get(sha256, ()) if other != amendment_id]

    def touch(self, amendment_id: int, other_id: int) -> bool:
        """Whether two amendments that may both be adopted change words side by side."""
        pair = sorted(self.texts[one].sha256 for one in (amendment_id, other_id))
        return (pair[0], pair[1]) in self._rivalry.touching

    def falling(self, amendment_id: int) -> dict[int, list[Rivalry]]:
        """The amendments that fall if this one is adopted, each with the clashes that make it fall."""
        same = set(self.identical(amendment_id))
        against: dict[int, list[Rivalry]] = {}
        for clash in self.clashes(amendment_id):
            against.setdefault(clash.other_id, []).append(clash)
        fallen = falling(against, is_identical=same.__contains__, clashes=lambda other: _kinds(against[other]))
        return {other: [clash for clash in against[other] if clash.is_incompatible] for other in fallen}


def recalled_field(
    revision: Revision,
    amendments: Sequence[Amendment],
    texts: Mapping[int, IfAdopted],
    width: int,
    *,
    on: KnownText | None = None,
) -> Field:
    """The field; what is written down of its texts is read back first."""
    recall([rivalry_of.asked(on or known_revision(revision), _distinct(amendments, texts), width)])
    return Field(revision, amendments, texts, width, on=on)


def _distinct(amendments: Iterable[Amendment], texts: Mapping[int, IfAdopted]) -> frozenset[KnownText]:
    outcomes = (texts[amendment.id] for amendment in amendments)
    return frozenset(outcome.known for outcome in outcomes if outcome.is_clean)


def are_identical(revision: Revision, texts: Iterable[IfAdopted]) -> bool:
    """Whether amendments say the same of a revision, typography apart: then they are one vote."""
    distinct = frozenset(text.known for text in texts)
    if len(distinct) < 2:
        return True
    groups = rivalry_of(known_revision(revision), distinct, redline.DEFAULT_WIDTH).groups
    return any(len(group) == len(distinct) for group in groups)


def field_of(part_id: int, width: int, *, listed: bool = False, revision: Revision | None = None) -> Field:
    """The field of a part, in three queries and what a list shows of its amendments where they are to be `listed`."""
    amendments = to_vote_on(part_id, listed=listed, with_bases=revision is None)
    revision = revision or current_revision(part_id)
    return recalled_field(revision, amendments, texts_if_adopted(amendments, {part_id: revision}), width)


def field_around(amendment: Amendment, width: int, revision: Revision | None = None) -> Field:
    """The field in which an amendment is voted: that of its part; of a sub-amendment, the others to its amendment.

    `revision`: the one in force, where it is known.
    """
    if amendment.parent_id is None:
        return field_of(amendment.part_id, width, revision=revision)
    revision, subs = revision or current_revision(amendment.part_id), subs_to_vote([amendment.parent_id])
    parent = session().get_one(Amendment, amendment.parent_id)
    texts = texts_if_adopted([parent, *subs], {amendment.part_id: revision})
    return recalled_field(revision, subs, texts, width, on=texts[parent.id].known)


def falls_if_adopted(amendment_id: int, known: dict[tuple[int, int | None], Field] | None = None) -> list[Fall]:
    """The amendments that fall if this one is adopted, by number: for the chair to confirm.

    One that was rejected is adopted by a vote that corrects its own: those still to vote then fall as they would have.
    `known`: the fields that were read, by part and amended amendment, of whoever asks for many in one reading.
    """
    amendment = session().get_one(Amendment, amendment_id)
    width = amendment.part.motion.congress.line_length
    place, known = (amendment.part_id, amendment.parent_id), {} if known is None else known
    if place not in known:
        known[place] = field_around(amendment, width)
    field = known[place]
    if amendment.status == AmendmentStatus.REJECTED and amendment.parent_id is None:
        amendments = [amendment, *field.amendments.values()]
        texts = {**field.texts, **texts_if_adopted([amendment], {amendment.part_id: field.revision})}
        field = Field(field.revision, amendments, texts, width)
    return list(_falls(field, amendment))


def consequences(field: Field, amendment: Amendment) -> Consequences:
    """What becomes of the others if one amendment still to vote is adopted."""
    if amendment.id not in field.amendments or not field.texts[amendment.id].is_clean:
        return Consequences()
    fallen = field.falling(amendment.id)
    recall(bearing_of.asked(field.on, text.known, field.width) for text in field.texts.values() if text.is_clean)
    own = bearing_of(field.on, field.texts[amendment.id].known, field.width)
    same = set(field.identical(amendment.id))
    beside = {clash.other_id for clash in field.clashes(amendment.id)}
    after = field.texts[amendment.id].known
    lists: dict[str, list[Amendment]] = {
        name: [] for name in ("satisfied", "identical", "order", "repeating", "touching", "check", "independent")
    }
    for other in field.amendments.values():
        if other.id == amendment.id or other.id in fallen:
            continue
        if other.id in same:
            lists["identical"].append(other)
            continue
        if not field.texts[other.id].is_clean:
            lists["check"].append(other)
            continue
        if other.id in beside or may_say(own, bearing_of(field.on, field.texts[other.id].known, field.width)):
            base = base_of_sub(other) if other.is_sub else known_revision(other.base_revision)
            carried = carry(base, after, known_text(other))
            if carried.is_satisfied:
                lists["satisfied"].append(other)
                continue
            if other.id in beside:
                lists["order" if carried.is_clean else "repeating"].append(other)
                continue
        if field.touch(amendment.id, other.id):
            lists["touching"].append(other)
        else:
            lists["independent"].append(other)
    return Consequences(_falls(field, amendment), *(tuple(found) for found in lists.values()))


def _falls(field: Field, amendment: Amendment) -> tuple[Fall, ...]:
    if amendment.id not in field.amendments or not field.texts[amendment.id].is_clean:
        return ()
    fallen = field.falling(amendment.id)
    return tuple(Fall(field.amendments[other], because(against)) for other, against in fallen.items())


def because(clashes: Sequence[Rivalry]) -> str:
    """Why an amendment falls, by the clashes that make it fall: « il modifie lui aussi « trois ans » »."""
    if any(clash.kind is ClashKind.DELETE_EDIT for clash in clashes):
        words = _quoted(next(clash.words for clash in clashes if clash.kind is ClashKind.DELETE_EDIT))
        return _("l’un supprime ce que l’autre modifie : %(words)s", words=words)
    quoted = [_quoted(clash.words) for clash in clashes if clash.words.strip()]
    if not quoted:
        return _("il porte sur le même passage")
    return _("il modifie lui aussi %(words)s", words=", ".join(dict.fromkeys(quoted)))


def _kinds(clashes: Iterable[Rivalry]) -> list[ClashKind]:
    return [clash.kind for clash in clashes]


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    shown = flat if len(flat) <= 80 else flat[:60].rsplit(" ", 1)[0] + " […]"
    return f"« {shown} »"
