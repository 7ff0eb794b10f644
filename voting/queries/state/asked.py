"""The sitting of which the state is asked for, with who asks, in one SELECT: thousands ask every few seconds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam

from congress.chamber_models import Sitting
from congress.models import Congress
from congress.queries.asking.who_asks import WhoAsks, asked_from, asking, who_asks
from core.batches.plain_reading import PlainReading


@dataclass(frozen=True, slots=True)
class StateAsked:
    """A sitting of which the state is asked for, and by whom."""

    sitting_id: int
    who: WhoAsks


def state_asked(slug: str, number: int, device_sha256: str, now: datetime) -> StateAsked | None:
    """What a request for a state needs; None where the congress has no such sitting."""
    rows = _ASKED.rows(who_asks(slug, number, device_sha256, now))
    return StateAsked(rows[0].sitting_id, asked_from(slug, rows)) if rows else None


def _of_a_sitting() -> Select[Any]:
    congress, sitting = Congress.__table__.c, Sitting.__table__.c
    of_number = and_(sitting.congress_id == congress.id, sitting.number == bindparam("number"))
    return asking().add_columns(sitting.id.label("sitting_id")).join(Sitting.__table__, of_number)


_ASKED = PlainReading(_of_a_sitting())
