"""Remarks of coherence: what other alinéas still say after an adoption, for the secretariat to accept or set aside.

Never applied by themselves; never during a vote: a remark accepted is an editorial revision like any other.
"""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

import redline
from amendments.after_models import LONGEST_WORDS, CoherenceRemark, RemarkState
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


def remark_what_stays(adopted: Amendment, before: Revision, after: Revision, *, actor: Actor, now: datetime) -> None:
    """Keep, for each alinéa of the motion that still says what an adoption replaced, a remark to the secretariat."""
    language = adopted.motion.congress.locale.value
    replaced = [
        found
        for found in replaced_in(before.text, after.text, language)
        if max(len(found.former), len(found.latter)) <= LONGEST_WORDS
    ]
    if not replaced:
        return
    remarks = [
        CoherenceRemark(
            amendment_id=adopted.id, cause_revision_id=after.id, part_id=part_id, block=block, former=found.former,
            latter=found.latter, remarked_at=now,
        )
        for part_id, block, found in _still_said(adopted, before, after, replaced, language)
    ]  # fmt: skip
    if not remarks:
        return
    session().add_all(remarks)
    session().flush()
    journal.record(
        adopted.motion.congress.stream, "coherence_remarked", actor=actor.pseudonym, now=now, amendment=adopted.id,
        revision=after.id, remarks=[remark.id for remark in remarks],
    )  # fmt: skip


def accept_remark(remark_id: int, because: str, *, expected_number: int, actor: Actor, now: datetime) -> int:
    """The id of the editorial revision that a remark asks for; `TextChanged` if its part is at another version now."""
    remark = _open_remark(remark_id, actor)
    text = rewritten_part(remark, current_revision(remark.part_id))
    if text is None:
        raise RuleBroken(_("Cet alinéa ne dit plus ces mots\u00a0: il n’y a rien à changer. Écartez la remarque."))
    with force_locale(remark.part.motion.congress.locale):
        said = because.strip() or _(
            "Accord avec l’amendement n°\u00a0%(number)s, adopté\u00a0: «\u00a0%(former)s\u00a0» y est devenu"
            " «\u00a0%(latter)s\u00a0».",
            number=remark.amendment.public_number, former=remark.former, latter=remark.latter,
        )  # fmt: skip
    revision_id = revise_text(
        remark.part_id, text, Cause.EDITORIAL, said, expected_number=expected_number, actor=actor, now=now
    )
    _decide(remark, RemarkState.ACCEPTED, said, revision_id, actor=actor, now=now)
    return revision_id


def set_remark_aside(remark_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """The text stays as it is, for a reason that is kept."""
    remark = _open_remark(remark_id, actor)
    said = checked_cause(because, _("Dites pourquoi le texte reste ainsi\u00a0: la raison est gardée."))
    _decide(remark, RemarkState.SET_ASIDE, said, None, actor=actor, now=now)


def _decide(
    remark: CoherenceRemark, state: RemarkState, because: str, revision_id: int | None, *, actor: Actor, now: datetime
) -> None:
    remark.state, remark.because, remark.decided_at, remark.made_revision_id = state, because, now, revision_id
    session().flush()
    stream = remark.part.motion.congress.stream
    journal.record(stream, f"coherence_{state.value}", actor=actor.pseudonym, now=now, remark=remark.id)


def _open_remark(remark_id: int, actor: Actor) -> CoherenceRemark:
    remark = session().get(CoherenceRemark, remark_id, with_for_update=True, populate_existing=True)
    if remark is None:
        raise NotFound(_("Cette remarque n’existe pas."))
    require(secretariat(actor, remark.part.motion.congress), _("Seul le secrétariat peut faire cela."))
    if remark.state is RemarkState.ACCEPTED:
        raise RuleBroken(_("Cette remarque est déjà acceptée."))
    if remark.state is RemarkState.SET_ASIDE:
        raise RuleBroken(_("Cette remarque est déjà écartée."))
    return remark


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
