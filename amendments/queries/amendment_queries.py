"""Reads of amendments for pages and for voting, each a bounded number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from amendments.models import LIVE, SET_ASIDE, Amendment, AmendmentStatus, CarriedText, Cosigner, Opinion
from amendments.queries.life.sub_texts import sub_if_adopted
from amendments.rules.carry_over import IfAdopted, KnownText, carry
from amendments.rules.labels_of_numbers import read_label
from congress.models import Member
from congress.queries.congress_queries import rows_of
from core.database import session
from core.errors import NotFound
from motions.models import Motion, Part, Revision
from motions.queries.motion_queries import current_revision

# What lists and votes on a text are made of: sub-amendments are told with their amendment.
AMENDS_TEXT: Final = Amendment.parent_id.is_(None)
# A version is long, and hundreds of amendments have the same one: each is read once.
_BASES: Final = selectinload(Amendment.base_revision)
NUMBERED: Final = and_(AMENDS_TEXT, Amendment.public_number.is_not(None))


@dataclass(frozen=True, slots=True)
class AmendmentCounts:
    """How many published amendments bear on a part, and what became of them."""

    total: int = 0
    to_vote: int = 0
    adopted: int = 0
    rejected: int = 0
    withdrawn: int = 0


def unknown_amendment() -> NotFound:
    """What is answered for an amendment that does not exist, or that the reader must not know of."""
    return NotFound(_("Il n’y a pas d’amendement à cette adresse."))


def known_text(amendment: Amendment) -> KnownText:
    """The author's text, by its fingerprint."""
    return KnownText(amendment.text_sha256, amendment.text)


def known_revision(revision: Revision) -> KnownText:
    """The text of a revision, by its fingerprint."""
    return KnownText(revision.sha256, revision.text)


def by_id(amendment_id: int) -> Amendment:
    """One amendment with what its page shows, in any state; `NotFound` if there is none."""
    return _one(_shown(select(Amendment).where(Amendment.id == amendment_id)))


def by_public_number(congress_id: int, number: int | str) -> Amendment:
    """The published amendment of this number (12), or sub-amendment (« 12-A »); `NotFound` if there is none."""
    own, sub_number = read_label(str(number)) or (0, 0)
    rows = select(Amendment).join(Motion, Motion.id == Amendment.motion_id)
    numbered = Amendment.public_number == own, Amendment.sub_number == sub_number
    return _one(_shown(rows.where(Motion.congress_id == congress_id, *numbered)))


def published_on(part_id: int) -> list[Amendment]:
    """The amendments of a part that have a public number, whatever became of them, by number."""
    rows = select(Amendment).where(Amendment.part_id == part_id, NUMBERED)
    return list(session().scalars(_advised(rows).order_by(Amendment.public_number, Amendment.sub_number)))


def published_in(motion_id: int) -> list[Amendment]:
    """The amendments of a motion that have a public number, by part then number."""
    rows = select(Amendment).join(Part, Part.id == Amendment.part_id).where(Amendment.motion_id == motion_id, NUMBERED)
    return list(
        session().scalars(_advised(rows).order_by(Part.position, Amendment.public_number, Amendment.sub_number))
    )


def live_on(part_id: int) -> list[Amendment]:
    """The amendments of a part still to be decided (deposited or published), by deposit."""
    rows = select(Amendment).where(Amendment.part_id == part_id, AMENDS_TEXT, Amendment.status.in_(LIVE))
    return list(session().scalars(_listed(rows).order_by(Amendment.receipt_number)))


def twin_of(amendment: Amendment) -> Amendment | None:
    """Another amendment of the same author, still to be decided, with the same text on the same version; or None."""
    rows = select(Amendment).where(
        Amendment.author_id.in_(rows_of(amendment.author.person_id)),
        Amendment.base_revision_id == amendment.base_revision_id,
        Amendment.text_sha256 == amendment.text_sha256,
        Amendment.status.in_(LIVE),
        Amendment.id != amendment.id,
    )
    return session().scalars(rows.limit(1)).first()


