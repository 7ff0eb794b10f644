"""The named lists of polls that are proclaimed, which change no more: read once, until a name of the roll does."""

import threading
from collections import OrderedDict
from typing import Final

from congress.queries.people.directory import Directory, directory_of
from core.database import database_address
from voting.models import Poll, PollState
from voting.queries.poll_queries import NamedVote, named_votes

MOST_KEPT = 6  # lists, of a megabyte and a half each in a congress of eight thousand

_kept: OrderedDict[tuple[str, int], tuple[Directory, tuple[NamedVote, ...]]] = OrderedDict()
_reading: Final = threading.Lock()


def named_votes_kept(poll: Poll) -> tuple[NamedVote, ...]:
    """The same as `named_votes`, for a page; who may read it is the page's to know."""
    if poll.state != PollState.PROCLAIMED:
        return ()
    place, people = (database_address(), poll.id), directory_of(poll.congress_id, poll.congress.slug)
    known = _kept.get(place)
    if known is not None and known[0] is people:
        return known[1]
    with _reading:
        names = tuple(named_votes(poll))
        _kept[place] = (people, names)
        _kept.move_to_end(place)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return names
