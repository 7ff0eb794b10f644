"""What the pages of cosignatures show: whom an author may ask, what they answered, what a member is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from markupsafe import Markup

from amendments.cosigning_models import CosignAnswer, CosignRequest
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import differences_html, place_in_words, sentences_of
from amendments.queries.amendment_readings import Reading, form_of, reading_of
from amendments.queries.cosigning_queries import (
    Found,
    cosigner_of,
    electors_found,
    is_to_confirm,
    may_be_asked,
    request_to,
    requests_of,
)
from congress.models import Congress, Member

MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class AskedMember:
    """One member asked, as the author reads it: the tag of the answer, when, and whether it may be cancelled."""

    member: Member
    kind: str
    word: str
    at: datetime
    is_pending: bool


@dataclass(frozen=True, slots=True)
class AskingPage:
    """Whom to ask, and what those already asked answered."""

    asked: tuple[AskedMember, ...]
    unasked: tuple[AskedMember, ...]  # who cosigned by themselves
    chosen: tuple[Member, ...]
    found: Found
    search: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """An amendment as the member asked reads it, with what they may answer."""

    reading: Reading
    where: str
    sentences: tuple[str, ...]
    html: Markup
    has_cosigned: bool
    is_to_confirm: bool
    has_declined: bool
    is_open: bool
    closed_because: str


def asking_page(amendment: Amendment, search: str, chosen_ids: Sequence[int]) -> AskingPage:
    """The author's page; chosen are those of the electors who were neither asked nor cosigners already."""
    congress = amendment.motion.congress
    requests = [row for row in requests_of(amendment.id) if row.answer != CosignAnswer.CANCELLED]
    asked = tuple(_asked(amendment, request) for request in requests)
    own_rows = {amendment.author.person_id, amendment.bearer.person_id}
    known = {request.member.person_id for request in requests}
    others = [row for row in amendment.cosigners if row.member.person_id not in known | own_rows]
    own = tuple(_signed(row.member, is_old=is_to_confirm(row), at=row.signed_at) for row in others)
    without = known | own_rows | {row.member.person_id for row in others}
    everybody = electors_found(congress, "", most=10**6, without=without).shown
    chosen = tuple(member for member in everybody if member.id in set(chosen_ids))
    found = electors_found(congress, search, most=MOST_SHOWN, without=without | {member.id for member in chosen})
    return AskingPage(asked, own, chosen, found, search, may_be_asked(amendment))


def _asked(amendment: Amendment, request: CosignRequest) -> AskedMember:
    """An acceptance is the cosignature itself: taken back, it is said to be."""
    cosigner = cosigner_of(amendment, request.member.person_id)
    if cosigner is not None:
        return _signed(request.member, is_old=is_to_confirm(cosigner), at=cosigner.signed_at)
    at = request.answered_at or request.asked_at
    if request.answer == CosignAnswer.ACCEPTED:
        return AskedMember(request.member, "withdrawn", _("Cosignature retirée"), at, is_pending=False)
    if request.answer == CosignAnswer.DECLINED:
        return AskedMember(request.member, "rejected", _("Déclinée"), at, is_pending=False)
    return AskedMember(request.member, "announced", _("En attente"), at, is_pending=True)


def _signed(member: Member, *, is_old: bool, at: datetime) -> AskedMember:
    word = _("À confirmer") if is_old else _("Cosigné")
    return AskedMember(member, "in_discussion" if is_old else "adopted", word, at, is_pending=False)


def answer_page(congress: Congress, amendment: Amendment, member_id: int | None) -> AnswerPage:
    """The page of a member asked, or who cosigned."""
    reading, width = reading_of(amendment), congress.line_length
    cosigner, request = cosigner_of(amendment, member_id), request_to(amendment.id, member_id)
    return AnswerPage(
        reading=reading,
        where=place_in_words(reading.old, reading.new, width),
        sentences=sentences_of(reading.old, reading.new, width, form_of(congress, amendment.part)),
        html=differences_html(reading.old, reading.new, width),
        has_cosigned=cosigner is not None,
        is_to_confirm=cosigner is not None and is_to_confirm(cosigner),
        has_declined=cosigner is None and request is not None and request.answer == CosignAnswer.DECLINED,
        is_open=may_be_asked(amendment),
        closed_because=_closed_because(amendment),
    )


def _closed_because(amendment: Amendment) -> str:
    if may_be_asked(amendment):
        return ""
    if amendment.under_vote:
        return _("Le scrutin est ouvert\u00a0: les cosignatures ne changent plus.")
    if amendment.status == AmendmentStatus.WITHDRAWN:
        return _("Cet amendement a été retiré\u00a0: il ne se cosigne plus.")
    return _("Le sort de cet amendement est décidé\u00a0: il ne se cosigne plus.")
