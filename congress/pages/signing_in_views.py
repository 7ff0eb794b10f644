"""Signing in to a congress: ask for a link, open it, press a button; or type the code; say who one is."""

import secrets
import time
from datetime import datetime

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from accounts import services as accounts
from accounts.limits import count_stranger, is_worth_counting, refuse_code
from accounts.models import SignInLink
from accounts.redeeming import redeem_link
from congress.access import (
    Page,
    access,
    account_here,
    choose_member,
    current_congress,
    current_member,
    is_on_roll,
    members_of_account,
    signed_in,
)
from congress.models import Congress, Member
from congress.pages.kept.marks import as_read
from congress.pages.signing_in_forms import AskForm, CodeForm
from congress.pages.signing_in_kept import confirm_page
from congress.policies import at_the_door
from congress.queries.chamber_queries import open_sitting_of, presence_of
from core.clock import machine_now
from core.errors import Forbidden, RuleBroken
from core.site_paths import site_path
from core.unit_of_work import run

blueprint = Blueprint("signing_in", __name__, url_prefix="/<slug>")
BROWSER = "browser"  # where the cookie keeps the secret of a browser that asked for a link: its codes are its own
EVEN = ("signing_in.send", "signing_in.code")  # answered after a whole number of `SIGN_IN_STEP`
ASKED = "asked"  # where the cookie keeps the address that a link was asked for: the next page can be loaded again


@blueprint.after_request
def _keep_no_trace(response: Response) -> Response:
    """Addresses of these pages are secrets: no cache keeps them, no request for a style sheet tells them."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "strict-origin"
    return response


@blueprint.before_request
def _note_the_start() -> None:
    g.began = time.monotonic()


@blueprint.after_request
def _answer_in_even_time(response: Response) -> Response:
    """What is done for an address of the roll, or for no address, takes no more nor less: nobody is told apart."""
    step = float(current_app.config["SIGN_IN_STEP"])
    # What was refused before it reached this page told nothing of anybody.
    if step and request.method == "POST" and request.endpoint in EVEN and "began" in g:
        time.sleep(step - (time.monotonic() - g.began) % step)
    return response


@blueprint.get("/connexion")
@access(at_the_door)
def ask(slug: str) -> Page:
    """The page that asks for the address; to whom is signed in already, who that is."""
    people, member, suite = _people(), current_member(), site_path(request.args.get("suite"))
    if member is None and people:
        return redirect(url_for("signing_in.who", slug=slug, suite=suite), code=303)
    form = AskForm(formdata=None, suite=suite or "")
    return render_template("congress/signing_in/ask.html", form=form, member=member, is_shared=len(people) > 1)


@blueprint.post("/connexion")
@access(at_the_door)
def send(slug: str) -> Page:
    """Send the link; the same page follows whether the address is known or not."""
    form = AskForm()
    if not form.validate():
        return render_template("congress/signing_in/ask.html", form=form, member=None), 422
    place = _place(site_path(form.suite.data))
    email, remote, now = str(form.email.data).strip(), request.remote_addr or "", machine_now()
    person, browser = signed_in(), cookie.setdefault(BROWSER, secrets.token_urlsafe(16))
    asker = person.account_id if person is not None else None
    if is_on_roll(current_congress().id, email):
        if accounts.is_link_due(email, place, by_account_id=asker, now=now):
            run(lambda: accounts.request_link(email, place, browser=browser, by_account_id=asker, now=now))
    elif is_worth_counting(remote, now=now):
        run(lambda: count_stranger(remote, now=now))
    cookie[ASKED] = email
    return redirect(url_for("signing_in.ask_code", slug=slug), code=303)


@blueprint.get("/connexion/code")
@access(at_the_door)
def ask_code(slug: str) -> Page:
    """Where the code of the mail is typed, on this device or on another than the one that asked."""
    asked = cookie.get(ASKED)
    return render_template("congress/signing_in/code.html", form=CodeForm(formdata=None, email=asked), asked=asked)


@blueprint.post("/connexion/code")
@access(at_the_door)
def code(slug: str) -> Page:
    """Sign in by the code of the mail."""
    form = CodeForm()
    status = 422
    if form.validate():
        email, typed, now = str(form.email.data), str(form.code.data), machine_now()
        browser = cookie.get(BROWSER, "")
        try:
            refuse_code(email.strip().lower(), browser, now=now)
            redeemed = _redeemed(email, typed, browser, now)
        except RuleBroken as broken:
            form.code.errors, status = [broken.sentence], broken.status
        else:
            if redeemed is not None:
                return _enter(slug, redeemed)
            form.code.errors = [
                _("Ce code n’est pas le bon, ou il a expiré. Vérifiez-le, ou demandez un nouveau lien.")
            ]
    asked = cookie.get(ASKED)
    return render_template("congress/signing_in/code.html", form=form, asked=asked), status


def _redeemed(email: str, typed: str, browser: str, now: datetime) -> accounts.Redeemed | None:
    """What a code opens; one that names nobody on the roll counts for its machine too."""
    remote = request.remote_addr or ""
    if is_on_roll(current_congress().id, email):
        return run(lambda: accounts.redeem_code(email, typed, browser=browser, now=now))
    if not is_worth_counting(remote, now=now):
        return None

    def counted() -> accounts.Redeemed | None:
        count_stranger(remote, now=now)
        return accounts.redeem_code(email, typed, browser=browser, now=now)

    return run(counted)


@blueprint.get("/connexion/<token>")
@access(at_the_door)
def open_link(slug: str, token: str) -> Page:
    """Who would sign in; opening the link changes nothing."""
    kept = confirm_page(token, lambda shown: str(_confirm(token, shown)))
    return kept if kept is not None else _confirm(token, token)


def _confirm(token: str, shown: str) -> Page:
    """The page of a link; `shown`: the token that it says."""
    link = accounts.find_link(token)
    if link is None or not accounts.is_usable(link, machine_now()):
        return _expired(link)
    people = as_read(members_of_account(current_congress().id, link.account_id))
    return render_template("congress/signing_in/confirm.html", people=people, token=shown, email=link.account.email)


@blueprint.post("/connexion/<token>")
@access(at_the_door)
def use_link(slug: str, token: str) -> Page:
    """Sign in: the link is used up, this device stays signed in."""
    redeemed = redeem_link(token, now=machine_now())
    if redeemed is None:
        return _expired(accounts.find_link(token))
    return _enter(slug, redeemed, request.form.get("member", type=int))


@blueprint.get("/connexion/qui")
@access(at_the_door)
def who(slug: str) -> Page:
    """Which of the people who share the address."""
    people, suite = _people(), site_path(request.args.get("suite"))
    if not people:
        return redirect(url_for("signing_in.ask", slug=slug, suite=suite), code=303)
    return render_template("congress/signing_in/who.html", people=people, suite=suite)


@blueprint.post("/connexion/qui")
@access(at_the_door)
def choose(slug: str) -> Page:
    """Act as one of the people who share the address, until changed."""
    chosen = next((member for member in _people() if member.id == request.form.get("member", type=int)), None)
    if chosen is None:
        raise Forbidden(_("Cette personne n’a pas l’adresse de votre connexion."))
    choose_member(current_congress(), chosen)
    return _land(slug, request.form.get("suite"))


@blueprint.post("/deconnexion")
@access(at_the_door)
def leave(slug: str) -> Page:
    """Sign this device out."""
    sign_out_device()
    answer = redirect(url_for("home.show", slug=slug), code=303)
    # Pages that the way back would show again, and what this browser kept of drafts that could not be sent.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def sign_in_device(device_token: str, account_id: int) -> None:
    """Keep the device's token in this browser's cookie for 30 days; whoever was signed in here no longer is."""
    sign_out_device()
    cookie.permanent = True
    login_user(accounts.SignedIn(account_id, device_token))


def sign_out_device() -> None:
    """Revoke this browser's device, and empty its cookie: what was copied of it opens nothing."""
    person = signed_in()
    if person is not None:
        token, now = person.token, machine_now()
        run(lambda: accounts.revoke_device(token, now=now))
        logout_user()
    cookie.clear()
    g.pop("csrf_token", None)  # that of the session which is over


