"""The screen of the hall."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, render_template, request

from congress.access import access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, results_readers, sittings_readers
from congress.queries.chamber_queries import sitting_by_number
from voting.pages.agenda_lines import item_words, kind_words
from voting.pages.following.steps_told import steps_told
from voting.pages.hall.hall_page import hall_page
from voting.queries.state.versions import versions_of

blueprint = Blueprint("hall", __name__, url_prefix="/<slug>/seances/<int:number>/ecran")
LOCAL = ("127.0.0.1", "localhost", "::1")


@blueprint.get("")
@access(sittings_readers)
def show(slug: str, number: int) -> str:
    """What the room looks at: the item, the question while a poll is open, the verdict once it is proclaimed."""
    congress = current_congress()
    sitting = sitting_by_number(congress.id, number)
    actor = current_actor()
    reads_results = results_readers(actor, congress)
    return render_template(
        "voting/hall.html",
        hall=hall_page(sitting, now_in(congress), reads_results=reads_results, site=site_of_the_room()),
        sitting=sitting,
        kind_words=kind_words,
        item_words=item_words,
        versions=versions_of(sitting, actor.member_id),
        told=steps_told(sitting, reads_results=reads_results, reads_amendments=amendments_readers(actor, congress)),
    )


def site_of_the_room() -> str:
    """Where the room finds the site, without a path: its configured address.

    One of this machine alone is of no use to a telephone: then the address by which the screen was asked for, that
    elsewhere is not to be trusted, since whoever asks writes it.
    """
    configured = urlsplit(str(current_app.config["SITE_URL"]))
    if configured.hostname in LOCAL:
        return request.host_url.rstrip("/")
    return f"{configured.scheme}://{configured.netloc}"
