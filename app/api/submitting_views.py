"""`POST …/amendments`: an amendment submitted with a member's token."""

import json
import re
from typing import Any

from flask import Response, g, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import UnsupportedMediaType

from accounts.limits import count_writing, refuse_writing
from app.api.door import answer, door, require_token, site
from app.api.problems import Malformed
from app.api.reading_views import blueprint
from app.api.submitting import Demand, submit_once
from congress.access import current_actor, current_congress
from congress.clock import now_in
from congress.policies import electors
from congress.token_models import LONGEST_KEY
from core.clock import machine_now
from core.unit_of_work import run
from motions.queries.motion_queries import proposal

KNOWN = ("text", "title", "reasons", "base_sha256")
_KEY = re.compile(rf"[\x21-\x7e]{{1,{LONGEST_KEY}}}")


@blueprint.post("/<slug>/proposals/<int:number>/amendments")
@door(electors)
def submit(slug: str, number: int) -> Response:
    """Take an amendment: its receipt; the same again to whoever sends the same again under one key."""
    require_token()
    congress, actor, token_id = current_congress(), current_actor(), g.token_id
    part_id, key, demand = proposal(congress.id, number).id, _key(), _demand()
    now, instant, member_id = now_in(congress), machine_now(), actor.member_id or 0
    refuse_writing(member_id, now=instant)
    run(lambda: count_writing(member_id, now=instant))
    done = run(
        lambda: submit_once(
            part_id, demand, token_id=token_id, key=key, actor=actor, now=now, machine_now=instant
        )
    )  # fmt: skip
    said = dict(done.said)
    url = site() + url_for("amending.draft", slug=slug, draft_id=said.pop("draft"))
    found = answer({**said, "url": url}, 201)
    found.location = url
    if done.is_again:
        found.headers["Idempotency-Replayed"] = "true"
    return found


def _key() -> str:
    sent = request.headers.get("Idempotency-Key")
    if sent is None:
        return ""
    if not _KEY.fullmatch(sent):
        raise Malformed(_("Idempotency-Key tient en %(most)s signes ASCII, sans espace.", most=LONGEST_KEY))
    return sent


def _demand() -> Demand:
    """What was sent, each thing a text; what is missing is empty, and the form says so."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        sent = json.loads(request.get_data())
    except (ValueError, RecursionError):
        raise Malformed(_("Ce qui est envoyé n’est pas du JSON lisible.")) from None
    if not isinstance(sent, dict):
        raise Malformed(_("Ce qui est envoyé doit être un objet JSON\u00a0: text, title, reasons, base_sha256."))
    for name in sent:
        if name not in KNOWN:
            raise Malformed(_("Membre inconnu\u00a0: «\u00a0%(name)s\u00a0».", name=_shown(name)))
    found = {name: _text(sent, name) for name in KNOWN}
    if sent.get("base_sha256") is None:
        return Demand(found["text"], found["title"], found["reasons"])
    return Demand(**found)


def _text(sent: dict[str, Any], name: str) -> str:
    value = sent.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or not _is_writable(value):
        raise Malformed(_("«\u00a0%(name)s\u00a0» doit être un texte.", name=name), name)
    return value


def _shown(name: str) -> str:
    return name[:60].encode(errors="replace").decode()


def _is_writable(value: str) -> bool:
    """Whether the text holds no half of a sign (a lone surrogate), that no file and no database keeps."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
