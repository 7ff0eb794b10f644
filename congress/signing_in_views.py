"""Signing in to a congress: ask for a link, open it, press a button; or type the code; say who one is."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from accounts import services as accounts
from accounts.limits import count_attempt
from congress.access import access, choose_member, current_congress, current_member, members_of_account
from congress.models import Congress, Member
from congress.policies import everyone
from congress.signing_in_forms import AskForm, CodeForm
from core.clock import machine_now
from core.errors import Forbidden, RuleBroken
from core.unit_of_work import run

blueprint = Blueprint("signing_in", __name__, url_prefix="/<slug>/connexion")
Page = str | Response | tuple[str, int]


@blueprint.get("")
@access(everyone)
def ask(slug: str) -> Page:  # noqa: ARG001
    """The page that asks for the address."""
    form = AskForm(suite=_safe(request.args.get("suite")))
    return render_template("congress/signing_in/ask.html", form=form, member=current_member())


@blueprint.post("")
@access(everyone)
def send(slug: str) -> Page:  # noqa: ARG001
    """Send the link; the same page follows whether the address is known or not."""
    form = AskForm()
    if not form.validate():
        return render_template("congress/signing_in/ask.html", form=form, member=None), 422
    place = _place(_safe(form.suite.data))
    email, remote, now = str(form.email.data), request.remote_addr or "", machine_now()
    try:
        run(lambda: accounts.request_link(email, place, remote=remote, now=now))
    except RuleBroken as broken:
        form.email.errors = [broken.sentence]
        return render_template("congress/signing_in/ask.html", form=form, member=None), broken.status
    code_form = CodeForm(formdata=None, email=email.strip(), suite=form.suite.data)
    return render_template("congress/signing_in/sent.html", form=code_form, email=email.strip())


@blueprint.post("/code")
@access(everyone)
def code(slug: str) -> Page:
    """Sign in by the code of the mail."""
    form = CodeForm()
    status = 422
    if form.validate():
        email, typed, now, remote = str(form.email.data), str(form.code.data), machine_now(), request.remote_addr or ""
        try:
            run(lambda: count_attempt("code", email.strip().lower(), remote, now=now))
            redeemed = run(lambda: accounts.redeem_code(email, typed, now=now))
        except RuleBroken as broken:
            form.code.errors, status = [broken.sentence], broken.status
        else:
            if redeemed is not None:
                return _enter(slug, redeemed)
            form.code.errors = [
                _("Ce code n’est pas le bon, ou il a expiré. Vérifiez-le, ou demandez un nouveau lien.")
            ]
    return render_template("congress/signing_in/sent.html", form=form, email=form.email.data), status


@blueprint.get("/<token>")
@access(everyone)
def open_link(slug: str, token: str) -> Page:  # noqa: ARG001
    """Who would sign in; opening the link changes nothing."""
    link = accounts.find_link(token)
    if link is None:
        return render_template("congress/signing_in/expired.html", form=AskForm(formdata=None), email=None), 404
    if not accounts.is_usable(link, machine_now()):
        form = AskForm(formdata=None, email=link.account.email, suite=link.next_path or "")
        return render_template("congress/signing_in/expired.html", form=form, email=link.account.email), 410
    people = members_of_account(current_congress().id, link.account_id)
    return render_template("congress/signing_in/confirm.html", people=people, token=token, email=link.account.email)


@blueprint.post("/<token>")
@access(everyone)
def use_link(slug: str, token: str) -> Page:
    """Sign in: the link is used up, this device stays signed in."""
    now = machine_now()
    link = accounts.find_link(token)
    try:
        redeemed = run(lambda: accounts.redeem_link(token, now=now))
    except RuleBroken as broken:
        email = link.account.email if link else None
        form = AskForm(formdata=None, email=email)
        page = render_template("congress/signing_in/expired.html", form=form, email=email, sentence=broken.sentence)
        return page, 410
    return _enter(slug, redeemed, request.form.get("member", type=int))


@blueprint.get("/qui")
@access(everyone)
def who(slug: str) -> Page:
    """Which of the people who share the address."""
    people = _people()
    if not people:
        return redirect(url_for("signing_in.ask", slug=slug), code=303)
    return render_template("congress/signing_in/who.html", people=people, suite=_safe(request.args.get("suite")))


@blueprint.post("/qui")
@access(everyone)
def choose(slug: str) -> Page:
    """Act as one of the people who share the address, until changed."""
    chosen = next((member for member in _people() if member.id == request.form.get("member", type=int)), None)
    if chosen is None:
        raise Forbidden(_("Cette personne n’a pas l’adresse avec laquelle vous êtes connecté·e."))
    choose_member(current_congress(), chosen)
    return redirect(_safe(request.form.get("suite")) or url_for("home.show", slug=slug), code=303)


@blueprint.post("/fin")
@access(everyone)
def leave(slug: str) -> Page:
    """Sign this device out."""
    if current_user.is_authenticated:
        token, now = current_user.token, machine_now()
        run(lambda: accounts.revoke_device(token, now=now))
        logout_user()
    return redirect(url_for("home.show", slug=slug), code=303)


def sign_in_device(device_token: str, account_id: int) -> None:
    """Keep the device's token in this browser's cookie for 30 days."""
    cookie.clear()
    cookie.permanent = True
    login_user(accounts.SignedIn(account_id, device_token))


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
    return redirect(_safe(redeemed.next_path) or url_for("home.show", slug=slug), code=303)


def _people() -> list[Member]:
    if not current_user.is_authenticated:
        return []
    return members_of_account(current_congress().id, current_user.account_id)


def _place(next_path: str | None) -> accounts.Place:
    congress = current_congress()
    return accounts.Place(
        congress.slug, congress.title, congress.demonstration, current_app.config["SITE_URL"], next_path
    )


def _safe(path: str | None) -> str | None:
    """A path of this site, or None: never another site."""
    if not path or len(path) > 500 or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return None if any(ord(character) < 32 for character in path) else path
