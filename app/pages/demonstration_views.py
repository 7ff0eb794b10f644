"""The demonstration's door: enter as an official, the chair, the secretariat, the public, in one press.

It opens only congresses that say they are a demonstration, and signs in by a device as any sign-in does.
"""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from accounts import services as accounts
from app.security import site_page
from congress.access import DEMONSTRATION, choose_member
from congress.models import Congress, Member
from congress.pages.signing_in_views import sign_in_device, sign_out_device
from core.clock import machine_now
from core.database import session
from core.errors import Invalid, NotFound
from core.unit_of_work import run
from demo import script

blueprint = Blueprint("demonstration", __name__)


@dataclass(frozen=True, slots=True)
class Part:
    """A part to play: its name in the form, the person, what that person can do."""

    key: str
    person: Member
    can: str


@blueprint.get("/demonstration")
@site_page
def show() -> str:
    """The four ways in."""
    congress = demonstration_congress()
    return render_template("app/demonstration.html", shown=congress, parts=_parts(congress))


@blueprint.post("/demonstration")
@site_page
def enter() -> Response:
    """Sign in as the part chosen, or sign out to read as the public."""
    congress = demonstration_congress()
    key = request.form.get("role", "")
    if key != "public":
        part = next((part for part in _parts(congress) if part.key == key), None)
        if part is None or part.person.account_id is None:
            raise Invalid(_("Ce rôle n’existe pas dans la démonstration."))
        person, account_id, now = part.person, part.person.account_id, machine_now()
        token = run(lambda: accounts.open_device(account_id, now=now))
        sign_in_device(token, account_id)
        cookie[DEMONSTRATION] = True  # an address of the demonstration may be on the roll of a real congress too
        choose_member(congress, person)
    else:
        sign_out_device()
    return redirect(url_for("home.show", slug=script.SLUG), code=303)


def demonstration_congress() -> Congress:
    """The demonstration congress; `NotFound` when the site holds none."""
    found = session().scalar(select(Congress).where(Congress.slug == script.SLUG, Congress.demonstration))
    if found is None:
        raise NotFound(_("Ce site ne contient pas de démonstration."))
    return found


def _parts(congress: Congress) -> list[Part]:
    emails = {
        script.OFFICIAL: ("elue", _("Donne ses points de vue, amende, vote, signe.")),
        script.CHAIR: ("presidence", _("Ouvre la séance, met en discussion, ouvre et proclame les scrutins.")),
        script.SECRETARY: ("secretariat", _("Publie les amendements, tient les présences, fige la lettre.")),
    }
    rows = select(Member).where(Member.congress_id == congress.id, Member.email.in_(emails))
    people = {member.email: member for member in session().scalars(rows)}
    return [Part(key, people[email], can) for email, (key, can) in emails.items() if email in people]