def _expired(link: SignInLink | None) -> tuple[str, int]:
    """A new link is offered, to the same address where it is known."""
    if link is None:
        return render_template("congress/signing_in/expired.html", form=AskForm(formdata=None), link=None), 404
    form = AskForm(formdata=None, email=link.account.email, suite=link.next_path or "")
    return render_template("congress/signing_in/expired.html", form=form, link=link), 410


def _enter(slug: str, redeemed: accounts.Redeemed, member_id: int | None = None) -> Response:
    """Signed in: on to where the person was going, after saying who it is when several share the address."""
    congress: Congress = current_congress()
    sign_in_device(redeemed.device_token, redeemed.account_id)
    people = members_of_account(congress.id, redeemed.account_id)
    chosen = next((member for member in people if member.id == member_id), people[0] if len(people) == 1 else None)
    if chosen is not None:
        choose_member(congress, chosen)
    elif people:
        return redirect(url_for("signing_in.who", slug=slug, suite=redeemed.next_path), code=303)
    return _land(slug, redeemed.next_path)


def _land(slug: str, asked: str | None) -> Response:
    """The page that was asked for, else the home; to who enters during a sitting it says first that they may be there.

    The home, and the pages of sittings and polls, say so by themselves.
    """
    home = url_for("home.show", slug=slug)
    page = site_path(asked) or home
    if page == home or page.startswith((f"{home}seances/", f"{home}scrutins/")):
        return redirect(page, code=303)
    congress, member = current_congress(), current_member()
    sitting = open_sitting_of(congress.id) if member is not None and member.is_elector else None
    if sitting is not None and member is not None and presence_of(sitting.id, member.id) is None:
        flash(url_for("sittings.show", slug=slug, number=sitting.number) + "#presence", "sitting")
    return redirect(page, code=303)


def _people() -> list[Member]:
    """Whom this browser's address may act as in this congress."""
    account_id = account_here()
    return members_of_account(current_congress().id, account_id) if account_id is not None else []


def _place(next_path: str | None) -> accounts.SignInPlace:
    congress = current_congress()
    return accounts.SignInPlace(
        congress.slug, congress.title, congress.demonstration, current_app.config["SITE_URL"], next_path
    )
