"""Signing in: a link by mail with a code, a device that stays signed in 30 days. Only fingerprints are stored.

Opening a link never uses it up (mail scanners open links): a button does. The answer to an address is the same
whether it is known or not. Nobody can shut another person out, by asking nor by guessing: see `accounts.limits`.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask_babel import gettext as _
from flask_login import UserMixin
from sqlalchemy import bindparam, delete, or_, select

from accounts.limits import count_code, count_mail, is_mail_due
from accounts.models import Account, Device, SignInLink
from core.batches.plain_reading import PlainReading
from core.clock import machine_now
from core.database import session
from core.digest import sha256_text
from core.enums import Language
from core.errors import Invalid
from core.mail.outbox import queue_mail
from core.mail.sealing import code_of, code_place, keyed_fingerprint, new_nonce, token_of, token_place
from core.text.contractions import to_the
from core.text.reader import reader_language

LINK_LIFE = timedelta(hours=1)
LINK_KEPT = timedelta(days=30)  # an expired link still knows its address, and offers a new one
DEVICE_LIFE = timedelta(days=30)
MOST_WRONG_CODES = 5
AT_ONCE = 500  # addresses sought in one statement
_DEVICE: Final = PlainReading(
    select(Device.account_id, Device.revoked_at, Device.expires_at).where(Device.token_sha256 == bindparam("token"))
)


class SignedIn(UserMixin):
    """What Flask-Login holds for the request: a device and its account; its id is the cookie's token."""

    def __init__(self, account_id: int, token: str) -> None:
        self.account_id = account_id
        self.token = token

    def get_id(self) -> str:
        """What the signed cookie keeps."""
        return self.token


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A link or code used: whose account, the new device's token, where the person was going."""

    account_id: int
    device_token: str
    next_path: str | None


@dataclass(frozen=True, slots=True)
class SignInPlace:
    """Where a link leads: the congress's slug and title, whether it is a demonstration, and its address."""

    slug: str
    title: str
    is_demonstration: bool
    site_url: str
    next_path: str | None = None


def device_of_cookie(token: str) -> SignedIn | None:
    """Who a cookie's token is: None when unknown, expired or revoked."""
    found = _DEVICE.rows({"token": sha256_text(token)})
    if not found or found[0].revoked_at is not None or found[0].expires_at <= machine_now():
        return None
    return SignedIn(found[0].account_id, token)


def ensure_accounts(emails: Iterable[str]) -> dict[str, int]:
    """The id of the account of each address, in small letters; those that there were not are made."""
    addresses = list(dict.fromkeys(email.strip().lower() for email in emails))
    known: dict[str, int] = {}
    for start in range(0, len(addresses), AT_ONCE):
        some = addresses[start : start + AT_ONCE]
        rows = session().execute(select(Account.email, Account.id).where(Account.email.in_(some)))
        known |= {row.email: row.id for row in rows}
    made = [Account(email=address) for address in addresses if address not in known]
    session().add_all(made)
    session().flush()
    return known | {account.email: account.id for account in made}


def request_link(email: str, place: SignInPlace, *, browser: str, by_account_id: int | None, now: datetime) -> None:
    """Send a link and a code to an address of this congress's roll; past a first handful, one each three minutes.

    Nobody is refused: the answer is the same, and the last mail serves. `browser`: the secret of the browser that
    asks, for its codes (`redeem_code`). `by_account_id`: of who asks, signed in: to their own mailbox nothing is
    spaced. Anybody may put an address on the roll of a demonstration: as its mails go nowhere, that does not use up
    the links that the person may ask of a real congress.
    """
    address = email.strip().lower()
    account = session().scalar(select(Account).where(Account.email == address))
    if account is None:
        return
    if not count_mail(_kind_of(place), address, now=now, is_own=account.id == by_account_id):
        return
    nonce = new_nonce()
    link = _store_link(account.id, nonce, place, now, browser)
    queue_mail(
        f"sign-in:{link.id}",
        address,
        _("Votre lien de connexion – %(title)s", title=place.title),
        _mail_body(place, nonce),
        now=now,
        withheld=place.is_demonstration,
    )


def is_link_due(email: str, place: SignInPlace, *, by_account_id: int | None, now: datetime) -> bool:
    """Whether `request_link` would send anything now; only reads, so that what sends nothing keeps nobody waiting."""
    address = email.strip().lower()
    account = session().scalar(select(Account).where(Account.email == address))
    is_own = account is not None and account.id == by_account_id
    return account is not None and is_mail_due(_kind_of(place), address, now=now, is_own=is_own)


def _kind_of(place: SignInPlace) -> str:
    return "demonstration-link" if place.is_demonstration else "link"


def login_link(email: str, place: SignInPlace, *, now: datetime) -> str:
    """A sign-in address for the operator to hand over; `Invalid` if the address is on no roll."""
    account = session().scalar(select(Account).where(Account.email == email.strip().lower()))
    if account is None:
        raise Invalid(_("Aucune personne n’a l’adresse %(email)s.", email=email), "email")
    nonce = new_nonce()
    _store_link(account.id, nonce, place, now)
    return link_address(place, token_of(nonce))


