"""The home of a congress."""

from flask import Blueprint, render_template

from app.pages.home_page import home_page
from congress.access import access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import everyone, results_readers
from voting.pages.following.steps_told import steps_told
from voting.queries.state_queries import versions_of

blueprint = Blueprint("home", __name__, url_prefix="/<slug>")


@blueprint.get("/")
@access(everyone)
def show(slug: str) -> str:
    """What the congress is, what happens now, what the reader still has to do."""
    congress, actor = current_congress(), current_actor()
    home = home_page(congress, actor, now_in(congress))
    if home.near is None:
        return render_template("app/home.html", home=home)
    sitting, polls = home.near.sitting, filter(None, [home.near.poll])
    told = steps_told(sitting, reads_results=results_readers(actor, congress), polls=polls)
    return render_template("app/home.html", home=home, sitting=sitting, told=told, versions=versions_of(sitting))
