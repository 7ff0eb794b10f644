"""Pages of the versions of a text: which there are, why, and any two of them compared."""

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _

from congress.access import access, current_actor, current_congress
from congress.policies import everyone, secretariat
from core.errors import NotFound
from motions.models import Part, PartKind, Revision
from motions.pages import motion_labels
from motions.pages.revision_comparison import SIDE_BY_SIDE, Comparison
from motions.pages.revision_comparison import compare as comparison_of
from motions.queries import motion_queries

blueprint = Blueprint("revisions", __name__, url_prefix="/<slug>")
PARTS = {"preambule": PartKind.PREAMBLE, "conclusion": PartKind.CLOSING}


@blueprint.get("/propositions/<int:number>/versions")
@access(everyone)
def compare(slug: str, number: int) -> str:
    """The versions of a proposal, and two of them compared."""
    return _page(motion_queries.proposal(current_congress().id, number))


@blueprint.get("/motion/<name>/versions")
@access(everyone)
def compare_part(slug: str, name: str) -> str:
    """The same of the preamble and of the closing."""
    motion = motion_queries.motion_of(current_congress().id)
    parts = motion_queries.parts_of(motion.id) if motion and name in PARTS else []
    part = next((part for part in parts if part.kind == PARTS[name]), None)
    if part is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    return _page(part)


def _page(part: Part) -> str:
    revisions = motion_queries.revisions_of(part.id)
    g.section = "proposals.index"
    return render_template(
        "motions/versions.html",
        part=part,
        revisions=revisions,
        current=next(revision for revision in revisions if revision.number == part.current_number),
        comparison=_comparison(revisions) if len(revisions) > 1 else None,
        side_by_side=SIDE_BY_SIDE,
        labels=motion_labels,
        may_correct=secretariat(current_actor(), current_congress()),
    )


def _comparison(revisions: list[Revision]) -> Comparison:
    """The two versions asked for; by default the last one and the one before it."""
    by_number = {str(revision.number): revision for revision in revisions}
    before = by_number.get(request.args.get("de", str(revisions[-2].number)))
    after = by_number.get(request.args.get("a", str(revisions[-1].number)))
    if before is None or after is None:
        raise NotFound(_("Il n’y a pas de version de ce numéro."))
    side_by_side = request.args.get("vue") == SIDE_BY_SIDE
    return comparison_of(before, after, width=current_congress().line_length, side_by_side=side_by_side)
