"""An amendment as its page shows it: against the version on which it stands, or stood when it was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import known_revision, known_text, texts_if_adopted
from amendments.queries.life.sub_texts import base_of_sub
from amendments.rules.carry_over import IfAdopted, KnownText, carry
from amendments.rules.dispositif.statements import SentenceForm, WholePart
from amendments.rules.kept.bearings import location_of
from amendments.rules.locations import Location
from congress.models import Congress
from core.database import session
from motions.models import Part, PartKind, Revision


@dataclass(frozen=True, slots=True)
class Reading:
    """Two texts to compare: the version `number` of the part, and the part as the amendment makes it.

    `is_clean` is false for an amendment to check: it is then shown against the version that its author amended.
    """

    number: int
    old: KnownText
    new: KnownText
    is_clean: bool = True
    outcome: IfAdopted | None = None  # of a live amendment, on the version in force

    def place(self, width: int) -> Location:
        """Where the amendment bears on that version."""
        return location_of(self.old, self.new, width)


def history_of(part_ids: Sequence[int]) -> dict[int, list[Revision]]:
    """The versions of these parts, oldest first, in one query."""
    rows = select(Revision).where(Revision.part_id.in_(part_ids)).order_by(Revision.part_id, Revision.number)
    found: dict[int, list[Revision]] = {part_id: [] for part_id in part_ids}
    for revision in session().scalars(rows):
        found[revision.part_id].append(revision)
    return found


def readings_of(
    amendments: Sequence[Amendment], parts: Mapping[int, Part], history: Mapping[int, list[Revision]]
) -> dict[int, Reading]:
    """By amendment id, in one query more: live ones on the version in force, others as they were decided.

    A sub-amendment reads against its amendment.
    """
    subs = [amendment for amendment in amendments if amendment.is_sub]
    bearing = [sub.parent for sub in subs if sub.parent is not None and sub.is_live]
    amendments = [amendment for amendment in amendments if not amendment.is_sub]
    current = {part_id: versions[parts[part_id].current_number - 1] for part_id, versions in history.items()}
    live = [amendment for amendment in amendments if amendment.is_live]
    read = [*live, *bearing, *(sub for sub in subs if sub.is_live)]
    carried = texts_if_adopted(read, current) if read else {}
    found: dict[int, Reading] = {}
    for amendment in amendments:
        outcome = carried.get(amendment.id) if amendment.is_live else None
        if outcome is None:
            found[amendment.id] = _settled(amendment, history[amendment.part_id])
        elif outcome.is_clean:
            on = current[amendment.part_id]
            found[amendment.id] = Reading(on.number, known_revision(on), outcome.known, outcome=outcome)
        else:
            found[amendment.id] = replace(_as_written(amendment), is_clean=False, outcome=outcome)
    return found | {sub.id: _reading_of_sub(sub, current[sub.part_id], carried) for sub in subs}


def outcomes_of(readings: Mapping[int, Reading], live: Iterable[Amendment]) -> dict[int, IfAdopted]:
    """How each of these live amendments would make the text in force read, from their readings."""
    outcomes = {amendment.id: readings[amendment.id].outcome for amendment in live}
    return {found: outcome for found, outcome in outcomes.items() if outcome is not None}


def reading_of(amendment: Amendment) -> Reading:
    """The reading of one amendment."""
    history = history_of([amendment.part_id])
    return readings_of([amendment], {amendment.part_id: amendment.part}, history)[amendment.id]


def form_of(congress: Congress, part: Part) -> SentenceForm:
    """How the dispositif of an amendment to a part is said: in the congress's language, as its rules want it."""
    after = part.follows.number if part.kind == PartKind.ADDITION and part.follows else None
    return SentenceForm(congress.locale.value, congress.dispositif_wording, WholePart(part.kind.value), after)


def _reading_of_sub(sub: Amendment, current: Revision, texts: Mapping[int, IfAdopted]) -> Reading:
    """A sub-amendment against its amendment as that one makes the text in force; decided, as it was written."""
    written = Reading(sub.base_revision.number, base_of_sub(sub), known_text(sub))
    if sub.parent is None or not sub.is_live:
        return written
    parent, own = texts[sub.parent.id], texts[sub.id]
    if not own.is_clean:
        return replace(written, is_clean=False, outcome=own)
    return Reading(current.number, parent.known, own.known, outcome=own)


def _settled(amendment: Amendment, versions: list[Revision]) -> Reading:
    """An adopted amendment against the version before its own; another against the one in force when it ended."""
    if amendment.status == AmendmentStatus.ADOPTED:
        made = next((revision for revision in versions if revision.id == amendment.adopted_revision_id), None)
        if made is None:  # it added a proposal, that has its own versions
            return _as_written(amendment)
        before = versions[made.number - 2]
        return Reading(before.number, known_revision(before), known_revision(made))
    if amendment.decided_at is None:
        return _as_written(amendment)
    first = amendment.base_revision.number
    standing = [
        revision for revision in versions if revision.number <= first or revision.created_at < amendment.decided_at
    ]
    on = standing[-1]
    outcome = carry(known_revision(amendment.base_revision), known_revision(on), known_text(amendment))
    if not outcome.is_clean or outcome.is_satisfied:
        return _as_written(amendment)
    return Reading(on.number, known_revision(on), outcome.known)


def _as_written(amendment: Amendment) -> Reading:
    base = amendment.base_revision
    return Reading(base.number, known_revision(base), known_text(amendment))
