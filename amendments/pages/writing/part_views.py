"""Pages where the preamble and the closing are amended, and where a proposal is added after another."""

from flask import Blueprint
from flask_babel import gettext as _

from amendments.pages.draft_page import draft_page
from amendments.pages.draft_views import shown
from amendments.pages.writing.addresses import NAMES
from amendments.pages.writing.answering import answer_form
from amendments.pages.writing.ground import ground_on
from amendments.policies import writers
from congress.access import Page, access, current_congress
from core.errors import NotFound
from motions.models import Part, PartKind
from motions.queries.motion_queries import addition_after, current_revision, part_of_kind, proposal

blueprint = Blueprint("writing", __name__, url_prefix="/<slug>")


@blueprint.get("/motion/<name>/amender")
@access(writers)
def write_part(slug: str, name: str) -> Page:
    """The sheet of a new amendment to the preamble or the closing."""
    return _page(_named(name))


@blueprint.post("/motion/<name>/amender")
@access(writers)
def begin_part(slug: str, name: str) -> Page:
    """Keep it, submit it."""
    return _answer(_named(name))


@blueprint.get("/propositions/<int:number>/ajouter")
@access(writers)
def write_addition(slug: str, number: int) -> Page:
    """The sheet of an amendment that adds a proposal after one."""
    return _page(_after(proposal(current_congress().id, number)))


@blueprint.post("/propositions/<int:number>/ajouter")
@access(writers)
def begin_addition(slug: str, number: int) -> Page:
    """Keep it, submit it."""
    return _answer(_after(proposal(current_congress().id, number)))


@blueprint.get("/motion/preambule/ajouter")
@access(writers)
def write_first(slug: str) -> Page:
    """The sheet of an amendment that adds a proposal after the preamble, before all others."""
    return _page(_after(_named("preambule")))


@blueprint.post("/motion/preambule/ajouter")
@access(writers)
def begin_first(slug: str) -> Page:
    """Keep it, submit it."""
    return _answer(_after(_named("preambule")))


def _page(part: Part) -> Page:
    return draft_page(shown(ground_on(part, current_revision(part.id)), None))


def _answer(part: Part) -> Page:
    return answer_form(ground_on(part, current_revision(part.id)), None)


def _named(name: str) -> Part:
    kind = NAMES.get(name, PartKind.ADDITION)
    part = part_of_kind(current_congress().id, kind) if kind != PartKind.ADDITION else None
    return _known(part)


def _after(part: Part) -> Part:
    return _known(addition_after(part.id))


def _known(part: Part | None) -> Part:
    if part is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    return part
