"""What a proclamation will need, computed before its transaction: that one holds every ballot."""

from amendments.services.decision_services import prepare_adoption
from amendments.services.ordering.adopting_all import prepare_all
from voting.models import Poll


def prepare(poll: Poll, *, is_adopted: bool) -> None:
    """Have at hand what an adoption of the poll's amendments carries over; nothing for a text, or a rejection.

    From what is committed: the transaction checks that it still fits.
    """
    rows = [row.amendment for row in poll.subjects if row.amendment is not None]
    if not rows or not is_adopted:
        return
    if poll.bundle_id is not None:
        prepare_all(sorted(rows, key=lambda row: row.public_number or 0))
    else:
        prepare_adoption([row.id for row in rows])
