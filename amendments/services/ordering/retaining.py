"""What the bureau retains: amendments that one vote adopts, with what falls then, unless a member asks for another."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import Amendment
from amendments.order_models import Bundle, BundleKind, BundleLine
from amendments.queries.bundle_queries import bundles_on, text_of_all
from amendments.queries.competing_amendments import Field, field_of
from amendments.queries.retained_queries import left_out_sentences, refused_together, retained_of, with_identical
from amendments.services.ordering.proposing import (
    held_part,
    keep_bundle,
    require_no_vote,
    require_none_proposed,
    require_several,
)
from congress.actors import Actor
from core.database import session
from core.errors import Invalid
from motions.models import Part


def retain(part_id: int, amendment_ids: Collection[int], *, actor: Actor, now: datetime) -> int:
    """The id of the bundle: the bureau retains these amendments, and those identical to them, for one vote.

    By the bureau, until a poll is announced on the text. Refused, each named: one that does not go with the others, or
    that the assembly refused once to adopt so. Pressed twice, they are retained once.
    """
    part = held_part(part_id, actor=actor)
    field = field_of(part.id, part.motion.congress.line_length)
    chosen = _chosen(field, amendment_ids)
    already = bundles_on([part_id]).get(part_id)
    same = already is not None and {line.amendment_id for line in already.lines} == {row.id for row in chosen}
    if already is not None and already.is_retained and same:
        return already.id
    require_none_proposed(already)
    require_no_vote(part, field.amendments.values())
    _require_together(part, field, chosen)
    bundle = Bundle(
        part_id=part_id, kind=BundleKind.RETAINED, proposed_by_id=actor.member_id, proposed_at=now,
        lines=[BundleLine(amendment_id=row.id) for row in chosen],
    )  # fmt: skip
    return keep_bundle(bundle, part, "amendments_retained", chosen, actor=actor, now=now)


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
    require_several(chosen)
    found = retained_of(field, [row.id for row in chosen], (), refused_together(part.id))
    if found.left_out:
        raise Invalid(" ".join(left_out_sentences(found.left_out, field)), "amendement")
    stopped_by = text_of_all(chosen, field.revision).stopped_by
    if stopped_by is not None:
        raise Invalid(
            _("L’amendement n°\u00a0%(number)s ne s’applique pas avec les autres\u00a0: débattez-le.",
              number=stopped_by.label), "amendement",
        )  # fmt: skip
