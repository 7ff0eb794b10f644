"""Parts of pages that are made once: a long list, a drawing, whose words depend on nothing but what their key names.

In a template: `{% call kept_part(…) %}…{% endcall %}`. No part holds a token, a name of its reader, nor
anything that its reader alone may read.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from flask import g, make_response, request, url_for
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from werkzeug.wrappers import Response

from congress.access import current_congress, current_member
from core.database import db
from core.digest import sha256_json
from core.text.reader import reader_language

LARGEST: Final = 16_000_000  # characters kept in all: the part that was asked for the longest ago goes
V = TypeVar("V", bound=Callable[..., Any])

_parts: OrderedDict[Hashable, Markup] = OrderedDict()
_changing: Final = threading.Lock()


def kept_part(*key: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What the block of a template says, as it was made first for this key, in this language and this congress."""
    place = (db.engine.url, current_congress().id, reader_language(), key)
    found = _parts.get(place)
    if found is None:
        found = caller()
        with _changing:
            _parts[place] = found
            while sum(map(len, _parts.values())) > LARGEST:
                _parts.popitem(last=False)
    return found


def same_until_changed(view: V) -> V:
    """The view, answered by 304 as long as nothing was written in the congress since its reader was shown the page.

    It stands under `@access`: whoever may read the page no more is not told that it is the same.
    """

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> Any:
        if cookie.get("_flashes"):
            return view(*args, **kwargs)
        tag = _tag()
        if request.if_none_match.contains_weak(tag):
            same = Response(status=304)
            same.set_etag(tag, weak=True)
            return same
        answer = make_response(view(*args, **kwargs))
        if answer.status_code == 200:
            answer.set_etag(tag, weak=True)
        return answer

    return cast("V", answered)


def _tag() -> str:
    """What a page of the congress depends on: the journal, who reads it, in which language, of which site."""
    generate_csrf()  # the session has its own from here on, which the forms of the page carry
    member = current_member()
    end = g.journal_end.digest
    site = url_for("static", filename="css/hemicycle.css")
    reader = [member.id if member else 0, cookie["csrf_token"], reader_language()]
    return sha256_json([end, reader, request.full_path, request.host, site])[:32]
