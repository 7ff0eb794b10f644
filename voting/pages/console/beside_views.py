"""Beside the console: what a sitting lacks before it opens; who is awaited in a poll that is open."""

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import Office
from congress.clock import now_in
from congress.policies import holds_office, officers, require
from congress.queries.chamber_queries import sitting_by_number
from voting.models import PollState
from voting.pages.console.planned_votes import planned_points
from voting.pages.console.ready_page import ready_page
from voting.pages.names.blank_names import names_to_print
from voting.policies import may_watch_console
from voting.queries.awaited import Awaited, awaited_in
from voting.queries.poll_queries import current_poll_of, progress
from voting.rules.methods.answers import FOR_OR_AGAINST

blueprint = Blueprint("presiding", __name__, url_prefix="/<slug>/seances/<int:number>/presidence")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/pret")
@access(officers)
def ready(slug: str, number: int) -> Page:
    """« Prêt pour la séance ? »: what is there, what is left to settle."""
    congress, actor = current_congress(), current_actor()
    sitting = sitting_by_number(congress.id, number)
    require(may_watch_console(actor, congress, sitting.id))
    return render_template(
        "voting/console/ready.html",
        sitting=sitting,
        page=ready_page(sitting, now_in(congress)),
        is_chair=holds_office(sitting.id, actor.member_id, Office.CHAIR),
    )


@blueprint.get("/ordre")
@access(officers)
def order(slug: str, number: int) -> Page:
    """The order of the sitting, vote by vote, as it is printed the night before and kept beside the console."""
    congress, actor = current_congress(), current_actor()
    sitting = sitting_by_number(congress.id, number)
    require(may_watch_console(actor, congress, sitting.id))
    printed = now_in(congress)
    return render_template(
        "voting/console/order.html", sitting=sitting, points=planned_points(sitting), printed=printed
    )


@blueprint.get("/appel")
@access(officers)
def blank_sheet(slug: str, number: int) -> Page:
    """The electors by name with a box for each answer, no question written: printed the night before."""
    congress, actor = current_congress(), current_actor()
    sitting = sitting_by_number(congress.id, number)
    require(may_watch_console(actor, congress, sitting.id))
    return render_template(
        "voting/console/blank_sheet.html",
        sitting=sitting,
        names=names_to_print(sitting),
        choices=FOR_OR_AGAINST.offered,
        printed=now_in(congress),
    )


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
