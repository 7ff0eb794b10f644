"""The record of a sitting's minutes, made of its journal and its frozen rows: every number is read, none worked out."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import force_locale, get_translations
from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import Amendment
from congress.chamber_models import AgendaItem, Office, QuorumCheck, Sitting
from congress.clock import local
from congress.models import Member
from congress.moments import day_in_words
from congress.queries.chamber_queries import agenda_of
from congress.rules.visibility import Visibility
from core.database import session
from core.journal import JournalEntry
from core.text.dates import instant
from voting.minutes_models import ItemReport, Minutes
from voting.models import Outcome, Poll
from voting.queries.asking.findings import how_chosen_told
from voting.queries.colleges.college_counts import colleges_told, weights_told
from voting.queries.minutes import course, presences
from voting.queries.minutes.deliberations import deliberations_among
from voting.queries.minutes.known import names_of
from voting.queries.minutes.minutes_queries import minutes_of, notes_of, reports_of
from voting.queries.minutes.polls_told import named_votes_of, polls_told, sitting_polls
from voting.queries.minutes.secretaries import secretaries_among
from voting.queries.minutes.sections import Sections
from voting.queries.poll_queries import NamedVote
from voting.rules.counted_poll import CountedPoll
from voting.rules.minutes.deeds import DeedPlace
from voting.rules.minutes.record import MinutesRecord, MinutesSection, read_record, without_names
from voting.rules.minutes.sections import MinutesRules, in_order, section_title


def record_for_files(sitting: Sitting, *, with_names: bool = True) -> MinutesRecord:
    """The record as every file tells it: the one kept at the adoption, else the draft, in the congress's language."""
    kept = kept_record(minutes_of(sitting.id))
    if kept is None:
        with force_locale(sitting.congress.locale):
            kept = draft_record(sitting, with_names=publishes_names(sitting))
    return kept if with_names else without_names(kept)


def kept_record(minutes: Minutes | None) -> MinutesRecord | None:
    """The record as it was adopted; None of a draft."""
    return read_record(minutes.record) if minutes is not None and minutes.record is not None else None


def publishes_names(sitting: Sitting) -> bool:
    """Whether the rule of the congress says who voted what to anybody at all."""
    return sitting.congress.named_votes_visible != Visibility.NEVER


def draft_record(sitting: Sitting, *, with_names: bool) -> MinutesRecord:
    """The record as the sitting stands, in the reader's language. `with_names`: with each vote of the named polls."""
    polls = sitting_polls(sitting.id)
    entries = course.entries_of(sitting, polls)
    items = agenda_of(sitting.id)
    ended = course.ended_by_polls(entries, _labels(entries))
    names = names_of(sitting, entries, items, polls_told(polls, ended))
    votes = named_votes_of(polls) if with_names else {}
    made = Sections(
        sitting=sitting,
        items=items,
        names=names,
        deeds=list(course.deeds_of(entries, names)),
        results={number: told.counted for number, told in names.polls.items() if told.counted is not None},
        checks=sorted(names.checks.values(), key=lambda row: row.id),
        attendance=presences.attendance_of(sitting),
        offices=presences.offices_held(sitting.id),
        notes={key: found[-1].text for key, found in notes_of(sitting.id).items()},
        reports=reports_of(sitting.id),
        deliberations=deliberations_among(polls),
        votes=votes,
    )
    congress = sitting.congress
    t = get_translations()
    chosen = in_order(MinutesRules.of(congress.minutes_rules).sections)
    told = [MinutesSection(key, section_title(key, t), tuple(made.lines(key))) for key in chosen]
    starts = sitting.opened_at or sitting.starts_at
    return MinutesRecord(
        sitting=sitting.number,
        title=_("Procès-verbal de la séance du %(day)s", day=day_in_words(congress, starts)),
        about=made.about,
        day=local(congress, starts).date().isoformat(),
        congress=congress.title,
        organiser=congress.organiser,
        place=made.place,
        locale=congress.locale.value,
        sections=tuple(section for section in told if section.lines),
        facts=_facts(made, polls),
        notice=congress.counts_for_nothing,
    )


