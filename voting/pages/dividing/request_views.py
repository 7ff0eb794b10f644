"""« Demander un vote par division »: a member's own press in a sitting, and what takes it back."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import sitters
from core.errors import NotFound, RuleBroken
from core.unit_of_work import run
from voting.pages.dividing.division_views import item_at
from voting.services.dividing.division_requests import ask_division, withdraw_division_request

blueprint = Blueprint("division_requests", __name__, url_prefix="/<slug>/seances/<int:number>/points")


@blueprint.post("/<int:position>/division")
@access(sitters)
def press(slug: str, number: int, position: int) -> Page:
    """A member asks for a vote by division on the item in discussion, or does not any more."""
    item_id, actor, now = item_at(number, position).id, current_actor(), now_in(current_congress())
    acts = {
        "demander": (ask_division, _("Votre demande de vote par division est transmise à la présidence.")),
        "retirer": (withdraw_division_request, _("Votre demande est retirée.")),
    }
    act, told = acts.get(request.form.get("geste", ""), (None, ""))
    if act is None:
        raise NotFound(_("Ce geste n’existe pas."))
    try:
        run(lambda: act(item_id, actor=actor, now=now))
        flash(told, "success")
    except RuleBroken as broken:
        flash(broken.sentence, "error")
    return redirect(url_for("sittings.show", slug=slug, number=number), code=303)
