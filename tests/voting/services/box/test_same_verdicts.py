"""The box and the ordinary services say the same of every ballot, and write the same rows: whoever may vote, may.

Each state is made, judged by one and by the other in transactions that are given up, and compared.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import session as cookie
from sqlalchemy import text

from congress.access import DEMONSTRATION, current_actor, current_congress
from congress.policies import members
from congress.services.presence_services import leave
from congress.services.proxy_services import revoke_proxy
from core.database import session
from core.errors import RuleBroken
from core.unit_of_work import run
from tests.support.assembly import NOW
from tests.support.box_world import REVOKED, TOKEN, World
from voting.models import Poll, PollState, RightToVote
from voting.pages.casting.sent_ballot import VOTED, changed_too_soon, sent_ballot
from voting.queries.poll_queries import poll_by_number
from voting.rules.ballot_rule import BallotVerdict
from voting.rules.methods.method import MethodName
from voting.services.ballot_services import cast_ballot, key_spoken_ballot
from voting.services.box.ballot_box import take_all
from voting.services.box.box_rows import PREPARED
from voting.services.poll_services import cancel_poll, close_poll, proclaim_poll

TAKEN, SAME, OTHERWISE = BallotVerdict.TAKEN, BallotVerdict.SAME, BallotVerdict.OTHERWISE
LIFE = ("draft", "announced", "open", "closed", "proclaimed")
LONG_AGO = "2020-01-01 00:00:00.000000"


@dataclass(frozen=True)
class Pressed:
    """What a browser sends; by default the third elector, signed in, votes « for » with their own right."""

    right: int
    choice: str = "for"
    seen: str = ""
    number: int = 1
    slug: str = "essai"
    token: str | None = TOKEN
    chosen: int | None = None
    by_demonstration: bool = False
    voted_ago: float | None = None  # seconds, with the same right


def ballot(choice: str, *, spoken: bool = False, right: str = "own") -> Callable[[World], None]:
    def keep(world: World) -> None:
        service, by = (key_spoken_ballot, world.made.secretary) if spoken else (cast_ballot, world.one)
        world.do(service, world.poll, getattr(world, right), choice, seen_sha256=world.seen, by=by)

    return keep


def gone(world: World) -> None:
    world.do(leave, world.made.sitting_id, world.one, by=world.one)


def closed(world: World) -> None:
    world.do(close_poll, world.poll, by=world.made.chair)


def proclaimed(world: World) -> None:
    closed(world)
    world.do(proclaim_poll, world.poll, confirmed=set(), by=world.made.chair)


def another_poll(state: str = "open", method: str = "electronic") -> Callable[[World], None]:
    """A second poll, of this method, brought as far as this state, with a right of the same member."""

    def make(world: World) -> None:
        world.do(cancel_poll, world.poll, "Erreur", by=world.made.chair)
        first, now = session().get_one(Poll, world.poll), world.made.then()
        copied = ("congress_id", "sitting_id", "item_id", "question", "choices", "rules", "rules_sha256", "text_sha256")
        poll = Poll(number=2, method_name=MethodName(method), **{name: getattr(first, name) for name in copied})
        session().add(poll)
        session().flush()
        session().add(RightToVote(id=9000, poll_id=poll.id, principal_id=world.one, holder_id=world.one))
        session().flush()
        for step in LIFE[: LIFE.index(state) + 1]:
            poll.opened_at = poll.opened_at or (now if step == "open" else None)
            poll.closed_at = poll.closed_at or (now if step == "closed" else None)
            poll.state = PollState(step)
            session().flush()

    return make


def nothing(_world: World) -> None:
    """The state as it is."""


def shared(world: World) -> None:
    """Two members of the congress have the address."""
    account = "(SELECT account_id FROM member WHERE id = :one)"
    world.sql(
        f"UPDATE member SET account_id = {account} WHERE id = :other", one=world.one, other=world.made.electors[4]
    )


def changed(column: str, value: object) -> Callable[[World], None]:
    def change(world: World) -> None:
        world.sql(f"UPDATE member SET {column} = :value WHERE id = :one", value=value, one=world.one)

    return change


def after(*steps: Callable[[World], None]) -> Callable[[World], None]:
    def do(world: World) -> None:
        for step in steps:
            step(world)

    return do


def revoked_proxy(world: World) -> None:
    world.do(revoke_proxy, world.made.proxy, by=world.made.electors[5])


def set_clock(seconds: int) -> Callable[[World], None]:
    def put(world: World) -> None:
        world.sql("UPDATE congress SET demonstration = true, clock_offset = :offset", offset=seconds)

    return put


# What the state is, what is sent where it is not the plain vote, what becomes of it.
STATES: dict[str, tuple[Callable[[World], None], dict[str, Any], BallotVerdict]] = {
    "a first vote": (nothing, {}, TAKEN),
    **{f"a first vote, {choice}": (nothing, {"choice": choice}, TAKEN)
       for choice in ("against", "abstain", "not_taking_part")},
    **{f"no such choice: {choice!r}": (nothing, {"choice": choice}, OTHERWISE)
       for choice in ("", "pour", "blank", "null", "FOR", "for ", "for against", "électronique")},
    "the same again": (ballot("for"), {}, SAME),
    "another choice": (ballot("against"), {}, TAKEN),
    "another choice too soon": (ballot("against"), {"voted_ago": 0.7}, OTHERWISE),
    "another choice in time": (ballot("against"), {"voted_ago": 1.5}, TAKEN),
    "the same too soon": (ballot("for"), {"voted_ago": 0.7}, SAME),
    "a first one too soon": (nothing, {"voted_ago": 0.7}, TAKEN),
    "too soon by a clock put back": (ballot("against"), {"voted_ago": -20.0}, TAKEN),
    "said aloud, the same": (ballot("for", spoken=True), {}, TAKEN),
    "said aloud, another": (ballot("against", spoken=True), {}, TAKEN),
    "said aloud, another, too soon": (ballot("against", spoken=True), {"voted_ago": 0.7}, OTHERWISE),
    "the right that is carried": (nothing, {"right": "carried"}, TAKEN),
    "carried, its proxy revoked meanwhile": (revoked_proxy, {"right": "carried"}, TAKEN),
    "carried, its holder gone": (gone, {"right": "carried"}, OTHERWISE),
    "gone": (gone, {}, OTHERWISE),
    "gone, the same again": (after(ballot("for"), gone), {}, SAME),
    "gone, another choice": (after(ballot("against"), gone), {}, OTHERWISE),
    "another's right": (nothing, {"right": "another"}, OTHERWISE),
    **{f"no such right: {right}": (nothing, {"right": right}, OTHERWISE) for right in (0, -1, 8000, 2**31 - 1)},
    "another text": (nothing, {"seen": "0" * 64}, OTHERWISE),
    "no text": (nothing, {"seen": "-"}, OTHERWISE),
    "no such poll": (nothing, {"number": 7}, OTHERWISE),
    "a poll of another congress": (nothing, {"slug": "autre"}, OTHERWISE),
    "no such congress": (nothing, {"slug": "nulle-part"}, OTHERWISE),
    "closed": (closed, {}, OTHERWISE),
    "closed, the same again": (after(ballot("for"), closed), {}, SAME),
    "closed, another": (after(ballot("for"), closed), {"choice": "against"}, OTHERWISE),
    "closed, said aloud, the same again": (after(ballot("for", spoken=True), closed), {}, SAME),
    "proclaimed, the same again": (after(ballot("for"), proclaimed), {}, SAME),
    "cancelled, the same again": (
        lambda world: (ballot("for")(world), world.do(cancel_poll, world.poll, "Erreur", by=world.made.chair)),
        {},
        OTHERWISE,
    ),
    "proclaimed": (proclaimed, {}, OTHERWISE),
    "a right of the poll before": (another_poll(), {"number": 2}, OTHERWISE),
    "a right of the poll after": (another_poll(), {"right": 9000}, OTHERWISE),
    **{f"a poll that is {state}": (another_poll(state), {"number": 2, "right": 9000}, TAKEN if state == "open" else OTHERWISE)
       for state in LIFE},
    **{f"held {method}": (another_poll("open", method), {"number": 2, "right": 9000}, OTHERWISE)
       for method in ("roll_call", "show_of_hands", "paper")},
    "nobody signed in": (nothing, {"token": None}, OTHERWISE),
    "a device that is not known": (nothing, {"token": "forged"}, OTHERWISE),
    "a device that was revoked": (nothing, {"token": REVOKED}, OTHERWISE),
    "a device of long ago": (lambda it: it.sql("UPDATE device SET expires_at = :at", at=LONG_AGO), {}, OTHERWISE),
    "signed in by the demonstration": (nothing, {"by_demonstration": True}, OTHERWISE),
    "signed in by the demonstration, there": (set_clock(0), {"by_demonstration": True}, TAKEN),
    "a clock of its own": (set_clock(86_400), {}, TAKEN),
    "a clock put back": (set_clock(-86_400), {}, TAKEN),
    "accreditation lost": (changed("accreditation", "withdrawn"), {}, OTHERWISE),
    "accreditation lost, the same again": (after(ballot("for"), changed("accreditation", "withdrawn")), {}, OTHERWISE),
    "votes no more": (after(changed("votes", False)), {}, TAKEN),  # the electorate is frozen with the poll
    "no address any more": (changed("account_id", None), {}, OTHERWISE),
    "an address of two, nobody chosen": (shared, {}, OTHERWISE),
    "an address of two, chosen": (shared, {"chosen": "one"}, TAKEN),
    "an address of two, the other chosen": (shared, {"chosen": "other"}, OTHERWISE),
    "alone, another one chosen once": (nothing, {"chosen": "other"}, TAKEN),
}  # fmt: skip


class GivenUp(Exception):
    """The transaction of a state, with what was found in it."""


def judged_in(world: World, state: str, judge: Callable[[World], BallotVerdict]) -> tuple[BallotVerdict, list[Any]]:
    """The verdict of a state and the rows that it leaves, all of it given up."""
    make, asked, _ = STATES[state]
    world.made.now = NOW

    def judge_and_give_up() -> None:
        make(world)
        session().flush()
        session().expire_all()
        raise GivenUp(judge(world), rows())

    with pytest.raises(GivenUp) as given_up, request_of(world, **asked):
        run(judge_and_give_up)
    return given_up.value.args


def rows() -> list[Any]:
    """What a ballot writes, without the numbers that only count rows."""
    session().flush()
    wanted = (
        "SELECT right_id, choice, cast_at, spoken FROM ballot ORDER BY right_id",
        "SELECT right_id, choice, cast_at, cast_by_id, text_sha256, spoken FROM ballot_cast ORDER BY id",
        "SELECT id, left_at, last_act_at FROM presence ORDER BY id",
    )
    return [list(map(tuple, session().execute(text(one)))) for one in wanted]


def request_of(world: World, **asked: Any):
    """The request of a browser: its address, its form, its cookie."""
    asked = {"right": "own", "seen": world.seen, **asked}
    right = asked["right"]
    chosen = {"one": world.one, "other": world.made.electors[4]}.get(asked.get("chosen"))
    sent = replace(
        Pressed(0), **{**asked, "right": getattr(world, right) if isinstance(right, str) else right, "chosen": chosen}
    )
    path = f"/{sent.slug}/scrutins/{sent.number}/votes"
    form = {"right": str(sent.right), "choice": sent.choice, "seen": sent.seen}
    headers = {}
    if sent.voted_ago is not None:
        at = world.made.app.config["CLOCK"].now() - dt.timedelta(seconds=sent.voted_ago)
        headers["Cookie"] = f"{VOTED}={int(at.timestamp() * 1_000_000)}.{sent.right}"
    context = world.made.app.test_request_context(path, method="POST", data=form, headers=headers)
    context.push()
    kept = {"_user_id": sent.token, "members": {sent.slug: chosen} if chosen else None}
    cookie.update({name: value for name, value in kept.items() if value is not None})
    if sent.by_demonstration:
        cookie[DEMONSTRATION] = True
    context.pop()
    return context


def by_the_box(world: World) -> BallotVerdict:
    from flask import request

    asked, connection = sent_ballot(**request.view_args), session().connection()
    if connection.info.pop(PREPARED, None):  # the state before was given up: the driver may have forgotten it, or not
        connection.exec_driver_sql("DEALLOCATE ALL")
    return OTHERWISE if asked is None else take_all(connection, [asked])[0]


def by_the_services(world: World) -> BallotVerdict:
    """As the view does: who asks and may, what comes too soon, then the ballot."""
    from flask import request

    number, form = request.view_args["number"], request.form
    before = len(rows()[1])
    try:
        congress, actor = current_congress(), current_actor()
        if not members(actor, congress) or changed_too_soon(number, int(form["right"])):
            return OTHERWISE
        now = world.made.app.config["CLOCK"].now() + dt.timedelta(seconds=congress.clock_offset)
        poll = poll_by_number(congress.id, number).id
        cast_ballot(poll, int(form["right"]), form["choice"], seen_sha256=form["seen"], actor=actor, now=now)
    except RuleBroken:
        return OTHERWISE
    return TAKEN if len(rows()[1]) > before else SAME


def test_the_box_and_the_services_agree_over_every_state(world):
    found = {state: judged_in(world, state, by_the_box) for state in STATES}
    ordinary = {state: judged_in(world, state, by_the_services) for state in STATES}
    assert {state: verdict for state, (verdict, _) in found.items()} == {it: STATES[it][2] for it in STATES}
    assert found == ordinary
