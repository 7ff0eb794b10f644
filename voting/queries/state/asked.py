"""Who asks for the state of a sitting, and where its journal ends, in one SELECT: thousands ask every few seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Row, Select, and_, bindparam, select

from accounts.models import Device
from congress.actors import Actor
from congress.chamber_models import Sitting
from congress.models import Accreditation, Congress, Function, Member, Visibility, stream_named
from core.database import session
from core.journal import GENESIS, JournalHead
from voting.queries.state.steps_kept import JournalEnd


@dataclass(frozen=True, slots=True)
class StateAsked:
    """A sitting, where the journal of its congress ends, and as whom a device may ask."""

    sitting_id: int
    end: JournalEnd
    congress: Congress  # as policies read it: no row of the session
    candidates: tuple[Actor, ...]  # several where an address is shared


def state_asked(slug: str, number: int, device_sha256: str, now: datetime) -> StateAsked | None:
    """What a request for a state needs; None where the congress has no such sitting."""
    rows = session().connection().execute(_ASKED, {"slug": slug, "number": number, "device": device_sha256, "now": now,
                                      "stream": stream_named(slug)}).all()  # fmt: skip
    if not rows:
        return None
    first = rows[0]
    seen = (first.congress_id, slug, first.demonstration, first.sittings_visible, first.letter_frozen_at)
    end = JournalEnd(stream_named(slug), first.sequence or 0, first.digest or GENESIS)
    return StateAsked(first.sitting_id, end, _congress(*seen), _candidates(rows))


@lru_cache(maxsize=64)
def _congress(
    congress_id: int, slug: str, demonstration: bool, sittings_visible: Visibility, letter_frozen_at: datetime | None
) -> Congress:
    """The congress as far as policies read it: made once for as long as it stays so."""
    seen = {"sittings_visible": sittings_visible, "letter_frozen_at": letter_frozen_at}
    return Congress(id=congress_id, slug=slug, demonstration=demonstration, **seen)


def _candidates(rows: Sequence[Row[tuple[object, ...]]]) -> tuple[Actor, ...]:
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
        for row in rows
        if row.member_id is not None
    )


def _statement() -> Select[tuple[object, ...]]:
    congress, member, device = Congress.__table__.c, Member.__table__.c, Device.__table__.c
    sitting, head = Sitting.__table__.c, JournalHead.__table__.c
    signed_in = and_(
        device.token_sha256 == bindparam("device"), device.revoked_at.is_(None), device.expires_at > bindparam("now")
    )
    admitted = and_(
        member.congress_id == congress.id,
        member.account_id == device.account_id,
        member.accreditation == Accreditation.ACCREDITED,
    )
    return (
        select(
            congress.id.label("congress_id"), congress.demonstration, congress.sittings_visible,
            congress.letter_frozen_at, sitting.id.label("sitting_id"), head.sequence, head.digest,
            member.id.label("member_id"), member.pseudonym, member.category, member.votes, member.function,
            member.aide_of_id,
        )
        .select_from(Congress.__table__)
        .join(Sitting.__table__, and_(sitting.congress_id == congress.id, sitting.number == bindparam("number")))
        .outerjoin(JournalHead.__table__, head.stream == bindparam("stream"))
        .outerjoin(Device.__table__, signed_in)
        .outerjoin(Member.__table__, admitted)
        .where(congress.slug == bindparam("slug"))
        .order_by(member.position)
    )  # fmt: skip


_ASKED = _statement()
