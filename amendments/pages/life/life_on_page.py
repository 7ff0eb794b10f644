"""What the page of an amendment shows of its life: sub-amendments, former versions, what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import select

from amendments import policies
from amendments.labels import status_kind, status_word
from amendments.life_models import AmendmentVersion, SheetPhotograph, VersionEnd
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import differences_html
from amendments.pages.list_page import authors_of
from amendments.queries.amendment_queries import known_revision
from amendments.queries.life.sub_texts import base_of_sub, numbered_subs_of, versions_of
from amendments.rules.carry_over import KnownText
from amendments.rules.labels_of_numbers import number_label, rectified_label
from amendments.services.life.taking_up import is_given_up
from congress.actors import Actor
from congress.models import Congress, Member
from congress.policies import electors, secretariat
from core.database import session


@dataclass(frozen=True, slots=True)
class SubShown:
    """A line of the list of sub-amendments."""

    label: str
    address: str
    title: str
    authors: str
    status_kind: str
    status_word: str


@dataclass(frozen=True, slots=True)
class FormerVersion:
    """A text that the amendment no longer has: under which name, until when, by what it ended, what it changed."""

    label: str
    until: datetime
    is_rectified: bool
    is_divided: bool
    is_undone: bool  # a vote on a sub-amendment was corrected
    sub_label: str
    sub_address: str
    html: Markup


@dataclass(frozen=True, slots=True)
class LifeOnPage:
    """All that the page shows of an amendment's life, and the acts that the reader may do."""

    rectified: str  # « rect. bis », beside its number; empty where it never was
    subs: Sequence[SubShown]
    versions: Sequence[FormerVersion]
    may_rectify: bool
    may_sub_amend: bool
    may_take_up: bool
    takers: Sequence[Member]  # whom the secretariat may name; nobody for anybody else
    has_photograph: bool

    @property
    def has_acts(self) -> bool:
        """Whether the reader may do anything here."""
        return self.may_rectify or self.may_sub_amend or self.may_take_up


def life_on_page(congress: Congress, amendment: Amendment, actor: Actor) -> LifeOnPage:
    """What the reader sees of the life of an amendment."""
    is_published = amendment.status == AmendmentStatus.PUBLISHED and not amendment.under_vote
    may_vote = electors(actor, congress)
    is_given = is_given_up(amendment)
    gave_up = amendment.status == AmendmentStatus.WITHDRAWN and policies.bears(actor, amendment)
    keys = is_given and secretariat(actor, congress) and not actor.is_elector
    return LifeOnPage(
        rectified=rectified_label(amendment.rectification),
        subs=[_sub(row) for row in numbered_subs_of(amendment.id)] if not amendment.is_sub else (),
        versions=_versions(congress, amendment) if amendment.version > 1 else (),
        may_rectify=is_published and actor.is_elector and policies.bears(actor, amendment),
        may_sub_amend=is_published and may_vote and not amendment.is_sub and not amendment.part.is_decided,
        may_take_up=is_given and may_vote and not gave_up,
        takers=electors_of(congress) if keys else (),
        has_photograph=may_see_sheet(congress, amendment, actor) and _has_photograph(amendment),
    )


def may_see_sheet(congress: Congress, amendment: Amendment, actor: Actor) -> bool:
    """Whether the photograph of the sheet shows to the actor: to the secretariat and to whoever signed the sheet."""
    return secretariat(actor, congress) or policies.is_author(actor, amendment)


def _sub(row: Amendment) -> SubShown:
    return SubShown(row.label, row.address, row.title, authors_of(row), status_kind(row), status_word(row))


def _versions(congress: Congress, amendment: Amendment) -> list[FormerVersion]:
    return [_version(congress, amendment, row) for row in versions_of(amendment.id)]


def _version(congress: Congress, amendment: Amendment, row: AmendmentVersion) -> FormerVersion:
    base = base_of_sub(amendment) if amendment.is_sub else known_revision(row.base_revision)
    new = KnownText(row.text_sha256, row.text)
    return FormerVersion(
        label=number_label(amendment.public_number or 0, amendment.sub_number, row.rectification),
        until=row.ended_at,
        is_rectified=row.ended_by is VersionEnd.RECTIFIED,
        is_undone=row.ended_by is VersionEnd.SUB_UNDONE,
        is_divided=row.ended_by is VersionEnd.DIVIDED,
        sub_label=row.sub_amendment.label if row.sub_amendment else "",
        sub_address=row.sub_amendment.address if row.sub_amendment else "",
        html=differences_html(base, new, congress.line_length),
    )


def electors_of(congress: Congress) -> list[Member]:
    """The members who vote, by name."""
    rows = select(Member).where(Member.congress_id == congress.id, Member.votes, Member.merged_into_id.is_(None))
    return sorted((found for found in session().scalars(rows) if found.is_elector), key=lambda found: found.alphabetic)


def _has_photograph(amendment: Amendment) -> bool:
    rows = select(SheetPhotograph.id).where(SheetPhotograph.amendment_id == amendment.id)
    return amendment.is_late and session().scalar(rows) is not None
