"""« Mon vote est dans le compte »: for each voter, and for whoever they show it to, once the poll is closed."""

from flask import Blueprint, Response, g, jsonify, render_template
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.policies import everyone, members
from core.errors import NotFound
from voting.models import Poll, PollState
from voting.queries.after.sealed_votes import SealedPlace, place_by_secret, places_of
from voting.queries.poll_queries import poll_by_number

blueprint = Blueprint("proofs", __name__, url_prefix="/<slug>/scrutins/<int:number>")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/mon-vote")
@access(members)
def mine(slug: str, number: int) -> Page:
    """One's votes in the sealed list, each in a sentence, with its path."""
    poll, member_id = _counted(number), current_actor().member_id
    return render_template("voting/after/own_votes.html", poll=poll, places=places_of(poll, member_id or 0))


@blueprint.get("/vote/<secret>")
@access(everyone)
def shown(slug: str, number: int, secret: str) -> Page:
    """The same for whoever has the address of one vote: what it says and its place, without a name."""
    poll = _counted(number)
    return render_template("voting/after/shown_vote.html", poll=poll, place=_opened(poll, secret))


@blueprint.get("/vote/<secret>.json")
@access(everyone)
def file(slug: str, number: int, secret: str) -> Response:
    """What `bin/verify-vote` reads."""
    return jsonify(_opened(_counted(number), secret).as_json)


def _counted(number: int) -> Poll:
    poll = poll_by_number(current_congress().id, number)
    if poll.state not in (PollState.CLOSED, PollState.PROCLAIMED) or not poll.method.is_named:
        raise NotFound(_("Aucun vote de ce scrutin n’est encore scellé par son nom."))
    return poll


def _opened(poll: Poll, secret: str) -> SealedPlace:
    place = place_by_secret(poll, secret)
    if place is None:
        raise NotFound(_("Aucun vote de ce scrutin ne répond à cette adresse."))
    return place
