"""What the pages of a poll and of its sitting say of proxies while it is open: who votes for whom, from when
an arrival or a revocation counts (docs/rules/proxies.md), in the same words to the principal and to the holder.
"""

from collections.abc import Sequence

from flask_babel import gettext as _

from congress.moments import hour_in_words
from congress.queries.homonyms import told_name
from voting.models import Poll, PollState, RightToVote
from voting.queries.carried_rights import arrived_at, carried_for, holder_left_at, is_by_substitute, revoked_at


def to_holder(right: RightToVote) -> str:
    """What changed for a carried right since its poll opened; empty when nothing did, and to a holder who left."""
    if holder_left_at(right) is not None:
        return ""
    return _since_the_opening(
        right,
        told_name(right.principal),
        revoked=_(
            "%(name)s a révoqué ce pouvoir à %(hour)s : il vaut encore pour ce scrutin, déjà ouvert, et ne vaut plus "
            "à partir du suivant."
        ),
        arrived=_(
            "%(name)s a rejoint la séance à %(hour)s : ce pouvoir vaut encore pour ce scrutin, déjà ouvert, et il est "
            "suspendu à partir du suivant."
        ),
    )


def to_principal(right: RightToVote) -> str:
    """Who votes for the reader at this poll, and from when the reader votes."""
    left = holder_left_at(right)
    if left is not None:
        return _(
            "%(name)s, qui votait pour vous à ce scrutin, a quitté la séance à %(hour)s\u00a0: ce qui a été voté en "
            "votre nom compte, et rien ne s’y ajoute.",
            name=told_name(right.holder),
            hour=hour_in_words(right.poll.congress, left),
        )
    if is_by_substitute(right):
        return _("%(name)s tient votre siège et y vote à ce scrutin.", name=told_name(right.holder))
    changed = _since_the_opening(
        right,
        told_name(right.holder),
        revoked=_(
            "Vous avez révoqué votre pouvoir à %(hour)s : ce scrutin était déjà ouvert, %(name)s y vote encore en "
            "votre nom. La révocation compte à partir du suivant."
        ),
        arrived=_(
            "Vous avez rejoint la séance à %(hour)s : ce scrutin était déjà ouvert, %(name)s y vote encore en votre "
            "nom. Vous voterez à partir du suivant."
        ),
    )
    name = told_name(right.holder)
    return changed or _("%(name)s porte votre pouvoir et vote en votre nom à ce scrutin.", name=name)


def _since_the_opening(right: RightToVote, name: str, *, revoked: str, arrived: str) -> str:
    """The sentence of what became of the proxy since the poll opened, a revocation first; empty when nothing did."""
    for at, said in ((revoked_at(right), revoked), (arrived_at(right), arrived)):
        if at is not None:
            return said % {"name": name, "hour": hour_in_words(right.poll.congress, at)}
    return ""


def while_open(poll: Poll | None, member_id: int | None, held: Sequence[RightToVote]) -> list[str]:
    """The sentences for a reader at the open poll of a sitting, as principal, then as holder."""
    if poll is None or poll.state != PollState.OPEN or member_id is None:
        return []
    left = carried_for(poll.id, member_id)
    told = [to_principal(left)] if left else []
    return [
        *told,
        *filter(
            None,
            (to_holder(right) for right in held if right.principal_id != member_id and not is_by_substitute(right)),
        ),
    ]
