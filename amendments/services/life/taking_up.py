"""Taking up: an amendment that its author gave up, or that nobody supported, becomes that of another member."""

from datetime import datetime

from flask_babel import gettext as _

from amendments import policies
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_history import TAKEN_UP
from amendments.queries.amendment_queries import if_adopted, unknown_amendment
from amendments.services.endings import reinstate
from amendments.services.entry_checks import require_undecided
from amendments.services.locking import locked
from amendments.services.ordering.bundle_services import leave_bundle
from congress.actors import Actor
from congress.models import Member
from congress.policies import electors, require, secretariat
from core import journal
from core.database import session
from core.errors import Invalid, RuleBroken

GIVEN_UP = (AmendmentStatus.WITHDRAWN, AmendmentStatus.NOT_SUPPORTED)


def take_up(amendment_id: int, *, member_id: int | None = None, actor: Actor, now: datetime) -> None:
    """Another member bears the amendment: published again under its number, to be voted.

    By that member; or by the secretariat for one who says so in the sitting (`member_id`). Refused once the text is
    voted, once it says the same already, and to whoever gave it up.
    """
    amendment = locked(amendment_id)
    congress = amendment.motion.congress
    if not policies.may_read(actor, congress, amendment):
        raise unknown_amendment()
    taker = _taker(amendment, member_id, actor)
    _require_given_up(amendment)
    if amendment.status == AmendmentStatus.WITHDRAWN and taker.person_id == amendment.bearer.person_id:
        raise RuleBroken(
            _("Cet amendement a été retiré par cette même personne\u00a0: un autre membre peut le reprendre.")
        )
    reinstate([amendment], actor=actor, now=now)
    amendment.taken_up_by = taker
    session().flush()
    leave_bundle(amendment.id, taker, actor=actor, now=now)
    journal.record(
        congress.stream, TAKEN_UP, actor=actor.pseudonym, now=now, amendment=amendment.id, **{"for": taker.pseudonym}
    )


def is_given_up(amendment: Amendment) -> bool:
    """Whether another member may take the amendment up: given up after its publication, on a text not voted yet."""
    is_parent_there = amendment.parent is None or amendment.parent.status == AmendmentStatus.PUBLISHED
    is_published = amendment.public_number is not None and amendment.cause_amendment_id is None
    return amendment.status in GIVEN_UP and is_published and is_parent_there and not amendment.part.is_decided


def _taker(amendment: Amendment, member_id: int | None, actor: Actor) -> Member:
    """The elector who takes it up: the actor, or the one whom the secretariat names."""
    congress = amendment.motion.congress
    if member_id is None:
        require(electors(actor, congress), _("Seuls les membres qui votent peuvent reprendre un amendement."))
        member_id = actor.member_id
    else:
        require(secretariat(actor, congress), _("Seul le secrétariat peut faire cela."))
    found = session().get(Member, member_id)
    if found is None or found.congress_id != congress.id or not found.is_elector:
        raise Invalid(_("Choisissez la personne qui reprend l’amendement\u00a0: un membre qui vote."), "member")
    return found


def _require_given_up(amendment: Amendment) -> None:
    """It may be taken up now: else the sentence that says why not."""
    require_undecided(amendment.part)
    if not is_given_up(amendment):
        raise RuleBroken(_("Cet amendement n’est pas à reprendre\u00a0: il n’a été ni retiré, ni laissé sans soutien."))
    if if_adopted(amendment).is_satisfied:
        raise RuleBroken(_("Le texte en vigueur dit déjà ce que propose cet amendement."))
