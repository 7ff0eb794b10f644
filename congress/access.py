"""The door of every page of a congress: which congress, who asks, and whether the route's policy lets them in.

`@access(policy)` marks each view; a view without one is refused at start-up (`app.factory`), and the matrix of
routes and roles in the tests reads the mark.
"""

import functools
import secrets
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from flask import g, has_request_context, redirect, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import Select, bindparam, select
from werkzeug.wrappers import Response

from accounts.models import Account
from accounts.services import SignedIn
from congress.actors import Actor
from congress.models import Accreditation, Congress, Member, stream_named
from congress.policies import Policy
from core.database import session
from core.errors import Forbidden, NotFound
from core.journal import GENESIS, JournalHead
from core.kept.journal_ends import JournalEnd
from core.mail.sealing import keyed_fingerprint

V = TypeVar("V", bound=Callable[..., Any])
Page = str | Response | tuple[str, int]  # what a view answers
DEMONSTRATION = "demonstration"  # in the cookie: the door of the demonstration opened this session, without any mail


def access(policy: Policy) -> Callable[[V], V]:
    """Mark a view with its policy and hold it; a visitor who must sign in is sent to the sign-in page by a GET."""

    def mark(view: V) -> V:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            congress = current_congress()
            actor = current_actor()
            if not policy(actor, congress):
                if not actor.is_member and request.method in ("GET", "HEAD"):
                    address = request.full_path.rstrip("?")
                    return redirect(url_for("signing_in.ask", slug=congress.slug, suite=address), code=303)
                if not actor.is_member and signed_in() is None:
                    raise Forbidden(
                        _("Vous n’êtes pas connecté\u00a0: rien n’est enregistré. Connectez-vous dans un autre onglet,"
                          " puis recommencez ici.")
                    )  # fmt: skip
                if not actor.is_member and _is_admitted_no_more(congress):
                    raise Forbidden(
                        _("Votre accréditation à ce congrès n’est plus en cours : rien n’est enregistré."
                          " Adressez-vous au secrétariat.")
                    )  # fmt: skip
                raise Forbidden(_("Vous n’avez pas accès à cette page ou à cette action."))
            return view(*args, **kwargs)

        guarded.policy = policy  # type: ignore[attr-defined]
        return cast("V", guarded)

    return mark


def is_by_script() -> bool:
    """Whether the page itself asks, and reads a sentence, no page: a draft that keeps itself."""
    wanted = "application/json"
    return wanted in request.headers.get("Accept", "") and request.accept_mimetypes.best == wanted


def current_congress() -> Congress:
    """The congress of the address; `NotFound` when there is none by that name."""
    if "congress" not in g:
        slug = (request.view_args or {}).get("slug")
        named = {"slug": str(slug), "stream": stream_named(str(slug))}
        found = session().execute(_of_address(), named).first()
        if found is None:
            raise NotFound(_("Aucun congrès n’existe à cette adresse."))
        g.congress, sequence, g.journal_read = found
        g.journal_end = JournalEnd(stream_named(str(slug)), sequence or 0, g.journal_read or GENESIS)
    return cast("Congress", g.congress)


@functools.cache  # made once: it costs as much to make as its row to read
def _of_address() -> Select[Congress, int | None, str | None]:
    """A congress by its name (`slug`), with the end of its journal (`stream`)."""
    wanted = select(Congress, JournalHead.sequence, JournalHead.digest)
    wanted = wanted.outerjoin(JournalHead, JournalHead.stream == bindparam("stream"))
    return wanted.where(Congress.slug == bindparam("slug"))


@functools.cache
def _admitted() -> Select[Member]:
    """The members of a congress (`congress_id`) that an address (`account_id`) may sign in as."""
    of_account = (Member.congress_id == bindparam("congress_id"), Member.account_id == bindparam("account_id"))
    wanted = select(Member).where(*of_account, Member.accreditation == Accreditation.ACCREDITED)
    return wanted.order_by(Member.position)


def has_journal_moved(last: str | None) -> bool:
    """Whether the journal ends elsewhere than where it did before this request read any row of its congress."""
    return not has_request_context() or "journal_read" not in g or g.journal_read != last


def current_member() -> Member | None:
    """The member of this congress who is signed in, chosen among those who share the address."""
    if "member" not in g:
        g.member = _find_member()
    return cast("Member | None", g.member)


def current_actor() -> Actor:
    """The actor of the request in this congress."""
    member = current_member()
    return Actor.of(member) if member else Actor.public(current_congress())


def members_of_account(congress_id: int, account_id: int) -> list[Member]:
    """The members of a congress that an address may sign in as, in the order of the roll."""
    return list(session().scalars(_admitted(), {"congress_id": congress_id, "account_id": account_id}))


def signed_in() -> SignedIn | None:
    """Who is signed in for this request, in this browser."""
    found: object = current_user
    return found if isinstance(found, SignedIn) else None


def account_here() -> int | None:
    """The account signed in, where it may act: one that was proved by no mail acts in demonstrations alone."""
    person = signed_in()
    if person is None or (cookie.get(DEMONSTRATION) and not current_congress().demonstration):
        return None
    return person.account_id


def _is_admitted_no_more(congress: Congress) -> bool:
    """Whether the account signed in is that of members of the congress, none of whom it admits."""
    account_id = account_here()
    if account_id is None or members_of_account(congress.id, account_id):
        return False
    rows = select(Member.id).where(Member.congress_id == congress.id, Member.account_id == account_id)
    return session().scalar(rows.limit(1)) is not None


def is_on_roll(congress_id: int, email: str) -> bool:
    """Whether somebody of the roll of a congress has this address, admitted or not."""
    address = email.strip().lower()
    rows = select(Member.id).join(Member.account).where(Member.congress_id == congress_id, Account.email == address)
    return session().scalar(rows.limit(1)) is not None


def choose_member(congress: Congress, member: Member) -> None:
    """Remember in the cookie as whom the signed-in address acts in this congress."""
    cookie["members"] = members = {**cookie.get("members", {}), congress.slug: member.id}
    hands = (hand_of(slug, member_id) for slug, member_id in members.items())
    cookie["csrf_token"] = ".".join([secrets.token_hex(20), *hands])  # forms know whom they were shown to
    g.pop("csrf_token", None)
    g.pop("member", None)


def hand_of(slug: str, member_id: int) -> str:
    """What the token of a form says of the member it was shown to, in one congress: nothing but that it is the same."""
    return keyed_fingerprint(f"hand:{slug}:{member_id}")[:24]


def _find_member() -> Member | None:
    congress, account_id = current_congress(), account_here()
    if account_id is None:
        return None
    candidates = members_of_account(congress.id, account_id)
    chosen = chosen_among([member.id for member in candidates], congress.slug)
    return next((member for member in candidates if member.id == chosen), None)


def chosen_among(candidates: Sequence[int | None], slug: str) -> int | None:
    """The member that an address acts as, of those who share it: the only one, or the one that was chosen; or None."""
    chosen = cookie.get("members", {}).get(slug)
    if len(candidates) == 1:
        return candidates[0]
    return chosen if chosen in candidates else None
