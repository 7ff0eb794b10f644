"""What a voter's browser sends: the ballot for the box, and the pace of its presses, kept in a cookie of a moment."""

import functools
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus

from flask import Response, g, make_response, request, url_for
from flask import session as cookie
from flask_babel import get_translations
from flask_babel import gettext as _

from congress.access import DEMONSTRATION, Page, current_actor, current_congress
from core.clock import machine_now
from core.digest import sha256_text
from core.errors import Invalid
from core.turns.just_done import ACTED, is_too_soon, remember
from voting.queries import poll_queries
from voting.rules.asking.rankings import written_ranking
from voting.rules.ballot_rule import BallotSent, BallotVerdict
from voting.rules.methods.choice_words import offered_word
from voting.rules.pace import PAUSE
from voting.services.box.ballot_box import cast_in_request, cast_plainly

RANK = "rang-"
AT_ONCE = "return=representation"  # RFC 7240
VOTED = "voted"  # the cookie of a vote by script, after which no other press is too soon (`core.turns.just_done`)


def box_first(shown: Callable[..., Page]) -> Callable[[Callable[..., Page]], Callable[..., Page]]:
    """The view that takes a ballot, asked only for what the box does not plainly take: it says why, in words.

    Above `access`: the box knows who asks from the reading that tells all the rest. `shown`: the page of the poll.
    """

    def first(view: Callable[..., Page]) -> Callable[..., Page]:
        @functools.wraps(view)
        def taking(slug: str, number: int) -> Page:
            sent = sent_ballot(slug, number)
            if sent is None:
                return view(slug=slug, number=number)
            # A page that shows the vote is made of it, once it is there; the way to that page may be held.
            cast = cast_plainly if wants_page() else cast_in_request
            if cast(sent) is BallotVerdict.OTHERWISE:
                return view(slug=slug, number=number)
            return recorded(slug, number, sent.right_id, shown)

        return taking

    return first


def recorded(slug: str, number: int, right_id: int, shown: Callable[..., Page]) -> Page:
    """The answer to a vote that is kept: the way to the page of the poll; to the page's script, that page at once.

    The script says « Prefer: return=representation »: on a slow network the way back and forth is spared.
    """
    address = _page_of(request.script_root, slug, number)
    if not wants_page():
        led = Response(status=HTTPStatus.SEE_OTHER, headers={"Location": address})
        remember(led, ACTED, right_id)
        return led
    g.shown_at = address
    page = make_response(shown(slug=slug, number=number))
    if page.status_code == HTTPStatus.OK:
        page.headers["Content-Location"] = address
        page.headers["Preference-Applied"] = AT_ONCE
    remember(page, VOTED, right_id)  # now: from here on a finger may meet the button that the page brings
    return page


@functools.lru_cache(maxsize=64)
def _page_of(_root: str, slug: str, number: int) -> str:
    """The address of a poll's page, on a site that lies under this root: asked by thousands in one minute."""
    return url_for("polls.show", slug=slug, number=number)


def wants_page() -> bool:
    """Whether the answer is to be the page, not the way to it."""
    return request.headers.get("Prefer") == AT_ONCE


def sent_ballot(slug: str, number: int) -> BallotSent | None:
    """The ballot as it was sent, with what says who asks; None from a browser in which nobody signed in."""
    token = cookie.get("_user_id")
    if not isinstance(token, str):
        return None
    form, right_id, now = request.form, right_sent(), machine_now()
    return BallotSent(
        slug=slug,
        number=number,
        right_id=right_id,
        choice=form.get("choice", ""),
        seen=form.get("seen", ""),
        device=sha256_text(token),
        chosen=cookie.get("members", {}).get(slug),
        by_demonstration=bool(cookie.get(DEMONSTRATION)),
        is_hurried=_is_hurried(right_id, now),
        at=now,
    )


def right_sent() -> int:
    """The right to vote that the form names; 0 where it names none."""
    return request.form.get("right", 0, type=int)


def choice_sent(form: Mapping[str, str]) -> str:
    """The stored choice: `choice`, else the order that the fields `rang-o1`… give; `Invalid` for a rank given twice."""
    if form.get("choice"):
        return form["choice"]
    ranks: dict[int, str] = {}
    for name, rank in form.items():
        if not name.startswith(RANK) or not rank:
            continue
        if not (rank.isascii() and rank.isdigit() and len(rank) < 3):
            raise Invalid(_("«\u00a0%(words)s\u00a0» n’est pas un rang.", words=rank[:20]), "choice")
        if int(rank) in ranks:
            raise Invalid(_("Deux options ont le rang %(rank)s\u00a0: donnez à chacune le sien.", rank=rank), "choice")
        ranks[int(rank)] = name.removeprefix(RANK)
    if any(name.startswith(RANK) for name in form) and not ranks:
        raise Invalid(_("Donnez un rang à une option au moins, ou choisissez l’abstention."), "choice")
    return written_ranking(ranks[rank] for rank in sorted(ranks))


def changed_too_soon(number: int, right_id: int) -> str:
    """Another choice, pressed as soon as the answer to the last one came under the finger: what stands, in words."""
    if not _is_hurried(right_id, machine_now()):
        return ""
    right = poll_queries.right_in(poll_queries.poll_by_number(current_congress().id, number).id, right_id)
    if right is None or right.holder_id != current_actor().member_id or right.ballot is None:
        return ""
    if right.ballot.choice == request.form.get("choice"):
        return ""
    word = offered_word(right.ballot.choice, get_translations(), right.poll.answers)
    return _(
        "Cet appui suit de trop près le précédent\u00a0: le vote «\u00a0%(choice)s\u00a0» reste enregistré, et vous"
        " pouvez le changer maintenant.",
        choice=word,
    )


def _is_hurried(right_id: int, now: datetime) -> bool:
    """Whether this browser voted with this right a moment ago."""
    return any(is_too_soon(name, PAUSE, now, right_id) for name in (ACTED, VOTED))
