"""The row that a form of a sitting's pages names, in a hidden field or on a button: one of that sitting, or none."""

from typing import Any

from flask import request

from congress.chamber.presence_models import Withdrawal
from congress.chamber_models import AgendaItem, Proxy, Sitting, SittingOffice
from core.database import session
from core.errors import NotFound


def number_named(field: str, missing: str) -> int | None:
    """The number in a field of the form; None where the form has no such field. `NotFound` for anything else in it.

    What no page sends is not taken for the next act that the same address knows. `missing`: what is said then.
    """
    if field not in request.form:
        return None
    number = request.form.get(field, 0, type=int)
    if not 0 < number < 2**31:
        raise NotFound(missing)
    return number


def row_named(field: str, kind: type[Any], sitting: Sitting, missing: str) -> int | None:
    """The id of the row of this sitting that the form names; None where it names none. `NotFound` for another's."""
    number = number_named(field, missing)
    if number is not None and _sitting_of(session().get(kind, number)) != sitting.id:
        raise NotFound(missing)
    return number


def _sitting_of(row: Proxy | SittingOffice | Withdrawal | None) -> int | None:
    if isinstance(row, Withdrawal):
        item = session().get(AgendaItem, row.item_id)
        return item.sitting_id if item is not None else None
    return row.sitting_id if row is not None else None
