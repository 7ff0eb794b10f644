"""The life of a poll: announced, open, closed, proclaimed, or cancelled. It never reopens.

The chair alone moves it. Each step takes the poll's row, then the sitting's: a ballot shares the poll's row, so none
lands while a poll closes.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _

from amendments.services.admissibility import checked_cause
from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.policies import require_chair, require_chair_or_secretariat
from congress.queries import chamber_queries
from congress.services.sitting_locking import locked_item, locked_sitting
from core.database import session
from core.errors import NotFound, RuleBroken
from voting.models import Outcome, Poll, PollState
from voting.queries import subjects
from voting.queries.frozen_rules import FrozenRules
from voting.queries.linked_polls import is_correction
from voting.queries.poll_queries import progress
from voting.queries.subjects import LoadedSubject, SubjectKeys
from voting.queries.voted_texts import text_sha256
from voting.rules.methods.method import ELECTRONIC, Method
from voting.rules.outcome import Verdict
from voting.rules.pace import closes_early, is_before_its_hour
from voting.services import electorate, tallying, text_effects, vote_seals
from voting.services.announceable import require_announceable, rules_for
from voting.services.asking.deciding import require_one_chosen
from voting.services.colleges.freezing import freeze_chamber
from voting.services.corrections import method_again, require_correctable
from voting.services.discussion_services import pending_poll
from voting.services.opening_check import check_before_opening, require_openable
from voting.services.ordering.calling import take_turn
from voting.services.poll_rows import interrupted, locked_poll, record_poll, require_poll_state, write_poll
from voting.services.tallying import CountedBallots


class NotAsShown(RuleBroken):
    """What would be proclaimed is not what the page from which the chair pressed shows."""


def announce_poll(
    item_id: int, subject: SubjectKeys, *, method: Method = ELECTRONIC, because: str | None = None, actor: Actor,
    now: datetime,
) -> int:  # fmt: skip
    """The id of a new poll: its question and rules frozen, what falls if it is adopted written down.

    Refused: to anybody but the chair, on another text than the item's, out of order, while another poll waits, where
    the rules want a secret ballot. `because`: why before its turn, if it is (`take_turn`); None: held again, or played.
    """
    item = session().get(AgendaItem, item_id)
    if item is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    if pending_poll(sitting.id) is not None:
        raise RuleBroken(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
    loaded = subjects.load(subject, sitting.congress_id)
    text_effects.hold_texts(loaded)
    frozen = require_announceable(sitting, item, loaded, now, method)
    if because is not None:
        take_turn(item, loaded, because, actor=actor, now=now)
    sha256, again = text_sha256(loaded), interrupted(loaded.ids)
    return announce(sitting, item, loaded, frozen, sha256, again=again, method=method, actor=actor, now=now)


def announce_correction(
    item_id: int, poll_id: int, because: str, *, method: Method | None = None, actor: Actor, now: datetime
) -> int:
    """The id of a new poll that puts again to the vote what a proclaimed one decided by mistake, and says why.

    In a sitting where the item of that text is in discussion; by the chair alone. The first poll stays as it was.
    `method`: None for that of the first poll.
    """
    corrected, _its_sitting = locked_poll(poll_id)
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    because = checked_cause(because, _("Dites pourquoi ce vote est à corriger\u00a0: tout le monde le lira."))
    if pending_poll(sitting.id) is not None:
        raise RuleBroken(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
    loaded = subjects.subject_of(corrected)
    text_effects.hold_texts(loaded)
    sha256 = require_correctable(corrected, sitting, item, loaded)
    method = method or method_again(corrected, sitting)
    frozen = rules_for(sitting, item, loaded, method)
    return announce(
        sitting, item, loaded, frozen, sha256, again=corrected, because=because, method=method, actor=actor, now=now
    )


def announce(
    sitting: Sitting,
    item: AgendaItem,
    loaded: LoadedSubject,
    frozen: FrozenRules,
    text_sha256: str,
    *,
    again: Poll | None,
    because: str = "",
    method: Method,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a poll announced on what may be put to the vote; `again`: the one that it holds again, and why."""
    poll = write_poll(sitting, item, loaded, frozen, now, method=method, again=again, because=because)
    poll.text_sha256 = text_sha256
    text_effects.mark_announced(loaded, poll.number)
    text_effects.foresee_falls(poll, loaded)
    record_poll(poll, "poll_announced", actor, now, item=item.position, method=method.name.value,
                rules_sha256=poll.rules_sha256,
                text_sha256=text_sha256, amendments=[row.address for row in loaded.amendments],
                part=loaded.part.id if loaded.part else None, motion=loaded.motion.id if loaded.motion else None,
                question=loaded.question.id if loaded.question else None,
                falling=[row.amendment_id for row in text_effects.fallings(poll.id)],
                corrects=again.number if again else None)  # fmt: skip
    return poll.id


