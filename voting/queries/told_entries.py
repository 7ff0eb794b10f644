"""The entries of the journal that pages tell of a sitting, and the rows that their sentences name."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, and_, bindparam, case, or_, select, union_all

from amendments.models import Amendment
from congress.chamber_models import AgendaItem, Proxy, Sitting
from congress.models import Member
from congress.rules.presets.law import Prohibition, article_against
from core.database import session
from core.journal import JournalEntry
from voting.models import Poll
from voting.queries.state_queries import ASKED, told_to


def entries_told(
    sitting: Sitting, member_id: int | None, at_most: int, published: int, *, leads: bool = False
) -> Sequence[Row[Any]]:
    """The last entries that a member, or anybody, is told of: id, kind, payload, at; the latest first.

    Publications, that may come by the dozen, are the last `published` ones, beside the others: they hide none of them.
    So are the requests of members, of which whoever `leads` the sitting is told.
    `withdrawn`, `withdrawn_sub`: the public number, if it had one, of an amendment given up, that the journal names by
    its id, and the rank of its letter, of a sub-amendment.
    """
    asked = {"stream": sitting.congress.stream, "at_most": at_most, "published": published}
    if member_id is not None:
        asked |= {"sitting": sitting.id, "member": member_id}
    return session().execute(_entries(is_of_a_member=member_id is not None, leads=leads), asked).all()


@cache
def _entries(*, is_of_a_member: bool, leads: bool) -> Select[Any]:
    """The question, made once: each page of a sitting asks it, and to make it costs more than the database's answer."""
    sitting, member = bindparam("sitting", type_=Integer), bindparam("member", type_=Integer)
    came = JournalEntry.kind == "amendment_published"
    others = ~came & told_to(sitting, member if is_of_a_member else None)
    asks = [_last(JournalEntry.kind.in_(ASKED), "published")] if leads else []
    told = union_all(_last(others, "at_most"), _last(came, "published"), *asks).subquery()
    # The journal names other things by words (« 1-A ») under the same key: read as a number here alone.
    its_id = case((told.c.kind == "amendment_withdrawn", told.c.payload["amendment"].as_integer()))
    given_up = and_(told.c.kind == "amendment_withdrawn", Amendment.id == its_id)
    gone = (Amendment.public_number.label("withdrawn"), Amendment.sub_number.label("withdrawn_sub"))
    wanted = select(told, *gone).outerjoin(Amendment, given_up)
    return wanted.order_by(told.c.id.desc())


def _last(wanted: ColumnElement[bool], at_most: str) -> Select[Any]:
    entry = JournalEntry
    found = (
        select(entry.id, entry.kind, entry.payload, entry.at)
        .where(entry.stream == bindparam("stream"), wanted)
        .order_by(entry.id.desc())
        .limit(bindparam(at_most, type_=Integer))
    )
    return select(found.subquery())


def proxies_given_or_carried(sitting_id: int, member_id: int) -> Sequence[Proxy]:
    """Those that a member gives or carries in a sitting, the revoked ones too, the last one first."""
    mine = or_(Proxy.principal_id == member_id, Proxy.holder_id == member_id)
    wanted = select(Proxy).where(Proxy.sitting_id == sitting_id, mine)
    return session().scalars(wanted.order_by(Proxy.id.desc())).all()


def member_named(congress_id: int, pseudonym: str) -> Member | None:
    """The member whom the journal names so."""
    wanted = select(Member).where(Member.congress_id == congress_id, Member.pseudonym == pseudonym)
    return session().scalar(wanted)


def title_of_item(sitting_id: int, position: int) -> str:
    """The title of an item by its number on the agenda; empty where there is none."""
    wanted = select(AgendaItem.title).where(AgendaItem.sitting_id == sitting_id, AgendaItem.position == position)
    return session().scalar(wanted) or ""


def put_off_by_law(items: Sequence[AgendaItem]) -> frozenset[int]:
    """The ids of those that the law had put off to another sitting, and that were not discussed since.

    Asked of the journal, by the kind of its entries, where some law puts items off and one of these is closed.
    """
    closed = {(row.position, row.closed_at): row.id for row in items if row.closed_at is not None}
    congress = items[0].sitting.congress if closed else None
    if congress is None or not article_against(congress.body, Prohibition.SECRET_AT_A_DISTANCE):
        return frozenset()
    wanted = select(JournalEntry.payload, JournalEntry.at).where(
        JournalEntry.stream == congress.stream, JournalEntry.kind == "item_put_off"
    )
    told = [((said["item"], at), said["sitting"]) for said, at in session().execute(wanted)]
    here = items[0].sitting.number
    return frozenset(closed[key] for key, number in told if number == here and key in closed)


def journal_at_proclamation(poll: Poll) -> str:
    """The journal's fingerprint as it stood when a poll was proclaimed; empty before.

    Printed beside the result: whoever noted it can have the chain held to it.
    """
    rows = select(JournalEntry.payload, JournalEntry.digest).where(
        JournalEntry.stream == poll.congress.stream,
        JournalEntry.kind == "poll_proclaimed",
        JournalEntry.at == poll.proclaimed_at,
    )
    return next((digest for payload, digest in session().execute(rows) if payload["poll"] == poll.number), "")
