"""A secret vote on paper: two tellers count the papers, each by themselves, and key what they found.

The poll closes on numbers that are the same twice. Blank and spoilt papers are counted apart; nobody's vote is kept.
"""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import Office
from congress.policies import holds_office, require, secretariat
from core.database import session
from core.errors import Invalid, RuleBroken
from core.row_seals import hidden_token
from voting.models import Poll, PollState
from voting.paper_models import PaperCount
from voting.services.poll_rows import locked_poll, record_poll, require_poll_state


def may_count(poll: Poll, actor: Actor) -> bool:
    """Whether somebody counts the papers of a poll: a teller or a secretary of its sitting, or the secretariat."""
    if actor.member_id is None:
        return False
    is_officer = holds_office(poll.sitting_id, actor.member_id, Office.TELLER, Office.SECRETARY)
    return is_officer or secretariat(actor, poll.congress)


def key_count(poll_id: int, papers: Mapping[str, int], *, actor: Actor, now: datetime) -> None:
    """What one teller counted, by choice; another count of theirs takes the place of it until the closing."""
    poll, _sitting = locked_poll(poll_id)
    require(may_count(poll, actor), _("Deux scrutateurs comptent les bulletins\u00a0: vous n’en êtes pas."))
    if not poll.method.is_on_paper:
        raise RuleBroken(_("Ce vote ne se tient pas sur papier\u00a0: il n’y a pas de bulletins à compter."))
    require_poll_state(poll, PollState.OPEN)
    counted = {choice: papers.get(choice, 0) for choice in poll.answers.counted}
    total = sum(counted.values())
    if total > (poll.entitled or 0):
        raise Invalid(
            _("Vous comptez %(papers)s bulletins pour %(entitled)s membres appelés à voter\u00a0: comptez de nouveau.",
              papers=total, entitled=poll.entitled), "papers",
        )  # fmt: skip
    if actor.member_id is None:  # `may_count` has said so
        raise RuntimeError("nobody counts without a name")
    token = hidden_token("paper_count", poll.congress_id, poll.number, actor.member_id, now.isoformat())
    session().add(
        PaperCount(poll_id=poll.id, counted_by_id=actor.member_id, received=counted, counted_at=now, salt=token)
    )
    session().flush()
    record_poll(poll, "papers_counted", actor, now)
