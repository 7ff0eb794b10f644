"""Who is awaited in the poll that is open: for the chair alone, when they ask."""

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import Office
from congress.policies import holds_office, officers, require
from congress.queries.chamber_queries import sitting_by_number
from voting.models import PollState
from voting.queries.awaited import Awaited, awaited_in
from voting.queries.poll_queries import current_poll_of, progress

blueprint = Blueprint("presiding", __name__, url_prefix="/<slug>/seances/<int:number>/presidence")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/attendus")
@access(officers)
def awaited(slug: str, number: int) -> Page:
    """The names of those whose vote is not there yet, never what the others say; at most two hundred, with a search."""
    sitting = sitting_by_number(current_congress().id, number)
    presides = holds_office(sitting.id, current_actor().member_id, Office.CHAIR)
    require(presides, _("Seule la présidence de la séance lit qui n’a pas encore voté."))
    poll = current_poll_of(sitting.id)
    is_open = poll is not None and poll.state == PollState.OPEN and poll.method.is_named
    searched = request.args.get("nom", "").strip()
    return render_template(
        "voting/console/awaited.html",
        sitting=sitting,
        poll=poll if is_open else None,
        awaited=awaited_in(poll.id, searched) if poll and is_open else Awaited(),
        expected=progress(poll.id)[1] if poll and is_open else 0,
        searched=searched,
    )
