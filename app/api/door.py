"""The door of the API: who asks (the public, or the member of a token, never a cookie), what leaves."""

import functools
import json
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, TypeVar, cast

from flask import Response, current_app, g, request, url_for
from flask_babel import gettext as _

from app.api.problems import Malformed
from congress.access import current_actor, current_congress
from congress.policies import Policy
from congress.services.token_services import TokenRefused, member_of_token
from core.clock import machine_now
from core.errors import Forbidden
from core.text.reader import reader_language

V = TypeVar("V", bound=Callable[..., Response])
PAGE = 100  # items of a list in one answer
_BEARER = re.compile(r"[Bb]earer +([A-Za-z0-9._~+/=-]{1,200})\s*")


def door(policy: Policy) -> Callable[[V], V]:
    """Mark a view of the API with its policy and hold it, for the public or for the member whose token is sent."""

    def mark(view: V) -> V:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Response:
            identify()
            if not policy(current_actor(), current_congress()):
                if not current_actor().is_member:
                    raise TokenRefused(_("Il faut ici un jeton de membre, dans l’en-tête Authorization (Bearer)."))
                raise Forbidden(_("Ceci n’est pas ouvert à qui le demande."))
            return view(*args, **kwargs)

        guarded.policy = policy  # type: ignore[attr-defined]
        return cast("V", guarded)

    return mark


def identify() -> None:
    """Say to `congress.access` who acts: nobody, or the member of the token; a wrong token is not nobody."""
    g.member, g.token_id = None, None
    sent = request.headers.get("Authorization")
    congress = current_congress()
    if sent is None:
        return
    found = _BEARER.fullmatch(sent)
    if found is None:
        raise TokenRefused(_("Ce que porte l’en-tête Authorization n’est pas un jeton (Bearer)."))
    g.member, g.token_id = member_of_token(found[1], congress, machine_now())


def require_token() -> None:
    """Nothing where a token says who acts; else `TokenRefused`."""
    if g.token_id is None:
        raise TokenRefused(_("Il faut un jeton, dans l’en-tête Authorization (Bearer)."))


def answer(said: object, status: int = 200) -> Response:
    """What is said as JSON, with its ETag; nothing again to whoever has it already. That of a rehearsal says so."""
    if isinstance(said, dict) and "slug" in (request.view_args or {}) and current_congress().rehearses_id is not None:
        said = {"rehearsal": True, **said}
    written = (json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    found = Response(written, status=status, content_type="application/json")
    found.headers["Content-Language"] = reader_language()
    found.vary.update(("Authorization", "Accept-Language"))
    found.set_etag(sha256(written).hexdigest())
    if request.method in {"GET", "HEAD"}:
        found.headers["Access-Control-Allow-Origin"] = "*"  # a page of any site may read what the public may
        found.headers["Access-Control-Expose-Headers"] = "ETag"
        found.make_conditional(request)
    return found


def listed(items: Sequence[Any], shown: Callable[[Any], object]) -> Response:
    """A list, a hundred at a time: the rest is at `next`."""
    asked = request.args.get("page", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", asked):
        raise Malformed(_("«\u00a0page\u00a0» est un nombre, à partir de 1."), "page")
    page = int(asked)
    some = items[(page - 1) * PAGE : page * PAGE]
    following = None
    if len(items) > page * PAGE:
        following = site() + url_for(request.endpoint or "", **{**(request.view_args or {}), "page": page + 1})
    return answer({"items": [shown(item) for item in some], "next": following})


def site() -> str:
    """The address of the site, without a slash at the end."""
    return str(current_app.config["SITE_URL"])
