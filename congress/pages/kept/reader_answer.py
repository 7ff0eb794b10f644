"""A page that says the same to all who may read it but their name and the token of their forms: made once for them.

It stands above `@access`: who asks is known from one SELECT, and the policy of the view is asked as ever. Whoever may
not read it, is signed in as nobody, or has something to be told first, is answered by the ordinary route.
"""

import functools
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from flask import make_response, request, url_for
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from congress.access import current_member
from congress.actors import Actor
from congress.pages.kept import marks
from congress.pages.kept.kept_pages import Apart, KeptPages
from congress.pages.kept.who_reads import device_asking, who_is
from congress.queries.asking.who_asks import WhoAsks, asked_of
from congress.queries.people.directory import ListedPerson, directory_of
from core.clock import machine_now
from core.database import database_address
from core.digest import sha256_text
from core.text.reader import reader_language

V = TypeVar("V", bound=Callable[..., Any])
_pages: Final = KeptPages()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks for a page, in a congress where the journal ends so."""

    asked: WhoAsks
    actor: Actor
    person: ListedPerson

    @property
    def key(self) -> Hashable:
        """All that tells the page of one reader from that of another, but what is marked in it."""
        actor, congress = self.actor, self.asked.congress
        who = (actor.category, actor.is_elector, actor.is_secretariat, actor.aide_of_id is None)
        has_role = bool(self.person.role_line)
        return database_address(), congress.id, self.asked.end.digest, reader_language(), request.host, who, has_role

    @property
    def own(self) -> Mapping[str, str]:
        """What the page says that is theirs, by mark."""
        return {
            marks.TOKEN: generate_csrf(),
            marks.NAME: self.person.civil_name,
            marks.ROLE: self.person.role_line,
            marks.ID: str(self.actor.member_id),
        }


def reader_of(slug: str) -> Reader | None:
    """Who asks for a page of a congress; None where the ordinary route has to answer."""
    device = device_asking()
    if not device or cookie.get("_flashes"):
        return None
    asked = asked_of(slug, device, machine_now())
    return reader_from(asked) if asked is not None else None


def reader_from(asked: WhoAsks) -> Reader | None:
    """Who asks, as what was read says; None of nobody on the roll."""
    actor = who_is(asked)
    person = directory_of(asked.congress.id, asked.congress.slug, asked.end).by_id.get(actor.member_id or 0)
    return Reader(asked, actor, person) if person is not None else None


def kept_for_readers(view: V) -> V:
    """The view, which alone answers whoever is in a case apart; 304 as long as nothing was written in the congress."""

    @functools.wraps(view)
    def answered(slug: str, **named: Any) -> Any:
        reader = reader_of(slug)
        if reader is None or not view.policy(reader.actor, reader.asked.congress):  # type: ignore[attr-defined]
            return view(slug=slug, **named)
        key = (reader.key, request.full_path)
        tag = _tag(key, reader)
        if request.if_none_match.contains_weak(tag):
            same = Response(status=304)
            same.set_etag(tag, weak=True)
            return same
        try:
            page = _pages.page_of(
                key,
                reader.actor.member_id or 0,
                lambda: reader.own,
                made_for_all=lambda: marked(view, slug=slug, **named),
                made_for_one=lambda: view(slug=slug, **named),
            )
        except Apart as apart:
            return apart.answer
        answer = make_response(page)
        if answer.status_code == 200:
            answer.set_etag(tag, weak=True)
        return answer

    return cast("V", answered)


def marked(view: Callable[..., Any], own_step: int = 0, **named: Any) -> marks.MarkedPage:
    """The page that a view makes, with marks; `Apart` with its answer, where that is no page."""
    current_member()
    with marks.marking(own_step):
        page = view(**named)
    if not isinstance(page, str):
        raise Apart(page)
    return marks.MarkedPage.of(page)


def _tag(key: Hashable, reader: Reader) -> str:
    """What tells a browser that the page is the same: what it depends on, whose it is, of which site."""
    generate_csrf()  # the session has its own from here on, which the forms of the page carry
    site = url_for("static", filename="css/hemicycle.css")
    return sha256_text(repr((key, reader.actor.member_id, cookie["csrf_token"], site)))[:32]
