"""The page that a sign-in link opens, made once for all who open theirs: their name and the link filled in for each."""

from collections.abc import Callable, Hashable
from typing import Final

from flask import current_app, g, request, url_for
from flask import session as cookie
from flask_wtf.csrf import generate_csrf

from congress.access import current_congress
from congress.models import Congress
from congress.pages.kept import marks
from congress.pages.kept.kept_pages import KeptPages
from congress.queries.asking.link_opened import link_opened
from core.clock import machine_now
from core.database import database_address
from core.text.reader import reader_language

A_TOKEN: Final = "jeton-de-connexion-d-une-page-faite-pour-tous"  # noqa: S105 (in addresses: no link has it)
LINK: Final = "\ue000k\ue001"
_pages: Final = KeptPages()


def confirm_page(token: str, made: Callable[[str], str]) -> str | None:
    """The page for the only person whom a link signs in; None where the ordinary route has to say more.

    `made`: the page that the route makes for a token.
    """
    if cookie.get("_user_id") or cookie.get("_flashes") or request.query_string:
        return None
    congress = current_congress()
    opened = link_opened(congress.id, token, machine_now())
    if opened is None:
        return None

    def for_all() -> marks.MarkedPage:
        g.shown_at = url_for("signing_in.open_link", slug=congress.slug, token=A_TOKEN)
        with marks.marking(0):
            page = made(A_TOKEN)
        del g.shown_at
        return marks.MarkedPage.of(page.replace(A_TOKEN, LINK))

    return _pages.page_of(
        _key(congress, has_role=bool(opened.role_line)),
        opened.member_id,
        lambda: {
            marks.TOKEN: generate_csrf(),
            marks.NAME: opened.civil_name,
            marks.ROLE: opened.role_line,
            marks.ID: str(opened.member_id),
            LINK: token,
        },
        made_for_all=for_all,
        made_for_one=lambda: made(token),
    )


def _key(congress: Congress, *, has_role: bool) -> Hashable:
    """All that the page depends on: whatever the congress is, the language, the site."""
    told = tuple(getattr(congress, column.key) for column in Congress.__mapper__.column_attrs)
    return database_address(), repr(told), reader_language(), request.host, has_role, current_app.config["SITE_URL"]
