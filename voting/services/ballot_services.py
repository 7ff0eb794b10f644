"""Casting a ballot: one for each right to vote, changed as often as wished until the poll closes; all are kept.

By whoever holds the right, present at that instant; or, said aloud at the bureau, keyed by the secretariat.
"""

from datetime import datetime

from flask_babel import get_translations
from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from congress.actors import Actor
from congress.moments import hour_in_words
from congress.policies import require, secretariat
from congress.services.presence_services import act_present
from core import journal
from core.database import session
from core.errors import Forbidden, Invalid, NotFound, RuleBroken
from voting.models import Ballot, BallotCast, Poll, PollState, RightToVote
from voting.rules.methods.choice_words import choose_one
from voting.rules.methods.method_words import method_name

# Made once: a sitting asks for them a hundred times in a minute. The ballot is read after its right is held: read
# together, it could be the one before that of whoever held the right until then.
_SHARED_POLL = (
    select(Poll)
    .where(Poll.id == bindparam("poll_id"))
    .with_for_update(read=True)
    .execution_options(populate_existing=True)
)
_HELD_RIGHT = (
    select(RightToVote)
    .where(RightToVote.id == bindparam("right_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_BALLOT = select(Ballot).where(Ballot.right_id == bindparam("right_id"))


class PollNotOpen(RuleBroken):
    """No ballot is taken: the poll is not open yet, or not any more."""


class NotInElectorate(Forbidden):
    """The right to vote is not in this person's hands."""


def cast_ballot(poll_id: int, right_id: int, choice: str, *, seen_sha256: str, actor: Actor, now: datetime) -> Ballot:
    """The ballot of a right to vote, as it now stands.

    The poll's row is shared, so that closing waits for this ballot, and this ballot finds a closed poll closed. The
    same choice sent again changes nothing, after the closing too: a browser to which the answer was lost reads that it
    is kept; another one replaces it, if who casts it is still there. `seen_sha256`:
    fingerprint of the text read. Not in the journal: the closing entry carries the fingerprint of all the ballots.
    """
    poll = _shared_poll(poll_id)
    if poll.state in (PollState.CLOSED, PollState.PROCLAIMED):
        kept = _kept_before(poll, right_id, choice, actor)
        if kept is not None:
            return kept
    _require_open(poll)
    _require_method(poll, is_taken=poll.method.is_by_device)
    right = session().scalar(_HELD_RIGHT, {"right_id": right_id})
    if right is None or right.poll_id != poll_id or actor.member_id is None or right.holder_id != actor.member_id:
        raise NotInElectorate(_("Vous n’êtes pas parmi les membres appelés à voter dans ce scrutin."))
    _require_choice(poll, choice, seen_sha256)
    ballot = session().scalar(_BALLOT, {"right_id": right_id})
    if ballot is not None and ballot.choice == choice and not ballot.spoken:
        return ballot
    at = act_present(poll.sitting_id, right.holder, now=now)
    return _keep(right, ballot, choice, cast_by=actor.member_id, spoken=False, seen=seen_sha256, at=at)


def key_spoken_ballot(
    poll_id: int, right_id: int, choice: str, *, seen_sha256: str, actor: Actor, now: datetime
) -> Ballot:
    """The ballot that a member without a device said aloud at the bureau, keyed by the secretariat and marked so.

    Whoever holds the right is there, and did not vote by themselves: what a member cast, that member alone changes.
    The journal says that it was keyed and for whom, not what it says.
    """
    poll = _shared_poll(poll_id)
    _require_open(poll)
    require(secretariat(actor, poll.congress), _("Seul le secrétariat saisit un vote dit à voix haute."))
    _require_method(poll, is_taken=poll.method.is_named)
    right = session().scalar(_HELD_RIGHT, {"right_id": right_id})
    if right is None or right.poll_id != poll_id or actor.member_id is None:
        raise NotInElectorate(_("Cette personne n’est pas parmi les membres appelés à voter dans ce scrutin."))
    _require_choice(poll, choice, seen_sha256)
    ballot = session().scalar(_BALLOT, {"right_id": right_id})
    if ballot is not None and not ballot.spoken:
        name = right.holder.civil_name
        raise RuleBroken(_("Le vote de %(name)s est venu de son appareil : il ne se change que de là.", name=name))
    if ballot is not None and ballot.choice == choice:
        return ballot
    at = act_present(poll.sitting_id, right.holder, by_another=True, now=now)
    kept = _keep(right, ballot, choice, cast_by=actor.member_id, spoken=True, seen=seen_sha256, at=at)
    journal.record(poll.congress.stream, "ballot_spoken", actor=actor.pseudonym, now=now, poll=poll.number,
                   principal=right.principal.pseudonym, holder=right.holder.pseudonym)  # fmt: skip
    return kept


def _shared_poll(poll_id: int) -> Poll:
    poll = session().scalar(_SHARED_POLL, {"poll_id": poll_id})
    if poll is None:
        raise NotFound(_("Aucun scrutin n’existe à cette adresse."))
    return poll


def _kept_before(poll: Poll, right_id: int, choice: str, actor: Actor) -> Ballot | None:
    """The ballot that says the same and was there at the closing, of a right in this person's hands; else None."""
    of = (RightToVote.poll_id == poll.id, RightToVote.holder_id == actor.member_id, Ballot.choice == choice)
    return session().scalar(select(Ballot).join(RightToVote).where(RightToVote.id == right_id, *of))


def _require_method(poll: Poll, *, is_taken: bool) -> None:
    """The poll takes this vote by its method: else a sentence that says how it is held."""
    if not is_taken:
        held = method_name(poll.method, get_translations())
        raise RuleBroken(_("%(method)s\u00a0: votre vote ne se donne pas sur cette page.", method=held))


def _require_choice(poll: Poll, choice: str, seen_sha256: str) -> None:
    """One of the choices that the poll offers, on the text that is put to the vote."""
    if not poll.answers.accepts(choice):
        raise Invalid(choose_one(poll.answers, get_translations()), "choice")
    if seen_sha256 != poll.text_sha256:
        raise RuleBroken(_("Le texte mis aux voix n’est pas celui que vous avez lu. Relisez-le, puis votez."))


def _keep(
    right: RightToVote, ballot: Ballot | None, choice: str, *, cast_by: int, spoken: bool, seen: str,
    at: datetime,
) -> Ballot:  # fmt: skip
    """Write the ballot over the one before, and the casting beside those before."""
    if ballot is None:
        ballot = Ballot(right_id=right.id, choice=choice, cast_at=at, spoken=spoken)
        session().add(ballot)
    else:
        ballot.choice, ballot.cast_at, ballot.spoken = choice, at, spoken
    session().add(
        BallotCast(right_id=right.id, choice=choice, cast_at=at, cast_by_id=cast_by, text_sha256=seen, spoken=spoken)
    )
    session().flush()
    return ballot


def _require_open(poll: Poll) -> None:
    """A vote that stands may be shown beside the refusal: what is refused is the one just sent."""
    if poll.state == PollState.OPEN:
        return
    if poll.state == PollState.CANCELLED:
        told = _("Ce scrutin a été annulé\u00a0: le vote que vous venez d’envoyer n’est pas enregistré.")
    elif poll.closed_at is None:
        told = _("Ce scrutin n’est pas encore ouvert\u00a0: le vote que vous venez d’envoyer n’est pas enregistré.")
    else:
        hour = hour_in_words(poll.congress, poll.closed_at, seconds=True)
        told = _(
            "Ce scrutin est clos depuis %(hour)s\u00a0: le vote que vous venez d’envoyer n’est pas enregistré.",
            hour=hour,
        )
    raise PollNotOpen(told)
