"""The secretariat's desk: amendments that wait for their number, one below the other."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments.labels import to_part
from amendments.pages.desk.desk_page import waiting
from amendments.queries.amendment_queries import amendment_of_receipt, by_id
from amendments.services import amendment_services
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import secretariat
from core.errors import Invalid
from core.unit_of_work import run

blueprint = Blueprint("amendment_desk", __name__, url_prefix="/<slug>/amendements/depots")


@blueprint.get("")
@access(secretariat)
def queue(slug: str) -> str:
    """The amendments to publish, oldest first."""
    return _queue_page()


@blueprint.post("/<int:receipt>/publication")
@access(secretariat)
def publish(slug: str, receipt: int) -> Page:
    """Give an amendment its public number."""
    congress, actor = current_congress(), current_actor()
    amendment_id, now = amendment_of_receipt(congress.id, receipt), now_in(congress)
    run(lambda: amendment_services.publish(amendment_id, actor=actor, now=now))
    flash(_("Amendement publié sous le n° %(number)s.", number=by_id(amendment_id).label), "success")
    return redirect(url_for("amendment_desk.queue", slug=slug), code=303)


@blueprint.post("/<int:receipt>/irrecevabilite")
@access(secretariat)
def declare_inadmissible(slug: str, receipt: int) -> Page:
    """Refuse an amendment, with the reason that its author reads."""
    congress, actor = current_congress(), current_actor()
    amendment_id, now = amendment_of_receipt(congress.id, receipt), now_in(congress)
    because = request.form.get("because", "")
    try:
        run(lambda: amendment_services.declare_inadmissible(amendment_id, because, actor=actor, now=now))
    except Invalid as refusal:
        return _queue_page(receipt, refusal.sentence, because), refusal.status
    flash(_("L’amendement est déclaré irrecevable ; son auteur en reçoit la raison."), "success")
    return redirect(url_for("amendment_desk.queue", slug=slug), code=303)


def _queue_page(refused: int | None = None, sentence: str = "", typed: str = "") -> str:
    g.section = "amendments.index"
    congress = current_congress()
    return render_template(
        "amendments/desk.html",
        items=waiting(congress),
        refused=refused,
        sentence=sentence,
        typed=typed,
        to_part=to_part,
    )
