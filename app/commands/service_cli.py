"""Commands of the one who runs the site: sign-in addresses, mail that is due, the journal, the server."""

import json
import os
import sys
from typing import Any, TextIO

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from accounts import services as account_services
from accounts.models import Account
from app.journal_verifying import verify_journal
from app.server.start_checks import address_in_use
from app.upkeep import forget, keep_comparisons, remind_convened, tell_fates
from congress.access import members_of_account
from congress.actors import Actor
from congress.models import Congress, Member
from congress.queries.congress_queries import congress_by_slug
from congress.services.token_services import issue_token
from core import journal as journal_of
from core.clock import machine_now
from core.database import session
from core.errors import NotFound
from core.mail.sending import send_due, still_refused
from core.text.folding import folded
from core.unit_of_work import run


@click.group()
def accounts() -> None:
    """People as users of the site."""


@accounts.command("login-link")
@click.argument("email")
@click.option("--congress", "slug", help="name of the congress, when the site holds several")
@with_appcontext
def login_link(email: str, slug: str | None) -> None:
    """Print a sign-in address for EMAIL, valid one hour."""
    congress = congress_by_slug(slug) if slug else _latest_congress_of(email)
    said = os.environ.get("SITE_URL") or os.environ.get("PORT")  # else the server of this instance knows its port
    site_url = str(current_app.config["SITE_URL"] if said else address_in_use() or current_app.config["SITE_URL"])
    place = account_services.SignInPlace(congress.slug, congress.title, congress.demonstration, site_url)
    click.echo(run(lambda: account_services.login_link(email, place, now=machine_now())))


@accounts.command("api-token")
@click.argument("email")
@click.option("--congress", "slug", required=True, help="name of the congress, where alone the token opens something")
@click.option("--member", "name", default="", help="the person, where several share the address (given name and name)")
@click.option("--label", default="hemicycle accounts api-token", help="what it is for")
@with_appcontext
def api_token(email: str, slug: str, name: str, label: str) -> None:
    """Print a token with which programs submit amendments for EMAIL: shown this once, valid a year."""
    congress = congress_by_slug(slug)
    member_id, actor, now = _member_at(congress, email, name), Actor.system(congress.id), machine_now()
    click.echo(run(lambda: issue_token(member_id, label, actor=actor, now=now)))


def _member_at(congress: Congress, email: str, name: str) -> int:
    """The member of this address; of several, the one named."""
    account = session().scalar(select(Account).where(Account.email == email.strip().lower()))
    found = members_of_account(congress.id, account.id) if account else []
    if name:
        found = [member for member in found if folded(name) == folded(f"{member.given_name} {member.family_name}")]
    if not found:
        raise NotFound(f"aucune personne de ce congrès n’a l’adresse {email}" + (f" et le nom {name}" if name else ""))
    if len(found) > 1:
        names = ", ".join(f"«\u00a0{member.given_name} {member.family_name}\u00a0»" for member in found)
        raise NotFound(f"plusieurs personnes ont l’adresse {email}\u00a0: dire laquelle par --member ({names})")
    return found[0].id


def _latest_congress_of(email: str) -> Congress:
    """The latest congress that has this address on its roll."""
    found = session().scalar(
        select(Congress)
        .join(Member, Member.congress_id == Congress.id)
        .join(Account, Account.id == Member.account_id)
        .where(Account.email == email.strip().lower())
        .order_by(Congress.starts.desc(), Congress.id.desc())
        .limit(1)
    )
    if found is None:
        raise NotFound(f"aucune personne n’a l’adresse {email}")
    return found


@click.group()
def journal() -> None:
    """The journal of a congress."""


@journal.command()
@click.argument("slug")
@click.option("--against", "kept", type=click.File(encoding="utf-8"), help="an export of this journal, kept elsewhere")
@with_appcontext
def verify(slug: str, kept: TextIO | None) -> None:
    """Check SLUG's journal, then everything that it seals: texts, votes, results, presences, signatures."""
    found = verify_journal(slug, _read_export(kept) if kept else None)
    for sentence in (*found.erased, *found.steps_back):
        click.echo(sentence, err=True)
    told = {"congress": slug, "entries": found.entries, "head": found.head, "whole": not found.errors}
    click.echo(json.dumps({**told, "errors": found.errors}, ensure_ascii=False))
    if found.errors:
        sys.exit(1)


def _read_export(kept: TextIO) -> Any:
    """What `journal export` printed; a file that is no JSON is no export either."""
    try:
        return json.load(kept)
    except ValueError:
        return {}


@journal.command()
@click.argument("slug")
@with_appcontext
def export(slug: str) -> None:
    """Print SLUG's journal as one JSON value."""
    congress = congress_by_slug(slug)
    rows = [{**entry.content(), "digest": entry.digest} for entry in journal_of.entries(congress.stream)]
    click.echo(json.dumps({"congress": slug, "entries": rows}, ensure_ascii=False))


@click.command()
@with_appcontext
def tick() -> None:
    """Send what is due; calling it again sends nothing twice."""
    now = machine_now()
    sent = send_due(now)
    forget(now)
    if tell_fates() + remind_convened():
        sent += send_due(now)
    keep_comparisons({}, machine_now)
    for reason, number in still_refused().items():
        waiting = "1 message attend" if number == 1 else f"{number} messages attendent"
        click.echo(f"{waiting} encore\u00a0: {reason}", err=True)
    click.echo(json.dumps({"sent": sent}))
