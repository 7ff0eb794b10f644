"""Changes of the electorate while a plenary sits: kept as they were asked, and made when it closes.

From the opening of a plenary to its end nobody becomes an elector, ceases to be one, or weighs otherwise: its serving
members are fixed, and a poll that is open loses no vote. What a roll says meanwhile waits in `electorate_change`.
"""

from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from congress.actors import Actor
from congress.chamber_models import ElectorateChange, Sitting
from congress.models import Accreditation, Congress, Member
from congress.queries.chamber_queries import live_plenary
from congress.roll import MemberFields
from core import journal
from core.changes import FieldChange, apply_values, told_value
from core.database import session

ELECTORAL = ("category", "accreditation", "college", "weight", "votes")


def touches_electorate(member: Member | None, wanted: MemberFields) -> bool:
    """Whether who votes, or for how much, would change."""
    is_elector = member is not None and member.is_elector
    would_be = wanted.votes and wanted.accreditation == Accreditation.ACCREDITED
    if is_elector != would_be:
        return True
    if member is None or not is_elector:
        return False
    return (member.weight, member.college) != (wanted.weight, wanted.college)


def given_now(member: Member | None, wanted: MemberFields) -> MemberFields:
    """What may be given at once of fields that touch the electorate, while a plenary sits."""
    if member is None or not member.is_elector:
        return replace(wanted, votes=False)
    return replace(wanted, **{name: getattr(member, name) for name in ELECTORAL})


def keep_change(
    member: Member, wanted: MemberFields, waiting: ElectorateChange | None, *, now: datetime
) -> tuple[ElectorateChange, tuple[FieldChange, ...]]:
    """What waits for the end of the sitting, over what waited before; and what changed of it, field by field."""
    values = {name: getattr(wanted, name) for name in ELECTORAL}
    if waiting is not None:
        return waiting, apply_values(waiting, values)
    kept = ElectorateChange(member=member, asked_at=now, **values)
    session().add(kept)
    return kept, tuple(
        FieldChange(name, told_value(getattr(member, name)), told_value(after))
        for name, after in values.items()
        if getattr(member, name) != after
    )


def take_back(change: ElectorateChange, *, actor: Actor, now: datetime) -> None:
    """What waited is not asked any more: a later roll says what the member is today."""
    change.settled_at = now
    _record("electorate_change_dropped", change, actor, now)


def waiting_changes(congress_id: int) -> dict[int, ElectorateChange]:
    """What waits in a congress, by member id."""
    wanted = (
        select(ElectorateChange)
        .join(ElectorateChange.member)
        .where(Member.congress_id == congress_id, ElectorateChange.settled_at.is_(None))
        .order_by(ElectorateChange.asked_at, ElectorateChange.id)
        .options(contains_eager(ElectorateChange.member))
    )
    return {change.member_id: change for change in session().scalars(wanted)}


def with_waiting(fields: MemberFields, change: ElectorateChange | None) -> MemberFields:
    """The fields of a member as they will be once what waits is made: what the roll says."""
    return replace(fields, **{name: getattr(change, name) for name in ELECTORAL}) if change else fields


def waiting_sentence(live: Sitting) -> str:
    """« la séance n° 2 est ouverte… », for a line of the roll whose change waits."""
    told: str = _(
        "la séance n° %(number)s est ouverte : ce qui change qui vote, ou pour combien, prendra effet à sa clôture.",
        number=live.number,
    )
    return told


def make_waiting_changes(congress_id: int, *, actor: Actor, now: datetime) -> None:
    """Give the members what waited, unless another plenary of the congress still sits."""
    if live_plenary(congress_id) is not None:
        return
    for change in waiting_changes(congress_id).values():
        apply_values(change.member, {name: getattr(change, name) for name in ELECTORAL})
        change.settled_at = now
        _record("electorate_changed", change, actor, now)


def _record(kind: str, change: ElectorateChange, actor: Actor, now: datetime) -> None:
    congress = session().get_one(Congress, change.member.congress_id)
    journal.record(
        congress.stream, kind, actor=actor.pseudonym, now=now, member=change.member.pseudonym, votes=change.votes,
        of=(change, change.member),
    )  # fmt: skip
