"""« Répétition »: a press makes the copy, and leads to its console."""

from flask import Blueprint, flash, g, redirect, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import officers
from congress.queries.chamber_queries import sitting_by_number
from core.clock import machine_now
from core.errors import RuleBroken

blueprint = Blueprint("rehearsals", __name__, url_prefix="/<slug>/seances/<int:number>/presidence/repetition")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.post("")
@access(officers)
def start(slug: str, number: int) -> Page:
    """Rehearse the sitting in a copy of its congress."""
    from app.rehearsals.copying import rehearse  # with what reads files, which no first page waits for

    congress = current_congress()
    sitting_id = sitting_by_number(congress.id, number).id
    try:
        copy, its_number = rehearse(sitting_id, actor=current_actor(), now=now_in(congress), machine=machine_now())
    except RuleBroken as broken:
        flash(broken.sentence, "error")
        return redirect(url_for("presiding.ready", slug=slug, number=number), code=303)
    flash(_("La répétition est prête\u00a0: rien de ce que vous y faites ne compte."), "success")
    return redirect(url_for("console.show", slug=copy, number=its_number), code=303)
