"""Who asks for the state of a sitting, and where its journal ends, in one SELECT: thousands ask it every few seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, and_, bindparam, select

from accounts.models import Device
from congress.actors import Actor
from congress.chamber_models import Sitting
from congress.models import Accreditation, Congress, Function, Member, stream_named
from core.database import session
from core.enums import Language
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
    rows = session().execute(_ASKED, {"slug": slug, "number": number, "device": device_sha256, "now": now,
                                      "stream": stream_named(slug)}).all()  # fmt: skip
    if not rows:
        return None
    first = rows[0]
    congress = Congress(
        id=first.congress_id,
        slug=slug,
        demonstration=first.demonstration,
        sittings_visible=first.sittings_visible,
        letter_frozen_at=first.letter_frozen_at,
        locale=Language.FR,
    )
    end = JournalEnd(stream_named(slug), first.sequence or 0, first.digest or GENESIS)
    return StateAsked(first.sitting_id, end, congress, _candidates(rows))


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
    device = and_(
        Device.token_sha256 == bindparam("device"), Device.revoked_at.is_(None), Device.expires_at > bindparam("now")
    )
    admitted = and_(
        Member.congress_id == Congress.id,
        Member.account_id == Device.account_id,
        Member.accreditation == Accreditation.ACCREDITED,
    )
    return (
        select(
            Congress.id.label("congress_id"), Congress.demonstration, Congress.sittings_visible,
            Congress.letter_frozen_at, Sitting.id.label("sitting_id"), JournalHead.sequence, JournalHead.digest,
            Member.id.label("member_id"), Member.pseudonym, Member.category, Member.votes, Member.function,
            Member.aide_of_id,
        )
        .select_from(Congress)
        .join(Sitting, and_(Sitting.congress_id == Congress.id, Sitting.number == bindparam("number")))
        .outerjoin(JournalHead, JournalHead.stream == bindparam("stream"))
        .outerjoin(Device, device)
        .outerjoin(Member, admitted)
        .where(Congress.slug == bindparam("slug"))
        .order_by(Member.position)
    )  # fmt: skip


_ASKED = _statement()
