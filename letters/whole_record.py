"""The whole record of a letter as JSON: the letter, every text, amendment and vote that led to it, their fingerprints.

What anybody may read, and no more, whoever asks: the same record gives the same bytes.
"""

import json
from collections.abc import Sequence
from typing import Any

from flask_babel import force_locale

from amendments.life_models import AmendmentVersion
from amendments.models import Amendment, Opinion, OpinionKind
from amendments.pages.amendment_page import sentences_of
from amendments.queries.amendment_queries import published_in
from amendments.queries.amendment_readings import Reading, form_of, history_of, readings_of
from amendments.queries.life.sub_texts import numbered_subs_in, versions_of
from congress.actors import Actor
from congress.models import Congress, Member
from congress.policies import amendments_readers
from congress.queries.chamber_queries import sittings_of
from core.text.dates import instant
from letters.letter_record import LetterRecord
from motions.models import Motion, Part, PartState, Revision
from motions.queries.motion_queries import motion_of, motion_text, places_of
from voting import policies
from voting.models import Poll
from voting.queries.poll_queries import named_votes, polls_of

KIND = "hemicycle-letter-1"


def whole_record(congress: Congress, record: LetterRecord) -> bytes:
    """The file; `record`: the letter as it stands for whoever asks."""
    motion, reader = motion_of(congress.id), Actor.public(congress)
    with force_locale(congress.locale):
        said = {
            "kind": KIND,
            "congress": _congress(congress),
            "letter": {**record.as_json(), "is_frozen": congress.letter_frozen_at is not None},
            "motion": _motion(motion) if motion else None,
            "texts": _texts(motion) if motion else [],
            "amendments": _amendments(congress, motion) if motion and amendments_readers(reader, congress) else [],
            "polls": [_poll(congress, poll, reader) for poll in _polls(congress, reader)],
        }
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _congress(congress: Congress) -> dict[str, Any]:
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
        "letter_frozen_at": instant(congress.letter_frozen_at),
    }


def _motion(motion: Motion) -> dict[str, Any]:
    text = motion_text(motion.id)
    return {"title": motion.title, "subtitle": motion.subtitle, "state": motion.state.value, "text": text}


def _texts(motion: Motion) -> list[dict[str, Any]]:
    """Each text of the motion in its order, every version of it; a place where nobody added anything is no text."""
    parts = places_of(motion.id)
    history = history_of([part.id for part in parts])
    return [_part(part, history[part.id]) for part in parts if any(version.text for version in history[part.id])]


def _part(part: Part, versions: Sequence[Revision]) -> dict[str, Any]:
    return {
        "key": part.key,
        "kind": part.kind.value,
        "number": part.number,
        "state": part.state.value,
        "in_letter": part.state != PartState.REJECTED,
        "provenance": part.provenance,
        "versions": [
            {
                "number": version.number,
                "cause": version.cause.value,
                "label": version.cause_label,
                "created_at": instant(version.created_at),
                "title": version.title,
                "text": version.text,
                "sha256": version.sha256,
            }
            for version in versions
        ],
    }


def _amendments(congress: Congress, motion: Motion) -> list[dict[str, Any]]:
    """All that are published, by number, each before its sub-amendments."""
    found = sorted((*published_in(motion.id), *numbered_subs_in(motion.id)), key=lambda row: row.rank)
    parts = {part.id: part for part in places_of(motion.id)}
    used = {row.part_id: parts[row.part_id] for row in found}
    readings = readings_of(found, used, history_of(list(used)))
    return [_amendment(congress, row, readings[row.id]) for row in found]


def _amendment(congress: Congress, amendment: Amendment, reading: Reading) -> dict[str, Any]:
    form = form_of(congress, amendment.part)
    return {
        "number": amendment.address,
        "label": amendment.label,
        "amends": amendment.parent.address if amendment.parent else None,
        "receipt": amendment.receipt,
        "text_of_motion": amendment.part.key,
        "status": amendment.status.value,
        "cause": amendment.cause,
        "title": amendment.title,
        "reasons": amendment.reasons,
        "dispositif": list(sentences_of(reading.old, reading.new, congress.line_length, form)),
        "text": amendment.text,
        "sha256": amendment.text_sha256,
        "base_version": amendment.base_revision.number,
        "base_sha256": amendment.base_revision.sha256,
        "former_versions": [_former(row) for row in versions_of(amendment.id)] if amendment.version > 1 else [],
        "author": _person(amendment.author),
        "taken_up_by": _person(amendment.taken_up_by) if amendment.taken_up_by else None,
        "cosigners": [_person(cosigner.member) for cosigner in amendment.supporters],
        "opinion": _opinion(amendment.opinion),
        "deposited_at": instant(amendment.deposited_at),
        "published_at": instant(amendment.published_at),
        "decided_at": instant(amendment.decided_at),
    }


def _former(row: AmendmentVersion) -> dict[str, Any]:
    return {
        "version": row.version,
        "ended_at": instant(row.ended_at),
        "ended_by": row.ended_by.value,
        "sub_amendment": row.sub_amendment.address if row.sub_amendment else None,
        "title": row.title,
        "reasons": row.reasons,
        "text": row.text,
        "sha256": row.text_sha256,
    }


def _opinion(opinion: Opinion | None) -> dict[str, Any] | None:
    if opinion is None or opinion.kind == OpinionKind.NONE:
        return None
    rival = opinion.rival.address if opinion.rival else None
    return {"kind": opinion.kind.value, "reason": opinion.reason, "in_favour_of": rival}


def _polls(congress: Congress, reader: Actor) -> list[Poll]:
    """Those that this reader may read, by number; of a frozen letter, none that was announced since."""
    found = [poll for sitting in sittings_of(congress.id) for poll in polls_of(sitting.id)]
    if frozen_at := congress.letter_frozen_at:
        found = [poll for poll in found if poll.announced_at is not None and poll.announced_at <= frozen_at]
    return sorted((poll for poll in found if policies.may_read(poll, reader, congress)), key=lambda poll: poll.number)


def _poll(congress: Congress, poll: Poll, reader: Actor) -> dict[str, Any]:
    """A poll; its numbers where anybody may read them, who voted what where those votes are public."""
    reads_result = policies.may_read_result(poll, reader, congress)
    reads_names = policies.may_read_names(poll, reader, congress)
    may_name = amendments_readers(reader, congress)
    return {
        "number": poll.number,
        "sitting": poll.sitting.number,
        "state": poll.state.value,
        "question": poll.question,
        "method": poll.method_name.value,
        "amendments": [row.amendment.address for row in poll.subjects if row.amendment is not None and may_name],
        "text_of_motion": next((row.part.key for row in poll.subjects if row.part is not None), None),
        "rules": poll.rules,
        "rules_sha256": poll.rules_sha256,
        "text_sha256": poll.text_sha256,
        "announced_at": instant(poll.announced_at),
        "opened_at": instant(poll.opened_at),
        "closed_at": instant(poll.closed_at),
        "proclaimed_at": instant(poll.proclaimed_at),
        "cancelled_because": poll.cancelled_because or None,
        "corrects": poll.corrects.number if poll.corrects else None,
        "chamber": {name: getattr(poll, name) for name in _CHAMBER} if reads_result else None,
        "outcome": poll.outcome.told if reads_result and poll.outcome else None,
        "votes": [vote.told for vote in named_votes(poll)] if reads_names else None,
    }


_CHAMBER = ("members", "present", "represented", "barred", "entitled")


def _person(member: Member) -> dict[str, str]:
    return {"name": member.civil_name, "office": member.role_line}
