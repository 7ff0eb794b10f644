"""The election of a person (CGCT L2121-21): its rounds, each a poll of its own, and the seats one after another.

Secret, so on paper, unless nobody present opposes that it be public and no text imposes secrecy. Candidates come and go
between the rounds. With as many votes at the third round the eldest is elected: the chair says who that is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import QuorumCheck, Sitting
from congress.models import Member
from congress.policies import require_chair
from congress.queries.chamber_queries import presences_now
from congress.services.sitting_locking import locked_item, locked_sitting
from core import journal
from core.database import session
from core.errors import Invalid, RuleBroken
from core.text.folding import folded
from voting.models import Outcome, Poll, PollState
from voting.queries.asking.rounds import is_followed, next_round_of
from voting.rules.methods.method import Method
from voting.rules.outcome import Reason
from voting.services.asking.asking_services import WantedOption, checked_options, write_question
from voting.services.modes.putting_to_vote import put_to_vote
from voting.services.poll_rows import locked_poll, record_poll, require_poll_state
from voting.services.poll_services import proclaim_as_shown
from voting.subject_models import EldestSaid, QuestionKind

MOST_SEATS = 50
_TITLES = ("mme", "m.", "madame", "monsieur")


@dataclass(frozen=True, slots=True)
class WantedElection:
    """An election as the chair asks it: whose names, how many seats, and what is known of its secrecy."""

    words: str
    candidates: Sequence[str]
    seats: int = 1
    is_secret_by_text: bool = False
    is_waived: bool = False  # nobody of those present opposes that it be public


def put_election(
    item_id: int, wanted: WantedElection, method: Method, *, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """The check under which the first round is open, by this method."""
    if not 1 <= wanted.seats <= MOST_SEATS:
        raise Invalid(_("Le nombre de sièges va de 1 à %(most)s.", most=MOST_SEATS), "seats")
    return _put(item_id, wanted, method, None, actor=actor, now=now)


def put_next_round(
    poll_id: int, candidates: Sequence[str], method: Method, *, is_waived: bool, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """The check under which the round after a proclaimed one is open, or the first one for the next seat."""
    poll, _sitting = locked_poll(poll_id)
    require_poll_state(poll, PollState.PROCLAIMED)
    asked = poll.subjects[0].question
    if asked is None or next_round_of(poll) is None or is_followed(poll):
        raise RuleBroken(_("Cette élection n’attend pas d’autre tour."))
    wanted = WantedElection(asked.words, candidates, asked.seats, asked.is_secret_by_text, is_waived)
    return _put(poll.item_id, wanted, method, poll, actor=actor, now=now)


def proclaim_eldest(
    poll_id: int, *, eldest: str, shown: str, confirmed: Collection[int], actor: Actor, now: datetime
) -> None:
    """Proclaim a third round whose first have as many votes: the chair says which of them is the eldest."""
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    if poll.state == PollState.CLOSED:
        outcome = session().get_one(Outcome, poll_id)
        if outcome.reason is not Reason.ELDEST or eldest not in outcome.chosen.split():
            raise Invalid(_("Dites laquelle de ces personnes est la plus âgée."), "eldest")
        session().add(EldestSaid(poll_id=poll.id, chosen=eldest))
        session().flush()
        record_poll(poll, "eldest_said", actor, now, chosen=eldest)
    proclaim_as_shown(poll_id, shown=shown, confirmed=confirmed, actor=actor, now=now)


def _put(
    item_id: int, wanted: WantedElection, method: Method, before: Poll | None, *, actor: Actor, now: datetime
) -> QuorumCheck | None:
    sitting = locked_sitting(locked_item(item_id).sitting_id)
    require_chair(actor, sitting.id)
    following = next_round_of(before) if before is not None else None
    waived = _waiver(sitting, wanted)
    subject = write_question(
        item_id, wanted.words, QuestionKind.ELECTION,
        options=checked_options(_candidates(sitting, wanted.candidates), 1),
        previous_id=before.subjects[0].question_id if before is not None else None,
        ballot_round=following.ballot_round if following else 1, seat=following.seat if following else 1,
        seats=wanted.seats, is_secret_by_text=wanted.is_secret_by_text, waived_by=waived, actor=actor, now=now,
    )  # fmt: skip
    if waived:
        journal.record(sitting.congress.stream, "secrecy_waived", actor=actor.pseudonym, now=now,
                       sitting=sitting.number, question=subject.question_id, present=len(waived))  # fmt: skip
    return put_to_vote(item_id, subject, method, actor=actor, now=now)


def _waiver(sitting: Sitting, wanted: WantedElection) -> list[int]:
    """The ids of those present when nobody opposed that the vote be public; none where it is not waived."""
    if not wanted.is_waived:
        return []
    if wanted.is_secret_by_text:
        raise Invalid(
            _("Un texte impose que cette élection soit secrète\u00a0: l’assemblée n’y renonce pas."), "waived"
        )
    return sorted(presences_now(sitting.id))


def _candidates(sitting: Sitting, names: Sequence[str]) -> list[WantedOption]:
    """The candidates by the names that were typed: whoever on the roll bears one, where one alone does.

    However it is typed: accents, capitals, hyphens, the kind of the apostrophe, the family name first or last.
    """
    on_roll = select(Member).where(Member.congress_id == sitting.congress_id, Member.merged_into_id.is_(None))
    bearers: dict[tuple[str, ...], list[Member]] = {}
    for member in session().scalars(on_roll):
        bearers.setdefault(_known_by(f"{member.given_name} {member.family_name}"), []).append(member)
    found = [(name, bearers.get(_known_by(name), [])) for name in names]
    return [WantedOption(who[0].civil_name, who[0].id) if len(who) == 1 else WantedOption(name) for name, who in found]


def _known_by(name: str) -> tuple[str, ...]:
    words = folded(name).replace("-", " ").split()
    return tuple(sorted(words[1:] if words[:1] and words[0] in _TITLES else words))
