"""Casting a ballot: one for each right to vote, changed as often as wished until the poll closes; all are kept."""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.moments import hour_in_words
from core.database import session
from core.errors import Forbidden, Invalid, NotFound, RuleBroken
from voting.models import Ballot, BallotCast, BallotChoice, Poll, PollState, RightToVote


class PollNotOpen(RuleBroken):
    """No ballot is taken: the poll is not open yet, or not any more."""


class NotInElectorate(Forbidden):
    """The right to vote is not in this person's hands."""


def cast_ballot(poll_id: int, right_id: int, choice: str, *, seen_sha256: str, actor: Actor, now: datetime) -> Ballot:
    """The ballot of a right to vote, as it now stands.

    The poll's row is shared, so that closing waits for this ballot, and this ballot finds a closed poll closed. The
    same choice sent again changes nothing; another one replaces it. `seen_sha256`: fingerprint of the text read.
    Not in the journal: the closing entry carries the fingerprint of all the ballots.
    """
    poll = session().get(Poll, poll_id, with_for_update={"read": True}, populate_existing=True)
    if poll is None:
        raise NotFound(_("Aucun scrutin n’existe à cette adresse."))
    _require_open(poll)
    right = session().get(RightToVote, right_id, with_for_update=True, populate_existing=True)
    if right is None or right.poll_id != poll_id or actor.member_id is None or right.holder_id != actor.member_id:
        raise NotInElectorate(_("Vous n’êtes pas parmi les membres appelés à voter dans ce scrutin."))
    if choice not in set(BallotChoice):
        raise Invalid(_("Choisissez « Pour », « Contre », « Abstention » ou"
                        " « Je ne prends pas part au vote »."), "choice")  # fmt: skip
    if seen_sha256 != poll.text_sha256:
        raise RuleBroken(_("Le texte mis aux voix n’est pas celui que vous avez lu. Relisez-le, puis votez."))
    ballot = right.ballot
    if ballot is not None and ballot.choice == choice:
        return ballot
    if ballot is None:
        ballot = Ballot(right_id=right_id, choice=BallotChoice(choice), cast_at=now)
        session().add(ballot)
    else:
        ballot.choice, ballot.cast_at = BallotChoice(choice), now
    session().add(
        BallotCast(
            right_id=right_id,
            choice=BallotChoice(choice),
            cast_at=now,
            cast_by_id=actor.member_id,
            text_sha256=seen_sha256,
        )
    )
    session().flush()
    return ballot


def _require_open(poll: Poll) -> None:
    if poll.state == PollState.OPEN:
        return
    if poll.state == PollState.CANCELLED:
        raise PollNotOpen(_("Ce scrutin a été annulé : votre vote n’est pas enregistré."))
    if poll.closed_at is None:
        raise PollNotOpen(_("Ce scrutin n’est pas encore ouvert : votre vote n’est pas enregistré."))
    hour = hour_in_words(poll.congress, poll.closed_at, seconds=True)
    raise PollNotOpen(_("Ce scrutin est clos depuis %(hour)s : votre vote n’est pas enregistré.", hour=hour))
