"""Who is in the chamber, in numbers and by name: reads for pages and for the rules of voting."""

from collections.abc import Collection
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from congress.chamber_models import (
    AgendaItem,
    Office,
    Presence,
    Proxy,
    QuorumCheck,
    Sitting,
    SittingKind,
    SittingOffice,
    SittingReopening,
    SittingState,
)
from congress.models import Member
from congress.queries.presence.counts import ChamberNumbers, proxy_validity, valid_proxies
from congress.queries.presence.counts_kept import chamber, chamber_and_proxies
from congress.queries.presence.electorate import elector_count, elector_ids, electors_of, is_elector
from core.database import session
from core.errors import NotFound

__all__ = (
    "ChamberNumbers",
    "chamber",
    "chamber_and_proxies",
    "elector_count",
    "elector_ids",
    "electors_of",
    "is_elector",
    "proxy_validity",
    "valid_proxies",
)
STILL_AWAITED = timedelta(hours=2)  # a sitting that nobody opened, after its hours


def sitting(sitting_id: int) -> Sitting:
    """A sitting by its id; `NotFound` when there is none."""
    found = session().get(Sitting, sitting_id)
    if found is None:
        raise NotFound(_("Aucune séance n’existe à cette adresse."))
    return found


def sitting_by_number(congress_id: int, number: int) -> Sitting:
    """A sitting of a congress by its number; `NotFound` when there is none."""
    wanted = select(Sitting).where(Sitting.congress_id == congress_id, Sitting.number == number)
    found = session().scalar(wanted)
    if found is None:
        raise NotFound(_("Aucune séance n’existe à cette adresse."))
    return found


def sittings_of(congress_id: int) -> list[Sitting]:
    """The sittings of a congress in the order of their numbers, with their rooms."""
    wanted = select(Sitting).where(Sitting.congress_id == congress_id).order_by(Sitting.number)
    return list(session().scalars(wanted.options(joinedload(Sitting.room))))


def reopenings_of(sitting_id: int) -> list[SittingReopening]:
    """When a sitting closed by error was reopened, and why, the first one first."""
    wanted = select(SittingReopening).where(SittingReopening.sitting_id == sitting_id)
    return list(session().scalars(wanted.order_by(SittingReopening.id)))


def open_sitting_of(congress_id: int) -> Sitting | None:
    """The sitting that is open or suspended, plenary first then the latest opened; None when there is none."""
    wanted = select(Sitting).where(
        Sitting.congress_id == congress_id, Sitting.state.in_((SittingState.OPEN, SittingState.SUSPENDED))
    )
    return session().scalar(wanted.order_by(Sitting.kind, Sitting.opened_at.desc()).limit(1))


def sitting_to_follow(congress_id: int, now: datetime, *, over_since: datetime | None = None) -> Sitting | None:
    """The sitting that is open or suspended (as `open_sitting_of`), else the next one whose presences are open.

    One that nobody opened waits behind the others once its hours are over, and for `STILL_AWAITED` only. `over_since`:
    else the last one that was closed from then on.
    """
    is_seen = Sitting.state != SittingState.CLOSED
    is_seen = or_(is_seen, Sitting.closed_at >= over_since) if over_since else is_seen
    wanted = select(Sitting).where(Sitting.congress_id == congress_id, is_seen)
    found = list(session().scalars(wanted.order_by(Sitting.kind, Sitting.opened_at.desc(), Sitting.starts_at)))
    sits = next((it for it in found if it.state in (SittingState.OPEN, SittingState.SUSPENDED)), None)
    planned = [it for it in found if it.state == SittingState.PLANNED]
    awaited = [it for it in planned if it.presence_opens_at <= now < it.ends_at + STILL_AWAITED]
    comes = min(awaited, key=lambda it: it.ends_at <= now, default=None)
    return sits or comes or max((it for it in found if it.closed_at), key=lambda it: it.closed_at or now, default=None)


def next_planned_after(sitting: Sitting) -> Sitting | None:
    """The first of the sittings planned for later than this one, not opened yet; or None."""
    wanted = select(Sitting).where(
        Sitting.congress_id == sitting.congress_id,
        Sitting.state == SittingState.PLANNED,
        Sitting.starts_at > sitting.starts_at,
    )
    return session().scalar(wanted.order_by(Sitting.starts_at).limit(1))


def live_plenary(congress_id: int) -> Sitting | None:
    """The plenary that is open or suspended, the latest opened: what it uses does not change meanwhile; else None."""
    wanted = select(Sitting).where(
        Sitting.congress_id == congress_id,
        Sitting.kind == SittingKind.PLENARY,
        Sitting.state.in_((SittingState.OPEN, SittingState.SUSPENDED)),
    )
    return session().scalar(wanted.order_by(Sitting.opened_at.desc()).limit(1))


