"""What happened to an amendment before: texts carried over, those adopted with it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from amendments.models import Amendment, CarriedText
from core.database import session


def carried_history(amendment_id: int) -> list[CarriedText]:
    """The revisions onto which an amendment was carried over, oldest first."""
    rows = (
        select(CarriedText)
        .where(CarriedText.amendment_id == amendment_id)
        .options(joinedload(CarriedText.revision))
        .order_by(CarriedText.revision_id)
    )
    return list(session().scalars(rows))


def adopted_with(amendment: Amendment) -> list[str]:
    """What the amendments that one vote adopted together are called: a batch of identical ones, or one."""
    if not amendment.adopted_revision_id:
        return [amendment.label]
    wanted = select(Amendment).where(Amendment.adopted_revision_id == amendment.adopted_revision_id)
    return [found.label for found in session().scalars(wanted.order_by(Amendment.public_number))]