def to_vote_on(part_id: int, *, listed: bool = True, with_bases: bool = True) -> list[Amendment]:
    """The published amendments of a part still to be decided, by number; `listed`: with what a list shows of them.

    `with_bases`: false where the versions of the part are in the session already.
    """
    rows = select(Amendment).where(
        Amendment.part_id == part_id, AMENDS_TEXT, Amendment.status == AmendmentStatus.PUBLISHED
    )
    whose = (joinedload(Amendment.author), joinedload(Amendment.taken_up_by))
    told = _advised(rows) if listed else rows.options(*whose, *([_BASES] if with_bases else []))
    return list(session().scalars(told.order_by(Amendment.public_number, Amendment.sub_number)))


def set_aside_on(part_ids: Sequence[int]) -> list[Amendment]:
    """The amendments of parts that the chair declared not supported, fallen or without object, no vote having ended
    them, by number.
    """
    rows = select(Amendment).where(
        Amendment.part_id.in_(part_ids), Amendment.status.in_(SET_ASIDE), Amendment.cause_amendment_id.is_(None)
    )
    return list(session().scalars(_listed(rows).order_by(Amendment.public_number, Amendment.sub_number)))


def submitted_amendments(congress_id: int, status: AmendmentStatus = AmendmentStatus.DEPOSITED) -> list[Amendment]:
    """The amendments that wait for the secretariat, oldest first; or those at another status, in the same order."""
    rows = (
        select(Amendment)
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(Motion.congress_id == congress_id, Amendment.status == status)
    )
    return list(session().scalars(_listed(rows).order_by(Amendment.receipt_number)))


def waiting_on(part_id: int) -> int:
    """How many amendments of a part wait for the secretariat: deposited, neither published nor refused."""
    rows = select(func.count()).select_from(Amendment).where(Amendment.part_id == part_id)
    return session().scalar(rows.where(Amendment.status == AmendmentStatus.DEPOSITED)) or 0


def amendment_of_receipt(congress_id: int, receipt: int) -> int:
    """The id of the amendment of this receipt; `NotFound` if there is none."""
    rows = (
        select(Amendment.id)
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(Motion.congress_id == congress_id, Amendment.receipt_number == receipt)
    )
    found = session().scalar(rows)
    if found is None:
        raise unknown_amendment()
    return found


def written_by(congress_id: int, member_id: int) -> list[Amendment]:
    """The amendments of an author in every state, drafts first, the newest first."""
    rows = (
        select(Amendment)
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(Motion.congress_id == congress_id, Amendment.author_id.in_(rows_of(member_id)))
    )
    found = session().scalars(_listed(rows).order_by(Amendment.updated_at.desc(), Amendment.id.desc()))
    return sorted(found, key=lambda amendment: amendment.status != AmendmentStatus.DRAFT)


def drafts_on(part_id: int, member_id: int, *, listed: bool = True) -> list[Amendment]:
    """The drafts of an author on a part, the newest first; `listed`: with what a list shows of them."""
    rows = select(Amendment).where(
        Amendment.part_id == part_id, AMENDS_TEXT, Amendment.rectifies_id.is_(None), _is_draft_of(member_id)
    )
    told = _listed(rows) if listed else rows.options(joinedload(Amendment.base_revision))
    return list(session().scalars(told.order_by(Amendment.updated_at.desc(), Amendment.id.desc())))


def drafts_over(amendment_id: int, member_id: int, *, is_sub: bool) -> list[Amendment]:
    """The drafts of an author that sub-amend, or rectify, an amendment, the newest first."""
    over = Amendment.parent_id if is_sub else Amendment.rectifies_id
    rows = _listed(select(Amendment).where(over == amendment_id, _is_draft_of(member_id)))
    return list(session().scalars(rows.order_by(Amendment.updated_at.desc(), Amendment.id.desc())))


def _is_draft_of(member_id: int) -> ColumnElement[bool]:
    return and_(Amendment.status == AmendmentStatus.DRAFT, Amendment.author_id.in_(rows_of(member_id)))


def cosigned_by(congress_id: int, member_id: int) -> list[Amendment]:
    """The amendments of others that a member supports, whatever became of them, by number."""
    rows = (
        select(Amendment)
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(
            Motion.congress_id == congress_id,
            Amendment.cosigners.any(Cosigner.member_id.in_(rows_of(member_id))),
            Amendment.author_id.not_in(rows_of(member_id)),
        )
    )
    return list(session().scalars(_listed(rows).order_by(Amendment.public_number, Amendment.sub_number)))