def members_by_name(congress_id: int, ids: Collection[int]) -> list[Member]:
    """The members of these ids, those whom the roll names no more too, by family name then given name."""
    everybody = session().scalars(select(Member).where(Member.congress_id == congress_id).order_by(Member.id))
    return sorted((one for one in everybody if one.id in ids), key=lambda one: one.alphabetic)


def presence_of(sitting_id: int, member_id: int) -> Presence | None:
    """The interval in which a member is at a sitting now, or None."""
    wanted = select(Presence).where(Presence.sitting_id == sitting_id, Presence.left_at.is_(None))
    return session().scalar(wanted.where(Presence.member_id == member_id))


def departure_of(sitting_id: int, member_id: int) -> datetime | None:
    """When a member left a sitting, if they came and are not back."""
    # Theirs alone, everywhere: in the order of presences, those of the whole chamber would be gone through.
    theirs = select(Presence.id, Presence.sitting_id, Presence.left_at).where(Presence.member_id == member_id)
    last = max((row for row in session().execute(theirs) if row.sitting_id == sitting_id), default=None)
    return last.left_at if last is not None else None


def presences_of(sitting_id: int) -> dict[int, list[Presence]]:
    """By member, every interval spent at a sitting, in order: what its register keeps once it is closed."""
    wanted = select(Presence).where(Presence.sitting_id == sitting_id).order_by(Presence.arrived_at, Presence.id)
    found: dict[int, list[Presence]] = {}
    for presence in session().scalars(wanted):
        found.setdefault(presence.member_id, []).append(presence)
    return found


def presences_now(sitting_id: int) -> dict[int, Presence]:
    """The open intervals of a sitting by member id."""
    wanted = select(Presence).where(Presence.sitting_id == sitting_id, Presence.left_at.is_(None))
    return {presence.member_id: presence for presence in session().scalars(wanted)}


def given_by(sitting_id: int, member_id: int) -> list[Member]:
    """To whom a member gave their proxy for a sitting, in the order in which they carry it."""
    return [
        proxy.holder
        for proxy in sorted(proxies_to_show(sitting_id), key=lambda proxy: proxy.rank)
        if proxy.principal_id == member_id and proxy.revoked_at is None
    ]


def proxies_to_show(sitting_id: int) -> list[Proxy]:
    """Proxies given for a sitting and not revoked, or refused, in the order of their deposit, with the people."""
    wanted = (
        select(Proxy)
        .where(Proxy.sitting_id == sitting_id, Proxy.revoked_at.is_(None) | Proxy.refused.is_(True))
        .order_by(Proxy.given_at, Proxy.id)
        .options(joinedload(Proxy.principal), joinedload(Proxy.holder))
    )
    return list(session().scalars(wanted))


def offices_of(sitting_id: int) -> list[SittingOffice]:
    """Offices held now in a sitting, with their holders: the chair first."""
    wanted = (
        select(SittingOffice)
        .where(SittingOffice.sitting_id == sitting_id, SittingOffice.until.is_(None))
        .order_by(SittingOffice.since, SittingOffice.id)
        .options(joinedload(SittingOffice.member))
    )
    rank = list(Office)
    return sorted(session().scalars(wanted), key=lambda held: rank.index(held.office))


def chair_of(sitting_id: int) -> Member | None:
    """Who chairs a sitting now."""
    held = (row.member for row in offices_of(sitting_id) if row.office == Office.CHAIR)
    return next(held, None)


def agenda_of(sitting_id: int) -> list[AgendaItem]:
    """The items of a sitting in their order."""
    wanted = select(AgendaItem).where(AgendaItem.sitting_id == sitting_id).order_by(AgendaItem.position)
    return list(session().scalars(wanted))


def open_item_of(sitting_id: int) -> AgendaItem | None:
    """The item in discussion, or None."""
    wanted = select(AgendaItem).where(
        AgendaItem.sitting_id == sitting_id, AgendaItem.opened_at.is_not(None), AgendaItem.closed_at.is_(None)
    )
    return session().scalar(wanted)


def last_met_check(sitting_id: int, item_id: int) -> QuorumCheck | None:
    """The last check of the quorum of an item that found it."""
    wanted = select(QuorumCheck).where(QuorumCheck.sitting_id == sitting_id, QuorumCheck.item_id == item_id)
    met = wanted.where(QuorumCheck.is_met.is_(True))
    return session().scalar(met.order_by(QuorumCheck.at.desc(), QuorumCheck.id.desc()).limit(1))


def last_check(sitting_id: int, item_id: int | None = None) -> QuorumCheck | None:
    """The last check of the quorum at a sitting, or of one of its items."""
    wanted = select(QuorumCheck).where(QuorumCheck.sitting_id == sitting_id)
    if item_id is not None:
        wanted = wanted.where(QuorumCheck.item_id == item_id)
    return session().scalar(wanted.order_by(QuorumCheck.at.desc(), QuorumCheck.id.desc()).limit(1))
