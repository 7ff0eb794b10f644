"""A poll as its page shows it: the question, one's own votes, and, once proclaimed, the result.

Nothing here counts by choice before the proclamation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Office, PresenceMode, Sitting, SittingState
from congress.models import WEIGHT_SCALE, Congress
from congress.moments import hour_in_words
from congress.policies import holds_office, secretariat
from congress.queries import chamber_queries
from congress.queries.homonyms import beside_name, told_name
from congress.rules.names import listed_name
from voting import policies
from voting.models import Poll, PollState, RightToVote
from voting.pages import proxy_sentences, shown_subject
from voting.pages.following.at_hand import ReaderStand
from voting.pages.modes.roll_call import CalledName, names_to_call
from voting.pages.names.called import MOST_FOUND, MOST_LISTED, answering
from voting.pages.poll_result import Result, result_of
from voting.pages.shown_subject import ShownSubject
from voting.queries import poll_queries, subjects
from voting.queries.after.sealed_votes import are_counted
from voting.queries.carried_rights import carried_for, is_by_substitute
from voting.queries.linked_polls import LinkedPoll, linked_polls
from voting.queries.paper_counts import own_count, paper_state
from voting.queries.poll_queries import NamedVote
from voting.queries.quorum_readings import check_of
from voting.queries.state.names_kept import named_votes_kept
from voting.queries.state_queries import step_shown
from voting.queries.told_entries import journal_at_proclamation
from voting.rules.quorum_sentences import quorum_state
from voting.rules.translations import Translations
from voting.rules.weight_words import votes_said
from voting.services import text_effects
from voting.services.corrections import refusal_to_correct
from voting.services.modes.papers import may_count


@dataclass(frozen=True, slots=True)
class RightShown:
    """One's right to vote: whose (None: one's own), what it says now and since when."""

    id: int
    principal: str | None
    choice: str | None
    cast_at: datetime | None
    spoken: bool = False  # said aloud at the bureau, keyed by the secretariat
    note: str = ""  # what changed for a carried right since the poll opened
    weight: str = ""  # « 3 voix », where it weighs more or less than one
    college: str = ""  # in which it counts, where the rule counts colleges


@dataclass(frozen=True, slots=True)
class PollPage:
    """All that the page of a poll shows to one reader."""

    poll: Poll
    shown: ShownSubject
    falls: str
    rights: tuple[RightShown, ...]
    is_elector: bool
    is_present: bool
    is_far: bool  # there, at a distance
    detail: str  # « scrutin n° 14, amendement n° 12 »
    left_to: str = ""  # who votes for the reader, where they left their right to somebody
    to_key: tuple[tuple[int, str], ...] = ()  # for the secretariat: rights whose ballot may be said aloud, by name
    is_sought: bool = False  # they are too many for a list: who says it is sought by name first
    counts_papers: bool = False  # whether the reader is one of those who count them
    own_papers: Mapping[str, int] = field(default_factory=dict)  # what they counted last
    counts_again: bool = False  # as another found other numbers
    to_call: tuple[CalledName, ...] = ()  # for the secretariat, where names are called
    result: Result | None = None
    names: tuple[NamedVote, ...] | None = None
    links: tuple[LinkedPoll, ...] = ()
    at: ReaderStand | None = None  # where the reader stands in the sitting that goes on
    journal: str = ""  # the journal's fingerprint at the proclamation
    are_counted: bool = False  # whether one's votes lead to the fingerprint of the closing

    @property
    def own(self) -> RightShown | None:
        """One's own right to vote."""
        return next((right for right in self.rights if right.principal is None), None)

    @property
    def held(self) -> list[RightShown]:
        """The rights to vote held under proxies."""
        return [right for right in self.rights if right.principal is not None]


def poll_page(
    congress: Congress, poll: Poll, actor: Actor, at: ReaderStand | None = None, spoken_by: str = ""
) -> PollPage:
    """The page of a poll for one reader, whom `policies.may_read` lets in; `at`: where they stand in the sitting.

    `spoken_by`: words of the name of who says a vote aloud, sought where thousands vote.
    """
    subject = subjects.subject_of(poll)
    view = shown_subject.shown_subject(congress, subject)
    rights = poll_queries.rights_of(poll.id, actor.member_id) if actor.member_id else []
    presence = chamber_queries.presence_of(poll.sitting_id, actor.member_id) if actor.member_id else None
    left = carried_for(poll.id, actor.member_id) if poll.state == PollState.OPEN else None
    keys = poll.state == PollState.OPEN and secretariat(actor, congress)
    counts = poll.state == PollState.OPEN and poll.method.is_on_paper and may_count(poll, actor)
    falling = shown_subject.falling_numbers(text_effects.still_falling(poll.id))
    outcome = poll.outcome if policies.may_read_result(poll, actor, congress) else None
    return PollPage(
        poll=poll,
        shown=view,
        falls=shown_subject.falling_sentence(falling, subject) if poll.state in _BEFORE else "",
        rights=tuple(_shown(right, actor) for right in rights),
        is_elector=actor.is_elector,
        is_present=presence is not None,
        is_far=presence is not None and presence.mode is PresenceMode.REMOTE,
        detail=_("scrutin n° %(number)s, %(name)s", number=poll.number, name=_lower(view.name)),
        left_to=proxy_sentences.to_principal(left) if left else "",
        to_key=tuple(_to_key(poll, spoken_by)) if keys and poll.method.is_by_device else (),
        is_sought=keys and poll.method.is_by_device and _are_many(poll),
        counts_papers=counts,
        own_papers=own_count(poll.id, actor.member_id) if counts and actor.member_id else {},
        counts_again=counts and paper_state(poll.id).differs_from(actor.member_id),
        to_call=names_to_call(poll) if keys and poll.method.is_called else (),
        result=result_of(poll, outcome, subject) if outcome else None,
        journal=journal_at_proclamation(poll) if outcome else "",
        names=named_votes_kept(poll) if policies.may_read_names(poll, actor, congress) else None,
        links=linked_polls(poll),
        at=at,
        are_counted=are_counted(poll, rights),
    )


