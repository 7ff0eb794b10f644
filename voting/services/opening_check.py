"""Which check of the quorum a poll opens under: the one made before, or a new one, as the rules of the congress say."""

from datetime import datetime

from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.models import QuorumMoment
from congress.queries import chamber_queries
from congress.services.lawful.requiring import require_lawful_hands, require_lawful_vote
from core.errors import RuleBroken
from voting.models import Poll
from voting.queries.frozen_rules import FrozenRules
from voting.queries.linked_polls import is_correction
from voting.queries.quorum_readings import check_in_force, is_requested
from voting.queries.subjects import LoadedSubject
from voting.services.announceable import require_bundle, require_in_discussion, require_votable
from voting.services.announced import require_as_announced, require_same_falls, require_text
from voting.services.challenge.put_off import check_after_waiting
from voting.services.challenge.quorum_challenges import require_as_asked
from voting.services.corrections import require_correctable
from voting.services.debate.before_a_text import require_motions_settled_since
from voting.services.quorum_services import record_check


def check_before_opening(
    sitting: Sitting, item: AgendaItem, frozen: FrozenRules, *, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """The check under which a poll on the item may open; unmet, it may not. None where none is due.

    `item`: the check made when the item was put in discussion holds whoever left since (settled case law), except
    after a suspension; under the CGCT even where a check asked for since found none: it counts from the next item on.
    `vote`: a new check each time. `sitting`: the check made at the opening, except after a
    suspension. `on_request`: the last one asked for; while it is unmet, a new one, or in a parliament none until its
    time has passed, then the vote whatever the number (`challenge.put_off`).
    """
    if not frozen.checks_before_vote:
        return None
    if frozen.quorum_checked is QuorumMoment.ON_REQUEST and chamber_queries.last_check(sitting.id) is None:
        return None
    if frozen.quorum_checked is QuorumMoment.ON_REQUEST and (
        waited := check_after_waiting(sitting, item, actor=actor, now=now)
    ):
        return waited
    return check_in_force(sitting, item, frozen) or record_check(
        sitting, item, QuorumMoment.VOTE, requested=is_requested(sitting), actor=actor, now=now
    )


def require_openable(poll: Poll, sitting: Sitting, subject: LoadedSubject) -> None:
    """Nothing when an announced poll may open as it was announced: else a refusal."""
    require_in_discussion(sitting, poll.item)
    require_lawful_vote(sitting, poll.item, poll.method.ballot)
    if poll.method.is_declared:
        require_lawful_hands(sitting)
    require_as_asked(sitting)
    if poll.corrects is not None and is_correction(poll):
        require_text(poll, require_correctable(poll.corrects, sitting, poll.item, subject))
        require_same_falls(poll, subject)
        return
    require_motions_settled_since(poll, sitting, subject)
    require_votable(subject, poll.item)
    require_bundle(subject)
    require_as_announced(poll, subject)


def refusal_to_open(poll: Poll, sitting: Sitting, subject: LoadedSubject) -> str:
    """Why an announced poll cannot open now, the quorum apart, in a sentence; empty when it can."""
    try:
        require_openable(poll, sitting, subject)
    except RuleBroken as broken:
        return broken.sentence
    return ""
