"""Reads of the letter: the record to show or export, its signatures, its figures."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import NUMBERED
from congress.models import Congress, Member
from congress.queries.chamber_queries import elector_count
from congress.queries.congress_queries import one_each, rows_of
from core.database import session
from letters.letter_composition import compose
from letters.letter_record import Cover, LetterBlock, LetterRecord, LetterSection, PositionNotTaken, Signed
from letters.models import Letter, Signature
from motions.models import Motion, Part, PartKind, PartState
from papers.runs import Run


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page of the letter counts."""

    proposals_adopted: int
    amendments_adopted: int
    amendments: int
    members: int
    signatures: int
    named: int
    departements: int


def letter_of(congress_id: int) -> Letter | None:
    """The frozen letter of a congress, or None."""
    return session().scalar(select(Letter).where(Letter.congress_id == congress_id))


def signature_of(letter_id: int, member_id: int | None) -> Signature | None:
    """A member's signature, or None."""
    rows = select(Signature).where(Signature.letter_id == letter_id, Signature.member_id.in_(rows_of(member_id)))
    return next(iter(one_each(session().scalars(rows.order_by(Signature.id)))), None)


def signature_count(letter_id: int) -> int:
    """How many signed, with their name or without."""
    person = func.coalesce(Member.merged_into_id, Member.id)
    counted = select(func.count(func.distinct(person))).select_from(Signature).join(Member)
    return session().scalar(counted.where(Signature.letter_id == letter_id)) or 0


def letter_record_of(congress: Congress) -> LetterRecord:
    """The letter: the frozen one with its signatures, or the draft as the record stands."""
    letter = letter_of(congress.id)
    if letter is None:
        return compose(congress)
    rows = (
        select(Signature)
        .join(Member)
        .where(Signature.letter_id == letter.id)
        .options(joinedload(Signature.member))
        .order_by(Member.position, Member.ref)
    )
    signatures = one_each(session().scalars(rows))
    record = read_letter_record(letter.document)
    names = tuple(signature.signed_as for signature in signatures if signature.publish_name)
    signed = replace(record.signed, names=names, unnamed=len(signatures) - len(names))
    return replace(record, signed=signed)


def read_letter_record(stored: dict[str, Any]) -> LetterRecord:
    """The record that `LetterRecord.as_json` gave."""
    return LetterRecord(
        **{
            **stored,
            "cover": Cover(**{key: _tuple(value) for key, value in stored["cover"].items()}),
            "signed": Signed(**{key: _tuple(value) for key, value in stored["signed"].items()}),
            "preamble": _blocks(stored["preamble"]),
            "closing": _blocks(stored["closing"]),
            "sections": tuple(
                LetterSection(item["number"], item["title"], _blocks(item["blocks"])) for item in stored["sections"]
            ),
            "annex": tuple(
                PositionNotTaken(**{key: _tuple(value) for key, value in item.items()})
                for item in stored.get("annex", ())
            ),
        }
    )


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _blocks(stored: list[dict[str, Any]]) -> tuple[LetterBlock, ...]:
    return tuple(
        LetterBlock(item["kind"], item["marker"], item["depth"], tuple(Run(**run) for run in item["runs"]))
        for item in stored
    )


def figures(congress: Congress) -> Figures:
    """The page's figures, in four queries."""
    by_status = _amendments_by_status(congress.id)
    signed = _signed(congress.id)
    return Figures(
        proposals_adopted=_proposals_adopted(congress.id),
        amendments_adopted=by_status.get(AmendmentStatus.ADOPTED, 0),
        amendments=sum(by_status.values()),
        members=elector_count(congress.id),
        signatures=len(signed),
        named=sum(1 for named, _ in signed if named),
        departements=len({departement for _, departement in signed if departement}),
    )


def _proposals_adopted(congress_id: int) -> int:
    rows = (
        select(func.count())
        .select_from(Part)
        .join(Motion)
        .where(Motion.congress_id == congress_id, Part.kind == PartKind.PROPOSAL, Part.state == PartState.ADOPTED)
    )
    return session().scalar(rows) or 0


def _amendments_by_status(congress_id: int) -> dict[AmendmentStatus, int]:
    """Published amendments, however they ended."""
    rows = (
        select(Amendment.status, func.count())
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(Motion.congress_id == congress_id, NUMBERED)
        .group_by(Amendment.status)
    )
    return dict(session().execute(rows).all())


def _signed(congress_id: int) -> list[tuple[bool, str]]:
    """(name published, département) of each person's signature."""
    rows = (
        select(Signature)
        .join(Letter, Letter.id == Signature.letter_id)
        .where(Letter.congress_id == congress_id)
        .options(joinedload(Signature.member))
    )
    signed = one_each(session().scalars(rows.order_by(Signature.id)))
    return [(signature.publish_name, signature.member.departement) for signature in signed]
