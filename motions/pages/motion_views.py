"""The whole motion in its present text, to be read from one end to the other, or printed."""

from dataclasses import dataclass

from flask import Blueprint, g, render_template

from congress.access import access, current_congress
from congress.policies import everyone
from motions.models import Part, PartState, Revision
from motions.pages import motion_labels
from motions.pages.text_layout import ReadBlock, read_blocks
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
    g.section = "proposals.index"
    return render_template(
        "motions/motion.html",
        motion=motion,
        parts=parts,
        latest=max((read.revision.created_at for read in parts), default=None),
        labels=motion_labels,
    )
