"""What a page of writing counts of what is sent, against the limits of whoever writes."""

from accounts.limits import count_writing, refuse_writing
from congress.access import current_actor
from core.clock import machine_now
from core.unit_of_work import run


def count_sent(*, by_itself: bool = False) -> None:
    """One more; `TooMany` past the limit. `by_itself`: what a page sends without being asked is counted apart."""
    member_id = current_actor().member_id or 0
    refuse_writing(member_id, by_itself=by_itself, now=machine_now())
    run(lambda: count_writing(member_id, by_itself=by_itself, now=machine_now()))
