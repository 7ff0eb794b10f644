"""A sitting that is over and whose minutes are to be adopted in the next one."""

from datetime import timedelta

from congress.chamber_models import Office, SittingKind
from tests.support.cast import Cast
from tests.support.plenary import Plenary
from voting.pages.minutes.minutes_paper import adoption_sentence
from voting.queries.minutes.minutes_queries import minutes_of
from voting.services.discussion_services import end_sitting
from voting.services.minutes.adopting import draft_digest

LATER = 3


def sat(cast: Cast) -> Plenary:
    """The first proposal is adopted; the sitting is over, with its chair and its secretary."""
    from congress.services.sitting_services import give_office

    made = Plenary.of(cast)
    made.do(give_office, made.sitting_id, cast.ids["dora"], Office.SECRETARY, by="sven")
    made.open()
    made.discuss()
    poll = made.poll()
    made.vote(poll, "for", "ada", "bela")
    made.proclaim(poll)
    made.do(end_sitting, made.sitting_id)
    return made


def of(plenary: Plenary):
    from congress.queries.chamber_queries import sitting

    return sitting(plenary.sitting_id)


def seen(plenary: Plenary) -> str:
    return plenary.cast.read(lambda: draft_digest(of(plenary)))


def later_sitting(plenary: Plenary) -> int:
    """Sitting 3, open, that chloe chairs, two members there; its id."""
    from congress.services.sitting_services import give_office, open_sitting, plan_sitting

    starts = plenary.cast.clock.now() + timedelta(hours=1)
    planned = {"kind": SittingKind.PLENARY, "title": "Suite", "room_id": None}
    sitting_id = plenary.do(
        plan_sitting, plenary.cast.congress_id, starts_at=starts, ends_at=starts + timedelta(hours=1), by="sven",
        **planned,
    )  # fmt: skip
    plenary.do(give_office, sitting_id, plenary.cast.ids["chloe"], Office.CHAIR, by="sven")
    plenary.do(open_sitting, sitting_id)
    Plenary(plenary.cast, sitting_id).arrive("ada", "bela")
    return sitting_id


def told_of(plenary: Plenary) -> str:
    return plenary.cast.read(lambda: adoption_sentence(minutes_of(plenary.sitting_id)))
