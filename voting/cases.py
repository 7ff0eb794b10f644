"""Cases: a question about the rules written as JSON, and its answer, for `hemicycle voting decide`.

Pure. Reads a case of one of four kinds, asks the rule that answers it, and gives the object that interfaces promise:
the same names as those stored and shown. Bad input raises BadCase, which names the field.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, TypeVar

from amendments.rules.voting_order import OrderItem, play
from congress.rules.proxies import GivenTwice, Grant, validate
from core.validation import FieldPath, checked
from voting.case_models import (
    MISSING,
    AmendmentsInputs,
    Case,
    CaseKind,
    CaseModel,
    ModeInputs,
    ProxyInputs,
    VoteInputs,
)
from voting.rules.majority import Counts
from voting.rules.modes import choose_mode
from voting.rules.outcome import College, Rules, decide_vote
from voting.rules.quorum import Chamber

M = TypeVar("M", bound=CaseModel)

# What is said of each kind of flaw, where pydantic's own words are not plain enough.
_WORDS: Final = {
    "missing": MISSING,
    "model_type": "must be an object",
    "dict_type": "must be an object",
    "tuple_type": "must be a list",
    "too_short": "must name at least one",
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
}


class BadCase(ValueError):
    """A case that cannot be decided: `field` is the path of what is wrong in it, the message says why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}" if field else why)
        self.field = field


def answer_all(document: object) -> Any:
    """The answer to one case, or the list of answers to a list of cases or to {"cases": […]}."""
    if isinstance(document, Mapping) and "cases" in document:
        document = document["cases"]
        if not isinstance(document, list):
            raise BadCase("cases", "must be a list")
    if isinstance(document, list):
        return [answer(case, ("cases", rank)) for rank, case in enumerate(document)]
    return answer(document)


def answer(case: object, path: FieldPath = ()) -> dict[str, Any]:
    """The answer to one case {"kind", "inputs"}; `path` locates it in errors."""
    if not isinstance(case, Mapping):
        raise BadCase(_told(path), "a case must be an object with kind and inputs")
    read = _read(Case, case, path)
    return _ANSWERS[read.kind](read.inputs, (*path, "inputs"))


def _read(model: type[M], values: object, path: FieldPath) -> M:
    read, flaws = checked(model, values)
    if read is None or flaws:
        flaw = flaws[0]
        raise BadCase(_told((*path, *flaw.path)), _WORDS.get(flaw.kind, flaw.sentence))
    return read


def _told(path: FieldPath) -> str:
    """« cases[1].inputs.votes.for »."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _answer_vote(given: object, path: FieldPath) -> dict[str, Any]:
    inputs = _read(VoteInputs, given, path)
    rules = Rules(
        quorum=inputs.quorum,
        majorities=inputs.majority,
        tie_rule=inputs.tie_rule,
        ballot=inputs.ballot,
        college_rule=inputs.college_rule,
    )
    chamber = Chamber(
        members=inputs.members,
        present=inputs.present,
        represented=inputs.proxies,
        barred=inputs.barred_present,
        present_at_opening=inputs.present_at_item_opening,
    )
    verdict = decide_vote(
        rules,
        chamber,
        _counts(inputs),
        chair_choice=inputs.chair_vote,
        round=inputs.round,
        convocation=inputs.convocation,
        item_was_on_first_agenda=inputs.item_was_on_first_agenda,
        quorum_requested=inputs.quorum_requested,
        colleges=_colleges(inputs) if rules.college_rule else (),
    )
    return {"quorum_met": verdict.quorum.met, "adopted": verdict.adopted, "reason": verdict.reason.value}


def _counts(inputs: VoteInputs) -> Counts:
    """The votes; weights stand for those for and against."""
    votes = dict(inputs.votes or ())
    weights = {side: sum(weights, Fraction(0)) for side, weights in inputs.weighted or ()}
    return Counts(**(votes | weights))


def _colleges(inputs: VoteInputs) -> list[College]:
    shares = inputs.shares or {}
    return [
        College(name, votes.for_, votes.against, Fraction(shares[name]) if name in shares else None)
        for name, votes in (inputs.colleges or {}).items()
    ]


def _answer_proxy(given: object, path: FieldPath) -> dict[str, Any]:
    inputs = _read(ProxyInputs, given, path)
    grants = [Grant(principal, holder) for principal, holder in inputs.grants]
    try:
        validity = validate(
            grants,
            members={grant.holder for grant in grants} - set(inputs.non_members),
            present=set(inputs.present),
            max_per_holder=inputs.max_per_holder,
            consecutive_sessions=inputs.consecutive_sessions,
            acts=[Grant(principal, holder) for holder, principal in inputs.acts],
        )
    except GivenTwice as twice:
        raise BadCase(_told((*path, "grants", twice.position)), str(twice)) from None
    return {
        "valid": [[grant.principal, grant.holder] for grant in validity.valid],
        "refused": [[refusal.principal, refusal.holder, refusal.reason.value] for refusal in validity.refused],
    }


def _answer_mode(given: object, path: FieldPath) -> dict[str, Any]:
    return {"mode": choose_mode(**dict(_read(ModeInputs, given, path))).value}


def _answer_amendments(given: object, path: FieldPath) -> dict[str, Any]:
    inputs = _read(AmendmentsInputs, given, path)

    def is_adopted(first: str) -> bool:
        if first not in inputs.majority_for:
            raise BadCase(_told((*path, "majority_for", first)), MISSING)
        return inputs.majority_for[first]

    played = play([OrderItem(**dict(item)) for item in inputs.items], is_adopted)
    return {"order": list(played.order), "status": {key: status.value for key, status in played.status.items()}}


_ANSWERS: Final[Mapping[CaseKind, Callable[[object, FieldPath], dict[str, Any]]]] = {
    CaseKind.VOTE: _answer_vote,
    CaseKind.PROXY: _answer_proxy,
    CaseKind.MODE: _answer_mode,
    CaseKind.AMENDMENTS: _answer_amendments,
}
