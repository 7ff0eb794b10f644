"""Several amendments adopted by one vote: one revision each, in their order, so that each keeps what it brought."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.queries.amendment_queries import known_revision, known_text, live_on
from amendments.queries.bundle_queries import text_of_all
from amendments.queries.competing_amendments import field_of
from amendments.rules.carry_over import carry
from amendments.services.decision_services import NotAdoptable, adopt
from amendments.services.endings import carry_over
from amendments.services.locking import locked_batch
from congress.actors import Actor
from core.database import session
from motions.models import Revision
from motions.queries.motion_queries import current_revision


def prepare_all(amendments: Sequence[Amendment]) -> None:
    """Compute, before the unit of work and without writing, what `adopt_all` will find ready."""
    part_id, own = amendments[0].part_id, {row.id for row in amendments}
    after = text_of_all(amendments, current_revision(part_id)).text
    for other in live_on(part_id):
        if other.id not in own:
            carry(known_revision(other.base_revision), after, known_text(other))


def adopt_all(
    amendment_ids: Sequence[int],
    *,
    falling: Iterable[tuple[int, str]] = (),
    cause: str,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of the last revision: these amendments are adopted one after the other, in the order given.

    `falling`: those that fall with them, each with its reason: with the first that makes it fall. The others are
    carried over once, onto the last revision. One whose words the text holds once those before it are adopted is
    satisfied with them.
    """
    batch = locked_batch(amendment_ids)
    own = {row.id for row in batch}
    field = field_of(batch[0].part_id, batch[0].motion.congress.line_length)
    revision_id, done, reasons = field.revision.id, set[int](), dict(falling)
    for amendment in batch:
        if amendment.id in done:
            continue
        same = [amendment.id, *(found for found in field.identical(amendment.id) if found in own)]
        done.update(same)
        found = text_of_all([amendment], session().get_one(Revision, revision_id))
        if found.stopped_by is not None:
            raise NotAdoptable(
                _("L’amendement n°\u00a0%(number)s ne s’applique plus tel quel.", number=amendment.public_number)
            )
        if found.steps[0].is_satisfied:
            carry_over([amendment], session().get_one(Revision, revision_id), because=cause, actor=actor, now=now)
            continue
        fallen = field.falling(amendment.id).keys() & reasons.keys()
        with_it = [(one, reasons.pop(one)) for one in sorted(fallen)]
        revision_id = adopt(same, falling=with_it, cause=cause, carries=False, actor=actor, now=now)
    last = session().get_one(Revision, revision_id)
    others = [other for other in live_on(last.part_id) if other.id not in own]
    carry_over(others, last, because=cause, by=batch[0].id, actor=actor, now=now)
    session().flush()
    return revision_id
