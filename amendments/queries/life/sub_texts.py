"""How a sub-amendment reads: always against its amendment as that one would make the text in force."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from amendments.life_models import AmendmentVersion, VersionEnd
from amendments.models import LIVE, Amendment, AmendmentStatus, Cosigner, Opinion
from amendments.rules.carry_over import IfAdopted, KnownText, carry
from core.database import session
from core.errors import NotFound
from motions.models import Revision


def sub_if_adopted(sub: Amendment, parent: IfAdopted) -> IfAdopted:
    """The whole part as it would read if a sub-amendment, then its amendment, were adopted on the text in force.

    `parent`: how the text in force would read by the amendment alone. What no longer applies is carried nowhere: the
    sub-amendment then stands, to be checked, on the amendment as it is.
    """
    if not parent.is_clean:
        return IfAdopted(parent.text, parent.sha256, is_clean=False, conflicts=parent.conflicts)
    return carry(base_of_sub(sub), parent.known, KnownText(sub.text_sha256, sub.text))


def base_of_sub(sub: Amendment) -> KnownText:
    """The text of its amendment on which a sub-amendment was written."""
    parent = sub.parent
    if parent is None:
        raise ValueError(f"amendment {sub.id} amends no other")
    return text_of_version(parent, sub.parent_version or 1)


def base_of(amendment: Amendment) -> KnownText:
    """The text on which an amendment was written: a version of its part, or of the amendment that it amends."""
    if amendment.is_sub:
        return base_of_sub(amendment)
    return KnownText(amendment.base_revision.sha256, amendment.base_revision.text)


def text_of_version(amendment: Amendment, version: int) -> KnownText:
    """What an amendment said in a version; `NotFound` where it has none of that number."""
    if amendment.version == version:
        return KnownText(amendment.text_sha256, amendment.text)
    rows = select(AmendmentVersion.text_sha256, AmendmentVersion.text).where(
        AmendmentVersion.amendment_id == amendment.id, AmendmentVersion.version == version
    )
    found = session().execute(rows).one_or_none()
    if found is None:
        raise NotFound(_("Cet amendement n’a pas de version %(number)s.", number=version))
    return KnownText(*found)


def numbered_subs_of(amendment_id: int) -> list[Amendment]:
    """The sub-amendments of an amendment that are published, whatever became of them, by their letters."""
    rows = _subs_of([amendment_id]).where(Amendment.public_number.is_not(None))
    rows = rows.options(selectinload(Amendment.cosigners).joinedload(Cosigner.member))
    return list(session().scalars(rows.order_by(Amendment.sub_number)))


def numbered_subs_in(motion_id: int) -> list[Amendment]:
    """The published sub-amendments of a motion, whatever became of them, by number."""
    return _numbered(Amendment.motion_id == motion_id)


def numbered_subs_on(part_id: int) -> list[Amendment]:
    """The published sub-amendments of a part, whatever became of them, by number."""
    return _numbered(Amendment.part_id == part_id)


def live_subs_of(amendment_ids: Sequence[int]) -> list[Amendment]:
    """The sub-amendments still to be decided (deposited or published), by their receipts."""
    rows = _subs_of(amendment_ids).where(Amendment.status.in_(LIVE))
    return list(session().scalars(rows.order_by(Amendment.receipt_number)))


def subs_to_vote(amendment_ids: Sequence[int]) -> list[Amendment]:
    """The published sub-amendments still to be voted, by number."""
    rows = _subs_of(amendment_ids).where(Amendment.status == AmendmentStatus.PUBLISHED)
    return list(session().scalars(rows.order_by(Amendment.public_number, Amendment.sub_number)))


def subs_ended_by(amendment: Amendment) -> list[Amendment]:
    """The sub-amendments that ended because an amendment did, and adopted ones, whose words it bears, that fell."""
    brought = select(AmendmentVersion.sub_amendment_id).where(AmendmentVersion.amendment_id == amendment.id)
    rows = select(Amendment).where(
        Amendment.parent_id.is_not(None),
        or_(
            Amendment.cause_amendment_id == amendment.id,
            and_(Amendment.id.in_(brought), Amendment.status == AmendmentStatus.FALLEN),
        ),
    )
    return list(session().scalars(rows.order_by(Amendment.id)))


def adopted_subs_of(amendment_id: int) -> list[Amendment]:
    """The sub-amendments adopted whose words an amendment bears: its own, those to one that was identical."""
    brought = select(AmendmentVersion.sub_amendment_id).where(AmendmentVersion.amendment_id == amendment_id)
    rows = select(Amendment).where(
        or_(Amendment.parent_id == amendment_id, Amendment.id.in_(brought)),
        Amendment.status == AmendmentStatus.ADOPTED,
    )
    return list(session().scalars(rows.order_by(Amendment.public_number, Amendment.sub_number)))


def stands_elsewhere(sub: Amendment, amendment: Amendment) -> bool:
    """Whether another amendment bears the words of an adopted sub-amendment, and is adopted or to be voted."""
    brought = aliased(AmendmentVersion)
    rewritten = exists().where(
        AmendmentVersion.amendment_id == brought.amendment_id,
        AmendmentVersion.version > brought.version,
        AmendmentVersion.ended_by == VersionEnd.RECTIFIED,
    )
    rows = (
        select(Amendment.id)
        .join(brought, brought.amendment_id == Amendment.id)
        .where(
            brought.sub_amendment_id == sub.id,
            Amendment.id != amendment.id,
            Amendment.status.in_((AmendmentStatus.PUBLISHED, AmendmentStatus.ADOPTED)),
            ~rewritten,
        )
    )
    return session().scalar(rows.limit(1)) is not None


def rectifications_in(motion_id: int) -> list[tuple[int, datetime]]:
    """Which amendments of a motion were rectified, each time, and when."""
    rows = (
        select(AmendmentVersion.amendment_id, AmendmentVersion.ended_at)
        .join(Amendment, Amendment.id == AmendmentVersion.amendment_id)
        .where(Amendment.motion_id == motion_id, AmendmentVersion.ended_by == VersionEnd.RECTIFIED)
    )
    return [(amendment_id, at) for amendment_id, at in session().execute(rows.order_by(AmendmentVersion.id))]


def rewritten_since(amendment_ids: Collection[int], instant: datetime) -> set[int]:
    """Those of these amendments whose text is another since an instant."""
    rows = select(AmendmentVersion.amendment_id).where(
        AmendmentVersion.amendment_id.in_(amendment_ids), AmendmentVersion.ended_at >= instant
    )
    return set(session().scalars(rows))


def versions_of(amendment_id: int) -> list[AmendmentVersion]:
    """The former versions of an amendment's text, oldest first."""
    rows = select(AmendmentVersion).where(AmendmentVersion.amendment_id == amendment_id)
    shown = rows.options(joinedload(AmendmentVersion.base_revision), joinedload(AmendmentVersion.sub_amendment))
    return list(session().scalars(shown.order_by(AmendmentVersion.version)))


