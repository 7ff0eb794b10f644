"""The door of a sitting: the code that its screen shows, and the page where a member types it."""

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import members
from congress.queries.chamber_queries import presence_of, sitting_by_number
from congress.services.presence.door_services import door_shown, enter_by_code
from core.errors import RuleBroken
from core.unit_of_work import run
from voting.pages.hall.hall_page import drawn_address, in_two_lines
from voting.pages.hall.hall_views import site_of_the_room
from voting.pages.sitting_page import presence_words

blueprint = Blueprint("door", __name__, url_prefix="/<slug>/seances/<int:number>")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/porte")
@access(members)
def screen(slug: str, number: int) -> Response:
    """The code, huge, with the drawing that a phone reads: for the chair and the desk, who show it in the room."""
    congress = current_congress()
    sitting = sitting_by_number(congress.id, number)
    code, left = door_shown(sitting, actor=current_actor(), now=now_in(congress))
    if not code:
        return make_response(render_template("voting/presence/door_closed.html", sitting=sitting))
    address = site_of_the_room() + url_for("door.enter", slug=slug, number=number, code=code)
    shown = {"code": f"{code[:3]}\u00a0{code[3:]}", "left": left, "qr": drawn_address(address)}
    where = in_two_lines(address.partition("?")[0])
    answer = make_response(render_template("voting/presence/door.html", sitting=sitting, address=where, **shown))
    answer.headers["Refresh"] = str(left)  # without a script: the next code comes when it is due
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/entree")
@access(members)
def enter(slug: str, number: int) -> Page:
    """The member types the code of the door; brought by its drawing, it is typed already."""
    return _page(number, request.args.get("code", ""))


@blueprint.post("/entree")
@access(members)
def come_in(slug: str, number: int) -> Page:
    """The member is in the room, where the code is that of now."""
    congress, actor = current_congress(), current_actor()
    sitting_id, now = sitting_by_number(congress.id, number).id, now_in(congress)
    typed = request.form.get("code", "")
    try:
        presence_id = run(lambda: enter_by_code(sitting_id, typed, actor=actor, now=now))
    except RuleBroken as broken:
        return _page(number, typed, broken.sentence), broken.status
    if presence_id is None:
        wrong = _("Ce n’est pas le code affiché à la porte\u00a0: il change toutes les 30 secondes. Relisez-le.")
        return _page(number, typed, wrong), 422
    flash(_("Votre présence dans la salle est enregistrée."), "success")
    return redirect(url_for("sittings.show", slug=slug, number=number), code=303)


def _page(number: int, typed: str, refusal: str = "") -> str:
    congress, actor = current_congress(), current_actor()
    sitting = sitting_by_number(congress.id, number)
    return render_template(
        "voting/presence/enter.html",
        sitting=sitting,
        typed=typed[:20],
        refusal=refusal,
        presence=presence_of(sitting.id, actor.member_id or 0),
        presence_words=presence_words,
    )
