"""The named list of a poll at its own address: for whoever may read it, once the poll is proclaimed."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.pages.kept.reader_answer import kept_for_readers
from congress.queries.people.directory import directory_of
from core.errors import NotFound
from voting.pages.names.names_page import names_page
from voting.pages.poll_result import Result
from voting.policies import may_read_names, may_read_result, poll_readers
from voting.queries import poll_queries
from voting.queries.state.names_kept import named_votes_kept

blueprint = Blueprint("names", __name__, url_prefix="/<slug>/scrutins")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/<int:number>/noms")
@kept_for_readers
@access(poll_readers)
def show(slug: str, number: int) -> Page:
    """Two hundred names of the list, or those that a search finds; before the proclamation, the page of the poll."""
    congress, actor = current_congress(), current_actor()
    poll = poll_queries.poll_by_number(congress.id, number)
    if not may_read_result(poll, actor, congress):
        return redirect(url_for("polls.show", slug=slug, number=number), code=303)
    if not may_read_names(poll, actor, congress):
        raise NotFound(_("Ce scrutin n’a pas de liste nominative à lire ici."))
    searched, page = request.args.get("nom", "").strip()[:200], request.args.get("page", 1, type=int)
    names = named_votes_kept(poll)
    return render_template(
        "voting/names/names.html",
        poll=poll,
        named=names_page(names, poll.answers, searched, page),
        weight_words=Result.weight_words,
        version=directory_of(congress.id, slug, g.journal_end).version,
    )
