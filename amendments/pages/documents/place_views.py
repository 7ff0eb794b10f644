"""Word for what is no proposal: the preamble, the closing, a proposal to be added after another.

A place is named in its address: « preambule », « conclusion », « apres-preambule », « apres-5 ».
"""

from flask import Blueprint, Response

from amendments.pages.documents.outgoing import prepared, tracked_all
from amendments.pages.documents.word_page import answer_document, choosing_page, tracked_answer
from amendments.pages.writing.addresses import place_at
from amendments.policies import writers
from amendments.queries.amendment_queries import to_vote_on
from congress.access import Page, access, current_congress
from congress.policies import amendments_readers, everyone
from motions.queries.motion_queries import current_revision

blueprint = Blueprint("place_documents", __name__, url_prefix="/<slug>/motion")


@blueprint.get("/<place>.<name>")
@access(everyone)
def download(slug: str, place: str, name: str) -> Response:
    """A text prepared for a word processor; an empty one, with a line for its title, where a proposal is added."""
    part = place_at(current_congress().id, place)
    text = prepared(current_congress(), part, current_revision(part.id))
    return tracked_answer(text, name, f"{slug}-{place}")


@blueprint.get("/<place>/amendements.<name>")
@access(amendments_readers)
def all_together(slug: str, place: str, name: str) -> Response:
    """The text if all that is to vote on there is adopted, as tracked changes; as it is, where nothing is."""
    part = place_at(current_congress().id, place)
    text = tracked_all(current_congress(), part, to_vote_on(part.id))
    return tracked_answer(text, name, f"{slug}-{place}-amendements")


@blueprint.get("/<place>/amender/document")
@access(writers)
def choose(slug: str, place: str) -> Page:
    """Take the text away, bring the document back."""
    return choosing_page(place_at(current_congress().id, place))


@blueprint.post("/<place>/amender/document")
@access(writers)
def bring(slug: str, place: str) -> Page:
    """What the document changes, or the proposal that it adds, shown; then kept as a draft."""
    return answer_document(place_at(current_congress().id, place))
