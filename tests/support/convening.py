"""A sitting to convene: the plenary of the congress `essai`, eleven days before it, under the rules of a council."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.support.plenary import Plenary

PARIS = ZoneInfo("Europe/Paris")


def at(plenary: Plenary, day: int, hour: int = 9, minute: int = 0) -> None:
    """The clock shows this hour of October 2020, in Paris."""
    plenary.cast.clock.at = datetime(2020, 10, day, hour, minute, tzinfo=PARIS)


def council(plenary: Plenary, **rules) -> None:
    """The congress is a council: by default of fewer than 3,500 inhabitants."""
    from congress.models import Congress
    from congress.rules.rule_names import Body
    from core.database import session

    def change() -> None:
        for name, value in {"body": Body.COMMUNE, "convening_days": 3, **rules}.items():
            setattr(session().get_one(Congress, plenary.cast.congress_id), name, value)

    plenary.cast.run(change)


def shown(plenary: Plenary, **typed: str) -> str:
    """The fingerprint of the convening as the secretariat reads it now."""
    from congress.queries.chamber_queries import sitting
    from congress.services.convening.composing import ConveningWords, compose

    now = plenary.cast.clock.now() + timedelta(seconds=1)
    return plenary.cast.read(lambda: compose(sitting(plenary.sitting_id), ConveningWords(**typed), now).sha256)


def send(plenary: Plenary, *, remind_at: datetime | None = None, **typed: str) -> int:
    """The id of the convening that the secretariat reads, then sends."""
    from congress.services.convening.composing import ConveningWords
    from congress.services.convening.sending import send_convening

    return plenary.do(
        send_convening,
        plenary.sitting_id,
        ConveningWords(**typed),
        seen=shown(plenary, **typed),
        remind_at=remind_at,
        by="sven",
    )


def one(plenary: Plenary, model, key: int):
    """A row."""
    from core.database import session

    return plenary.cast.read(lambda: session().get_one(model, key))
