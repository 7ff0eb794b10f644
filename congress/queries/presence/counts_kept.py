"""The counts of the chamber for pages: counted once, until the journal says that anything changed in the congress."""

import threading
from collections import OrderedDict
from typing import Final

from congress.chamber_models import Sitting
from congress.queries.presence.counts import ChamberNumbers, count_chamber
from congress.queries.reading_end import reading_end
from congress.rules.proxies import ProxyValidity
from core.database import database_address, session, write_session
from core.kept.journal_ends import JournalEnd

MOST_KEPT = 64  # chambers, each for one item: a few numbers, and the proxies that they count

CountedChamber = tuple[ChamberNumbers, ProxyValidity[int]]
_kept: OrderedDict[tuple[str, int, int | None], tuple[JournalEnd, CountedChamber]] = OrderedDict()
_counting: Final = threading.Lock()


def chamber(sitting_id: int, item_id: int | None = None) -> ChamberNumbers:
    """The numbers of the chamber now, for an item; before the opening, serving members are the electors of the roll."""
    return chamber_and_proxies(sitting_id, item_id)[0]


def chamber_and_proxies(sitting_id: int, item_id: int | None = None) -> CountedChamber:
    """The numbers of the chamber now, and which proxies they count (`proxy_validity`).

    Inside a unit of work, whose own changes are in no journal yet, it is counted anew.
    """
    if write_session() is not None:
        return count_chamber(sitting_id, item_id)
    end = reading_end(session().get_one(Sitting, sitting_id).congress.stream)
    place = (database_address(), sitting_id, item_id)
    known = _kept.get(place)
    if known is not None and known[0] == end:
        return known[1]
    with _counting:  # one thread counts, the others wait for what it found
        known = _kept.get(place)
        if known is not None and known[0] == end:
            return known[1]
        counted = count_chamber(sitting_id, item_id)
        _kept[place] = (end, counted)
        _kept.move_to_end(place)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return counted
