"""The drawing of a result where thousands sit, at its own address: it changes no more, and is made once.

Who has it already and asks again is answered 304 from one SELECT, that says who asks; the rest by the ordinary route.
"""

import functools
import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import Blueprint, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from congress.access import access, current_actor, current_congress
from congress.pages.downloads import rehearsal_notice
from congress.pages.kept.reader_answer import reader_of
from congress.policies import results_readers
from core.database import database_address, session
from core.digest import sha256_text
from core.errors import NotFound
from voting.models import Poll
from voting.pages.drawing.crowd_drawing import crowd_svg
from voting.pages.poll_result import UNCOUNTED, result_of
from voting.policies import may_read_result, poll_readers
from voting.queries.subjects import subject_of

FOREVER: Final = "private, max-age=31536000, immutable"
MOST_KEPT: Final = 32  # pictures of ten kilobytes, compressed
MOST_KNOWN: Final = 4096  # polls that are proclaimed, by their numbers: each with the version of its drawing
blueprint = Blueprint("drawings", __name__, url_prefix="/<slug>/scrutins")
_known: OrderedDict[tuple[str, int, int], str] = OrderedDict()
_kept: OrderedDict[tuple[str, int, str], bytes] = OrderedDict()
_drawing: Final = threading.Lock()


def known_to_readers(view: Callable[[str, int], Response]) -> Callable[..., Response]:
    """The view of a drawing, spared whoever has it already: 304 to those who may read results."""

    @functools.wraps(view)
    def answered(slug: str, number: int) -> Response:
        reader = reader_of(slug) if request.if_none_match else None
        if reader is not None and results_readers(reader.actor, reader.asked.congress):
            version = _known.get((database_address(), reader.asked.congress.id, number))
            if version is not None and request.if_none_match.contains_weak(version):
                return _under(version)
        return view(slug, number)

    return answered


@blueprint.get("/<int:number>/dessin.svg")
@known_to_readers
@access(poll_readers)
def show(slug: str, number: int) -> Response:
    """The hemicycle of a poll that is proclaimed, for whoever may read its result."""
    congress = current_congress()
    poll = session().scalar(select(Poll).where(Poll.congress_id == congress.id, Poll.number == number))
    if poll is None or not may_read_result(poll, current_actor(), congress) or not _is_drawn(poll):
        raise NotFound(_("Il n’y a rien à cette adresse. Le lien est peut-être incomplet."))
    version = version_of(poll)
    _known[(database_address(), congress.id, number)] = version
    while len(_known) > MOST_KNOWN:
        _known.popitem(last=False)
    answer = _under(version)
    if answer.status_code != HTTPStatus.NOT_MODIFIED:
        _fill(answer, _compressed(poll, version))
    return answer


def _is_drawn(poll: Poll) -> bool:
    """Whether its numbers are told: of hands that nobody counted there is nothing to draw."""
    return poll.outcome is not None and poll.outcome.reason not in UNCOUNTED


def _under(version: str) -> Response:
    """The answer under this version: 304 to whoever has it; at the address that ends with it, it never changes."""
    answer = Response(mimetype="image/svg+xml")
    answer.set_etag(version)
    if request.if_none_match.contains_weak(version):
        answer.status_code = HTTPStatus.NOT_MODIFIED
    if request.args.get("v") == version:
        answer.headers["Cache-Control"] = FOREVER
    return answer


def version_of(poll: Poll) -> str:
    """What the address of a drawing ends with: that of the votes, locked with the outcome."""
    told = poll.proclaimed_at.isoformat() if poll.proclaimed_at else ""
    return sha256_text(f"{poll.ballots_sha256} {told}")[:12]


def _fill(answer: Response, compressed: bytes) -> None:
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"]:
        answer.headers["Content-Encoding"] = "gzip"
        answer.set_data(compressed)
    else:
        answer.set_data(gzip.decompress(compressed))


def _compressed(poll: Poll, version: str) -> bytes:
    place = (database_address(), poll.id, version)
    known = _kept.get(place)
    if known is not None:
        return known
    with _drawing:
        assert poll.outcome is not None  # noqa: S101 (looked at above)
        result = result_of(poll, poll.outcome, subject_of(poll))
        notice = rehearsal_notice(poll.congress).partition(" – ")[0].capitalize()
        made = gzip.compress(crowd_svg(result.seats, result.radius, notice).encode(), mtime=0)
        _kept[place] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return made