def open_poll(poll_id: int, *, actor: Actor, now: datetime) -> QuorumCheck | None:
    """The check of the quorum under which the poll is open, or, unmet, under which it stays announced.

    None where the rules check nothing before the vote. Freezes the chamber's numbers and the electorate. Refused when
    the text, the batch or what falls is not what was announced. A poll already open is left so.
    """
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    if poll.state == PollState.OPEN:
        return poll.quorum_check
    require_poll_state(poll, PollState.ANNOUNCED)
    subject = subjects.subject_of(poll)
    text_effects.hold_texts(subject)  # nothing is published on them between this look and the opening
    require_openable(poll, sitting, subject)
    check = check_before_opening(sitting, poll.item, FrozenRules.from_names(poll.rules), actor=actor, now=now)
    if check is not None and not check.is_met:
        return check
    numbers = chamber_queries.chamber(sitting.id, poll.item_id)
    if numbers.entitled == 0:
        raise RuleBroken(_("Personne n’est présent : il n’y a personne à appeler à voter."))
    written = electorate.fill(poll)
    if written != numbers.entitled:
        raise RuntimeError(f"{written} rights to vote were written for {numbers.entitled} members called to vote")
    text_effects.begin_vote(sitting, subject, actor=actor, now=now)
    freeze_chamber(poll, sitting, numbers)
    tallying.require_countable(poll)
    poll.quorum_check_id = check.id if check else None
    chair = chamber_queries.chair_of(sitting.id)
    poll.chair_id = chair.id if chair else None
    poll.opened_at, poll.state = now, PollState.OPEN
    record_poll(poll, "poll_opened", actor, now, members=numbers.members, present=numbers.present,
            represented=numbers.represented, barred=numbers.barred, entitled=numbers.entitled,
            text_sha256=poll.text_sha256, check=poll.quorum_check_id,
            electorate_sha256=vote_seals.electorate_sha256(poll),
            chair=chair.pseudonym if chair else None)  # fmt: skip
    return check


def close_or_ask(poll_id: int, *, confirmed: bool, actor: Actor, now: datetime) -> Verdict | None:
    """The verdict of the poll, closed; None, and the poll still open, where it has to be asked once first.

    It is when more than a third of those called to vote have not, and before the hour that everybody was told, unless
    the chair has `confirmed` that neither is waited for.
    """
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    require_poll_state(poll, PollState.OPEN)
    is_early = closes_early(*progress(poll_id)) or is_before_its_hour(poll.closing_at, now)
    if poll.method.is_named and not confirmed and is_early:
        return None
    return close_poll(poll_id, actor=actor, now=now)


def wait_on(poll_id: int, *, actor: Actor, now: datetime) -> None:  # noqa: ARG001 (a step of the chair has an hour)
    """The poll stays open: its chair, asked whether to close it, waits for those who have not voted yet.

    A step all the same: what took the place of the answer under the finger does not close the poll.
    """
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    require_poll_state(poll, PollState.OPEN)


def close_poll(poll_id: int, *, actor: Actor, now: datetime) -> Verdict:
    """The verdict, locked with its counts: no ballot enters any more. The chair sees it before proclaiming it."""
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    require_poll_state(poll, PollState.OPEN)
    if poll.method.is_declared:
        raise RuleBroken(_("Ce vote se tient à main levée\u00a0: la présidence déclare ce qui est décidé."))
    counted = tallying.count(poll)
    verdict = tallying.decide(poll, counted)
    lock_outcome(poll, counted, verdict, actor=actor, now=now)
    return verdict


def lock_outcome(poll: Poll, counted: CountedBallots, verdict: Verdict, *, actor: Actor, now: datetime) -> None:
    """The poll is closed on what was counted and decided: nothing enters any more, and the journal seals it."""
    session().add(tallying.outcome_of(poll, counted, verdict))
    poll.closed_at, poll.ballots_sha256, poll.state = now, counted.ballots_sha256, PollState.CLOSED
    record_poll(poll, "poll_closed", actor, now, ballots_sha256=counted.ballots_sha256,
            votes_sha256=vote_seals.votes_sha256(poll),
            ballots=counted.tally.sum_of(poll.answers.counted))  # fmt: skip


