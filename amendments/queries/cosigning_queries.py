"""Reads of cosignatures: who may be asked, who was, and what awaits a member's answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from amendments.cosigning_models import CosignAnswer, CosignRequest
from amendments.models import LIVE, Amendment, AmendmentStatus, Cosigner
from congress.models import Accreditation, Congress, Member
from congress.queries.congress_queries import rows_of
from core.database import session
from core.text.folding import folded
from motions.models import Motion, Part


@dataclass(frozen=True, slots=True)
class Found:
    """Those of the electors whom a search finds, the first of them, and how many they are."""

    shown: tuple[Member, ...]
    total: int


def electors_found(congress: Congress, search: str, *, most: int, without: Collection[int] = ()) -> Found:
    """The electors whose name, office or commune hold the words, by name as a French directory has them.

    Never by their address, which is theirs. `without`: the ids of those left out.
    """
    words = folded(search).split()
    rows = select(Member).where(
        Member.congress_id == congress.id,
        Member.votes,
        Member.accreditation == Accreditation.ACCREDITED,
        Member.merged_into_id.is_(None),
    )
    members = [member for member in session().scalars(rows) if member.id not in without]
    found = [member for member in members if all(word in _searched(member) for word in words)]
    found.sort(key=lambda member: (member.alphabetic, member.commune, member.position))
    return Found(tuple(found[:most]), len(found))


def _searched(member: Member) -> str:
    return folded(f"{member.civil_name} {member.role_line} {member.commune} {member.departement}")


def requests_of(amendment_id: int) -> list[CosignRequest]:
    """Who was asked to cosign an amendment, by name; for its author's eyes alone."""
    rows = select(CosignRequest).where(CosignRequest.amendment_id == amendment_id)
    found = list(session().scalars(rows.options(joinedload(CosignRequest.member))))
    return sorted(found, key=lambda request: request.member.alphabetic)


def request_to(amendment_id: int, member_id: int | None) -> CosignRequest | None:
    """What one member was asked, under whatever row of the roll they had; None when nothing is, any more."""
    rows = select(CosignRequest).where(
        CosignRequest.amendment_id == amendment_id,
        CosignRequest.member_id.in_(rows_of(member_id)),
        CosignRequest.answer != CosignAnswer.CANCELLED,
    )
    return session().scalars(rows.order_by(CosignRequest.id)).first()


def cosigner_of(amendment: Amendment, member_id: int | None) -> Cosigner | None:
    """The cosignature of a member, of whatever version; None without one."""
    found = [cosigner for cosigner in amendment.cosigners if cosigner.member.person_id == member_id]
    return next((cosigner for cosigner in found if cosigner.member_id == member_id), found[0] if found else None)


def is_to_confirm(cosigner: Cosigner) -> bool:
    """Whether the author gave the amendment another text, or other reasons, since; carried over, it is the same."""
    return cosigner.version != cosigner.amendment.version


def awaiting(congress_id: int, member_id: int) -> list[Amendment]:
    """The amendments that a member is asked to cosign, or to cosign again, while they may."""
    asked = exists().where(
        CosignRequest.amendment_id == Amendment.id,
        CosignRequest.member_id.in_(rows_of(member_id)),
        CosignRequest.answer == CosignAnswer.PENDING,
    )
    signed_before = exists().where(
        and_(
            Cosigner.amendment_id == Amendment.id,
            Cosigner.member_id.in_(rows_of(member_id)),
            Cosigner.version != Amendment.version,
        )
    )
    rows = (
        select(Amendment)
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(
            Motion.congress_id == congress_id,
            Amendment.status.in_(LIVE),
            Amendment.under_vote.is_(False),
            or_(asked, signed_before),
        )
        .options(
            joinedload(Amendment.author),
            joinedload(Amendment.taken_up_by),
            joinedload(Amendment.part).joinedload(Part.motion),
        )
    )
    return list(session().scalars(rows.order_by(Amendment.receipt_number)))


def asked_since(bearer: Member, since: datetime) -> list[CosignRequest]:
    """The requests of a member since an instant, on all the amendments that are theirs now."""
    bearer_id = func.coalesce(Amendment.taken_up_by_id, Amendment.author_id)
    rows = (
        select(CosignRequest)
        .join(Amendment, Amendment.id == CosignRequest.amendment_id)
        .where(bearer_id.in_(rows_of(bearer.person_id)), CosignRequest.asked_at > since)
    )
    return list(session().scalars(rows))


def pending_counts(amendment_ids: Collection[int]) -> dict[int, int]:
    """By amendment, how many requests are not answered yet; for the author's own list."""
    rows = (
        select(CosignRequest.amendment_id, func.count())
        .where(CosignRequest.amendment_id.in_(amendment_ids), CosignRequest.answer == CosignAnswer.PENDING)
        .group_by(CosignRequest.amendment_id)
    )
    return {row.amendment_id: row[1] for row in session().execute(rows)}


def may_be_asked(amendment: Amendment) -> bool:
    """Whether an amendment is still to be decided, and not put to the vote: cosignatures may change."""
    return amendment.status in (AmendmentStatus.DEPOSITED, AmendmentStatus.PUBLISHED) and not amendment.under_vote


DAY = timedelta(days=1)
