"""The home of a congress."""

from flask import Blueprint, render_template

from app.pages.home_page import home_page
from congress.access import access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import everyone

blueprint = Blueprint("home", __name__, url_prefix="/<slug>")


@blueprint.get("/")
@access(everyone)
def show(slug: str) -> str:
    """What the congress is, what happens now, what the reader still has to do."""
    congress = current_congress()
    return render_template("app/home.html", home=home_page(congress, current_actor(), now_in(congress)))
