"""The booklet and the feed by their addresses, for whoever may read amendments."""

from hashlib import sha256

from flask import Blueprint, Response, current_app, request
from flask_babel import gettext as _

from amendments.pages.out.booklet_files import BOOKLET_FORMATS, booklet_file
from amendments.pages.out.feed import feed_of
from congress.access import Page, access, current_congress
from congress.pages.downloads import file_download
from congress.policies import amendments_readers
from core.errors import NotFound
from papers.formats import MEDIA_TYPES

blueprint = Blueprint("booklet", __name__, url_prefix="/<slug>")


@blueprint.get("/amendements/cahier.<name>")
@access(amendments_readers)
def whole(slug: str, name: str) -> Response:
    """All the published amendments."""
    return _answer(name, f"{slug}-cahier-des-amendements")


@blueprint.get("/propositions/<int:number>/cahier.<name>")
@access(amendments_readers)
def of_proposal(slug: str, number: int, name: str) -> Response:
    """Those to one proposal."""
    return _answer(name, f"{slug}-proposition-{number}-cahier-des-amendements", number)


@blueprint.get("/amendements.atom")
@access(amendments_readers)
def feed(slug: str) -> Page:
    """What happens to amendments, for readers of feeds; nothing is sent again where nothing changed."""
    written = feed_of(current_congress(), str(current_app.config["SITE_URL"]))
    answer = Response(written, content_type="application/atom+xml; charset=utf-8")
    answer.set_etag(sha256(written).hexdigest())
    return answer.make_conditional(request)


def _answer(name: str, called: str, number: int | None = None) -> Response:
    if name not in BOOKLET_FORMATS:
        raise NotFound(_("Le cahier n’existe pas dans ce format."))
    return file_download(booklet_file(current_congress(), name, number), MEDIA_TYPES[name], f"{called}.{name}")