def link_address(place: SignInPlace, token: str) -> str:
    """The address that a link opens."""
    return f"{place.site_url}/{place.slug}/connexion/{token}"


def find_link(token: str) -> SignInLink | None:
    """The link of a token, used or expired ones too."""
    return session().scalar(select(SignInLink).where(SignInLink.token_sha256 == sha256_text(token)))


def is_usable(link: SignInLink, now: datetime) -> bool:
    """Whether a link may still sign in."""
    return link.used_at is None and link.expires_at > now


def redeem_code(email: str, code: str, *, browser: str, now: datetime) -> Redeemed | None:
    """Use up the link whose mail carried this code; None when it is not right (one try is counted); `TooMany`.

    A wrong code shuts in the end the codes that this browser (`browser`, its secret) asked for, never those of others.
    """
    address = email.strip().lower()
    asked_by = sha256_text(browser) if browser else None
    may_own, may_others = count_code(address, browser if _asked(address, asked_by) else "", now=now)
    rows = (
        select(SignInLink)
        .join(Account)
        .where(
            Account.email == address,
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
            SignInLink.wrong_codes < MOST_WRONG_CODES,
        )
        .order_by(SignInLink.id)
        .with_for_update(of=SignInLink)
    )
    typed = keyed_fingerprint(re.sub(r"[\W_]", "", code).upper())
    links = session().scalars(rows).all()
    own = [link for link in links if link.browser_sha256 == asked_by]
    others = [link for link in links if link.browser_sha256 != asked_by]
    for link in (own if may_own else []) + (others if may_others else []):
        if hmac.compare_digest(link.code_sha256, typed):
            return _use(link, now)
    for link in own if may_own else []:
        link.wrong_codes += 1
    return None


def _asked(address: str, asked_by: str | None) -> bool:
    """Whether this browser had a link sent to the address: no other, however fresh its cookie, has tries of its own.

    What names nobody is answered as if it had: the machine's count bounds that.
    """
    account = session().scalar(select(Account.id).where(Account.email == address))
    links = select(SignInLink.id).where(SignInLink.account_id == account, SignInLink.browser_sha256 == asked_by)
    return account is None or session().scalar(links.limit(1)) is not None


def open_device(account_id: int, *, now: datetime) -> str:
    """The token of a new device of an account, signed in for 30 days."""
    token = secrets.token_urlsafe(32)
    device = Device(account_id=account_id, token_sha256=sha256_text(token), expires_at=now + DEVICE_LIFE)
    session().add(device)
    return token


def revoke_device(token: str, *, now: datetime) -> None:
    """Sign a device out for good."""
    device = session().scalar(select(Device).where(Device.token_sha256 == sha256_text(token)))
    if device is not None and device.revoked_at is None:
        device.revoked_at = now


def _use(link: SignInLink, now: datetime) -> Redeemed:
    link.used_at = now
    return Redeemed(link.account_id, open_device(link.account_id, now=now), link.next_path)


def forget_expired(now: datetime) -> None:
    """Drop devices that are no longer signed in, and links too old to offer a new one."""
    session().execute(delete(Device).where(or_(Device.expires_at <= now, Device.revoked_at.is_not(None))))
    session().execute(delete(SignInLink).where(SignInLink.expires_at <= now - LINK_KEPT))


def _store_link(account_id: int, nonce: str, place: SignInPlace, now: datetime, browser: str = "") -> SignInLink:
    link = SignInLink(
        account_id=account_id,
        token_sha256=sha256_text(token_of(nonce)),
        code_sha256=keyed_fingerprint(code_of(nonce)),
        browser_sha256=sha256_text(browser) if browser else "",
        next_path=place.next_path,
        expires_at=now + LINK_LIFE,
    )
    session().add(link)
    session().flush()
    return link


def _to_the_congress(place: SignInPlace) -> str:
    """« au Congrès national des élus au numérique »; in another language its title after a preposition."""
    if reader_language() == Language.FR:
        return to_the(place.title)
    return _("à %(title)s", title=place.title)


def _mail_body(place: SignInPlace, nonce: str) -> str:
    return _(
        "Bonjour,\n\n"
        "Pour vous connecter %(to_the_congress)s, ouvrez ce lien, puis appuyez sur « Se connecter » :\n\n"
        "%(address)s\n\n"
        "Ou tapez ce code sur la page de connexion : %(code)s\n\n"
        "Le lien et le code servent une fois, pendant une heure. Votre appareil reste ensuite connecté 30 jours.\n"
        "Si vous n’avez rien demandé, ne faites rien : personne ne peut se connecter sans ce message.",
        to_the_congress=_to_the_congress(place),
        address=link_address(place, token_place(nonce)),
        code=code_place(nonce),
    )
