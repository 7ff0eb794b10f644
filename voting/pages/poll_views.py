"""Pages of polls: what is left to vote, one poll, and the votes that come in."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import get_translations
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import Sitting, SittingState
from congress.clock import now_in
from congress.policies import amendments_readers, members, results_readers, secretariat, sittings_readers
from congress.queries.chamber_queries import open_sitting_of, sitting_to_follow, sittings_of
from core.errors import RuleBroken
from core.text.pages_of import LINES
from core.unit_of_work import run
from motions.pages.motion_labels import part_name
from voting.models import Ballot, Poll
from voting.pages.casting.late_vote import late_told, remember_late
from voting.pages.casting.sent_ballot import box_first, changed_too_soon, choice_sent, recorded, right_sent
from voting.pages.following.at_hand import at_hand
from voting.pages.following.near import just_over, near_sitting
from voting.pages.following.steps_told import steps_told
from voting.pages.kept_page.page_marks import poll_as_kept
from voting.pages.kept_page.poll_answer import kept_for_voters
from voting.pages.modes.numbers_typed import papers_typed
from voting.pages.modes.roll_call import names_to_call
from voting.pages.names.names_page import names_page
from voting.pages.poll_page import KeyedBallot, correction_offered, poll_page, quorum_words
from voting.policies import may_read, may_watch_console, poll_readers
from voting.queries import poll_queries, votes_left
from voting.queries.poll_queries import current_poll_of
from voting.queries.state.versions import versions_of
from voting.queries.votes_left import LeftOn
from voting.services.ballot_services import PollNotOpen, cast_ballot, key_spoken_ballot
from voting.services.modes.papers import key_count

blueprint = Blueprint("polls", __name__, url_prefix="/<slug>/scrutins")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("")
@access(sittings_readers)
def index(slug: str) -> Page:
    """What is left to vote, in order, and the polls already held."""
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    near = near_sitting(congress, actor, now)
    held = [poll for sitting in sittings_of(congress.id) for poll in poll_queries.polls_of(sitting.id)]
    left = votes_left.left_to_vote(congress.id)
    return render_template(
        "voting/left_to_vote.html",
        part_name=part_name,
        left=left if amendments_readers(actor, congress) else _without_amendments(left),
        held=sorted(held, key=lambda poll: -poll.number),
        near=near,
        over=just_over(near.sitting, now) if near else None,
        reads_results=results_readers(actor, congress),
    )


def _without_amendments(left: Iterable[LeftOn]) -> list[LeftOn]:
    """What is left to vote for those who follow the sitting but may not read amendments: the texts alone."""
    texts = [replace(group, votes=tuple(vote for vote in group.votes if not vote.amendments)) for group in left]
    return [group for group in texts if group.votes]


@blueprint.get("/en-cours")
@access(sittings_readers)
def current(slug: str) -> Page:
    """The poll that is announced, open or closed, or what is left to vote when none is."""
    sitting = open_sitting_of(current_congress().id)
    poll = current_poll_of(sitting.id) if sitting else None
    if poll is None:
        return redirect(url_for("polls.index", slug=slug), code=303)
    return redirect(url_for("polls.show", slug=slug, number=poll.number), code=303)


@blueprint.get("/<int:number>")
@kept_for_voters
@access(poll_readers)
def show(slug: str, number: int) -> Page:
    """The poll: announced, to vote, closed, or its result."""
    return _page(number)


@blueprint.post("/<int:number>/votes")
@box_first(show)
@access(members)
def cast(slug: str, number: int) -> Page:
    """Record a vote, then show it recorded. What a second press would change stands, and says so."""
    right_id = right_sent()
    too_soon = changed_too_soon(number, right_id)
    if too_soon:
        return _page(number, too_soon), 409
    return _take(number, cast_ballot) or recorded(slug, number, right_id, show)


@blueprint.post("/<int:number>/voix-haute")
@access(secretariat)
def key_spoken(slug: str, number: int) -> Page:
    """Key a vote that a member without a device said aloud at the bureau."""
    refused = _take(number, key_spoken_ballot, is_keyed=True)
    if refused is not None:
        return refused
    poll = poll_queries.poll_by_number(current_congress().id, number)
    if poll.method.is_called:
        return redirect(_after_call(slug, poll, request.form.get("right", 0, type=int)), code=303)
    flash(_("Le vote dit à voix haute est enregistré."), "success")
    return redirect(url_for("polls.show", slug=slug, number=number) + "#voix-haute", code=303)


def _after_call(slug: str, poll: Poll, answered: int) -> str:
    """Where the call goes on: at the next name that has not answered, else at the one that has."""
    names = names_to_call(poll)
    place = next((rank for rank, line in enumerate(names) if line.right_id == answered), 0)
    left = next((line.right_id for line in (*names[place:], *names[:place]) if line.choice is None), answered)
    return url_for("polls.show", slug=slug, number=poll.number, _anchor=f"appel-{left}")


@blueprint.post("/<int:number>/depouillement")
@access(members)
def key_papers(slug: str, number: int) -> Page:
    """Key what a teller counted of a secret vote on paper."""
    congress, actor = current_congress(), current_actor()
    poll, now, form = poll_queries.poll_by_number(congress.id, number), now_in(congress), request.form
    poll_id, counted = poll.id, poll.answers.counted
    try:
        run(lambda: key_count(poll_id, papers_typed(form, counted), actor=actor, now=now))
    except RuleBroken as broken:
        return _page(number, broken.sentence), broken.status
    return redirect(url_for("polls.show", slug=slug, number=number, _anchor="depouillement"), code=303)


@blueprint.get("/<int:number>/feuille")
@access(secretariat)
def roll_sheet(slug: str, number: int) -> Page:
    """The names called to vote with a box for each answer, to print: for a roll call on paper."""
    poll = poll_queries.poll_by_number(current_congress().id, number)
    return render_template("voting/modes/roll_sheet.html", poll=poll, names=names_to_call(poll))


def _take(number: int, service: Callable[..., Ballot], *, is_keyed: bool = False) -> Page | None:
    """None once the ballot that was sent is taken; refused, the page with the sentence, and what was keyed."""
    congress, actor = current_congress(), current_actor()
    poll_id, now, form = poll_queries.poll_by_number(congress.id, number).id, now_in(congress), request.form
    right_id, seen, choice = form.get("right", 0, type=int), form.get("seen", ""), ""
    try:
        choice = choice_sent(form)
        run(lambda: service(poll_id, right_id, choice, seen_sha256=seen, actor=actor, now=now))
    except RuleBroken as broken:
        keyed = KeyedBallot.of(poll_id, right_id, choice) if is_keyed else None
        if isinstance(broken, PollNotOpen) and not is_keyed:
            remember_late(poll_queries.poll_by_number(congress.id, number), actor, now)
        return _page(number, broken.sentence, keyed=keyed), broken.status
    return None


def _page(number: int, refusal: str = "", keyed: KeyedBallot | None = None) -> str:
    congress, actor = current_congress(), current_actor()
    poll = poll_queries.poll_by_number(congress.id, number)
    if not may_read(poll, actor, congress):
        return render_template("voting/poll_not_yet.html", number=number)
    now, reads_results = now_in(congress), results_readers(actor, congress)
    follows = sittings_readers(actor, congress)
    followed = _followed(poll, now)
    shown, pending = versions_of(followed, actor.member_id), current_poll_of(followed.id)
    at, spoken_by = at_hand(followed, pending, actor, now) if follows else None, request.args.get("voix", "")[:200]
    page = poll_page(congress, poll, actor, at, spoken_by)
    polls = (poll, *filter(None, [pending]))
    template = "voting/result.html" if page.result and not refusal else "voting/poll.html"
    told = {
        "page": page,
        "named": names_page(page.names or (), poll.answers, searched := request.args.get("nom", "")),
        "names_number": len(page.names or ()),
        "is_long": len(page.names or ()) > LINES,
        "searched": searched,
        "spoken_by": spoken_by,
        "poll": poll,
        "refusal": refusal or late_told(poll, actor),
        "keyed": keyed,
        "quorum": quorum_words(poll, get_translations()),
        "follows": follows,
        "over": just_over(poll.sitting, now, is_answer=bool(refusal)) if follows else None,
        "may_watch": actor.is_member and may_watch_console(actor, congress, followed.id),
        "correction": correction_offered(congress, poll, actor),
        "followed": followed,
        "versions": shown,
        "told": steps_told(
            followed,
            actor.member_id,
            reads_results=reads_results,
            reads_amendments=amendments_readers(actor, congress),
            polls=polls,
        ),
    }
    return render_template(template, **poll_as_kept(told))


def _followed(poll: Poll, now: datetime) -> Sitting:
    """The sitting that the page of a poll follows: the poll's, or the one that goes on once that is closed."""
    if poll.sitting.state == SittingState.CLOSED:
        return sitting_to_follow(poll.congress_id, now) or poll.sitting
    return poll.sitting