def _labels(entries: Sequence[JournalEntry]) -> dict[int, str]:
    """By id, what the amendments that the votes ended are called."""
    ids = {entry.payload["amendment"] for entry in entries if isinstance(entry.payload.get("amendment"), int)}
    rows = session().scalars(select(Amendment).where(Amendment.id.in_(ids), Amendment.public_number.is_not(None)))
    return {row.id: row.label for row in rows}


def _facts(made: Sections, polls: Sequence[Poll]) -> dict[str, Any]:
    """The fields of CGCT L2121-15 by their names, for programs."""
    sitting, held = made.sitting, made.offices
    chair = presences.chair_at_opening(sitting, held)
    return {
        "opened_at": instant(sitting.opened_at),
        "closed_at": instant(sitting.closed_at),
        "convocation": sitting.convocation,
        "serving_members": sitting.serving_members,
        "chair": _person(chair) if chair else None,
        "secretaries": [_person(one) for one in secretaries_among(sitting, held[Office.SECRETARY])],
        "tellers": [_person(one) for one in presences.in_office(sitting, held[Office.TELLER])],
        **presences.attendance_facts(made.attendance),
        "quorum": [_check(row) for row in made.checks],
        "requests": [dated.deed.words for dated in made.deeds if dated.deed.place is DeedPlace.REQUESTS],
        "debates": [{"item": item.position if item else None, "text": made.notes[item.id if item else 0]}
                    for item in (None, *made.items) if made.notes.get(item.id if item else 0)],
        "agenda": [{"item": item.position, "title": item.title} for item in made.items],
        "reports": [{"item": _position(made.items, row), "title": row.title, "url": row.url, "sha256": row.sha256}
                    for row in made.reports],
        "deliberations": [{"number": one.number, "about": one.about, "adopted": one.is_adopted,
                           "poll": one.poll.number, "corrected_by": one.overtaken_by}
                          for one in made.deliberations],
        "polls": [_poll(poll, made.votes, made.results.get(poll.number)) for poll in polls],
    }  # fmt: skip


def _poll(poll: Poll, votes: Mapping[int, Sequence[NamedVote]], counted: CountedPoll | None) -> dict[str, Any]:
    named = votes.get(poll.number)
    return {
        "number": poll.number,
        "item": poll.item.position,
        "state": poll.state.value,
        "question": poll.question,
        "method": poll.method_name.value,
        "rules_sha256": poll.rules_sha256,
        "text_sha256": poll.text_sha256,
        "ballots_sha256": poll.ballots_sha256,
        "opened_at": instant(poll.opened_at),
        "closed_at": instant(poll.closed_at),
        "proclaimed_at": instant(poll.proclaimed_at),
        "cancelled_because": poll.cancelled_because or None,
        "corrects": poll.corrects.number if poll.corrects else None,
        "chamber": {name: getattr(poll, name) for name in ("members", "present", "represented", "barred", "entitled")},
        "options": dict(poll.answers.names) or None,
        "outcome": _outcome(poll, poll.outcome, counted) if poll.outcome and poll.proclaimed_at else None,
        "votes": [vote.told for vote in named] if named is not None else None,
    }


def _outcome(poll: Poll, outcome: Outcome, counted: CountedPoll | None) -> dict[str, Any]:
    return {
        **outcome.told, "weights": weights_told(outcome.tally), "colleges": colleges_told(poll, outcome) or None,
        **how_chosen_told(counted.among if counted is not None else None),
    }  # fmt: skip


def _check(row: QuorumCheck) -> dict[str, Any]:
    numbers = ("members", "present", "represented", "barred", "needed")
    return {"at": instant(row.at), "moment": row.moment.value, "rule": row.rule.value, "met": row.is_met,
            **{name: getattr(row, name) for name in numbers}}  # fmt: skip


def _position(items: Sequence[AgendaItem], row: ItemReport) -> int | None:
    return next((item.position for item in items if item.id == row.item_id), None)


def _person(member: Member) -> dict[str, str]:
    return {"name": member.civil_name, "office": member.role_line}
