"""The short address of a published amendment, `/{slug}/a/12`, said and answered by one rule; what is shared with it."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, current_app, redirect, url_for
from flask_babel import gettext as _

from amendments.labels import called, to_part
from amendments.models import Amendment
from amendments.queries.amendment_queries import by_public_number
from congress.access import Page, access, current_congress
from congress.actors import Actor
from congress.models import Congress
from congress.policies import amendments_readers
from congress.queries.homonyms import told_name
from core.text.reader import quotation

blueprint = Blueprint("short", __name__, url_prefix="/<slug>")
RULE = "/a/<amendment:number>"


@dataclass(frozen=True, slots=True)
class Shared:
    """What is shared of an amendment: its address, the sentence that goes with it, and both in a mail."""

    url: str
    title: str
    text: str
    mail: str
    is_public: bool  # whoever opens the address reads it, on the roll or not


@blueprint.get(RULE)
@access(amendments_readers)
def amendment(slug: str, number: int | str) -> Page:
    """From the short address of an amendment to its page."""
    found = by_public_number(current_congress().id, number)
    return redirect(url_for("amendments.show", slug=slug, number=found.address), code=303)


def short_address(congress: Congress, amendment: Amendment) -> str:
    """The whole short address, as it is printed and sent."""
    path = RULE.replace("<amendment:number>", amendment.address)
    return f"{current_app.config['SITE_URL']}/{congress.slug}{path}"


def shared(congress: Congress, amendment: Amendment) -> Shared:
    """What « Partager » shares."""
    url = short_address(congress, amendment)
    title = called(amendment.label)
    text = _(
        "%(amendment)s de %(author)s %(part)s\u00a0: %(title)s",
        amendment=title,
        author=told_name(amendment.author),
        part=to_part(amendment.part),
        title=quotation(amendment.title),
    )
    subject, body = quote(title, safe=""), quote(f"{text}\r\n\r\n{url}\r\n", safe="")
    return Shared(
        url=url,
        title=title,
        text=text,
        mail=f"mailto:?subject={subject}&body={body}",
        is_public=amendments_readers(Actor.public(congress), congress),
    )
