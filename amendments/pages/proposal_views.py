"""Pages of the proposals: all of them, and one with its text, its versions and its amendments."""

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _

from amendments.labels import draft_name
from amendments.pages.proposal_list import proposal_rows
from amendments.pages.proposal_page import proposal_page
from amendments.policies import writers
from amendments.submission_window import window_sentence
from congress.access import access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, electors, everyone, secretariat
from congress.queries.chamber_queries import elector_count
from core.errors import NotFound
from motions.models import MotionState
from motions.pages import motion_labels
from motions.policies import viewpoints_readers
from motions.queries.motion_queries import motion_of, proposal

blueprint = Blueprint("proposals", __name__, url_prefix="/<slug>/propositions")


@blueprint.get("")
@access(everyone)
def index(slug: str) -> str:
    """The proposals with their state."""
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    motion = motion_of(congress.id)
    return render_template(
        "amendments/proposals.html",
        motion=motion,
        rows=proposal_rows(congress, motion, actor, now) if motion else [],
        window_sentence=window_sentence(congress, now),
        is_secretariat=secretariat(actor, congress),
    )


@blueprint.get("/<int:number>")
@access(everyone)
def show(slug: str, number: int) -> str:
    """One proposal, in the version in force or another."""
    g.section = "proposals.index"
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    part = proposal(congress.id, number)
    version, selected = request.args.get("version", type=int), request.args.get("alinea", type=int)
    page = proposal_page(congress, part, actor, now, version=version, selected=selected)
    if page is None:
        raise NotFound(_("Il n’y a pas de version %(number)s de ce texte.", number=version))
    return render_template(
        "amendments/proposal.html",
        page=page,
        part=part,
        labels=motion_labels,
        can_add=page.is_current
        and writers(actor, congress)
        and part.motion.state == MotionState.IN_DISCUSSION
        and congress.amendments_window.is_open(now),
        draft_name=draft_name,
        reads_amendments=amendments_readers(actor, congress),
        reads_comments=viewpoints_readers(actor, congress),
        may_give_viewpoint=electors(actor, congress) and page.viewpoints_open,
        members=elector_count(congress.id) if page.positions else 0,
        window_sentence=window_sentence(congress, now),
    )
