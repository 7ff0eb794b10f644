"""The life of a sitting: planned, open, suspended, closed; its offices, its agenda, its checks of the quorum.

Knows no rule of quorum: whoever checks one (`voting`) gives the numbers, that are recorded here as they are.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from congress import policies
from congress.actors import Actor
from congress.chamber_models import (
    AgendaItem,
    AgendaItemKind,
    Office,
    Presence,
    QuorumCheck,
    Sitting,
    SittingKind,
    SittingOffice,
    SittingState,
)
from congress.models import Congress, Member, QuorumMoment
from congress.queries import chamber_queries
from congress.queries.chamber_queries import ChamberNumbers
from congress.queries.presence.seats import seats_taken
from congress.rules.rule_names import ItemNature, QuorumRule
from congress.services.electorate_services import make_waiting_changes
from congress.services.sitting_locking import (
    hold_roll,
    locked_item,
    locked_sitting,
    member_of,
    record,
    require_no_poll,
    require_state,
)
from core import journal
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken


def plan_sitting(
    congress_id: int,
    *,
    kind: SittingKind,
    title: str,
    room_id: int | None,
    starts_at: datetime,
    ends_at: datetime,
    convocation: int = 1,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a new sitting, that takes the next number. For the secretariat."""
    congress = session().get(Congress, congress_id, with_for_update={"key_share": True})
    if congress is None:
        raise NotFound(_("Aucun congrès n’existe à cette adresse."))
    policies.require(policies.secretariat(actor, congress))
    if starts_at >= ends_at:
        raise Invalid(_("La séance doit finir après avoir commencé."), "ends_at")
    last = session().scalar(select(func.max(Sitting.number)).where(Sitting.congress_id == congress_id)) or 0
    planned = Sitting(
        congress_id=congress_id,
        number=last + 1,
        kind=kind,
        title=title,
        room_id=room_id,
        starts_at=starts_at,
        ends_at=ends_at,
        convocation=convocation,
    )
    session().add(planned)
    session().flush()
    journal.record(congress.stream, "sitting_planned", actor=actor.pseudonym, now=now, sitting=planned.number)
    return planned.id


def give_office(sitting_id: int, member_id: int, office: Office, *, actor: Actor, now: datetime) -> int:
    """The id of the office held from now on; one chair at a time: the former one's office ends. Idempotent.

    The chair changes hands before a poll opens or once it is proclaimed: whoever presides over a vote is one person.
    Meanwhile it does only from a chair who is not there: the vote is led to its end, and breaks its tie by nobody else.
    Nothing is given any more once the sitting is closed.
    """
    sitting = locked_sitting(sitting_id)
    policies.require(policies.secretariat(actor, sitting.congress))
    return hold_office(sitting, member_id, office, actor=actor, now=now)


def hold_office(sitting: Sitting, member_id: int, office: Office, *, actor: Actor, now: datetime) -> int:
    """The id of the office that a member holds from now on (`give_office`), given by whom the caller let do it."""
    sitting_id = sitting.id
    require_state(sitting, SittingState.PLANNED, SittingState.OPEN, SittingState.SUSPENDED)
    member = member_of(sitting, member_id)
    held = [row for row in chamber_queries.offices_of(sitting_id) if row.office == office]
    already = next((row.id for row in held if row.member_id == member_id), None)
    if already is not None:
        return already
    if office == Office.CHAIR:
        there = (row.member for row in held if chamber_queries.presence_of(sitting_id, row.member_id))
        _require_chair_may_change(sitting, next(there, None))
        for former in held:
            former.until = now
    given = SittingOffice(sitting_id=sitting_id, member_id=member_id, office=office, since=now)
    session().add(given)
    session().flush()
    record(sitting, "office_given", actor, now, member=member.pseudonym, office=office.value)
    return given.id