def version_row(amendment_id: int, sub_id: int) -> AmendmentVersion:
    """What an amendment said before a sub-amendment was adopted, the last time that it was."""
    rows = select(AmendmentVersion).where(
        AmendmentVersion.amendment_id == amendment_id,
        AmendmentVersion.sub_amendment_id == sub_id,
        AmendmentVersion.ended_by == VersionEnd.SUB_AMENDED,
    )
    found = session().scalars(rows.order_by(AmendmentVersion.version.desc()).limit(1)).first()
    if found is None:
        raise ValueError(f"sub-amendment {sub_id} never changed amendment {amendment_id}")
    return found


def as_borne(amendment: Amendment) -> tuple[int, Revision, KnownText]:
    """The version of an amendment that its bearer wrote last, its revision and text: before any sub-amendment."""
    found = amendment.version, amendment.base_revision, KnownText(amendment.text_sha256, amendment.text)
    for former in reversed(versions_of(amendment.id) if amendment.version > 1 else ()):
        if former.ended_by is VersionEnd.RECTIFIED:
            break
        found = former.version, former.base_revision, KnownText(former.text_sha256, former.text)
    return found


def _numbered(of: ColumnElement[bool]) -> list[Amendment]:
    rows = (
        select(Amendment)
        .where(of, Amendment.parent_id.is_not(None), Amendment.public_number.is_not(None))
        .options(
            joinedload(Amendment.author),
            joinedload(Amendment.part),
            joinedload(Amendment.base_revision),
            joinedload(Amendment.taken_up_by),
            joinedload(Amendment.cause_amendment),
            selectinload(Amendment.cosigners).joinedload(Cosigner.member),
            selectinload(Amendment.opinions).joinedload(Opinion.rival),
        )
    )
    return list(session().scalars(rows.order_by(Amendment.public_number, Amendment.sub_number)))


def _subs_of(amendment_ids: Sequence[int]) -> Select[Amendment]:
    return (
        select(Amendment)
        .where(Amendment.parent_id.in_(amendment_ids))
        .options(joinedload(Amendment.author), joinedload(Amendment.part))
    )
