"""The entries of the journal that pages tell of a sitting, and the rows that their sentences name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, or_, select

from congress.chamber_models import AgendaItem, Proxy, Sitting
from congress.models import Member
from core.database import session
from core.journal import JournalEntry
from voting.models import Poll
from voting.queries.state_queries import told_to


def entries_told(sitting: Sitting, member_id: int | None, at_most: int) -> Sequence[Row[Any]]:
    """The last entries that a member, or anybody, is told of: id, kind, payload, at; the latest first."""
    wanted = (
        select(JournalEntry.id, JournalEntry.kind, JournalEntry.payload, JournalEntry.at)
        .where(JournalEntry.stream == sitting.congress.stream, told_to(sitting, member_id))
        .order_by(JournalEntry.id.desc())
        .limit(at_most)
    )
    return session().execute(wanted).all()


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
