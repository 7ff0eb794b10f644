"""The secretariat's desk: amendments that wait for their number, one below the other."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments.labels import status_word, to_part
from amendments.models import AmendmentStatus
from amendments.pages.desk.desk_page import waiting
from amendments.queries.amendment_queries import amendment_of_receipt, by_id, submitted_amendments
from amendments.services import amendment_services
from amendments.services.life.receivability import refusal_to_take_back, take_back_inadmissibility
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import secretariat
from core.errors import Invalid, RuleBroken
from core.text.reader import colon
from core.text.retelling import retold
from core.unit_of_work import run

AT_ONCE = 60  # with three hundred on it, the page would take seconds after each press

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
    try:
        run(lambda: amendment_services.publish(amendment_id, actor=actor, now=now))
    except RuleBroken as refusal:
        return _queue_page(refusal=_of_receipt(receipt, refusal)), refusal.status
    published = by_id(amendment_id)
    flash(_("Amendement publié sous le n° %(number)s.", number=published.label), "success")
    if not published.is_live:  # its text was voted meanwhile, or says the same already
        flash(f"{status_word(published)}{colon()}{retold(published.cause, congress.locale.value)}", "message")
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
    except RuleBroken as refusal:
        return _queue_page(refusal=_of_receipt(receipt, refusal), lost=because), refusal.status
    flash(_("L’amendement est déclaré irrecevable ; son auteur en reçoit la raison."), "success")
    return redirect(url_for("amendment_desk.queue", slug=slug), code=303)


@blueprint.post("/<int:receipt>/recevabilite")
@access(secretariat)
def take_back(slug: str, receipt: int) -> Page:
    """Have an amendment that was declared inadmissible wait for its number again."""
    congress, actor = current_congress(), current_actor()
    amendment_id, now = amendment_of_receipt(congress.id, receipt), now_in(congress)
    try:
        run(lambda: take_back_inadmissibility(amendment_id, actor=actor, now=now))
    except RuleBroken as refusal:
        return _queue_page(refusal=_of_receipt(receipt, refusal)), refusal.status
    flash(_("L’irrecevabilité est levée\u202f; son auteur en est averti."), "success")
    return redirect(url_for("amendment_desk.queue", slug=slug, _anchor=f"d-{receipt}"), code=303)


def _of_receipt(receipt: int, refusal: RuleBroken) -> str:
    """What was refused, and of which amendment: it may be on the page no longer."""
    return f"D-{receipt:04d}{colon()}{refusal.sentence}"


def _queue_page(
    refused: int | None = None, sentence: str = "", typed: str = "", *, refusal: str = "", lost: str = ""
) -> str:
    """The desk; `refused`, `sentence`, `typed`: a reason not to be taken, beside its amendment.

    `refusal`: what could not be done, said before them all, with the reason that was typed (`lost`).
    """
    g.section = "amendments.index"
    congress = current_congress()
    rows = submitted_amendments(congress.id)
    shown = rows if request.args.get("tous") or refused else rows[:AT_ONCE]
    return render_template(
        "amendments/desk.html",
        items=waiting(shown, congress),
        total=len(rows),
        inadmissible=submitted_amendments(congress.id, AmendmentStatus.INADMISSIBLE),
        refusal_to_take_back=refusal_to_take_back,
        refusal=refusal,
        lost=lost,
        refused=refused,
        sentence=sentence,
        typed=typed,
        to_part=to_part,
    )
