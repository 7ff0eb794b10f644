"""The page « D’où vient ce texte » of a proposal, of the preamble or of the closing."""

from flask import Blueprint, g, render_template
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.policies import amendments_readers, results_readers
from core.errors import NotFound
from motions.models import Part, PartKind
from motions.pages import motion_labels
from motions.queries.motion_queries import motion_of, parts_of, proposal
from voting.pages.after.origins_page import origins_page

blueprint = Blueprint("text_origins", __name__, url_prefix="/<slug>")
_NAMES = {"preambule": PartKind.PREAMBLE, "conclusion": PartKind.CLOSING}


@blueprint.get("/propositions/<int:number>/origine")
@access(amendments_readers)
def of_proposal(slug: str, number: int) -> Page:
    """The lines of a proposal, each with what brought it."""
    return _page(proposal(current_congress().id, number))


@blueprint.get("/motion/<name>/origine")
@access(amendments_readers)
def of_part(slug: str, name: str) -> Page:
    """The same of the preamble or the closing."""
    motion, kind = motion_of(current_congress().id), _NAMES.get(name)
    part = next((found for found in parts_of(motion.id) if found.kind == kind), None) if motion else None
    if part is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    return _page(part)


def _page(part: Part) -> str:
    g.section = "proposals.index"
    congress = current_congress()
    page = origins_page(congress, part, reads_results=results_readers(current_actor(), congress))
    return render_template("voting/after/origins.html", part=part, page=page, labels=motion_labels)
