"""Two rows of the roll that are one person: chosen, with the reason, by the secretariat."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import secretariat
from congress.queries.congress_queries import alike, everybody_of, merged_into
from congress.services.merging_services import LONGEST_REASON, merge_members
from core.errors import RuleBroken
from core.unit_of_work import run

blueprint = Blueprint("merging", __name__, url_prefix="/<slug>/membres/reunir")


@blueprint.get("")
@access(secretariat)
def choose(slug: str) -> Page:
    """The page that asks which row stays, which joins it, and why; those that look alike first."""
    return _page()


@blueprint.post("")
@access(secretariat)
def merge(slug: str) -> Page:
    """Make them one; refused: the page with the sentence and what was chosen."""
    congress, actor, form = current_congress(), current_actor(), request.form
    kept, other = form.get("kept", 0, type=int), form.get("other", 0, type=int)
    now, because = now_in(congress), form.get("because", "")
    try:
        run(lambda: merge_members(kept, other, because, actor=actor, now=now))
    except RuleBroken as broken:
        return _page(broken.sentence), broken.status
    flash(_("Les deux lignes n’en font plus qu’une."), "success")
    return redirect(url_for("roll.index", slug=slug), code=303)


def _page(refusal: str = "") -> str:
    members = everybody_of(current_congress().id)
    return render_template(
        "congress/merging.html",
        members=sorted(members, key=lambda member: (member.alphabetic, member.id)),
        alike=alike(members),
        merged=merged_into(current_congress().id),
        refusal=refusal,
        longest=LONGEST_REASON,
        chosen=request.values,
    )
