"""Pages of points of view: on one proposal, on all of them in a row, and what members said of one."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import electors, members
from core.errors import RuleBroken
from core.unit_of_work import run
from motions.models import Part, Position
from motions.pages import motion_labels
from motions.pages.forms import IN_A_ROW, ViewpointForm, prefix
from motions.pages.viewpoint_page import answer_of, viewpoints_page
from motions.policies import may_see_positions, viewpoints_readers
from motions.queries import motion_queries
from motions.queries.viewpoint_queries import positions, spoken_on, viewpoint_of, viewpoints_of
from motions.services.viewpoint_services import give_viewpoint

blueprint = Blueprint("viewpoints", __name__, url_prefix="/<slug>")


@blueprint.get("/points-de-vue")
@access(members)
def in_a_row(slug: str) -> str:
    """All the proposals, each with its own form and its own button."""
    return _row_page()


@blueprint.get("/propositions/<int:number>/point-de-vue")
@access(members)
def give(slug: str, number: int) -> str:
    """The proposal, its text, the form, and who will see the answer."""
    return _page(motion_queries.proposal(current_congress().id, number))


@blueprint.post("/propositions/<int:number>/point-de-vue")
@access(members)
def save(slug: str, number: int) -> Page:
    """Keep the answer; when that cannot be, the same page with all that was typed, and why."""
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    part_id = motion_queries.proposal(congress.id, number).id
    form = ViewpointForm(prefix=prefix(number))
    in_row, status = form.place.data == IN_A_ROW, 422
    if form.validate():
        position, said, named = Position(form.position.data), str(form.reservation.data or ""), bool(form.named.data)
        seen = str(form.seen.data)
        try:
            run(
                lambda: give_viewpoint(
                    part_id, position, reservation=said, named=named, seen_sha256=seen, actor=actor, now=now
                )
            )
        except RuleBroken as broken:
            form.tell(broken)
            status = broken.status
        else:
            if in_row:
                return redirect(url_for("viewpoints.in_a_row", slug=slug) + f"#proposition-{number}", code=303)
            flash(_("Votre point de vue est enregistré."), "success")
            return redirect(url_for("viewpoints.give", slug=slug, number=number), code=303)
    page = _row_page((number, form)) if in_row else _page(motion_queries.proposal(congress.id, number), form)
    return page, status


@blueprint.get("/propositions/<int:number>/points-de-vue")
@access(viewpoints_readers)
def on_proposal(slug: str, number: int) -> str:
    """What members said of a proposal: positions, reservations, names given."""
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    part = motion_queries.proposal(congress.id, number)
    viewpoint = viewpoint_of(part.id, actor.member_id)
    shows = may_see_positions(actor, congress, now, has_given=viewpoint is not None)
    g.section = "proposals.index"
    return render_template(
        "motions/spoken.html",
        part=part,
        revision=motion_queries.current_revision(part.id),
        labels=motion_labels,
        calendar=congress.viewpoints_window.phase(now),
        is_elector=electors(actor, congress),
        positions=positions(part.id) if shows else None,
        spoken=spoken_on(part.id) if shows else None,
    )


def _page(part: Part, form: ViewpointForm | None = None) -> str:
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    g.section = "proposals.index"
    given = viewpoints_of(congress.id, actor.member_id) if actor.member_id is not None else {}
    return render_template(
        "motions/viewpoint.html",
        left=[other.number for other in motion_queries.proposals_of(congress.id) if other.id not in given],
        amendments_open=congress.amendments_window.is_open(now),
        answer=answer_of(congress, part, actor, now, form=form),
        calendar=congress.viewpoints_window.phase(now),
        is_elector=electors(actor, congress),
        labels=motion_labels,
    )


def _row_page(typed: tuple[int, ViewpointForm] | None = None) -> str:
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    g.section = "proposals.index"
    row = viewpoints_page(congress, actor, now, typed=typed)
    return render_template("motions/in_a_row.html", row=row, typed=typed, labels=motion_labels)