_BEFORE = (PollState.ANNOUNCED, PollState.OPEN)


@dataclass(frozen=True, slots=True)
class KeyedBallot:
    """A ballot said aloud, as it was keyed and refused: given back."""

    right_id: int
    name: str
    choice: str

    @classmethod
    def of(cls, poll_id: int, right_id: int, choice: str) -> "KeyedBallot":
        """The ballot that was keyed for a right of a poll; no name where there is no such right, no choice it lacks."""
        right = poll_queries.right_in(poll_id, right_id)
        if right is None:
            return cls(right_id, "", "")
        return cls(right_id, _called(right), choice if right.poll.answers.accepts(choice) else "")


def quorum_words(poll: Poll, t: Translations) -> str:
    """« Quorum atteint à 14 h 05 · 106 présents », of the check under which the poll opened."""
    check = poll.quorum_check
    if check is None:
        return ""
    said = {
        "state": quorum_state(check_of(check), t),
        "hour": hour_in_words(poll.congress, check.at),
        "present": ngettext("%(num)s présent", "%(num)s présents", check.present),
    }
    return _("%(state)s à %(hour)s · %(present)s", **said)


def _shown(right: RightToVote, actor: Actor) -> RightShown:
    own, t = right.principal_id == actor.member_id or is_by_substitute(right), get_translations()
    ballot = right.ballot
    return RightShown(
        id=right.id,
        principal=None if own else told_name(right.principal),
        choice=ballot.choice if ballot else None,
        cast_at=ballot.cast_at if ballot else None,
        spoken=ballot.spoken if ballot else False,
        note="" if own or right.poll.state != PollState.OPEN else proxy_sentences.to_holder(right),
        weight=votes_said(Fraction(right.weight, WEIGHT_SCALE), t) if right.weight != WEIGHT_SCALE else "",
        college=right.college if right.poll.colleges else "",
    )


def _are_many(poll: Poll) -> bool:
    return (poll.entitled or 0) > MOST_LISTED


def _to_key(poll: Poll, spoken_by: str) -> list[tuple[int, str]]:
    """(right, name) of each ballot that may be said aloud, by name: not cast yet, or keyed already."""
    if not _are_many(poll):
        return [(right.id, _called(right)) for right in poll_queries.rights_not_cast(poll.id)]
    people = answering(poll.congress, spoken_by)[:MOST_FOUND] if spoken_by.strip() else []
    rights = poll_queries.rights_not_cast(poll.id, [person.id for person in people]) if people else []
    return [(right.id, _called(right)) for right in rights]


def _called(right: RightToVote) -> str:
    """« Roux Émile », « Roux Émile, au nom de M. Béla Kovacs », « …(déjà saisi) »."""
    holder = right.holder
    name = listed_name(holder.given_name, holder.family_name) + beside_name(holder)
    if right.principal_id != right.holder_id:
        through = {"holder": name, "principal": told_name(right.principal)}
        if is_by_substitute(right):
            name = _("%(holder)s, au siège de %(principal)s", **through)
        else:
            name = _("%(holder)s, au nom de %(principal)s", **through)
    return _("%(name)s (déjà saisi)", name=name) if right.ballot else name


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


@dataclass(frozen=True, slots=True)
class CorrectionOffered:
    """The sitting and the item in discussion, where the correction would be announced, or why it cannot be."""

    sitting: Sitting
    item: AgendaItem
    seen: str  # the step that the console shows, which the form carries
    refusal: str = ""


def correction_offered(congress: Congress, poll: Poll, actor: Actor) -> CorrectionOffered | None:
    """For the chair of the sitting that is open, while an item is in discussion; None for anybody else."""
    sitting = chamber_queries.open_sitting_of(congress.id)
    if poll.state != PollState.PROCLAIMED or sitting is None or sitting.state != SittingState.OPEN:
        return None
    if not holds_office(sitting.id, actor.member_id, Office.CHAIR):
        return None
    item = chamber_queries.open_item_of(sitting.id)
    if item is None:
        return None
    return CorrectionOffered(sitting, item, step_shown(sitting), refusal_to_correct(poll, sitting, item))