def proclaim_poll(poll_id: int, *, confirmed: Collection[int] = (), actor: Actor, now: datetime) -> None:
    """The verdict takes effect on the texts, all in this transaction.

    `confirmed`: ids of the amendments foreseen to fall that the chair confirms; the others are carried over. Without
    a verdict (no quorum, a tie to be voted again) nothing changes: an amendment stays published, to be voted again.
    """
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    if poll.state == PollState.PROCLAIMED:
        return
    require_poll_state(poll, PollState.CLOSED)
    outcome = session().get_one(Outcome, poll_id)
    subject = subjects.subject_of(poll)
    require_one_chosen(subject)
    text_effects.mark_under_vote(subject, is_under_vote=False)
    text_effects.free_announced(subject, poll.number)
    sitting.under_vote = False
    session().flush()
    if outcome.is_adopted is not None:
        text_effects.apply(poll, outcome.is_adopted, confirmed, actor=actor, now=now)
    poll.proclaimed_at, poll.state = now, PollState.PROCLAIMED
    record_poll(poll, "poll_proclaimed", actor, now, adopted=outcome.is_adopted, reason=outcome.reason,
            counts=outcome.tally.heads, weighted=outcome.tally.weights, needed=outcome.needed,
            quorum_met=outcome.is_quorum_met, **({"chosen": subject.asked.chosen} if subject.asked else {}),
            ballots_sha256=poll.ballots_sha256)  # fmt: skip
    text_effects.settle_motion(poll, subject, outcome.is_adopted, actor=actor, now=now)


def proclaim_as_shown(poll_id: int, *, shown: str, confirmed: Collection[int], actor: Actor, now: datetime) -> None:
    """`proclaim_poll`, where the page showed the result and what would fall now (`shown`): else `NotAsShown`."""
    poll, _sitting = locked_poll(poll_id)
    if poll.state == PollState.CLOSED:
        require_as_shown(poll, shown)
    proclaim_poll(poll_id, confirmed=confirmed, actor=actor, now=now)


def require_as_shown(poll: Poll, shown: str, *, if_adopted: bool = False) -> None:
    """The page showed what is about to be proclaimed, and what falls with it: else `NotAsShown`."""
    if shown != text_effects.result_shown(poll, if_adopted=if_adopted):
        raise NotAsShown(
            _("Cette page ne montrait pas ce résultat, ni ce qui tombe avec lui\u00a0: rien n’est proclamé. Lisez-le"
              " ci-dessous, puis proclamez-le.")
        )  # fmt: skip


def cancel_poll(poll_id: int, because: str, *, actor: Actor, now: datetime) -> int | None:
    """A poll without effect, for a reason said in a sentence: an incident; its ballots stay sealed, and are kept.

    By the chair, or, before it is closed, by the secretariat: the chair may be gone. From closed the same subject is
    announced anew at once, in a poll linked to this one, whose id is the answer; from open, as soon as the chair
    announces it again.
    """
    poll, sitting = locked_poll(poll_id)
    if poll.state == PollState.CLOSED:
        require_chair(actor, sitting.id)
    else:
        require_chair_or_secretariat(actor, sitting.congress, sitting.id)
    if poll.state == PollState.CANCELLED:
        return None
    require_poll_state(poll, PollState.ANNOUNCED, PollState.OPEN, PollState.CLOSED)
    because = checked_cause(because, _("Dites pourquoi le scrutin est annulé\u00a0: tout le monde le lira."))
    former, subject = poll.state, subjects.subject_of(poll)
    text_effects.free_announced(subject, poll.number)
    if former != PollState.ANNOUNCED:
        text_effects.mark_under_vote(subject, is_under_vote=False)
        sitting.under_vote = False
    votes_sha256 = vote_seals.votes_sha256(poll) if poll.opened_at else None
    poll.cancelled_at, poll.cancelled_because, poll.state = now, because, PollState.CANCELLED
    record_poll(poll, "poll_cancelled", actor, now, votes_sha256=votes_sha256)
    if former != PollState.CLOSED:
        return None
    session().flush()
    try:
        return hold_again(poll, method=poll.method, actor=actor, now=now)
    except RuleBroken:  # whatever forbids an announcement forbids no incident
        return None


def hold_again(poll: Poll, *, method: Method, actor: Actor, now: datetime) -> int:
    """The id of the poll, by this method, that holds again one just cancelled.

    An identical amendment published meanwhile joins the others.
    """
    if poll.corrects is not None and is_correction(poll):
        return announce_correction(
            poll.item_id, poll.corrects.id, poll.corrects_because, method=method, actor=actor, now=now
        )
    subject = subjects.subject_of(poll)
    more = tuple(row.id for row in subjects.left_out_of_batch(subject))
    ids = replace(subject.ids, amendment_ids=subject.ids.amendment_ids + more)
    return announce_poll(poll.item_id, ids, method=method, actor=actor, now=now)
