"""The counts of the chamber, for an item: who sits, whose proxies count, who takes no part."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Row, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from congress.chamber.presence_models import Excuse, SeatTaken, Withdrawal, WithdrawalGround
from congress.chamber_models import Presence, PresenceMode, Proxy, Sitting, SittingKind
from congress.models import WEIGHT_SCALE, Accreditation, Congress, Member
from congress.queries.presence.electorate import elector_count, is_elector
from congress.rules.proxies import MAX_CONSECUTIVE_SESSIONS, Grant, ProxyValidity, validate
from core.database import session

_Grants = Sequence[Row[int, int, int, bool, Accreditation, int]]
_Seats = Sequence[Row[int, int | None, int]]  # who is there, for whom (None: oneself), what the seat weighs


@dataclass(frozen=True, slots=True)
class ChamberNumbers:
    """The five numbers of a chamber, by the names under which they are shown.

    `members`: those who serve, less those whom the law leaves out for the item. `present`: seats held now.
    `represented`: valid proxies. `barred`: present members who take no part in the item. `entitled`: present - barred +
    represented, those called to vote. `weighs`: not each vote is one.
    """

    members: int
    present: int
    represented: int
    barred: int
    entitled: int
    weighs: bool = False


def count_chamber(sitting_id: int, item_id: int | None = None) -> tuple[ChamberNumbers, ProxyValidity[int]]:
    """The numbers of the chamber now, for an item, and which proxies they count (`proxy_validity`).

    Before the opening, serving members are the electors of the roll. Pages ask `counts_kept`.
    """
    of = session().get_one(Sitting, sitting_id)
    seats, grants, withdrawn = _seats(sitting_id), _grants(of), withdrawn_from(item_id)
    validity = _validity(of, seats, grants, withdrawn)
    present, represented = len(seats), len(validity.valid)
    barred = sum(seat.member_id in withdrawn for seat in seats)
    members = elector_count(of.congress_id) if of.serving_members is None else of.serving_members
    members -= sum(ground is WithdrawalGround.APPOINTED for ground in withdrawn.values())
    weighs = any(row.weight != WEIGHT_SCALE for row in (*seats, *grants))
    entitled = present - barred + represented
    return ChamberNumbers(members, present, represented, barred, entitled, weighs=weighs), validity


def valid_proxies(sitting_id: int, item_id: int | None = None) -> list[tuple[int, int]]:
    """(principal id, holder id) of the proxies that give a right to vote now (`congress.rules.proxies`)."""
    validity = proxy_validity(sitting_id, item_id)
    return [(grant.principal, grant.holder) for grant in validity.valid]


def proxy_validity(sitting_id: int, item_id: int | None = None) -> ProxyValidity[int]:
    """Which proxies in force give a right to vote now, and why the others do not, by member ids."""
    of = session().get_one(Sitting, sitting_id)
    return _validity(of, _seats(sitting_id), _grants(of), withdrawn_from(item_id))


def withdrawn_from(item_id: int | None) -> dict[int, WithdrawalGround]:
    """Those who take no part in an item, by member id, and on what ground."""
    if item_id is None:
        return {}
    wanted = select(Withdrawal.member_id, Withdrawal.ground)
    in_force = (Withdrawal.item_id == item_id, Withdrawal.taken_back_at.is_(None))
    return dict(session().execute(wanted.where(*in_force)).all())


def called_from_afar(sitting_id: int, item_id: int | None) -> int:
    """How many of those called to vote on an item are at a distance now: no substitute beside whom they replace."""
    apart = select(Withdrawal.member_id).where(Withdrawal.item_id == item_id, Withdrawal.taken_back_at.is_(None))
    far = _seats_held().where(Presence.mode == PresenceMode.REMOTE, Presence.member_id.not_in(apart)).subquery()
    return session().scalar(select(func.count()).select_from(far), {"sitting_id": sitting_id}) or 0


def sessions_running(of: Sitting) -> dict[int, int]:
    """For each principal, how many plenary sittings running, this one included, were left to a proxy.

    A sitting at which the principal was there, or excused by a certified illness, ends what runs.
    """
    rows = session().execute(_left_to_proxies(of)).all()
    numbers = sorted({row.number for row in rows if row.number != of.number}, reverse=True)
    left = {(row.principal_id, row.number) for row in rows}
    running: dict[int, int] = {}
    for principal in {row.principal_id for row in rows if row.number == of.number and row.principal_id is not None}:
        missed = next((rank for rank, one in enumerate(numbers) if (principal, one) not in left), len(numbers))
        running[principal] = 1 + missed
    return running


def _left_to_proxies(of: Sitting) -> Select[int, int | None]:
    """A sitting and the plenary ones before it, with who left each to a proxy, neither there nor ill; or nobody."""
    former = (
        select(Sitting.id)
        .where(Sitting.congress_id == of.congress_id, Sitting.number < of.number, Sitting.kind == SittingKind.PLENARY)
        .order_by(Sitting.number.desc())
        .limit(MAX_CONSECUTIVE_SESSIONS)
    )
    came = select(Presence.id).where(Presence.sitting_id == Proxy.sitting_id, Presence.member_id == Proxy.principal_id)
    ill = select(Excuse.id).where(
        Excuse.sitting_id == Proxy.sitting_id,
        Excuse.member_id == Proxy.principal_id,
        Excuse.is_illness,
        Excuse.taken_back_at.is_(None),
    )
    is_left = (
        (Proxy.sitting_id == Sitting.id)
        & Proxy.revoked_at.is_(None)
        & ~ill.exists()
        & or_(Sitting.id == of.id, ~came.exists())  # who comes late to this one left it to a proxy until then
    )
    wanted = select(Sitting.number, Proxy.principal_id).select_from(Sitting).outerjoin(Proxy, is_left)
    return wanted.where(or_(Sitting.id == of.id, Sitting.id.in_(former))).distinct()


def _seats(sitting_id: int) -> _Seats:
    """The seats held now, by electors themselves or by their substitutes."""
    return session().execute(_seats_held(), {"sitting_id": sitting_id}).all()


def seats_now(sitting_id: int) -> dict[int, int]:
    """By member present, whose seat they hold now: their own, or that of the titular whom they replace."""
    return {seat.member_id: seat.titular_id or seat.member_id for seat in _seats(sitting_id)}


@cache
def _seats_held() -> Select[int, int | None, int]:
    titular = aliased(Member)
    return (
        select(Presence.member_id, SeatTaken.titular_id, func.coalesce(titular.weight, Member.weight).label("weight"))
        .join(Member, Presence.member_id == Member.id)
        .outerjoin(SeatTaken, (SeatTaken.substitute_id == Presence.member_id) & SeatTaken.until.is_(None))
        .outerjoin(titular, SeatTaken.titular_id == titular.id)
        .where(
            Presence.sitting_id == bindparam("sitting_id"),
            Presence.left_at.is_(None),
            or_(
                is_elector(),
                is_elector(titular),
            ),
        )
    )


def _grants(of: Sitting) -> _Grants:
    return session().execute(_grants_in_force(), {"sitting_id": of.id}).all()


def _validity(of: Sitting, seats: _Seats, rows: _Grants, withdrawn: Collection[int]) -> ProxyValidity[int]:
    if not rows:
        return ProxyValidity(valid=(), refused=())
    congress = session().get_one(Congress, of.congress_id)
    return validate(
        [Grant(row.principal_id, row.holder_id, row.rank) for row in rows],
        members={row.holder_id for row in rows if row.votes and row.accreditation == Accreditation.ACCREDITED},
        present={seat.member_id for seat in seats},
        seated={seat.titular_id for seat in seats if seat.titular_id is not None},
        withdrawn=withdrawn,
        max_per_holder=congress.proxies_per_holder,
        consecutive_sessions=sessions_running(of),
        colleges=_colleges(rows) if congress.proxies_within_college else None,
    )


def _colleges(rows: _Grants) -> dict[int, str]:
    """The college of each principal and holder, where a proxy goes to a member of the same one."""
    ids = {member_id for row in rows for member_id in (row.principal_id, row.holder_id)}
    return dict(session().execute(select(Member.id, Member.college).where(Member.id.in_(ids))).all())


@cache  # made once: an alias of the members costs more to make than its rows to read
def _grants_in_force() -> Select[int, int, int, bool, Accreditation, int]:
    """The proxies in force of a sitting (`sitting_id`), given by electors: what their holders are, what they weigh."""
    principal, holder = aliased(Member), aliased(Member)
    return (
        select(Proxy.principal_id, Proxy.holder_id, Proxy.rank, holder.votes, holder.accreditation, principal.weight)
        .join(principal, Proxy.principal_id == principal.id)
        .join(holder, Proxy.holder_id == holder.id)
        .where(
            Proxy.sitting_id == bindparam("sitting_id"),
            Proxy.revoked_at.is_(None),
            principal.votes,
            principal.accreditation == Accreditation.ACCREDITED,
        )
        .order_by(Proxy.given_at, Proxy.id)
    )
