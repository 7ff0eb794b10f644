"""A sign-in link that is opened, with whom it would sign in, in one SELECT: thousands open theirs in a minute."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, select

from accounts.models import SignInLink
from congress.models import Accreditation, Member
from congress.rules import names
from core.batches.plain_reading import PlainReading
from core.digest import sha256_text


@dataclass(frozen=True, slots=True)
class LinkOpened:
    """A link that may still sign in, and the only person of the congress whom it would sign in."""

    member_id: int
    civil_name: str
    role_line: str


def link_opened(congress_id: int, token: str, now: datetime) -> LinkOpened | None:
    """What opening a link shows; None where it may not sign in any more, or where it is not one person's alone."""
    told = {"congress": congress_id, "token": sha256_text(token)}
    rows = _OPENED.rows(told)
    if len(rows) != 1 or rows[0].used_at is not None or rows[0].expires_at <= now:
        return None
    row = rows[0]
    return LinkOpened(
        row.id,
        names.civil_name(row.honorific, row.given_name, row.family_name),
        names.role_line(row.office, row.commune, row.departement, row.body),
    )


def _opened() -> Select[Any]:
    link, member = SignInLink.__table__.c, Member.__table__.c
    is_opened = link.token_sha256 == bindparam("token")
    account = select(link.account_id).where(is_opened).scalar_subquery()  # known first: a member is found by it
    admitted = and_(
        member.account_id == account,
        member.congress_id == bindparam("congress"),
        member.accreditation == Accreditation.ACCREDITED,
    )
    return (
        select(
            link.used_at, link.expires_at, member.id, member.civility.label("honorific"), member.given_name,
            member.family_name, member.office, member.commune, member.departement, member.body,
        )
        .select_from(SignInLink.__table__)
        .join(Member.__table__, admitted)
        .where(is_opened)
    )  # fmt: skip


_OPENED = PlainReading(_opened())
