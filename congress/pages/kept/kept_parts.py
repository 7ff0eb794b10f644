"""Parts of pages that are made once: a long list, a drawing, whose words depend on nothing but what their key names.

In a template: `{% call kept_part(…) %}…{% endcall %}`. No part holds a token, a name of its reader, nor
anything that its reader alone may read.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Final

from markupsafe import Markup

from congress.access import current_congress
from core.database import database_address
from core.text.reader import reader_language

LARGEST: Final = 16_000_000  # characters kept in all: the part that was asked for the longest ago goes

_parts: OrderedDict[Hashable, Markup] = OrderedDict()
_changing: Final = threading.Lock()


def kept_part(*key: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What the block of a template says, as it was made first for this key, in this language and this congress."""
    place = (database_address(), current_congress().id, reader_language(), key)
    found = _parts.get(place)
    if found is not None:
        with suppress(KeyError):  # another thread let it go
            _parts.move_to_end(place)
        return found
    found = caller()
    with _changing:
        _parts[place] = found
        while sum(map(len, _parts.values())) > LARGEST:
            _parts.popitem(last=False)
    return found
