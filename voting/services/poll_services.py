"""The life of a poll: announced, open, closed, proclaimed, or cancelled. It never reopens.

The chair alone moves it. Each step takes the poll's row, then the sitting's: a ballot shares the poll's row, so none
lands while a poll closes.
"""

from collections.abc import Collection
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select

from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.models import Congress
from congress.policies import require_chair
from congress.queries import chamber_queries
from congress.services.sitting_locking import locked_sitting
from core import journal
from core.database import session
from core.digest import sha256_json
from core.errors import Invalid, NotFound, RuleBroken
from core.row_seals import hidden_token
from voting.models import Outcome, Poll, PollState
from voting.queries import subjects
from voting.queries.frozen_rules import FrozenRules
from voting.queries.poll_queries import progress
from voting.queries.subjects import SubjectKeys
from voting.rules.outcome import Verdict
from voting.rules.pace import closes_early
from voting.services import electorate, tallying, text_effects, vote_seals
from voting.services.announceable import require_announceable, require_openable
from voting.services.discussion_services import pending_poll
from voting.services.opening_check import check_before_opening


def announce_poll(item_id: int, subject: SubjectKeys, *, actor: Actor, now: datetime) -> int:
    """The id of a new poll: its question and rules frozen, what falls if it is adopted written down.

    Refused: to anybody but the chair, on another text than the item's, out of order, while another poll waits, and
    where the rules want a secret ballot, that this version cannot hold.
    """
    item = session().get(AgendaItem, item_id)
    if item is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    if pending_poll(sitting.id) is not None:
        raise RuleBroken(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
    loaded = subjects.load(subject, sitting.congress_id)
    frozen = require_announceable(sitting, item, loaded)
    poll = _write(sitting, item, loaded, frozen, now)
    text_effects.foresee_falls(poll, loaded)
    _record(poll, "poll_announced", actor, now, item=item.position, rules_sha256=poll.rules_sha256,
            amendments=[row.public_number for row in loaded.amendments],
            part=loaded.part.id if loaded.part else None, motion=loaded.motion.id if loaded.motion else None,
            falling=[row.amendment_id for row in text_effects.fallings(poll.id)])  # fmt: skip
    return poll.id


def open_poll(poll_id: int, *, actor: Actor, now: datetime) -> QuorumCheck | None:
    """The check of the quorum under which the poll is open, or, unmet, under which it stays announced.

    None where the rules check nothing before the vote. Freezes the chamber's numbers, the electorate and the
    fingerprint of the text. A poll already open is left so.
    """
    poll, sitting = _locked(poll_id)
    require_chair(actor, sitting.id)
    if poll.state == PollState.OPEN:
        return poll.quorum_check
    _require_state(poll, PollState.ANNOUNCED)
    subject = subjects.subject_of(poll)
    text_sha256 = require_openable(poll, sitting, subject)
    check = check_before_opening(sitting, poll.item, FrozenRules.from_names(poll.rules), actor=actor, now=now)
    if check is not None and not check.is_met:
        return check
    numbers = chamber_queries.chamber(sitting.id)
    if numbers.entitled == 0:
        raise RuleBroken(_("Personne n’est présent : il n’y a personne à appeler à voter."))
    written = electorate.fill(poll)
    if written != numbers.entitled:
        raise RuntimeError(f"{written} rights to vote were written for {numbers.entitled} members called to vote")
    text_effects.mark_under_vote(subject, is_under_vote=True)
    sitting.under_vote = True
    poll.members, poll.present, poll.represented = numbers.members, numbers.present, numbers.represented
    poll.barred, poll.entitled, poll.text_sha256 = numbers.barred, numbers.entitled, text_sha256
    poll.members_weight = electorate.members_weight(poll.congress_id)
    poll.quorum_check_id = check.id if check else None
    chair = chamber_queries.chair_of(sitting.id)
    poll.chair_id = chair.id if chair else None
    poll.opened_at, poll.state = now, PollState.OPEN
    _record(poll, "poll_opened", actor, now, members=numbers.members, present=numbers.present,
            represented=numbers.represented, barred=numbers.barred, entitled=numbers.entitled,
            text_sha256=text_sha256, check=poll.quorum_check_id,
            electorate_sha256=vote_seals.electorate_sha256(poll),
            chair=chair.pseudonym if chair else None)  # fmt: skip
    return check


def close_or_ask(poll_id: int, *, confirmed: bool, actor: Actor, now: datetime) -> Verdict | None:
    """The verdict of the poll, closed; None, and the poll still open, where it has to be asked once first.

    It is when more than a third of those called to vote have not, unless the chair has `confirmed` that they are not
    waited for.
    """
    poll, sitting = _locked(poll_id)
    require_chair(actor, sitting.id)
    _require_state(poll, PollState.OPEN)
    if not confirmed and closes_early(*progress(poll_id)):
        return None
    return close_poll(poll_id, actor=actor, now=now)


def close_poll(poll_id: int, *, actor: Actor, now: datetime) -> Verdict:
    """The verdict, locked with its counts: no ballot enters any more. The chair sees it before proclaiming it."""
    poll, sitting = _locked(poll_id)
    require_chair(actor, sitting.id)
    _require_state(poll, PollState.OPEN)
    counted = tallying.tally(poll)
    verdict = tallying.decide(poll, counted)
    counts, weighted = counted.counts, counted.weighted
    outcome = Outcome(
        poll_id=poll.id,
        counts={name: tallying.whole(value) for name, value in counts.as_dict().items()},
        weighted={name: tallying.whole(value) for name, value in weighted.as_dict().items()},
        took_part=tallying.whole(counts.took_part),
        cast_votes=tallying.whole(counts.cast),
        needed=tallying.whole(verdict.needed),
        is_quorum_met=bool(verdict.quorum.met),
        is_adopted=verdict.adopted,
        reason=verdict.reason,
        chair_choice=counted.chair_choice,
    )
    session().add(outcome)
    poll.closed_at, poll.ballots_sha256, poll.state = now, counted.ballots_sha256, PollState.CLOSED
    _record(poll, "poll_closed", actor, now, ballots_sha256=counted.ballots_sha256,
            votes_sha256=vote_seals.votes_sha256(poll),
            ballots=outcome.took_part + outcome.counts["not_taking_part"])  # fmt: skip
    return verdict


def proclaim_poll(poll_id: int, *, confirmed: Collection[int] = (), actor: Actor, now: datetime) -> None:
    """The verdict takes effect on the texts, all in this transaction.

    `confirmed`: ids of the amendments foreseen to fall that the chair confirms; the others are carried over. Without
    a verdict (no quorum, a tie to be voted again) nothing changes: an amendment stays published, to be voted again.
    """
    poll, sitting = _locked(poll_id)
    require_chair(actor, sitting.id)
    if poll.state == PollState.PROCLAIMED:
        return
    _require_state(poll, PollState.CLOSED)
    outcome = session().get_one(Outcome, poll_id)
    text_effects.mark_under_vote(subjects.subject_of(poll), is_under_vote=False)
    sitting.under_vote = False
    session().flush()
    if outcome.is_adopted is not None:
        text_effects.apply(poll, outcome.is_adopted, confirmed, actor=actor, now=now)
    poll.proclaimed_at, poll.state = now, PollState.PROCLAIMED
    _record(poll, "poll_proclaimed", actor, now, adopted=outcome.is_adopted, reason=outcome.reason,
            counts=outcome.counts, needed=outcome.needed, quorum_met=outcome.is_quorum_met,
            ballots_sha256=poll.ballots_sha256)  # fmt: skip


def cancel_poll(poll_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """An announced or open poll has no outcome: an incident, said in a sentence; its ballots stay sealed."""
    poll, sitting = _locked(poll_id)
    require_chair(actor, sitting.id)
    if poll.state == PollState.CANCELLED:
        return
    _require_state(poll, PollState.ANNOUNCED, PollState.OPEN)
    because = because.strip()
    if not because:
        raise Invalid(_("Dites pourquoi le scrutin est annulé : tout le monde le lira."), "because")
    votes_sha256 = None
    if poll.state == PollState.OPEN:
        text_effects.mark_under_vote(subjects.subject_of(poll), is_under_vote=False)
        sitting.under_vote = False
        votes_sha256 = vote_seals.votes_sha256(poll)
    poll.cancelled_at, poll.cancelled_because, poll.state = now, because, PollState.CANCELLED
    _record(poll, "poll_cancelled", actor, now, votes_sha256=votes_sha256)


def _locked(poll_id: int) -> tuple[Poll, Sitting]:
    poll = session().get(Poll, poll_id, with_for_update=True, populate_existing=True)
    if poll is None:
        raise NotFound(_("Aucun scrutin n’existe à cette adresse."))
    return poll, locked_sitting(poll.sitting_id)


def _write(
    sitting: Sitting, item: AgendaItem, subject: subjects.LoadedSubject, frozen: FrozenRules, now: datetime
) -> Poll:
    """The poll's row, numbered after the last one of the congress (its row is held meanwhile)."""
    session().get(Congress, sitting.congress_id, with_for_update={"key_share": True})
    last = session().scalar(select(func.max(Poll.number)).where(Poll.congress_id == sitting.congress_id)) or 0
    with force_locale(sitting.congress.locale):
        question = subjects.question(subject)
    names = frozen.as_names()
    poll = Poll(
        congress_id=sitting.congress_id, sitting_id=sitting.id, item_id=item.id, number=last + 1,
        state=PollState.ANNOUNCED, question=question, rules=names, rules_sha256=sha256_json(names), announced_at=now,
        subjects=subject.ids.rows(), salt=hidden_token("poll", sitting.congress_id, last + 1),
    )  # fmt: skip
    session().add(poll)
    session().flush()
    return poll


def _require_state(poll: Poll, *allowed: PollState) -> None:
    if poll.state in allowed:
        return
    raise RuleBroken(
        {
            PollState.DRAFT: _("Ce scrutin n’est pas encore annoncé."),
            PollState.ANNOUNCED: _("Ce scrutin n’est pas encore ouvert."),
            PollState.OPEN: _("Ce scrutin est ouvert : il faut d’abord le clore."),
            PollState.CLOSED: _("Ce scrutin est clos : il reste à le proclamer."),
            PollState.PROCLAIMED: _("Ce scrutin est déjà proclamé."),
            PollState.CANCELLED: _("Ce scrutin a été annulé."),
        }[poll.state]
    )


def _record(poll: Poll, kind: str, actor: Actor, now: datetime, **payload: object) -> None:
    stream = poll.congress.stream
    journal.record(stream, kind, actor=actor.pseudonym, now=now, poll=poll.number, **payload)
