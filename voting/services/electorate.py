"""The electorate of a poll: one right to vote for each elector present, and one more for each valid proxy."""

from typing import Any, cast

from sqlalchemy import CursorResult, Select, func, insert, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import aliased

from congress.chamber.presence_models import SeatTaken, Withdrawal
from congress.chamber_models import Presence, Proxy
from congress.models import Member
from congress.queries.chamber_queries import is_elector, valid_proxies
from core.database import session
from voting.models import Poll, RightToVote


def fill(poll: Poll) -> int:
    """How many rights to vote were written, in one statement, from those present now and their valid proxies.

    A seat held by a substitute is the titular's right in the substitute's hands. Whoever takes no part in the item has
    no right here, of their own or carried: whatever casts a ballot has that to look at nowhere else.
    The caller holds the sitting's row, so that nobody arrives or leaves between the counts and this.
    """
    present, represented = _present(poll), _represented(poll)
    columns = ["poll_id", "principal_id", "holder_id", "weight", "college"]
    named = [
        column.label(name) for column, name in zip(present.selected_columns, [*columns, "kind", "rank"], strict=True)
    ]
    everybody = union_all(present.with_only_columns(*named), represented).subquery()
    # In one order on every database: rights take their ids, and the journal's fingerprint, from it.
    in_order = select(*(everybody.c[name] for name in columns)).order_by(everybody.c.kind, everybody.c.rank)
    written = session().execute(
        insert(RightToVote).from_select(columns, in_order),
        execution_options={"preserve_rowcount": True},
    )
    return int(cast("CursorResult[Any]", written).rowcount)


def _present(poll: Poll) -> Select[int, int, int, int, str, int, int]:
    """The seats held now, less those of whoever takes no part in the item."""
    titular = aliased(Member)
    withdrawn = select(Withdrawal.member_id).where(
        Withdrawal.item_id == poll.item_id, Withdrawal.taken_back_at.is_(None)
    )
    return (
        select(
            literal(poll.id),
            func.coalesce(titular.id, Member.id),
            Member.id,
            func.coalesce(titular.weight, Member.weight),
            func.coalesce(titular.college, Member.college),
            literal(0),
            Presence.id,
        )
        .select_from(Presence)
        .join(Member, Presence.member_id == Member.id)
        .outerjoin(SeatTaken, (SeatTaken.substitute_id == Member.id) & SeatTaken.until.is_(None))
        .outerjoin(titular, SeatTaken.titular_id == titular.id)
        .where(
            Presence.sitting_id == poll.sitting_id,
            Presence.left_at.is_(None),
            or_(is_elector(), is_elector(titular)),
            Member.id.not_in(withdrawn),
        )
    )


def _represented(poll: Poll) -> Select[int, int, int, int, str, int, int]:
    """The proxies that count for the item, each in the hands of the first holder who can carry it."""
    carried = tuple_(Proxy.principal_id, Proxy.holder_id).in_(valid_proxies(poll.sitting_id, poll.item_id))
    return (
        select(
            literal(poll.id), Proxy.principal_id, Proxy.holder_id, Member.weight, Member.college, literal(1), Proxy.id
        )
        .select_from(Proxy)
        .join(Member, Proxy.principal_id == Member.id)
        .where(Proxy.sitting_id == poll.sitting_id, Proxy.revoked_at.is_(None), carried)
    )
