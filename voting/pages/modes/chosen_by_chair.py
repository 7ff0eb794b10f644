"""What the chair may choose on the console, and chose: a method for one vote; of a show of hands, what is declared.

What is decided, the hands if they were counted, the chair's own vote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Office, Sitting
from congress.queries.chamber_queries import ChamberNumbers, offices_of
from congress.queries.presence.counts import called_from_afar
from congress.rules.rule_names import BallotKind
from congress.services.lawful.requiring import refusal_of_hands, refusal_of_vote
from core.errors import Invalid, NotFound
from voting.models import Poll, PollState
from voting.pages.modes.numbers_typed import whole_number
from voting.queries.challenge.asked_ballots import AskedBallots
from voting.queries.frozen_rules import FrozenRules
from voting.queries.paper_counts import PaperState, paper_state
from voting.rules.methods.method import AT_ONCE, ELECTIVE, METHODS, SHOW_OF_HANDS, Method
from voting.rules.outcome import Verdict
from voting.services.asking.methods_taken import ways_on_of
from voting.services.modes.declaring import Declaration, declare, must_count

TELLERS = 2  # that count the papers of a secret vote, each by themselves


@dataclass(frozen=True, slots=True)
class MethodsAtHand:
    """What the chair may choose now."""

    at_once: tuple[Method, ...] = ()  # by which the vote at hand may be put in one press
    elective: tuple[Method, ...] = ()  # by which options, persons to elect, may be put in one press
    ways_on: tuple[Method, ...] = ()  # by which the open poll may go on
    must_count: bool = False  # whether the hands have to be counted, in the open poll
    may_break: bool = False  # whether a tie of these hands would be the chair's to break
    far: int = 0  # of those called, at a distance: no paper of theirs, no hand seen; where a vote by these is at hand
    papers: PaperState | None = None  # how far the counting is, of an open poll on paper
    lacks_tellers: bool = False  # whether fewer than two are named to count its papers


def methods_at_hand(
    sitting: Sitting,
    item: AgendaItem | None,
    poll: Poll | None,
    chamber: ChamberNumbers,
    *,
    is_announcing: bool,
    asked: AskedBallots | None = None,
) -> MethodsAtHand:
    """The methods for a console whose chair is about to announce a vote, or whose poll waits for its end.

    `asked`: what members ask for the next vote; by no other mode than the one obtained may it be put.
    """
    congress = sitting.congress
    must_name = chamber.weighs or congress.college_rule is not None or (asked is not None and asked.wants_names)
    has_no_hands = bool(refusal_of_hands(sitting))
    must_tell = item is not None and bool(refusal_of_vote(sitting, item, BallotKind.SECRET))

    def holdable(methods: tuple[Method, ...]) -> tuple[Method, ...]:
        """Those that are not refused: weights and colleges want names; paper is secret, hands keep no name."""
        known = (method for method in methods if method.is_named or not must_name)
        known = (method for method in known if method.is_on_paper or asked is None or not asked.wants_paper)
        known = (method for method in known if not (has_no_hands and method.is_declared))
        return tuple(method for method in known if not (must_tell and method.is_on_paper))

    if is_announcing:
        return MethodsAtHand(
            at_once=holdable(AT_ONCE) if congress.ballot is BallotKind.PUBLIC else (),
            elective=holdable(ELECTIVE),
            far=called_from_afar(sitting.id, item.id if item else None),
        )
    if poll is None or poll.state != PollState.OPEN:
        return MethodsAtHand()
    return _at_hand_of(poll, holdable(ways_on_of(poll)))


def _at_hand_of(poll: Poll, ways_on: tuple[Method, ...]) -> MethodsAtHand:
    """What the chair may choose of an open poll, that may go on in these ways."""
    is_seen = poll.method.is_declared or poll.method.is_on_paper
    return MethodsAtHand(
        ways_on=ways_on,
        far=called_from_afar(poll.sitting_id, poll.item_id) if is_seen else 0,
        must_count=poll.method.is_declared and must_count(poll),
        may_break=poll.method.is_declared and FrozenRules.from_names(poll.rules).may_be_broken_by_chair,
        papers=paper_state(poll.id) if poll.method.is_on_paper else None,
        lacks_tellers=poll.method.is_on_paper and _lacks_tellers(poll.sitting_id),
    )


def _lacks_tellers(sitting_id: int) -> bool:
    """Whether fewer than two people are named to count papers in a sitting."""
    named = {held.member_id for held in offices_of(sitting_id) if held.office in (Office.TELLER, Office.SECRETARY)}
    return len(named) < TELLERS


def method_asked(form: Mapping[str, str]) -> Method:
    """The method that a form names in its field `methode`; `NotFound` for no method."""
    found = next((method for name, method in METHODS.items() if name == form.get("methode")), None)
    if found is None:
        raise NotFound(_("Ce geste n’existe pas."))
    return found


def declared_from(form: MultiDict[str, str]) -> Callable[..., Verdict]:
    """What declares a show of hands as a form says it: read inside the step, so that a refusal gives it back."""

    def declare_it(poll_id: int, *, actor: Actor, now: datetime) -> Verdict:
        confirmed, shown = set(form.getlist("tombe", type=int)), form.get("montre", "")
        return declare(poll_id, declaration_of(form), shown=shown, confirmed=confirmed, actor=actor, now=now)

    return declare_it


def declaration_of(form: Mapping[str, str]) -> Declaration:
    """The declaration that a form holds: fields `decide`, `mains-for`…, `voix`; `Invalid` for what is no number.

    No number at all: hands were not counted. One of them: a field left empty counts nobody.
    """
    typed = {choice: form.get(f"mains-{choice}", "").strip() for choice in SHOW_OF_HANDS.answers.offered}
    hands = {choice: whole_number(words) for choice, words in typed.items()} if any(typed.values()) else {}
    said = form.get("decide", "")
    if said not in ("adopte", "rejete"):
        raise Invalid(_("Dites ce qui est décidé\u00a0: «\u00a0Adopté\u00a0» ou «\u00a0Rejeté\u00a0»."), "decide")
    return Declaration(is_adopted=said == "adopte", hands=hands, own=form.get("voix", ""))
