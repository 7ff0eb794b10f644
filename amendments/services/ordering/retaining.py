"""What the bureau retains: amendments that one vote adopts, with what falls then, unless a member asks for another."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import Amendment
from amendments.order_models import Bundle, BundleKind, BundleLine
from amendments.queries.bundle_queries import FEWEST, bundles_on, text_of_all
from amendments.queries.competing_amendments import Field, field_of
from amendments.queries.retained_queries import left_out_sentences, refused_together, retained_of, with_identical
from congress.actors import Actor
from congress.policies import officers, require
from core import journal
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from motions.models import Part


def retain(part_id: int, amendment_ids: Collection[int], *, actor: Actor, now: datetime) -> int:
    """The id of the bundle: the bureau retains these amendments, and those identical to them, for one vote.

    By the bureau, until a poll is announced on the text. Refused, each named: one that does not go with the others, or
    that the assembly refused once to adopt so. Pressed twice, they are retained once.
    """
    part = session().get(Part, part_id, with_for_update=True)
    if part is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    congress = part.motion.congress
    require(officers(actor, congress) and actor.member_id is not None, _("Seul le bureau peut faire cela."))
    if part.is_decided:
        raise RuleBroken(_("Ce texte a déjà été voté."))
    field = field_of(part.id, congress.line_length)
    chosen = _chosen(field, amendment_ids)
    already = bundles_on([part_id]).get(part_id)
    if already is not None:
        if already.is_retained and {line.amendment_id for line in already.lines} == {row.id for row in chosen}:
            return already.id
        raise RuleBroken(_("Une adoption en une fois est déjà proposée sur ce texte\u00a0: renoncez-y d’abord."))
    if part.announced_in is not None or part.under_vote or any(row.under_vote for row in field.amendments.values()):
        raise RuleBroken(_("Un scrutin est annoncé sur ce texte\u00a0: il faut d’abord le proclamer ou l’annuler."))
    _require_together(part, field, chosen)
    bundle = Bundle(
        part_id=part_id, kind=BundleKind.RETAINED, proposed_by_id=actor.member_id, proposed_at=now,
        lines=[BundleLine(amendment_id=row.id) for row in chosen],
    )  # fmt: skip
    session().add(bundle)
    session().flush()
    journal.record(congress.stream, "amendments_retained", actor=actor.pseudonym, now=now, bundle=bundle.id,
                   part=part_id, amendments=[row.public_number for row in chosen])  # fmt: skip
    return bundle.id


def _chosen(field: Field, wanted: Collection[int]) -> list[Amendment]:
    """The amendments chosen, with those identical to them, by number; one that is no more to vote is named."""
    gone = set(wanted) - field.amendments.keys()
    known = select(Amendment).where(
        Amendment.id.in_(gone), Amendment.part_id == field.revision.part_id, Amendment.public_number.is_not(None)
    )
    for row in session().scalars(known.order_by(Amendment.id)):
        raise Invalid(_("L’amendement n°\u00a0%(number)s n’est plus à voter.", number=row.label), "amendement")
    if gone:
        raise Invalid(_("Choisissez des amendements à voter de ce texte."), "amendement")
    found = with_identical(field, wanted)
    return [row for row in field.amendments.values() if row.id in found]


def _require_together(part: Part, field: Field, chosen: list[Amendment]) -> None:
    """Enough of them, that make one text: else each that does not go with the others is named, with why."""
    if len(chosen) < FEWEST:
        raise Invalid(_("Choisissez au moins deux amendements."), "amendement")
    found = retained_of(field, [row.id for row in chosen], (), refused_together(part.id))
    if found.left_out:
        raise Invalid(" ".join(left_out_sentences(found.left_out, field)), "amendement")
    stopped_by = text_of_all(chosen, field.revision).stopped_by
    if stopped_by is not None:
        raise Invalid(
            _("L’amendement n°\u00a0%(number)s ne s’applique pas avec les autres\u00a0: débattez-le.",
              number=stopped_by.label), "amendement",
        )  # fmt: skip
