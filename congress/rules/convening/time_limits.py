"""How long before a sitting its convening leaves: the clear days of each body, and how far they may be shortened. Pure.

- A council of fewer than 3,500 inhabitants: three clear days at least before the sitting (CGCT L2121-11).
- From 3,500 inhabitants: five clear days, with a « note explicative de synthèse » on what is to be decided (L2121-12).
- A public establishment of cooperation (EPCI): as a council of 3,500 inhabitants where one of its communes reaches
  them, else as a smaller one (L5211-1).
- In an emergency the mayor may shorten it, never below one clear day, and gives account of it as soon as the sitting
  opens: the council decides on the emergency, and may put off all of it or a part (L2121-11, L2121-12).
- A second convening of either, for want of a quorum: three days at least in between, and no clear days (L2121-17).
- An association: what its statutes say, the law of 1901 saying nothing; of its second assembly too, which may be an
  hour later. An assembly that sets its own agenda: nothing.

A clear day is neither that of the sending nor that of the sitting. Sundays and holidays count, and a limit that falls
on one is not put off.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from congress.rules.rule_names import Body

SMALL, LARGE = 3, 5  # clear days
SHORTEST = 1  # clear day, once shortened
SECOND_AFTER = 3  # days between a sitting of a council without a quorum and the next one
COUNCILS = (Body.COMMUNE, Body.EPCI)


class Timeliness(StrEnum):
    """How a convening stands to its limit."""

    IN_TIME = "in_time"
    SHORTENED = "shortened"  # in an emergency, on which the council decides
    LATE = "late"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """What is asked of one convening: so many clear days; `shortest`: to how many it may be shortened, if it may."""

    days: int
    shortest: int | None = None
    wants_note: bool = False
    article: str = ""  # of the law that says so

    def timeliness(self, sent: date, sits: date) -> Timeliness:
        """How a convening sent on a day for a sitting of another stands to the limit."""
        left = clear_days(sent, sits)
        if not self.days or left >= self.days:
            return Timeliness.IN_TIME
        if self.shortest is not None and left >= self.shortest:
            return Timeliness.SHORTENED
        return Timeliness.LATE

    def last_day(self, sits: date) -> date:
        """The last day on which it is sent in time."""
        return _sent_by(sits, self.days)

    def first_day(self, sent: date) -> date:
        """The first day for which what is sent on this one is in time."""
        return sent + timedelta(days=self.days + 1) if self.days else sent

    def last_day_shortened(self, sits: date) -> date | None:
        """The last day on which it may be sent in an emergency; None where nothing shortens it."""
        return None if self.shortest is None else _sent_by(sits, self.shortest)


def clear_days(sent: date, sits: date) -> int:
    """The whole days between the sending and the sitting, neither counted."""
    return max(0, (sits - sent).days - 1)


def _sent_by(sits: date, days: int) -> date:
    return sits - timedelta(days=days + 1) if days else sits


def time_limit(body: Body, days: int, *, is_second: bool = False) -> TimeLimit:
    """What is asked of a convening. `days`: those that the congress sets (0: none).

    A council that sets five has 3,500 inhabitants, in the commune or in one of those of the EPCI, or lives as if.
    """
    if body not in COUNCILS:
        return TimeLimit(days)
    asked = max(SMALL, days)
    wants_note = asked >= LARGE
    if is_second:
        return TimeLimit(SECOND_AFTER - 1, wants_note=wants_note, article="L2121-17")
    article = "L2121-12" if wants_note else "L2121-11"
    return TimeLimit(asked, SHORTEST, wants_note, article if body is Body.COMMUNE else f"{article}, L5211-1")


def may_be_second(body: Body, first: date, second: date) -> bool:
    """Whether enough days lie between a sitting without a quorum and the next one."""
    return second >= earliest_second(body, first)


def earliest_second(body: Body, first: date) -> date:
    """The first day of a sitting convened anew for want of a quorum: that very day where no law binds the body."""
    return first + timedelta(days=SECOND_AFTER if body in COUNCILS else 0)
