"""What a vote on several amendments at once begins with: the bureau alone proposes it, on a text still to be voted."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.order_models import Bundle
from amendments.queries.bundle_queries import FEWEST
from congress.actors import Actor
from congress.policies import officers, require
from core import journal
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from motions.models import Part


def held_part(part_id: int, *, actor: Actor) -> Part:
    """The part, held, of which the bureau proposes amendments for one vote: still to be voted."""
    part = session().get(Part, part_id, with_for_update=True)
    if part is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    require(officers(actor, part.motion.congress) and actor.member_id is not None, _("Seul le bureau peut faire cela."))
    if part.is_decided:
        raise RuleBroken(_("Ce texte a déjà été voté."))
    return part


def refusal_during_vote(part: Part, amendments: Iterable[Amendment]) -> str:
    """Why nothing is proposed nor given up while a text, or one of its amendments, is put to the vote; or empty."""
    if part.announced_in is None and not part.under_vote and not any(row.under_vote for row in amendments):
        return ""
    return str(_("Un scrutin est annoncé sur ce texte\u00a0: il faut d’abord le proclamer ou l’annuler."))


def require_no_vote(part: Part, amendments: Iterable[Amendment]) -> None:
    """Neither the text nor any of its amendments is put to the vote: else a refusal."""
    if told := refusal_during_vote(part, amendments):
        raise RuleBroken(told)


def require_none_proposed(already: Bundle | None) -> None:
    """No other vote in one is proposed on the text: else a refusal."""
    if already is not None:
        raise RuleBroken(_("Une adoption en une fois est déjà proposée sur ce texte\u00a0: renoncez-y d’abord."))


def require_several(chosen: Collection[Amendment]) -> None:
    """Enough amendments for one vote: else a refusal."""
    if len(chosen) < FEWEST:
        raise Invalid(_("Choisissez au moins deux amendements."), "amendement")


def keep_bundle(
    bundle: Bundle, part: Part, event: str, chosen: Sequence[Amendment], *, actor: Actor, now: datetime
) -> int:
    """The id of the bundle, kept and told under this name."""
    session().add(bundle)
    session().flush()
    journal.record(part.motion.congress.stream, event, actor=actor.pseudonym, now=now, bundle=bundle.id, part=part.id,
                   amendments=[row.public_number for row in chosen])  # fmt: skip
    return bundle.id
