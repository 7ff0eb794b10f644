"""The texts that are voted in parts: which divisions stand, what is left of their text, whether a part may be voted."""

from collections.abc import Collection, Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from amendments.models import Amendment, AmendmentStatus
from core.database import session
from core.errors import RuleBroken
from motions.models import Part, Revision
from voting.dividing_models import Division, DivisionEnd, DivisionPart
from voting.rules.dividing.units import Divisible, of_amendment, of_text, without


def divisions_on(part_ids: Collection[int]) -> dict[int, Division]:
    """The division that is not over of each of these parts, where there is one that stands: two queries at most."""
    wanted = (
        select(Division)
        .where(Division.part_id.in_(part_ids), Division.ended_at.is_(None))
        .options(
            joinedload(Division.item), joinedload(Division.amendment), joinedload(Division.part),
            selectinload(Division.parts).joinedload(DivisionPart.question),
        )
    )  # fmt: skip
    return {one.part_id: one for one in session().scalars(wanted) if stands(one)}


def running_on(part_id: int) -> Division | None:
    """The division of a part that is not over, whether it stands or not."""
    return session().scalar(select(Division).where(Division.part_id == part_id, Division.ended_at.is_(None)))


def refusal_for_divided(part: Part, amendment: Amendment | None) -> str:
    """Why a text is not divided again, in a sentence; empty where it may be.

    It was voted in parts to the end, and is what was left then; or parts of the text are being voted.
    """
    found = _divisions_of(part, amendment)
    if any(stands(former) for former in found):
        return going_on()
    return divided_already() if _left_as_it_reads(found, part, amendment) is not None else ""


def divided_before(part: Part, amendment: Amendment | None) -> Division | None:
    """The division voted to its end that left a text, or an amendment, as it reads now, or None."""
    return _left_as_it_reads(_divisions_of(part, amendment), part, amendment)


def _divisions_of(part: Part, amendment: Amendment | None) -> Sequence[Division]:
    """Those of a text that are not over, and those of it, or of the amendment, that were voted to their end."""
    to_the_end = Division.outcome.in_((DivisionEnd.WHOLE, DivisionEnd.REDUCED))
    own = Division.amendment_id == (amendment.id if amendment else None)
    wanted = select(Division).where(Division.part_id == part.id, (own & to_the_end) | Division.ended_at.is_(None))
    return session().scalars(wanted).all()


def _left_as_it_reads(found: Sequence[Division], part: Part, amendment: Amendment | None) -> Division | None:
    for former in found:
        then = former.on_number if amendment is None else former.amendment_version or 0
        now = part.current_number if amendment is None else amendment.version
        if former.ended_at is not None and now == then + (former.outcome is DivisionEnd.REDUCED):
            return former
    return None


def going_on() -> str:
    """Why a second division of a text waits for the end of the one that goes on."""
    return str(_("Ce texte est déjà en cours de vote par division\u00a0: ses parties d’abord, puis ce qu’il en reste."))


def divided_already() -> str:
    """Why a text that was voted in parts is not divided again."""
    return str(_("Ce texte a déjà été voté par division."))


def stands(division: Division) -> bool:
    """Whether what was divided is still to be voted as it was: the same text, on the item where it was asked."""
    part, amendment = division.part, division.amendment
    if division.ended_at is not None or division.item.closed_at is not None:
        return False
    if part.current_number != division.on_number or part.is_decided:
        return False
    if amendment is None:
        return True
    return amendment.status == AmendmentStatus.PUBLISHED and amendment.version == division.amendment_version


def unvoted(division: Division) -> list[DivisionPart]:
    """Its parts on which no vote decided yet, in their order."""
    return [part for part in division.parts if part.is_adopted is None]


def require_part_to_vote(divided: DivisionPart) -> None:
    """The part may be put to the vote: its division stands, nothing decided it yet; else a refusal."""
    if divided.is_adopted is not None:
        raise RuleBroken(_("Cette partie a déjà été votée."))
    if not stands(divided.division):
        raise RuleBroken(
            _("Le texte divisé a changé, ou n’est plus à voter\u00a0: ses parties ne se votent plus. Renoncez à la"
              " division.")
        )  # fmt: skip


def require_parts_voted(part: Part, amendment_ids: Sequence[int]) -> None:
    """A text that is divided is voted as a whole after its parts: else a refusal."""
    found = divisions_on([part.id]).get(part.id)
    if found is None or not unvoted(found):
        return
    is_divided = found.amendment_id in amendment_ids if found.amendment_id is not None else not amendment_ids
    if is_divided:
        raise RuleBroken(_("Ce texte se vote par division\u00a0: ses parties d’abord, l’ensemble ensuite."))


def divisible_of(division: Division) -> Divisible:
    """The text of a division with its units, as it was divided."""
    if division.amendment_id is None:
        return of_text(division.text)
    return of_amendment(base_revision_of(division).text, division.text)


def base_revision_of(division: Division) -> Revision:
    """The version in force when it was divided."""
    wanted = select(Revision).where(Revision.part_id == division.part_id, Revision.number == division.on_number)
    return session().scalars(wanted).one()


def text_of_part(divided: DivisionPart) -> str:
    """What a part puts to the vote: the text with nothing else of the division."""
    found, own = divisible_of(divided.division), range(divided.first_unit, divided.last_unit + 1)
    return without(found, [rank for rank in range(len(found.units)) if rank not in own])


def text_left(division: Division) -> str:
    """The text less the parts that were rejected."""
    rejected = [
        rank
        for part in division.parts
        if part.is_adopted is False
        for rank in range(part.first_unit, part.last_unit + 1)
    ]
    return without(divisible_of(division), rejected)
