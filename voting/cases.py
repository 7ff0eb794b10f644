"""Cases: a question about the rules written as JSON, and its answer, for `hemicycle voting decide`.

Pure. Reads a case of one of four kinds, asks the rule that answers it, and gives the object that interfaces promise:
the same names as those stored and shown. Bad input raises BadCase, which names the field.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from amendments.rules.voting_order import OrderItem, OrderItemKind, play
from congress.rules.proxies import GivenTwice, Grant, validate
from voting.case_fields import BadCase, Fields, check_amount, check_flag, check_name, check_whole
from voting.rules.majority import Choice, Counts, MajorityRule
from voting.rules.modes import choose_mode
from voting.rules.outcome import BallotKind, College, CollegeRule, Rules, TieRule, decide_vote
from voting.rules.quorum import Amount, Chamber, QuorumRule


class CaseKind(StrEnum):
    """What a case asks."""

    VOTE = "vote"
    PROXY = "proxy"
    MODE = "mode"
    AMENDMENTS = "amendments"


def answer_all(document: object) -> Any:
    """The answer to one case, or the list of answers to a list of cases or to {"cases": […]}."""
    if isinstance(document, Mapping) and "cases" in document:
        document = document["cases"]
        if not isinstance(document, list):
            raise BadCase("cases", "must be a list")
    if isinstance(document, list):
        return [answer(case, f"cases[{rank}]") for rank, case in enumerate(document)]
    return answer(document)


def answer(case: object, path: str = "") -> dict[str, Any]:
    """The answer to one case {"kind", "inputs"}; `path` locates it in errors."""
    if not isinstance(case, Mapping):
        raise BadCase(path, "a case must be an object with kind and inputs")
    fields = Fields(case, path)
    kind = fields.one_of(CaseKind, "kind")
    return _ANSWERS[kind](fields.object("inputs"))


def _answer_vote(inputs: Fields) -> dict[str, Any]:
    rules = _read_rules(inputs)
    chair = check_name(inputs.get("chair_vote"), Choice, inputs.at("chair_vote")) if inputs.has("chair_vote") else None
    verdict = decide_vote(
        rules,
        _read_chamber(inputs),
        _read_counts(inputs),
        chair_choice=chair,
        round=_one_or_two(inputs, "round"),
        convocation=_one_or_two(inputs, "convocation"),
        item_was_on_first_agenda=inputs.flag("item_was_on_first_agenda"),
        quorum_requested=inputs.flag("quorum_requested"),
        colleges=_read_colleges(inputs, rules.college_rule) if rules.college_rule else (),
    )
    return {"quorum_met": verdict.quorum.met, "adopted": verdict.adopted, "reason": verdict.reason.value}


def _read_rules(inputs: Fields) -> Rules:
    majority = inputs.get("majority")
    named = inputs.values("majority") if isinstance(majority, list) else [(majority, inputs.at("majority"))]
    if not named:
        raise BadCase(inputs.at("majority"), "must name at least one majority")
    if inputs.has("colleges") and not inputs.has("college_rule"):
        raise BadCase(inputs.at("college_rule"), "is missing, and there are colleges")
    return Rules(
        quorum=inputs.one_of(QuorumRule, "quorum"),
        majorities=tuple(check_name(value, MajorityRule, path) for value, path in named),
        tie_rule=inputs.one_of(TieRule, "tie_rule", TieRule.REJECTED),
        ballot=inputs.one_of(BallotKind, "ballot", BallotKind.PUBLIC),
        college_rule=inputs.one_of(CollegeRule, "college_rule") if inputs.has("college_rule") else None,
    )


def _read_chamber(inputs: Fields) -> Chamber:
    """Who is there. Votes may exceed those present (people leave); those present may not exceed the members."""
    chamber = Chamber(
        members=inputs.whole("members"),
        present=inputs.whole("present"),
        represented=inputs.whole("proxies", 0),
        barred=inputs.whole("barred_present", 0),
        present_at_opening=inputs.whole("present_at_item_opening") if inputs.has("present_at_item_opening") else None,
    )
    if chamber.present > chamber.members:
        raise BadCase(inputs.at("present"), "exceeds members")
    if (chamber.present_at_opening or 0) > chamber.members:
        raise BadCase(inputs.at("present_at_item_opening"), "exceeds members")
    if chamber.barred > (chamber.present if chamber.present_at_opening is None else chamber.present_at_opening):
        raise BadCase(inputs.at("barred_present"), "exceeds those present")
    return chamber


def _read_counts(inputs: Fields) -> Counts:
    if not inputs.has("votes") and (inputs.has("weighted") or inputs.has("colleges")):
        votes: dict[str, Amount] = {}
    else:
        given = inputs.object("votes")
        votes = {c.value: given.whole(c.value, None if c in {Choice.FOR, Choice.AGAINST} else 0) for c in Choice}
    if inputs.has("weighted"):
        weighted = inputs.object("weighted")
        for side in (Choice.FOR, Choice.AGAINST):
            weights = [check_amount(value, path) for value, path in weighted.values(side.value)]
            votes[side.value] = sum(weights, Fraction(0))
    return Counts.from_dict(votes)


def _read_colleges(inputs: Fields, rule: CollegeRule) -> list[College]:
    given = inputs.object("colleges")
    shares = inputs.object("shares") if rule is CollegeRule.SHARE else None
    colleges = []
    for name in given.names():
        votes = given.object(name)
        share = Fraction(shares.amount(name)) if shares else None
        colleges.append(College(name, votes.amount("for"), votes.amount("against"), share))
    if not colleges:
        raise BadCase(given.path, "must hold at least one college")
    return colleges


def _one_or_two(inputs: Fields, name: str) -> int:
    number = inputs.whole(name, 1)
    if number not in {1, 2}:
        raise BadCase(inputs.at(name), "must be 1 or 2")
    return number


def _answer_proxy(inputs: Fields) -> dict[str, Any]:
    grants = [Grant(principal, holder) for principal, holder in inputs.pairs("grants")]
    acts = [Grant(principal, holder) for holder, principal in inputs.pairs("acts")] if inputs.has("acts") else []
    outsiders = set(inputs.texts("non_members")) if inputs.has("non_members") else set()
    sessions: dict[str, int] = {}
    if inputs.has("consecutive_sessions"):
        counted = inputs.object("consecutive_sessions")
        sessions = {name: counted.whole(name) for name in counted.names()}
    try:
        validity = validate(
            grants,
            members={grant.holder for grant in grants} - outsiders,
            present=set(inputs.texts("present")),
            max_per_holder=inputs.whole("max_per_holder"),
            consecutive_sessions=sessions,
            acts=acts,
        )
    except GivenTwice as twice:
        raise BadCase(f"{inputs.at('grants')}[{twice.position}]", str(twice)) from None
    return {
        "valid": [[grant.principal, grant.holder] for grant in validity.valid],
        "refused": [[refusal.principal, refusal.holder, refusal.reason.value] for refusal in validity.refused],
    }


def _answer_mode(inputs: Fields) -> dict[str, Any]:
    mode = choose_mode(
        present=inputs.whole("present"),
        ask_secret=inputs.whole("ask_secret", 0),
        ask_public=inputs.whole("ask_public", 0),
        nomination=inputs.flag("nomination"),
        unanimous_waiver=inputs.flag("unanimous_waiver"),
        text_imposes_secret=inputs.flag("text_imposes_secret"),
    )
    return {"mode": mode.value}


def _answer_amendments(inputs: Fields) -> dict[str, Any]:
    items = _read_items(inputs.objects("items"))
    verdicts = inputs.object("majority_for")

    def is_adopted(first: str) -> bool:
        return check_flag(verdicts.get(first), verdicts.at(first))

    played = play(items, is_adopted)
    return {"order": list(played.order), "status": {key: status.value for key, status in played.status.items()}}


def _read_items(given: list[Fields]) -> list[OrderItem]:
    items: dict[str, OrderItem] = {}
    fields_of: dict[str, Fields] = {}
    for fields in given:
        key = fields.text("id")
        if key in fields_of:
            raise BadCase(fields.at("id"), f"{key} is there twice")
        fields_of[key] = fields
        items[key] = _read_item(fields, key)
    for key, item in items.items():
        if (item.kind is OrderItemKind.SUB) != (item.parent is not None):
            raise BadCase(fields_of[key].at("parent"), "is what a sub-amendment, and nothing else, has")
        if item.parent is not None and (item.parent not in items or items[item.parent].kind is OrderItemKind.SUB):
            raise BadCase(fields_of[key].at("parent"), f"{item.parent} is no amendment of the case")
    return list(items.values())


def _read_item(fields: Fields, key: str) -> OrderItem:
    kind = fields.one_of(OrderItemKind, "kind")
    needs_target = kind is not OrderItemKind.SUB or fields.has("target")
    return OrderItem(
        id=key,
        kind=kind,
        target=fields.text("target") if needs_target else "",
        span=_read_span(fields) if fields.has("span") else None,
        text=fields.text("text") if fields.has("text") else None,
        distance=fields.whole("distance") if fields.has("distance") else None,
        parent=fields.text("parent") if fields.has("parent") else None,
        supported=fields.flag("supported", default=True),
        withdrawn=fields.flag("withdrawn"),
    )


def _read_span(fields: Fields) -> tuple[int, int]:
    bounds = [check_whole(value, path) for value, path in fields.values("span")]
    if len(bounds) != 2 or bounds[0] > bounds[1]:
        raise BadCase(fields.at("span"), "must be [start, end], start not after end")
    return bounds[0], bounds[1]


_ANSWERS: Final[Mapping[CaseKind, Callable[[Fields], dict[str, Any]]]] = {
    CaseKind.VOTE: _answer_vote,
    CaseKind.PROXY: _answer_proxy,
    CaseKind.MODE: _answer_mode,
    CaseKind.AMENDMENTS: _answer_amendments,
}
