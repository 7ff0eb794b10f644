"""As whom a request asks, from its signed cookie and one SELECT (`congress.queries.asking`): no row is made of it."""

from flask import session as cookie

from congress.access import DEMONSTRATION, chosen_among
from congress.actors import Actor
from congress.queries.asking.who_asks import WhoAsks
from core.digest import sha256_text


def device_asking() -> str:
    """The fingerprint of the device that the cookie says is signed in; empty for nobody."""
    token = cookie.get("_user_id")
    return sha256_text(token) if token else ""


def who_is(asked: WhoAsks) -> Actor:
    """As whom the device asks, as `congress.access.current_actor` says."""
    may_act = not cookie.get(DEMONSTRATION) or asked.congress.demonstration
    candidates = asked.candidates if may_act else ()
    member_id = chosen_among([one.member_id for one in candidates], asked.congress.slug)
    return next((one for one in candidates if one.member_id == member_id), Actor.public(asked.congress))
