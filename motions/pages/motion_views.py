"""The whole motion in its present text, to be read from one end to the other, or printed."""

from dataclasses import dataclass, replace
from functools import partial

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext as _

from congress.access import access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import electors, everyone
from motions.models import MotionState, Part, PartKind, PartState, Revision
from motions.pages import motion_labels
from motions.pages.text_layout import Action, ReadBlock, read_blocks
from motions.queries import motion_queries

blueprint = Blueprint("motion", __name__, url_prefix="/<slug>")


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part with its text; a rejected one keeps its title only."""

    part: Part
    revision: Revision
    blocks: list[ReadBlock]


@blueprint.get("/motion")
@access(everyone)
def show(slug: str) -> str:
    """Preamble, proposals, closing."""
    congress = current_congress()
    actor = current_actor()
    motion = motion_queries.motion_of(congress.id)
    revisions = motion_queries.current_revisions(motion.id) if motion else {}
    parts = [
        ReadPart(
            part,
            revisions[part.id],
            [] if part.state == PartState.REJECTED else read_blocks(revisions[part.id].text, congress.line_length),
        )
        for part in (motion_queries.parts_of(motion.id) if motion else [])
    ]
    writes = electors(actor, congress) or (actor.congress_id == congress.id and actor.aide_of_id is not None)
    can_amend = (
        writes
        and motion is not None
        and motion.state == MotionState.IN_DISCUSSION
        and congress.amendments_window.is_open(now_in(congress))
    )
    if can_amend:
        parts = [replace(read, blocks=_amendable(congress.slug, read)) for read in parts]
    g.section = "proposals.index"
    return render_template(
        "motions/motion.html",
        motion=motion,
        parts=parts,
        latest=max((read.revision.created_at for read in parts), default=None),
        labels=motion_labels,
        can_amend=can_amend,
    )


def _amendable(slug: str, read: ReadPart) -> list[ReadBlock]:
    """The alinéas of the preamble and the closing with « Amender ici »; proposals have their own pages."""
    name = {PartKind.PREAMBLE: "preambule", PartKind.CLOSING: "conclusion"}.get(read.part.kind)
    if name is None:
        return read.blocks
    here = partial(url_for, "writing.write_part", slug=slug, name=name)
    return [
        replace(block, actions=(Action(_("Amender ici"), here(alinea=block.alinea), "pen", "primary"),))
        if block.alinea
        else block
        for block in read.blocks
    ]
