"""A text put right by the secretariat on the eve of the sitting, and the amendment that its author adapts to it."""

from datetime import datetime
from functools import partial

from amendments.models import Amendment
from amendments.services import amendment_services
from amendments.services.after.resubmitting import resubmit
from amendments.services.editorial_services import revise_text
from core.database import session
from core.text.typography import normalise_typography
from demo import scenario
from demo.dates import local_time
from demo.online_months import ids_by_number
from demo.people import DemonstrationPeople
from motions.models import Cause, Part
from motions.queries.motion_queries import current_revision, proposal

FORMER = "des communes d’au moins 3 500 habitants"
LATTER = "des communes de 3 500 habitants et plus"
BECAUSE = "La formule est celle de la loi\u00a0: «\u00a0communes de 3\u00a0500 habitants et plus\u00a0»."
ADAPTED, PROPOSAL = 27, 7


def play_adapted(people: DemonstrationPeople, until: datetime) -> None:
    """The correction, the draft on the new version in the evening, its publication in the morning."""
    corrected, submitted, published = (
        local_time(when) for when in ("2020-10-11T17:10", "2020-10-11T20:40", "2020-10-12T08:30")
    )
    if published > until:
        return
    secretary = people.person(scenario.SECRETARY)
    part_id = proposal(people.congress_id, PROPOSAL).id
    people.act(
        partial(revise_text, part_id, _rewritten(part_id, FORMER, LATTER), Cause.EDITORIAL, BECAUSE, expected_number=1,
                actor=secretary, now=corrected)
    )  # fmt: skip
    former = session().get_one(Amendment, ids_by_number(people)[ADAPTED])
    author = people.actors[former.author_id]
    title, reasons, former_id = former.title, former.reasons, former.id
    draft_id = people.act(partial(resubmit, former_id, actor=author, now=submitted))
    version = session().get_one(Part, part_id).current_number
    people.act(
        partial(amendment_services.save_draft, draft_id, part_id, base_number=version, title=title, reasons=reasons,
                text=_rewritten(part_id, LATTER, "de toutes les communes"), actor=author, now=submitted)
    )  # fmt: skip
    people.act(partial(amendment_services.submit, draft_id, actor=author, now=submitted))
    people.act(partial(amendment_services.publish, draft_id, actor=secretary, now=published))


def _rewritten(part_id: int, former: str, latter: str) -> str:
    """The text in force with one passage replaced."""
    text, said = current_revision(part_id).text, normalise_typography(former)
    if text.count(said) != 1:
        raise ValueError(f"{text.count(said)} × {said!r}")
    return text.replace(said, normalise_typography(latter))
