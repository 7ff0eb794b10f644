"""Discrepancies: what other alinéas still say after an adoption, for the secretariat to accept or set aside.

Never applied by themselves; never during a vote: one accepted is an editorial revision like any other.
"""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

import redline
from amendments.after_models import LONGEST_WORDS, Discrepancy, DiscrepancyState
from amendments.models import Amendment
from amendments.queries.after.coherence_queries import rewritten_part
from amendments.rules.after.coherence import Replaced, replaced_in, says
from amendments.services.admissibility import checked_cause
from amendments.services.editorial_services import revise_text
from congress.actors import Actor
from congress.policies import require, secretariat
from core import journal
from core.database import session
from core.errors import NotFound, RuleBroken
from motions.models import Cause, PartState, Revision
from motions.queries.motion_queries import current_revision, current_revisions, parts_of


def notice_what_stays(adopted: Amendment, before: Revision, after: Revision, *, actor: Actor, now: datetime) -> None:
    """Keep, for each alinéa of the motion that still says what an adoption replaced, a line for the secretariat."""
    language = adopted.motion.congress.locale.value
    replaced = [
        found
        for found in replaced_in(before.text, after.text, language)
        if max(len(found.former), len(found.latter)) <= LONGEST_WORDS
    ]
    if not replaced:
        return
    discrepancies = [
        Discrepancy(
            amendment_id=adopted.id, cause_revision_id=after.id, part_id=part_id, block=block, former=found.former,
            latter=found.latter, noticed_at=now,
        )
        for part_id, block, found in _still_said(adopted, before, after, replaced, language)
    ]  # fmt: skip
    if not discrepancies:
        return
    session().add_all(discrepancies)
    session().flush()
    journal.record(
        adopted.motion.congress.stream, "discrepancies_noticed", actor=actor.pseudonym, now=now, amendment=adopted.id,
        revision=after.id, discrepancies=[row.id for row in discrepancies],
    )  # fmt: skip


def accept_discrepancy(discrepancy_id: int, because: str, *, expected_number: int, actor: Actor, now: datetime) -> int:
    """The id of the editorial revision that it asks for; `TextChanged` if its part is at another version now."""
    row = _open_discrepancy(discrepancy_id, actor)
    text = rewritten_part(row, current_revision(row.part_id))
    if text is None:
        raise RuleBroken(_("Cet alinéa ne dit plus ces mots\u00a0: il n’y a rien à changer. Écartez la remarque."))
    with force_locale(row.part.motion.congress.locale):
        said = because.strip() or _(
            "Accord avec l’amendement n°\u00a0%(number)s, adopté\u00a0: «\u00a0%(former)s\u00a0» y est devenu"
            " «\u00a0%(latter)s\u00a0».",
            number=row.amendment.label, former=row.former, latter=row.latter,
        )  # fmt: skip
    revision_id = revise_text(
        row.part_id, text, Cause.EDITORIAL, said, expected_number=expected_number, actor=actor, now=now
    )
    _decide(row, DiscrepancyState.ACCEPTED, said, revision_id, actor=actor, now=now)
    return revision_id


def leave_discrepancy(discrepancy_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """The text stays as it is, for a reason that is kept."""
    row = _open_discrepancy(discrepancy_id, actor)
    said = checked_cause(because, _("Dites pourquoi le texte reste ainsi\u00a0: la raison est gardée."))
    _decide(row, DiscrepancyState.SET_ASIDE, said, None, actor=actor, now=now)


def _decide(
    row: Discrepancy,
    state: DiscrepancyState,
    because: str,
    revision_id: int | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    row.state, row.because, row.decided_at, row.made_revision_id = (
        state,
        because,
        now,
        revision_id,
    )
    session().flush()
    stream = row.part.motion.congress.stream
    journal.record(stream, f"coherence_{state.value}", actor=actor.pseudonym, now=now, discrepancy=row.id)


def _open_discrepancy(discrepancy_id: int, actor: Actor) -> Discrepancy:
    row = session().get(Discrepancy, discrepancy_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound(_("Cette remarque n’existe pas."))
    require(secretariat(actor, row.part.motion.congress), _("Seul le secrétariat peut faire cela."))
    if row.state is DiscrepancyState.ACCEPTED:
        raise RuleBroken(_("Cette remarque est déjà acceptée."))
    if row.state is DiscrepancyState.SET_ASIDE:
        raise RuleBroken(_("Cette remarque est déjà écartée."))
    return row


def _still_said(
    adopted: Amendment, before: Revision, after: Revision, replaced: list[Replaced], language: str
) -> Iterator[tuple[int, str, Replaced]]:
    """Each alinéa that says what was replaced: every part that is not rejected; of the amended one, what it left."""
    texts = current_revisions(adopted.motion_id)
    left = {block["id"]: block["text"] for block in before.blocks}
    for part in parts_of(adopted.motion_id):
        if part.state == PartState.REJECTED:
            continue
        own = part.id == adopted.part_id
        for stored in (after if own else texts[part.id]).blocks:
            block = redline.IdentifiedBlock.from_json(stored)
            if own and left.get(block.id) != block.text:
                continue
            for found in replaced:
                if says(block.text, found, language):
                    yield part.id, block.id, found
