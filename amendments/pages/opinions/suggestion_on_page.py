"""The text that the bureau suggests, as the page of the amendment shows it to those whom it concerns."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from amendments import policies
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import differences_html
from amendments.queries.suggestion_queries import waiting_on
from amendments.rules.carry_over import KnownText
from congress.actors import Actor
from congress.models import Congress
from congress.policies import secretariat
from motions.queries.motion_queries import current_revision


@dataclass(frozen=True, slots=True)
class SuggestionShown:
    """What it would make of the text in force, why, and whether the reader answers it."""

    id: int
    at: datetime
    because: str
    html: Markup
    may_answer: bool


def suggestion_shown(congress: Congress, amendment: Amendment, actor: Actor) -> SuggestionShown | None:
    """The suggestion that waits, for whoever bears the amendment and the secretariat; else None."""
    bears = policies.bears(actor, amendment)
    if amendment.status != AmendmentStatus.PUBLISHED or not (bears or secretariat(actor, congress)):
        return None
    waiting = waiting_on(amendment.id)
    if waiting is None or waiting.version != amendment.version:
        return None
    base = current_revision(amendment.part_id)
    old, new = KnownText(base.sha256, base.text), KnownText(waiting.text_sha256, waiting.text)
    return SuggestionShown(
        id=waiting.id,
        at=waiting.suggested_at,
        because=waiting.because,
        html=differences_html(old, new, congress.line_length),
        may_answer=bears and actor.is_elector and not amendment.under_vote,
    )
