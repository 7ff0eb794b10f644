"""Pages where the preamble and the closing are amended, and where a proposal is added after another."""

from flask import Blueprint

from amendments.pages.draft_page import draft_page
from amendments.pages.draft_views import shown
from amendments.pages.writing.addresses import place_at
from amendments.pages.writing.answering import answer_form
from amendments.pages.writing.ground import ground_on
from amendments.policies import writers
from congress.access import Page, access, current_congress
from motions.models import Part
from motions.queries.motion_queries import current_revision

blueprint = Blueprint("writing", __name__, url_prefix="/<slug>")


@blueprint.get("/motion/<name>/amender")
@access(writers)
def write_part(slug: str, name: str) -> Page:
    """The sheet of a new amendment to the preamble or the closing."""
    return _page(_place(name))


@blueprint.post("/motion/<name>/amender")
@access(writers)
def begin_part(slug: str, name: str) -> Page:
    """Keep it, submit it."""
    return _answer(_place(name))


@blueprint.get("/propositions/<int:number>/ajouter")
@access(writers)
def write_addition(slug: str, number: int) -> Page:
    """The sheet of an amendment that adds a proposal after one."""
    return _page(_place(f"apres-{number}"))


@blueprint.post("/propositions/<int:number>/ajouter")
@access(writers)
def begin_addition(slug: str, number: int) -> Page:
    """Keep it, submit it."""
    return _answer(_place(f"apres-{number}"))


@blueprint.get("/motion/preambule/ajouter")
@access(writers)
def write_first(slug: str) -> Page:
    """The sheet of an amendment that adds a proposal after the preamble, before all others."""
    return _page(_place("apres-preambule"))


@blueprint.post("/motion/preambule/ajouter")
@access(writers)
def begin_first(slug: str) -> Page:
    """Keep it, submit it."""
    return _answer(_place("apres-preambule"))


def _page(part: Part) -> Page:
    return draft_page(shown(ground_on(part, current_revision(part.id)), None))


def _answer(part: Part) -> Page:
    return answer_form(ground_on(part, current_revision(part.id)), None)


def _place(name: str) -> Part:
    return place_at(current_congress().id, name)
