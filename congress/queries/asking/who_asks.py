"""Who asks for what of a congress, and where its journal ends, in one SELECT: thousands ask every few seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, select

from accounts.models import Device
from congress.actors import Actor
from congress.models import Accreditation, Congress, Function, Member, stream_named
from congress.rules.visibility import Visibility
from core.batches.plain_reading import PlainReading
from core.journal import GENESIS, JournalHead
from core.kept.journal_ends import JournalEnd


@dataclass(frozen=True, slots=True)
class WhoAsks:
    """Where the journal of a congress ends, and as whom a device may ask."""

    end: JournalEnd
    congress: Congress  # as policies read it: no row of the session
    candidates: tuple[Actor, ...]  # several where an address is shared


def asked_of(slug: str, device_sha256: str, now: datetime) -> WhoAsks | None:
    """Who asks for a page of a congress; None where there is none of this name."""
    rows = _ASKED.rows(who_asks(slug, 0, device_sha256, now))
    return asked_from(slug, rows) if rows else None


def who_asks(slug: str, number: int, device_sha256: str, now: datetime) -> dict[str, object]:
    """The values of `asking`, and the number of what is asked for."""
    named = {"slug": slug, "stream": stream_named(slug), "number": number}
    return {**named, "device": device_sha256, "now": now}


def asking() -> Select[Any]:
    """The congress `slug`, the end of its journal, and those whom a device may act as, in the order of the roll."""
    congress, member, device = Congress.__table__.c, Member.__table__.c, Device.__table__.c
    head = JournalHead.__table__.c
    signed_in = and_(
        device.token_sha256 == bindparam("device"), device.revoked_at.is_(None), device.expires_at > bindparam("now")
    )
    account = select(device.account_id).where(signed_in).scalar_subquery()  # known first: a member is found by it
    admitted = and_(
        member.congress_id == congress.id,
        member.account_id == account,
        member.accreditation == Accreditation.ACCREDITED,
    )
    return (
        select(
            congress.id.label("congress_id"), congress.demonstration, congress.timezone, congress.clock_offset,
            congress.sittings_visible,
            congress.results_visible, congress.named_votes_visible, congress.letter_frozen_at,
            head.sequence, head.digest,
            member.id.label("member_id"), member.pseudonym, member.category, member.votes, member.function,
            member.aide_of_id,
        )
        .select_from(Congress.__table__)
        .outerjoin(JournalHead.__table__, head.stream == bindparam("stream"))
        .outerjoin(Device.__table__, signed_in)
        .outerjoin(Member.__table__, admitted)
        .where(congress.slug == bindparam("slug"))
        .order_by(member.position)
    )  # fmt: skip


def asked_from(slug: str, rows: Sequence[Row[Any]]) -> WhoAsks:
    """What the rows of `asking` say, at least one."""
    first = rows[0]
    congress = _congress(
        slug,
        first.congress_id,
        first.demonstration,
        first.timezone,
        first.clock_offset,
        sittings_visible=first.sittings_visible,
        results_visible=first.results_visible,
        named_votes_visible=first.named_votes_visible,
        letter_frozen_at=first.letter_frozen_at,
    )
    end = JournalEnd(stream_named(slug), first.sequence or 0, first.digest or GENESIS)
    return WhoAsks(end, congress, _candidates(rows))


@lru_cache(maxsize=64)
def _congress(
    slug: str,
    congress_id: int,
    demonstration: bool,
    timezone: str,
    clock_offset: int,
    *,
    sittings_visible: Visibility,
    results_visible: Visibility,
    named_votes_visible: Visibility,
    letter_frozen_at: datetime | None,
) -> Congress:
    """The congress as far as policies read it: made once for as long as it stays so."""
    seen: Mapping[str, Any] = {
        "clock_offset": clock_offset,
        "sittings_visible": sittings_visible,
        "results_visible": results_visible,
        "named_votes_visible": named_votes_visible,
        "letter_frozen_at": letter_frozen_at,
    }
    return Congress(id=congress_id, slug=slug, demonstration=demonstration, timezone=timezone, **seen)


def _candidates(rows: Sequence[Row[Any]]) -> tuple[Actor, ...]:
    found = {row.member_id: row for row in rows}  # a row for each right to vote, where these are asked for too
    return tuple(
        Actor(
            congress_id=row.congress_id,
            member_id=row.member_id,
            pseudonym=row.pseudonym,
            category=row.category,
            is_elector=row.votes,
            is_secretariat=row.function == Function.SECRETARIAT,
            aide_of_id=row.aide_of_id,
        )
        for row in found.values()
        if row.member_id is not None
    )


_ASKED = PlainReading(asking())
