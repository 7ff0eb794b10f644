"""Documents of Word and LibreOffice by their addresses: of proposals, of amendments, and what comes back as a draft."""

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from amendments.pages.documents.amendment_files import AMENDMENT_FORMATS
from amendments.pages.documents.outgoing import prepared, tracked_all, tracked_set
from amendments.pages.documents.word_page import answer_document, choosing_page, file_answer, tracked_answer
from amendments.policies import writers
from amendments.queries.amendment_queries import by_public_number, to_vote_on
from congress.access import Page, access, current_congress
from congress.policies import amendments_readers, everyone
from core.errors import NotFound
from motions.queries.motion_queries import current_revision, proposal

blueprint = Blueprint("documents", __name__, url_prefix="/<slug>")


@blueprint.get("/propositions/<int:number>.<name>")
@access(everyone)
def download(slug: str, number: int, name: str) -> Response:
    """A proposal prepared for a word processor."""
    part = proposal(current_congress().id, number)
    text = prepared(current_congress(), part, current_revision(part.id))
    return tracked_answer(text, name, f"{slug}-proposition-{number}")


@blueprint.get("/propositions/<int:number>/amendements.<name>")
@access(amendments_readers)
def several(slug: str, number: int, name: str) -> Response:
    """The amendments named (`?numero=12&numero=14`), all those to vote on where none is, as tracked changes."""
    part = proposal(current_congress().id, number)
    found, asked = to_vote_on(part.id), request.args.getlist("numero", type=int)
    chosen = [amendment for amendment in found if amendment.public_number in asked]
    if len(chosen) < len(set(asked)):
        raise NotFound(_("L’un de ces amendements n’est pas à voter sur cette proposition."))
    text = tracked_set(current_congress(), part, chosen) if asked else tracked_all(current_congress(), part, found)
    return tracked_answer(text, name, f"{slug}-proposition-{number}-amendements")


@blueprint.get("/amendements/<amendment:number>.<name>")
@access(amendments_readers)
def amendment(slug: str, number: int | str, name: str) -> Response:
    """One published amendment as a file."""
    found = by_public_number(current_congress().id, number)
    if name not in AMENDMENT_FORMATS:
        raise NotFound(_("L’amendement n’existe pas dans ce format."))
    return file_answer(AMENDMENT_FORMATS[name](current_congress(), found), name, f"{slug}-amendement-{number}")


@blueprint.get("/propositions/<int:number>/amender/document")
@access(writers)
def choose(slug: str, number: int) -> Page:
    """Take the text away, bring the document back."""
    return choosing_page(proposal(current_congress().id, number))


@blueprint.post("/propositions/<int:number>/amender/document")
@access(writers)
def bring(slug: str, number: int) -> Page:
    """What the document changes, shown; then kept as a draft."""
    return answer_document(proposal(current_congress().id, number))
