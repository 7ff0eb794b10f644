"""The state of a sitting for one reader, in a millisecond; what is unusual is left to the ordinary route."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from werkzeug.wrappers import Response

from congress.pages.kept.who_reads import device_asking, who_is
from congress.policies import sittings_readers
from core.clock import machine_now
from live import versions
from voting.queries.state.asked import state_asked
from voting.queries.state.steps_kept import steps_read
from voting.queries.state.versions import ballots_lately, told_versions

V = TypeVar("V", bound=Callable[..., Any])


def quickly(view: V) -> V:
    """The view of a state, which answers alone whoever may not read it, and an address that leads nowhere."""

    @functools.wraps(view)
    def answered(slug: str, number: int) -> Any:
        return state_answer(slug, number) or view(slug=slug, number=number)

    return cast("V", answered)


def state_answer(slug: str, number: int) -> Response | None:
    """The versions for who asks; None where the ordinary route has to say why not."""
    asked = state_asked(slug, number, device_asking(), machine_now())
    if asked is None:
        return None
    actor, end = who_is(asked.who), asked.who.end
    if not sittings_readers(actor, asked.who.congress):
        return None
    pseudonym = actor.pseudonym if actor.is_member else None
    last = steps_read(end, asked.sitting_id).last_told(asked.sitting_id, actor.member_id, pseudonym)
    return versions.answer(told_versions(asked.sitting_id, end, last, ballots_lately(asked.sitting_id, end)))
