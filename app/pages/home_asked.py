"""What the home tells its reader of themselves beside the sitting, in few SELECTs: a page kept for many has to know."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, Select, and_, bindparam, func, or_, select

from amendments.cosigning_models import CosignAnswer, CosignRequest
from amendments.models import Amendment, AmendmentStatus, Cosigner
from congress.chamber_models import Sitting
from congress.models import Member
from congress.queries.convening.still_to_do import unanswered
from core.batches.plain_reading import PlainReading
from letters.models import Letter, Signature
from motions.models import Motion, Part, Viewpoint


@dataclass(frozen=True, slots=True)
class OwnTasks:
    """What is left to somebody, as far as the home tells of it, their points of view among it."""

    drafts: int
    has_signed: bool
    viewpoints: tuple[tuple[int, str], ...]  # by part, as they are said
    unanswered: tuple[int, ...]  # sittings to come


def own_tasks(congress_id: int, member_id: int, now: datetime) -> OwnTasks | None:
    """What is left to a member; None where somebody waits for their signature: the home names who."""
    told = {"congress": congress_id, "member": member_id}
    (row,) = _COUNTS.rows(told)
    if row.asked or row.signed_before:
        return None
    given = _VIEWPOINTS.rows(told)
    to_answer = _UNANSWERED.rows({"member": member_id, "now": now})
    return OwnTasks(
        row.drafts,
        bool(row.signatures),
        tuple((one.part_id, str(one.position)) for one in sorted(given, key=lambda one: one.member_id == member_id)),
        tuple(one.id for one in to_answer),
    )


_MEMBER: Final[BindParameter[int]] = bindparam("member")


def _of_the_person(column: Any) -> Any:
    """Whether a column names one of the rows of a person (`rows_of`)."""
    return column.in_(select(Member.id).where(or_(Member.id == _MEMBER, Member.merged_into_id == _MEMBER)))


def _counts() -> Select[Any]:
    of_congress = Motion.congress_id == bindparam("congress")
    drafts = (
        select(func.count(Amendment.id))
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(of_congress, Amendment.status == AmendmentStatus.DRAFT, _of_the_person(Amendment.author_id))
    )
    asked = select(func.count(CosignRequest.id)).where(
        CosignRequest.answer == CosignAnswer.PENDING, _of_the_person(CosignRequest.member_id)
    )
    signed_before = (
        select(func.count(Cosigner.amendment_id))
        .join(Amendment, Amendment.id == Cosigner.amendment_id)
        .where(_of_the_person(Cosigner.member_id), Cosigner.version != Amendment.version)
    )
    signatures = (
        select(func.count(Signature.id))
        .join(Letter, Letter.id == Signature.letter_id)
        .where(Letter.congress_id == bindparam("congress"), _of_the_person(Signature.member_id))
    )
    return select(
        drafts.scalar_subquery().label("drafts"),
        asked.scalar_subquery().label("asked"),
        signed_before.scalar_subquery().label("signed_before"),
        signatures.scalar_subquery().label("signatures"),
    )


def _viewpoints() -> Select[*tuple[Any, ...]]:
    part, motion = Part.__table__.c, Motion.__table__.c
    return (
        select(Viewpoint.part_id, Viewpoint.position, Viewpoint.member_id)
        .join(Part.__table__, part.id == Viewpoint.part_id)
        .join(Motion.__table__, and_(motion.id == part.motion_id, motion.congress_id == bindparam("congress")))
        .where(_of_the_person(Viewpoint.member_id))
        .order_by(Viewpoint.given_at, Viewpoint.id)
    )


_COUNTS: Final = PlainReading(_counts())
_VIEWPOINTS: Final = PlainReading(_viewpoints())
_UNANSWERED: Final = PlainReading(unanswered(select(Sitting.id)))
