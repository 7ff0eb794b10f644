"""The page where a member gives a program a token, sees those that they gave, takes one back."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms import StringField

from congress.access import Page, access, current_actor, current_congress
from congress.policies import members
from congress.services.token_services import issue_token, revoke_token, tokens_of
from core.clock import machine_now
from core.errors import RuleBroken
from core.text.reader import lazily
from core.told_form import HouseForm
from core.unit_of_work import run

blueprint = Blueprint("tokens", __name__, url_prefix="/<slug>/jetons")


class TokenForm(HouseForm):
    """What the program is called."""

    label = StringField(lazily("À quoi servira ce jeton"))


@blueprint.get("")
@access(members)
def index(slug: str) -> Page:
    """The tokens of the reader."""
    return _page(TokenForm(formdata=None))


@blueprint.post("")
@access(members)
def issue(slug: str) -> Page:
    """Make a token, and show it: the only time."""
    actor, form = current_actor(), TokenForm()
    member_id, label, now = actor.member_id or 0, form.label.data or "", machine_now()
    try:
        token = run(lambda: issue_token(member_id, label, actor=actor, now=now))
    except RuleBroken as refused:
        form.label.errors = [refused.sentence]
        return _page(form), refused.status
    return _page(TokenForm(formdata=None), token=token)


@blueprint.post("/<int:token_id>/revocation")
@access(members)
def revoke(slug: str, token_id: int) -> Page:
    """Take a token back."""
    actor, now = current_actor(), machine_now()
    run(lambda: revoke_token(token_id, actor=actor, now=now))
    flash(_("Le jeton est révoqué\u00a0: il n’ouvre plus rien."), "success")
    return redirect(url_for("tokens.index", slug=slug), code=303)


def _page(form: TokenForm, **more: Any) -> str:
    found = tokens_of(current_actor().member_id or 0, machine_now())
    congress = current_congress()
    return render_template("congress/tokens.html", form=form, tokens=found, congress=congress, **more)