def end_office(office_id: int, *, actor: Actor, now: datetime) -> None:
    """Nobody holds this office any more. For the secretariat; idempotent; refused as `give_office` is."""
    held = session().get(SittingOffice, office_id)
    if held is None:
        raise NotFound(_("Cette fonction n’existe pas."))
    sitting = locked_sitting(held.sitting_id)
    session().refresh(held, with_for_update=True)
    policies.require(policies.secretariat(actor, sitting.congress))
    if held.until is None:
        require_state(sitting, SittingState.PLANNED, SittingState.OPEN, SittingState.SUSPENDED)
        if held.office == Office.CHAIR:
            _require_chair_may_change(sitting, held.member)
        held.until = now
        record(held.sitting, "office_ended", actor, now, member=held.member.pseudonym, office=held.office.value)


def _require_chair_may_change(sitting: Sitting, chair: Member | None) -> None:
    """Nothing between two votes, or where no `chair` is there; else a refusal that says until when."""
    if sitting.under_vote and chair is not None:
        raise RuleBroken(
            _(
                "Un scrutin est en cours\u00a0: la présidence change de mains une fois qu’il est proclamé ou annulé."
                " Si %(name)s n’est plus là, marquez d’abord son départ, puis confiez la présidence.",
                name=chair.civil_name,
            )
        )


