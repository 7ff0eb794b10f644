"""The demonstration's door: a moment, and who one is there, in one press.

It opens only congresses that say they are a demonstration, and signs in by a device as any sign-in does.
"""

from pathlib import Path

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from accounts import services as accounts
from app.pages.demonstration_page import OfferedMoment, kept_file, offered_moments
from app.security import site_page
from congress.access import DEMONSTRATION, choose_member
from congress.models import Congress, Member
from congress.pages.signing_in_views import sign_in_device, sign_out_device
from core.clock import machine_now
from core.errors import Invalid
from core.unit_of_work import run
from demo.moments import SITTING
from demo.restarting import NotRestarted, alone, is_too_soon, read_kept, restart

blueprint = Blueprint("demonstration", __name__)


@blueprint.get("/demonstration")
@site_page
def show() -> str:
    """The moments, and the ways in to each."""
    return render_template("app/demonstration.html", moments=offered_moments())


@blueprint.post("/demonstration")
@site_page
def enter() -> Response:
    """Sign in as the part chosen at the moment chosen, or sign out to read as the public."""
    name, key = request.form.get("moment", SITTING.name), request.form.get("role", "")
    moment = next((moment for moment in offered_moments() if moment.name == name), None)
    way = moment.way_in(key) if moment else None
    if moment is None or way is None:
        raise Invalid(_("Ce rôle n’existe pas dans la démonstration."))
    congress = moment.congress
    if way.person is None:
        sign_out_device()
    else:
        _enter_as(congress, way.person)
    return redirect(url_for("home.show", slug=congress.slug), code=303)


@blueprint.post("/demonstration/recommencer")
@site_page
def start_again() -> Response:
    """Put the congress of one moment back as it was played, and its clock with it."""
    name, file = request.form.get("moment", ""), kept_file()
    moment = next((moment for moment in offered_moments() if moment.name == name), None)
    if moment is None or file is None:
        raise Invalid(_("Ce moment ne peut pas recommencer sur ce site."))
    title = moment.title
    too_soon = _("Ce moment vient de recommencer\u00a0: attendez une minute.")
    taken = _("Ce moment ne peut pas recommencer ici\u00a0: d’autres congrès ont pris la place de ce qu’il contenait.")
    try:
        _put_back(moment, file, too_soon=too_soon, taken=taken)
    except NotRestarted as refused:
        flash(refused.sentence, "error")
    else:
        flash(_("«\u00a0%(moment)s\u00a0»\u00a0: tout y est comme au début.", moment=title), "success")
    return redirect(url_for("demonstration.show"), code=303)


def _put_back(moment: OfferedMoment, file: Path, *, too_soon: str, taken: str) -> None:
    """The file is read by one request at a time, and for nobody who presses too soon: it costs what pages need."""
    played, slug = moment.moment, moment.congress.slug
    with alone() as is_free:
        if not is_free or is_too_soon(moment.congress, played):
            raise NotRestarted(too_soon)
        kept = read_kept(file, slug)
        if kept is None:
            raise Invalid(_("Ce moment ne peut pas recommencer sur ce site."))
        run(lambda: restart(played, kept, too_soon=too_soon, taken=taken))


def _enter_as(congress: Congress, person: Member) -> None:
    """Open a device for the person's account, which may have other congresses: this one takes them as that person."""
    account_id, now = person.account_id, machine_now()
    if account_id is None:
        raise Invalid(_("Ce rôle n’existe pas dans la démonstration."))
    token = run(lambda: accounts.open_device(account_id, now=now))
    sign_in_device(token, account_id)
    cookie[DEMONSTRATION] = True  # an address of the demonstration may be on the roll of a real congress too
    choose_member(congress, person)
