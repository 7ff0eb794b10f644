"""A poll as files for whoever may read its result: a table, and a VoteEvent of Popolo.

Popolo: popoloproject.com/specs/vote-event. Its options are « yes », « no », « abstain », « not voting » (called to
vote, took no part, or said nothing); blank and null ballots keep their own names.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.models import WEIGHT_SCALE, Congress
from congress.pages.downloads import rehearsal_told
from core.text.dates import instant
from voting.models import Outcome, Poll
from voting.queries.asking.findings import chosen_of
from voting.queries.carried_rights import told_through
from voting.queries.colleges.college_counts import decimal_votes
from voting.queries.colleges.college_quorum import numbers_frozen
from voting.queries.poll_queries import NamedVote
from voting.rules.methods.answers import Answers
from voting.rules.methods.choice_words import said_word
from voting.rules.methods.tally import Tally
from voting.rules.outcome import Reason

OPTIONS: Final[Mapping[str, str]] = {
    "for": "yes", "against": "no", "abstain": "abstain", "not_taking_part": "not voting",
}  # fmt: skip
_RESULTS: Final[Mapping[bool | None, str]] = {True: "pass", False: "fail", None: "no result"}


def popolo_file(congress: Congress, poll: Poll, votes: Sequence[NamedVote] | None, address: str, body: str) -> bytes:
    """The VoteEvent. `votes`: none where names may not be read; `address`, `body`: pages of the poll, of the house."""
    told = vote_event(congress, poll, votes, address, body)
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def vote_event(
    congress: Congress, poll: Poll, votes: Sequence[NamedVote] | None, address: str, body: str
) -> dict[str, Any]:
    """The same as a value."""
    outcome = poll.outcome
    event: dict[str, Any] = {
        **rehearsal_told(congress),
        "id": address,
        "identifier": str(poll.number),
        "organization_id": body,
        "organization": {"id": body, "name": congress.organiser},
        "legislative_session_id": f"{body}#seance-{poll.sitting.number}",
        "legislative_session": {"id": f"{body}#seance-{poll.sitting.number}", "name": poll.sitting.title},
        "motion": {"text": poll.question, "organization_id": body},
        "classification": poll.method_name.value,
        "start_date": instant(poll.opened_at),
        "end_date": instant(poll.closed_at),
        "created_at": instant(poll.proclaimed_at),
        "updated_at": instant(poll.proclaimed_at),
        "result": _RESULTS[outcome.is_adopted] if outcome else None,
        "counts": list(_counts(poll, outcome)) if outcome else [],
        "sources": [{"url": address}],
    }
    if outcome and outcome.is_adopted and poll.answers.options:  # no word of Popolo's: its counts name them all
        event["chosen"] = [poll.answers.name_of_one(key) for key in chosen_of(poll, outcome)]
    if outcome and outcome.by_college and event["counts"]:
        event["group_results"] = [_group(poll, college, said) for college, said in outcome.by_college.items()]
    if votes is not None:
        event["votes"] = [_vote(address, poll, vote) for vote in votes]
    return event


def _counts(poll: Poll, outcome: Outcome) -> Iterator[dict[str, Any]]:
    """By option, in heads; none of what was declared and not counted, nor where the quorum was missing."""
    if outcome.reason in (Reason.DECLARED, Reason.NO_QUORUM):
        return
    yield from _options(poll, outcome.tally, poll.entitled or 0)


def _options(poll: Poll, tally: Tally, entitled: int) -> Iterator[dict[str, Any]]:
    found: dict[str, int] = {}
    for choice, heads in tally.heads.items():
        option = _option(poll, choice)
        found[option] = found.get(option, 0) + heads
    silent = entitled - sum(found.values())
    if poll.method.is_named:
        found["not voting"] = found.get("not voting", 0) + silent
    weights = _weights(poll, tally)
    for option, value in found.items():
        weight = {"weight": decimal_votes(weights[option])} if option in weights else {}
        yield {"option": option, "value": value, **weight}


def _weights(poll: Poll, tally: Tally) -> dict[str, int]:
    """By option, what its votes weigh together, where some weigh more or less than one."""
    if not tally.weighs:
        return {}
    found: dict[str, int] = {}
    for choice, weight in tally.weights.items():
        option = _option(poll, choice)
        found[option] = found.get(option, 0) + weight
    found.pop("not voting", None)  # those who said nothing have no ballot to weigh
    return found


def _group(poll: Poll, college: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What one college said, as a group of voters."""
    entitled = numbers_frozen(poll)[college].entitled
    return {
        "group": {"name": college, "classification": "college"},
        "counts": list(_options(poll, Tally.from_json(said), entitled)),
    }


def _option(poll: Poll, choice: str) -> str:
    """The word of Popolo for a choice; an option of a question by its name."""
    return OPTIONS.get(choice) or poll.answers.name_of(choice) or choice


def _vote(address: str, poll: Poll, vote: NamedVote) -> dict[str, Any]:
    told: dict[str, Any] = {
        "vote_event_id": address,
        "voter": {"name": vote.name},
        "option": _option(poll, vote.choice) if vote.choice is not None else "not voting",
    }
    is_whole = vote.weight % WEIGHT_SCALE == 0  # Popolo knows whole weights alone: another is a decimal, as in counts
    told["weight"] = vote.weight // WEIGHT_SCALE if is_whole else decimal_votes(vote.weight)
    if vote.college:
        told["group"] = {"name": vote.college, "classification": "college"}
    if vote.holder is not None:
        told["role"] = "substituted" if vote.by_substitute else "represented"
    return told


def votes_table(poll: Poll, votes: Sequence[NamedVote] | None) -> tuple[list[str], list[list[str]]]:
    """One line a member called to vote; for whoever may not read names, one a choice."""
    t = get_translations()
    by_college = bool(poll.outcome and poll.outcome.by_college)
    if votes is None:
        outcome = poll.outcome
        counted = outcome.tally if outcome and outcome.reason is not Reason.DECLARED else Tally({})
        groups = outcome.by_college.items() if outcome and by_college else ()
        tallies = [(college, Tally.from_json(said)) for college, said in groups] or [("", counted)]
        columns = [*([_("collège")] if by_college else []), _("vote"), _("votants"), _("voix")]
        return columns, [
            [*([college] if by_college else []), said_word(choice, t, poll.answers), str(heads), decimal_votes(weight)]
            for college, tally in tallies
            for choice, (heads, weight) in tally.voices.items()
        ]
    columns = [_("membre"), _("commune"), _("vote"), _("voté par"), _("voix"), _("dit à voix haute")]
    lines = [_line(vote, poll.answers) for vote in votes]
    if not by_college:
        return columns, lines
    return [*columns, _("collège")], [[*line, vote.college] for line, vote in zip(lines, votes, strict=True)]


def _line(vote: NamedVote, answers: Answers) -> list[str]:
    said = said_word(vote.choice, get_translations(), answers) if vote.choice is not None else _("n’a rien exprimé")
    spoken = _("oui") if vote.spoken else _("non")
    through = told_through(vote.holder, by_substitute=vote.by_substitute) if vote.holder else ""
    return [vote.name, vote.commune, said, through, str(vote.told["weight"]), spoken]
