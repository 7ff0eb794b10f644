"""A poll as its page shows it: the question, one's own votes, and, once proclaimed, the result.

Nothing here counts by choice before the proclamation.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from congress.actors import Actor
from congress.models import Congress
from congress.queries import chamber_queries
from voting import policies
from voting.models import BallotChoice, Poll, PollState, RightToVote
from voting.pages import shown_subject
from voting.pages.poll_result import Result, result_of
from voting.pages.shown_subject import ShownSubject
from voting.queries import poll_queries, subjects
from voting.queries.poll_queries import NamedVote
from voting.rules.quorum_sentences import quorum_state
from voting.rules.translations import Translations
from voting.services import quorum_services, text_effects


@dataclass(frozen=True, slots=True)
class RightShown:
    """One's right to vote: whose (None: one's own), what it says now and since when."""

    id: int
    principal: str | None
    choice: BallotChoice | None
    cast_at: datetime | None


@dataclass(frozen=True, slots=True)
class PollPage:
    """All that the page of a poll shows to one reader."""

    poll: Poll
    shown: ShownSubject
    falls: str
    rights: tuple[RightShown, ...]
    is_elector: bool
    is_present: bool
    detail: str  # « scrutin n° 14, amendement n° 12 »
    result: Result | None = None
    names: tuple[NamedVote, ...] | None = None
    journal: str = ""  # the journal's fingerprint at the proclamation

    @property
    def own(self) -> RightShown | None:
        """One's own right to vote."""
        return next((right for right in self.rights if right.principal is None), None)

    @property
    def held(self) -> list[RightShown]:
        """The rights to vote held under proxies."""
        return [right for right in self.rights if right.principal is not None]


def poll_page(congress: Congress, poll: Poll, actor: Actor) -> PollPage:
    """The page of a poll for one reader, whom `policies.may_read` lets in."""
    subject = subjects.subject_of(poll)
    view = shown_subject.shown_subject(congress, subject)
    rights = poll_queries.rights_of(poll.id, actor.member_id) if actor.member_id else []
    is_present = bool(actor.member_id and chamber_queries.presence_of(poll.sitting_id, actor.member_id))
    falling = shown_subject.falling_numbers(text_effects.fallings(poll.id))
    outcome = poll.outcome if policies.may_read_result(poll, actor, congress) else None
    return PollPage(
        poll=poll,
        shown=view,
        falls=shown_subject.falling_sentence(falling) if poll.state in _BEFORE else "",
        rights=tuple(_shown(right, actor) for right in rights),
        is_elector=actor.is_elector,
        is_present=is_present,
        detail=_("scrutin n° %(number)s, %(name)s", number=poll.number, name=_lower(view.name)),
        result=result_of(poll, outcome, subject) if outcome else None,
        journal=poll_queries.journal_at_proclamation(poll) if outcome else "",
        names=tuple(poll_queries.named_votes(poll)) if policies.may_read_names(poll, actor, congress) else None,
    )


_BEFORE = (PollState.ANNOUNCED, PollState.OPEN)


def quorum_words(poll: Poll, t: Translations) -> str:
    """« Quorum atteint · 106 présents », of the check under which the poll opened."""
    if poll.quorum_check is None:
        return ""
    state = quorum_state(quorum_services.check_of(poll.quorum_check), t)
    present = ngettext("%(num)s présent", "%(num)s présents", poll.quorum_check.present)
    return f"{state} · {present}"


def _shown(right: RightToVote, actor: Actor) -> RightShown:
    own = right.principal_id == actor.member_id
    ballot = right.ballot
    return RightShown(
        id=right.id,
        principal=None if own else right.principal.civil_name,
        choice=ballot.choice if ballot else None,
        cast_at=ballot.cast_at if ballot else None,
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