def counts_by_part(motion_id: int) -> dict[int, AmendmentCounts]:
    """How many amendments bear on each part of a motion, in one query; a part without any is left out."""
    rows = (
        select(Amendment.part_id, Amendment.status, func.count())
        .where(Amendment.motion_id == motion_id, NUMBERED)
        .group_by(Amendment.part_id, Amendment.status)
    )
    found: dict[int, dict[AmendmentStatus, int]] = defaultdict(dict)
    for part_id, status, number in session().execute(rows):
        found[part_id][status] = number
    return {part_id: counts_of(by_status) for part_id, by_status in found.items()}


def counts_of(by_status: dict[AmendmentStatus, int]) -> AmendmentCounts:
    """The counts of a page's filters from the number of amendments in each status."""
    return AmendmentCounts(
        total=sum(by_status.values()),
        to_vote=by_status.get(AmendmentStatus.PUBLISHED, 0),
        adopted=by_status.get(AmendmentStatus.ADOPTED, 0),
        rejected=by_status.get(AmendmentStatus.REJECTED, 0),
        withdrawn=by_status.get(AmendmentStatus.WITHDRAWN, 0),
    )


def if_adopted(amendment: Amendment) -> IfAdopted:
    """How the part would read if a live amendment were adopted on the revision in force."""
    current = current_revision(amendment.part_id)
    return texts_if_adopted([amendment], {amendment.part_id: current})[amendment.id]


def texts_if_adopted(amendments: Sequence[Amendment], current: dict[int, Revision]) -> dict[int, IfAdopted]:
    """The same for many live amendments, in one query: what was carried over when the revision was made.

    What is not stored (deposited in the very instant of an adoption) is computed. `current`: by part id.
    """
    parents = {row.id: row.parent for row in amendments if row.parent_id is not None}
    tops = {found.id: found for found in (parents.get(row.id) or row for row in amendments)}
    stored = _carried(set(tops), {revision.id for revision in current.values()})
    texts = {
        top.id: IfAdopted(top.text, top.text_sha256, is_clean=True)
        if top.base_revision_id == current[top.part_id].id
        else stored.get(top.id)
        or carry(known_revision(top.base_revision), known_revision(current[top.part_id]), known_text(top))
        for top in tops.values()
    }
    return {
        row.id: sub_if_adopted(row, texts[row.parent_id]) if row.parent_id is not None else texts[row.id]
        for row in amendments
    }


def _carried(amendment_ids: Iterable[int], revision_ids: set[int]) -> dict[int, IfAdopted]:
    wanted = set(amendment_ids)
    rows = select(CarriedText).where(CarriedText.revision_id.in_(revision_ids))
    if len(wanted) == 1:
        rows = rows.where(CarriedText.amendment_id.in_(wanted))
    return {
        row.amendment_id: IfAdopted(row.text, row.text_sha256, row.clean, row.already_satisfied, tuple(row.conflicts))
        for row in session().scalars(rows)
        if row.amendment_id in wanted
    }


def _listed(rows: Select[Amendment]) -> Select[Amendment]:
    """With what a line of a list shows."""
    return rows.options(
        joinedload(Amendment.author),
        _BASES,
        joinedload(Amendment.part),
        joinedload(Amendment.cause_amendment),
        selectinload(Amendment.cosigners).joinedload(Cosigner.member),
    )


def _advised(rows: Select[Amendment]) -> Select[Amendment]:
    """The same with what the bureau advises."""
    return _listed(rows).options(selectinload(Amendment.opinions).joinedload(Opinion.rival))


def _shown(rows: Select[Amendment]) -> Select[Amendment]:
    """With what a page shows."""
    return rows.options(
        joinedload(Amendment.author).joinedload(Member.aide_of),
        joinedload(Amendment.base_revision),
        joinedload(Amendment.part).joinedload(Part.motion),
        joinedload(Amendment.cause_amendment),
        selectinload(Amendment.cosigners).joinedload(Cosigner.member),
        selectinload(Amendment.opinions).joinedload(Opinion.rival),
    )


def _one(rows: Select[Amendment]) -> Amendment:
    found = session().scalar(rows)
    if found is None:
        raise unknown_amendment()
    return found
