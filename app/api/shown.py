"""Rows as the API tells them: what the pages show, by stored names."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import force_locale

from amendments.models import Amendment
from amendments.pages.amendment_page import place_in_words, sentences_of
from amendments.pages.out.booklet import BookletItem
from amendments.queries.amendment_readings import Reading, form_of
from app.api.door import site
from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.models import Congress, Member
from congress.policies import amendments_readers
from core.text.dates import instant
from motions.models import Part, Revision
from programme.queries import ItemShown
from voting import policies
from voting.models import Outcome, Poll
from voting.queries.asking.findings import chosen_of
from voting.queries.colleges.college_counts import colleges_told, weights_told
from voting.queries.poll_queries import named_votes


def page_of(endpoint: str, **values: Any) -> str:
    """The address of a page of the site."""
    return site() + url_for(endpoint, **values)


def congress_shown(congress: Congress, motion_title: str | None) -> dict[str, Any]:
    """A congress: its calendar and its rules."""
    return {
        "slug": congress.slug,
        "title": congress.title,
        "organiser": congress.organiser,
        "demonstration": congress.demonstration,
        "place": congress.place,
        "timezone": congress.timezone,
        "locale": congress.locale.value,
        "starts": congress.starts.isoformat(),
        "ends": congress.ends.isoformat(),
        "motion": motion_title,
        "amendments_open": instant(congress.amendments_open),
        "amendments_close": instant(congress.amendments_close),
        "rules": {
            "quorum": congress.quorum.value,
            "majority": list(congress.majority),
            "tie_rule": congress.tie_rule.value,
            "ballot": congress.ballot.value,
            "line_length": congress.line_length,
            "minimum_signatories": congress.minimum_signatories,
        },
        "url": page_of("home.show", slug=congress.slug),
    }


def proposal_shown(congress: Congress, part: Part, revision: Revision) -> dict[str, Any]:
    """A proposal, its text in force and what amendments are to be written on."""
    return {
        "number": part.number,
        "title": revision.title,
        "state": part.state.value,
        "provenance": part.provenance,
        "revision": revision.number,
        "sha256": revision.sha256,
        "text": revision.text,
        "url": page_of("proposals.show", slug=congress.slug, number=part.number),
    }


def amendment_shown(
    congress: Congress, amendment: Amendment, reading: Reading, felled_by: Sequence[str] = ()
) -> dict[str, Any]:
    """A published amendment, as its page shows it; `felled_by`: whose adoption made it fall."""
    width, opinion = congress.line_length, amendment.opinion
    with force_locale(congress.locale):  # as the dispositif, whoever reads
        where = place_in_words(reading.old, reading.new, width)
    return {
        "number": amendment.address,
        "label": amendment.label,
        "amends": amendment.parent.address if amendment.parent else None,
        "receipt": amendment.receipt,
        "proposal": amendment.part.key,
        "status": amendment.status.value,
        "under_vote": amendment.under_vote,
        "cause": amendment.cause,
        "felled_by": list(felled_by),
        "title": amendment.title,
        "reasons": amendment.reasons,
        "text": amendment.text,
        "sha256": amendment.text_sha256,
        "base_revision": amendment.base_revision.number,
        "base_sha256": amendment.base_revision.sha256,
        "where": where,
        "dispositif": list(sentences_of(reading.old, reading.new, width, form_of(congress, amendment.part))),
        "author": _person(amendment.author),
        "taken_up_by": _person(amendment.taken_up_by) if amendment.taken_up_by else None,
        "reserved": amendment.reserved_at is not None,
        "late": amendment.is_late,
        "cosigners": [_person(cosigner.member) for cosigner in amendment.supporters],
        "opinion": {"kind": opinion.kind.value, "reason": opinion.reason} if opinion else None,
        "deposited_at": instant(amendment.deposited_at),
        "published_at": instant(amendment.published_at),
        "decided_at": instant(amendment.decided_at),
        "url": page_of("amendments.show", slug=congress.slug, number=amendment.address),
    }


def amendment_in_order(congress: Congress, item: BookletItem) -> dict[str, Any]:
    """A published amendment at its place among the votes on its text."""
    voted_with = [row.address for row in item.voted_with]
    shown = amendment_shown(congress, item.amendment, item.reading, item.felled_by)
    return {**shown, "rank": item.rank, "voted_with": voted_with}


def sitting_shown(congress: Congress, sitting: Sitting, items: list[AgendaItem]) -> dict[str, Any]:
    """A sitting and its agenda."""
    return {
        "number": sitting.number,
        "title": sitting.title,
        "kind": sitting.kind.value,
        "state": sitting.state.value,
        "starts_at": instant(sitting.starts_at),
        "ends_at": instant(sitting.ends_at),
        "agenda": [
            {
                "position": item.position,
                "kind": item.kind.value,
                "title": item.title,
                "proposal": item.proposal_number,
                "opened_at": instant(item.opened_at),
                "closed_at": instant(item.closed_at),
            }
            for item in items
        ],
        "url": page_of("sittings.show", slug=congress.slug, number=sitting.number),
    }


def poll_shown(congress: Congress, poll: Poll, actor: Actor, *, is_whole: bool = False) -> dict[str, Any]:
    """A poll: its question and rules; once proclaimed, and where its page shows them, its numbers and its outcome.

    Nothing counts by choice before the proclamation, for anybody.
    """
    reads_result = policies.may_read_result(poll, actor, congress)
    return {
        "number": poll.number,
        "sitting": poll.sitting.number,
        "state": poll.state.value,
        "question": poll.question,
        "method": poll.method_name.value,
        "amendments": _amendments_of(poll) if amendments_readers(actor, congress) else [],
        "proposal": next((row.part.number for row in poll.subjects if row.part is not None), None),
        "options": dict(poll.answers.names) or None,
        "rules": poll.rules,
        "text_sha256": poll.text_sha256,
        "announced_at": instant(poll.announced_at),
        "opened_at": instant(poll.opened_at),
        "closed_at": instant(poll.closed_at),
        "proclaimed_at": instant(poll.proclaimed_at),
        "cancelled_because": poll.cancelled_because or None,
        "corrects": poll.corrects.number if poll.corrects else None,
        "chamber": _chamber(poll) if reads_result else None,
        "outcome": _outcome(poll, poll.outcome) if reads_result and poll.outcome else None,
        "url": page_of("polls.show", slug=congress.slug, number=poll.number),
        **({"votes": _votes(poll, actor, congress)} if is_whole else {}),
    }


def programme_shown(item: ItemShown) -> dict[str, Any]:
    """A line of the programme."""
    return {
        "starts_at": instant(item.starts_at),
        "ends_at": instant(item.ends_at),
        "kind": item.kind.value,
        "title": item.title,
        "room": item.room.name if item.room else None,
        "access": item.access.value,
        "registration": item.registration,
        "capacity": item.capacity,
        "theme": item.theme,
        "speakers": item.speakers,
        "summary": item.summary,
        "sitting": item.sitting_number,
    }


def _outcome(poll: Poll, outcome: Outcome) -> dict[str, Any]:
    """The counts and the verdict; of options, the keys of what was chosen, or of what nothing parts."""
    told = {**outcome.told, "weights": weights_told(outcome.tally), "colleges": colleges_told(poll, outcome) or None,
            "chosen": None}  # fmt: skip
    if not poll.answers.options:
        return told
    return {**told, "counts": outcome.tally.heads, "chosen": list(chosen_of(poll, outcome))}


def _person(member: Member) -> dict[str, str]:
    return {"name": member.civil_name, "office": member.role_line}


def _amendments_of(poll: Poll) -> list[str]:
    return [row.amendment.address for row in poll.subjects if row.amendment is not None]


def _chamber(poll: Poll) -> dict[str, int | None]:
    return {
        "members": poll.members,
        "present": poll.present,
        "represented": poll.represented,
        "barred": poll.barred,
        "entitled": poll.entitled,
    }


def _votes(poll: Poll, actor: Actor, congress: Congress) -> list[dict[str, Any]] | None:
    if not policies.may_read_names(poll, actor, congress):
        return None
    return [{**vote.told, "college": vote.college or None} for vote in named_votes(poll)]
