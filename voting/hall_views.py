"""The screen of the hall."""

from flask import Blueprint, render_template

from congress.access import access, current_actor, current_congress
from congress.chamber_queries import sitting_by_number
from congress.policies import results_readers, sittings_readers
from voting.console_page import item_words, kind_words
from voting.hall_page import hall_of
from voting.state_queries import versions_of

blueprint = Blueprint("hall", __name__, url_prefix="/<slug>/seances/<int:number>/ecran")


@blueprint.get("")
@access(sittings_readers)
def show(slug: str, number: int) -> str:
    """What the room looks at: the item, the question while a poll is open, the verdict once it is proclaimed."""
    congress = current_congress()
    sitting = sitting_by_number(congress.id, number)
    return render_template(
        "voting/hall.html",
        hall=hall_of(sitting, reads_results=results_readers(current_actor(), congress)),
        sitting=sitting,
        kind_words=kind_words,
        item_words=item_words,
        versions=versions_of(sitting),
    )