def add_item(
    sitting_id: int,
    kind: AgendaItemKind,
    title: str,
    proposal_number: int | None = None,
    *,
    on_first_agenda: bool = False,
    nature: ItemNature = ItemNature.ORDINARY,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a new item at the end of the agenda. `proposal_number` when, and only when, the kind is a proposal."""
    sitting = locked_sitting(sitting_id)
    policies.require(policies.secretariat(actor, sitting.congress))
    require_state(sitting, SittingState.PLANNED, SittingState.OPEN, SittingState.SUSPENDED)
    if not title.strip():
        raise Invalid(_("Le point de l’ordre du jour n’a pas de titre."), "title")
    if (kind == AgendaItemKind.PROPOSAL) != (proposal_number is not None):
        raise Invalid(_("Choisissez la proposition dont traite ce point."), "proposal_number")
    items = chamber_queries.agenda_of(sitting_id)
    if proposal_number is not None and proposal_number in {item.proposal_number for item in items}:
        raise RuleBroken(_("La proposition n° %(number)s est déjà à l’ordre du jour.", number=proposal_number))
    if proposal_number is None and any(item.kind == kind and item.title == title.strip() for item in items):
        raise RuleBroken(_("Ce point est déjà à l’ordre du jour."))
    item = AgendaItem(
        sitting_id=sitting_id,
        position=len(items) + 1,
        kind=kind,
        title=title.strip(),
        proposal_number=proposal_number,
        on_first_agenda=on_first_agenda,
        nature=nature,
    )
    session().add(item)
    session().flush()
    record(sitting, "item_added", actor, now, item=item.position, proposal=proposal_number, nature=nature.value)
    return item.id


def open_sitting(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The sitting is open; serving members are the electors of the roll at this instant, and stay so."""
    hold_roll(sitting_id)
    sitting = locked_sitting(sitting_id)
    policies.require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    require_state(sitting, SittingState.PLANNED)
    fix_members(sitting)
    sitting.state = SittingState.OPEN
    sitting.opened_at = now
    record(sitting, "sitting_opened", actor, now, members=sitting.serving_members)


def fix_members(sitting: Sitting) -> None:
    """Serving members are the electors of the roll at this instant."""
    sitting.serving_ids = chamber_queries.elector_ids(sitting.congress_id)
    sitting.serving_members = len(sitting.serving_ids)


def suspend_sitting(sitting_id: int, *, minutes: int | None = None, actor: Actor, now: datetime) -> None:
    """The sitting is suspended, for so many minutes if they are told: nothing resumes by itself."""
    sitting = locked_sitting(sitting_id)
    policies.require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    require_state(sitting, SittingState.OPEN)
    require_no_poll(sitting)
    sitting.state, sitting.resumes_at = SittingState.SUSPENDED, now + timedelta(minutes=minutes) if minutes else None
    record(sitting, "sitting_suspended", actor, now, **({"minutes": minutes} if minutes else {}))


def resume_sitting(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The sitting is open again; the quorum of the item in discussion is to be checked before the next vote."""
    sitting = locked_sitting(sitting_id)
    policies.require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    require_state(sitting, SittingState.SUSPENDED)
    sitting.state = SittingState.OPEN
    sitting.resumed_at, sitting.resumes_at = now, None
    record(sitting, "sitting_resumed", actor, now)


def close_sitting(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The sitting is over: the item in discussion is closed and everybody present leaves."""
    sitting = locked_sitting(sitting_id)
    policies.require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    require_state(sitting, SittingState.OPEN, SittingState.SUSPENDED)
    require_no_poll(sitting)
    item = chamber_queries.open_item_of(sitting_id)
    if item is not None:
        item.closed_at = now
    everybody_leaves(sitting_id, now)
    sitting.state, sitting.closed_at, sitting.resumes_at = SittingState.CLOSED, now, None
    record(sitting, "sitting_closed", actor, now)
    make_waiting_changes(sitting.congress_id, actor=actor, now=now)


def everybody_leaves(sitting_id: int, at: datetime) -> None:
    """Whoever is still there leaves then, and the seats that substitutes hold are given back."""
    there = select(Presence).where(Presence.sitting_id == sitting_id, Presence.left_at.is_(None))
    for presence in session().scalars(there.order_by(Presence.id)):
        presence.left_at = max(at, presence.last_act_at or presence.arrived_at)
    for seat in seats_taken(sitting_id):
        seat.until = seat.until or max(at, seat.since)


def open_item(item_id: int, *, again: bool = False, actor: Actor, now: datetime) -> None:
    """The item is in discussion (« mis en discussion »), alone; whoever calls this has checked the quorum.

    `again`: a discussion that was closed goes on, because something is left to decide.
    """
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    policies.require_chair_or_secretariat(actor, sitting.congress, sitting.id)
    require_state(sitting, SittingState.OPEN)
    if item.closed_at is not None and not again:
        raise RuleBroken(_("La discussion de ce point est close."))
    other = chamber_queries.open_item_of(sitting.id)
    if other is not None and other.id != item_id:
        sentence = _("Le point n° %(number)s est en discussion : il faut d’abord le clore.", number=other.position)
        raise RuleBroken(sentence)
    if item.opened_at is None or item.closed_at is not None:
        item.opened_at, item.closed_at = item.opened_at or now, None
        record(sitting, "item_opened", actor, now, item=item.position)


def close_item(item_id: int, *, event: str = "item_closed", actor: Actor, now: datetime) -> None:
    """The discussion of the item is over. Idempotent; refused while a poll is open, or if it never opened."""
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    policies.require_chair_or_secretariat(actor, sitting.congress, sitting.id)
    if item.opened_at is None:
        raise RuleBroken(_("Ce point n’a pas été mis en discussion."))
    require_no_poll(sitting)
    if item.closed_at is None:
        item.closed_at = now
        record(sitting, event, actor, now, item=item.position)


def record_quorum_check(
    sitting_id: int, *, item_id: int | None, moment: QuorumMoment, rule: QuorumRule, chamber: ChamberNumbers,
    needed: int, is_met: bool, by_college: Mapping[str, Any] | None = None, waited: bool = False,
    actor: Actor, now: datetime,
) -> QuorumCheck:  # fmt: skip
    """The check as it will stay: an event with its numbers (of each college too), never recomputed afterwards."""
    sitting = chamber_queries.sitting(sitting_id)
    numbers = {
        "members": chamber.members,
        "present": chamber.present,
        "represented": chamber.represented,
        "barred": chamber.barred,
        "needed": needed,
    }
    check = QuorumCheck(
        sitting_id=sitting_id, item_id=item_id, at=now, moment=moment, rule=rule, is_met=is_met,
        by_college=dict(by_college or {}), waited=waited, **numbers,
    )  # fmt: skip
    session().add(check)
    session().flush()
    record(sitting, "quorum_checked", actor, now, check=check.id, item=item_id, moment=moment.value, rule=rule.value,
           met=is_met, **numbers)  # fmt: skip
    return check
