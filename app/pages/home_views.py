"""The home of a congress."""

from flask import Blueprint, render_template

from app.pages.home_kept import home_as_kept, kept_for_members
from app.pages.home_page import home_page
from congress.access import access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, everyone, results_readers, sittings_readers
from congress.queries.chamber_queries import sitting_to_follow
from voting.pages.following.near import JUST_OVER
from voting.pages.following.steps_told import steps_told
from voting.queries.state.versions import versions_of

blueprint = Blueprint("home", __name__, url_prefix="/<slug>")


@blueprint.get("/")
@kept_for_members
@access(everyone)
def show(slug: str) -> str:
    """What the congress is, what happens now, what the reader still has to do."""
    congress, actor = current_congress(), current_actor()
    now = now_in(congress)
    home = home_page(congress, actor, now)
    sitting = home.near.sitting if home.near else None
    if sitting is None and sittings_readers(actor, congress):
        sitting = sitting_to_follow(congress.id, now, over_since=now - JUST_OVER)  # its end is told to who followed it
    if sitting is None:
        return render_template("app/home.html", home=home)
    polls = filter(None, [home.near.poll if home.near else None])
    told = steps_told(
        sitting,
        actor.member_id,
        reads_results=results_readers(actor, congress),
        reads_amendments=amendments_readers(actor, congress),
        polls=polls,
        elsewhere=True,
    )
    shown = versions_of(sitting, actor.member_id)
    context = {"home": home, "sitting": sitting, "told": told, "versions": shown}
    return render_template("app/home.html", **home_as_kept(context))
