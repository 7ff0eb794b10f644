"""Verbs of the motion: create it, add its parts, append revisions, decide it."""

from datetime import datetime
from itertools import count
from typing import Any

from flask_babel import gettext as _

import redline
from congress.actors import Actor
from congress.models import Congress
from congress.policies import require, secretariat
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, NotFound, RuleBroken
from core.row_seals import hidden_token
from core.text.typography import normalise_typography
from motions.models import Cause, Motion, MotionState, Part, PartKind, PartState, Revision
from motions.rules.motion_text import clean_text


class TextChanged(RuleBroken):
    """The text in force is no longer the one on which the change was made."""


def create_motion(congress_id: int, title: str, subtitle: str = "", *, actor: Actor, now: datetime) -> int:
    """The id of the congress's new motion, without parts yet."""
    congress = _congress(congress_id)
    require(secretariat(actor, congress))
    motion = Motion(
        congress_id=congress_id,
        title=normalise_typography(title.strip()),
        subtitle=normalise_typography(subtitle.strip()),
    )
    session().add(motion)
    session().flush()
    journal.record(congress.stream, "motion_created", actor=actor.pseudonym, now=now, motion=motion.id)
    return motion.id


def add_part(
    motion_id: int,
    kind: PartKind,
    *,
    number: int | None,
    position: int,
    text: str,
    provenance: str = "",
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a new part with its first revision (cause: import)."""
    motion = _motion(motion_id)
    require(secretariat(actor, motion.congress))
    part = Part(
        motion_id=motion_id,
        kind=kind,
        number=number,
        position=position,
        provenance=normalise_typography(provenance.strip()),
    )
    session().add(part)
    session().flush()
    if kind != PartKind.CLOSING:
        _open_addition_after(part, now=now)
    _add_revision(part, 1, None, text, Cause.IMPORT, "", "", actor=actor, now=now)
    return part.id


def add_adopted_proposal(
    addition_id: int, text: str, *, cause_label: str, provenance: str, actor: Actor, now: datetime
) -> Revision:
    """The first revision of a proposal that an adopted amendment adds at a place: it stands there, adopted.

    It takes the next number that no proposal had: numbers never change, addresses last. Several added at one place
    stand in the order of their adoption. Who may is decided above.
    """
    addition = _part(addition_id)
    before = addition.follows
    if addition.kind != PartKind.ADDITION or before is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    motion = _motion(addition.motion_id)
    parts = [part for part in motion.parts if part.position is not None]
    last = max(part.position or 0 for part in parts if before.id in (part.id, part.follows_id))
    for part in sorted(parts, key=lambda part: part.position or 0, reverse=True):
        if part.position is not None and part.position > last:
            part.position += 1  # from the last one: two parts never hold one place
            session().flush()
    new = Part(
        motion_id=motion.id, kind=PartKind.PROPOSAL, number=max(part.number or 0 for part in parts) + 1,
        position=last + 1, follows_id=before.id, provenance=provenance,
    )  # fmt: skip
    session().add(new)
    session().flush()
    session().expire(motion, ["parts"])
    _open_addition_after(new, now=now)
    revision = _add_revision(new, 1, None, text, Cause.AMENDMENT, cause_label, "", actor=actor, now=now)
    set_part_state(new.id, PartState.ADOPTED, actor=actor, now=now)
    return revision


def _open_addition_after(part: Part, *, now: datetime) -> None:
    """The place after a part where proposals may be added: no words, no number."""
    addition = Part(motion_id=part.motion_id, kind=PartKind.ADDITION, follows_id=part.id)
    session().add(addition)
    session().flush()
    session().add(
        Revision(
            part_id=addition.id, number=1, cause=Cause.IMPORT, text="", title="", sha256=sha256_text(""), blocks=[],
            created_at=now,
        )
    )  # fmt: skip
    session().flush()


def append_revision(
    part_id: int,
    text: str,
    cause: Cause,
    *,
    cause_label: str = "",
    because: str = "",
    expected_number: int,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of the new revision in force; `TextChanged` if the part is no longer at `expected_number`.

    Who may is decided above: an amendment by its vote, an editorial revision by the secretariat.
    """
    part = _part(part_id)
    if part.under_vote:
        raise RuleBroken(_("Ce texte est mis aux voix : il ne change pas avant la proclamation."))
    if part.current_number != expected_number:
        raise TextChanged(
            _("Le texte a changé entre-temps : il en est à la version %(number)s.", number=part.current_number)
        )
    parent = current_revision_of(part)
    revision = _add_revision(
        part, part.current_number + 1, parent, text, cause, cause_label, because, actor=actor, now=now
    )
    part.current_number = revision.number
    return revision.id


def set_part_state(part_id: int, state: PartState, *, actor: Actor, now: datetime) -> None:
    """Move a part along: in discussion, adopted, rejected."""
    part = _part(part_id)
    if part.state == state:
        return
    part.state = state
    stream = part.motion.congress.stream
    journal.record(
        stream,
        "part_" + state.value,
        actor=actor.pseudonym,
        now=now,
        part=part.id,
        sha256=current_revision_of(part).sha256,
    )


def set_part_under_vote(part_id: int, is_under_vote: bool) -> None:
    """Flag, or free, a part whose text is put to the vote, in one sitting at a time; set and cleared by voting."""
    part = _part(part_id)
    if is_under_vote and part.under_vote:
        raise RuleBroken(_("Ce texte est déjà mis aux voix dans une autre séance."))
    part.under_vote = is_under_vote


def set_part_announced(part_id: int, poll_number: int | None) -> None:
    """Hold a part's text for the poll announced on it, or free it (None): no revision changes it meanwhile."""
    _part(part_id).announced_in = poll_number


def decide_motion(motion_id: int, is_adopted: bool, *, actor: Actor, now: datetime) -> None:
    """Record the decision on the whole motion, and the fingerprint of each part's text."""
    motion = _motion(motion_id)
    motion.state = MotionState.ADOPTED if is_adopted else MotionState.REJECTED
    motion.decided_at = now
    texts = [current_revision_of(part).sha256 for part in motion.parts if part.kind != PartKind.ADDITION]
    journal.record(
        motion.congress.stream,
        "motion_" + motion.state.value,
        actor=actor.pseudonym,
        now=now,
        motion=motion.id,
        parts=texts,
    )


def current_revision_of(part: Part) -> Revision:
    """The revision in force of a loaded part."""
    return next(revision for revision in part.revisions if revision.number == part.current_number)


def _add_revision(
    part: Part,
    number: int,
    parent: Revision | None,
    text: str,
    cause: Cause,
    cause_label: str,
    because: str,
    *,
    actor: Actor,
    now: datetime,
) -> Revision:
    text = clean_text(text)
    blocks = redline.parse(text).blocks
    if not blocks:
        raise Invalid(_("Le texte est vide."), "text")
    revision = Revision(
        part_id=part.id,
        number=number,
        parent_id=parent.id if parent else None,
        cause=cause,
        cause_label=cause_label,
        because=because,
        text=text,
        title=next((block.body for block in blocks if block.kind == "title"), ""),
        sha256=sha256_text(text),
        blocks=_identified(part.id, number, parent, text),
        created_at=now,
    )
    part.revisions.append(revision)
    session().flush()
    journal.record(
        part.motion.congress.stream, "revision_appended", actor=actor.pseudonym, now=now, part=part.id, number=number,
        sha256=revision.sha256, cause=cause.value,
    )  # fmt: skip
    return revision


def _identified(part_id: int, number: int, parent: Revision | None, text: str) -> list[Any]:
    """The blocks with their ids, given once: those of the parent where a block goes on, new ones elsewhere."""
    previous = [redline.IdentifiedBlock.from_json(item) for item in parent.blocks] if parent else None
    ranks = count()
    given = redline.assign_ids(previous, text, lambda: hidden_token("block", part_id, number, next(ranks))[:12])
    return [item.as_json() for item in given]


def _congress(congress_id: int) -> Congress:
    congress = session().get(Congress, congress_id)
    if congress is None:
        raise NotFound(_("Aucun congrès n’existe à cette adresse."))
    return congress


def _motion(motion_id: int) -> Motion:
    motion = session().get(Motion, motion_id, with_for_update=True)
    if motion is None:
        raise NotFound(_("Cette motion n’existe pas."))
    return motion


def _part(part_id: int) -> Part:
    part = session().get(Part, part_id, with_for_update=True)
    if part is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    return part
