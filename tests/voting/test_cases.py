"""The worked cases of the rules of voting, through the command that other programs call."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from voting.cases import answer
from voting.cli import voting

ROOT = Path(__file__).resolve().parents[2]
CASES = json.loads((ROOT / "tests/data/voting/cases.json").read_text(encoding="utf-8"))["cases"]


def decide(text, *arguments):
    return CliRunner().invoke(voting, ["decide", *arguments], input=text)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_worked_case_has_its_expected_answer(case):
    assert answer(case) == case["expected"]


def test_all_the_cases_are_here():
    assert len(CASES) == 56
    assert {case["kind"] for case in CASES} == {"vote", "proxy", "mode", "amendments"}


def test_our_copy_is_the_reference(shared):
    assert json.loads((shared / "data/voting/cases.json").read_text(encoding="utf-8"))["cases"] == CASES


def test_the_three_forms_of_input_on_standard_input_and_in_a_file(tmp_path):
    expected = [case["expected"] for case in CASES]
    listed = decide(json.dumps(CASES), "-")
    assert listed.exit_code == 0
    assert json.loads(listed.stdout) == expected
    assert json.loads(decide(json.dumps({"version": 1, "cases": CASES})).stdout) == expected
    assert json.loads(decide(json.dumps(CASES[0])).stdout) == expected[0]
    file = tmp_path / "cases.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(CASES, ensure_ascii=False).encode())
    assert json.loads(decide("", str(file)).stdout) == expected


def test_answers_are_utf8_and_one_value():
    case = {"kind": "proxy", "inputs": {"grants": [["Zoé", "Éric"]], "present": ["Éric"], "max_per_holder": 1}}
    answered = decide(json.dumps(case))
    assert answered.stdout_bytes.decode() == answered.stdout
    assert "Zoé" in answered.stdout
    assert json.loads(answered.stdout) == {"valid": [["Zoé", "Éric"]], "refused": []}


def vote(**changes):
    inputs = {
        "members": 11,
        "present": 6,
        "votes": {"for": 4, "against": 2},
        "majority": "absolute_cast",
        "quorum": "majority_members",
    }
    inputs.update(changes)
    return {"kind": "vote", "inputs": {name: value for name, value in inputs.items() if value is not Ellipsis}}


def amendments(*items, **verdicts):
    return {"kind": "amendments", "inputs": {"items": list(items), "majority_for": verdicts}}


def item(key, kind="replace", **fields):
    return {"id": key, "kind": kind, "target": "art1", **fields}


BAD = [
    (vote(members=...), "inputs.members"),
    (vote(members=-1), "inputs.members"),
    (vote(members="11"), "inputs.members"),
    (vote(members=True), "inputs.members"),
    (vote(members=11.0), "inputs.members"),
    (vote(present=12), "inputs.present"),
    (vote(present_at_item_opening=12), "inputs.present_at_item_opening"),
    (vote(barred_present=7), "inputs.barred_present"),
    (vote(votes=...), "inputs.votes"),
    (vote(votes=[]), "inputs.votes"),
    (vote(votes={"for": 1}), "inputs.votes.against"),
    (vote(votes={"for": 1, "against": 0, "blank": -1}), "inputs.votes.blank"),
    (vote(quorum="most"), "inputs.quorum"),
    (vote(quorum=...), "inputs.quorum"),
    (vote(majority=...), "inputs.majority"),
    (vote(majority=[]), "inputs.majority"),
    (vote(majority=["absolute_cast", "7/8_cast"]), "inputs.majority[1]"),
    (vote(tie_rule="chair"), "inputs.tie_rule"),
    (vote(ballot="hidden"), "inputs.ballot"),
    (vote(chair_vote="yes"), "inputs.chair_vote"),
    (vote(convocation=3), "inputs.convocation"),
    (vote(round=0), "inputs.round"),
    (vote(item_was_on_first_agenda="no"), "inputs.item_was_on_first_agenda"),
    (vote(weighted={"for": ["0.1"]}), "inputs.weighted.against"),
    (vote(weighted={"for": [0.1], "against": []}), "inputs.weighted.for[0]"),
    (vote(weighted={"for": ["-1"], "against": []}), "inputs.weighted.for[0]"),
    (vote(weighted={"for": ["1e3"], "against": []}), "inputs.weighted.for[0]"),
    (vote(colleges={"A": {"for": 1, "against": 0}}), "inputs.college_rule"),
    (vote(colleges={}, college_rule="each"), "inputs.colleges"),
    (vote(college_rule="each"), "inputs.colleges"),
    (vote(colleges={"A": {"for": 1}}, college_rule="each"), "inputs.colleges.A.against"),
    (vote(colleges={"A": {"for": 1, "against": 0}}, college_rule="share"), "inputs.shares"),
    (vote(colleges={"A": {"for": 1, "against": 0}}, college_rule="share", shares={"B": "1"}), "inputs.shares.A"),
    ({"kind": "vote"}, "inputs"),
    ({"kind": "ballot", "inputs": {}}, "kind"),
    ({"inputs": {}}, "kind"),
    ({"kind": ["vote"], "inputs": {}}, "kind"),
    ("vote", "object"),
    (None, "object"),
    ({"cases": {}}, "cases"),
    ([vote(), vote(members=...)], "cases[1].inputs.members"),
    ({"cases": [3]}, "cases[0]"),
    ({"kind": "mode", "inputs": {"ask_secret": 1}}, "inputs.present"),
    ({"kind": "mode", "inputs": {"present": 20, "nomination": 1}}, "inputs.nomination"),
    ({"kind": "proxy", "inputs": {"present": [], "max_per_holder": 1}}, "inputs.grants"),
    ({"kind": "proxy", "inputs": {"grants": [["a"]], "present": [], "max_per_holder": 1}}, "inputs.grants[0]"),
    ({"kind": "proxy", "inputs": {"grants": ["ab"], "present": [], "max_per_holder": 1}}, "inputs.grants[0]"),
    ({"kind": "proxy", "inputs": {"grants": [["a", 1]], "present": [], "max_per_holder": 1}}, "inputs.grants[0][1]"),
    ({"kind": "proxy", "inputs": {"grants": [], "present": []}}, "inputs.max_per_holder"),
    (
        {"kind": "proxy", "inputs": {"grants": [["a", "h"], ["a", "k"]], "present": ["h", "k"], "max_per_holder": 1}},
        "inputs.grants[1]",
    ),
    (amendments(item("1")), "inputs.majority_for.1"),
    (amendments(item("1"), **{"1": "yes"}), "inputs.majority_for.1"),
    (amendments(item("1"), item("1")), "inputs.items[1].id"),
    (amendments(item(1)), "inputs.items[0].id"),
    (amendments({"id": "1", "kind": "replace"}), "inputs.items[0].target"),
    (amendments(item("1", "move")), "inputs.items[0].kind"),
    (amendments(item("1", span=[3])), "inputs.items[0].span"),
    (amendments(item("1", span=[3, 2])), "inputs.items[0].span"),
    (amendments(item("1", span=[0, -2])), "inputs.items[0].span[1]"),
    (amendments(item("1", "sub")), "inputs.items[0].parent"),
    (amendments(item("1", "sub", parent="2")), "inputs.items[0].parent"),
    (amendments(item("1", parent="2"), item("2")), "inputs.items[0].parent"),
    (amendments(item("1"), item("2", "sub", parent="1"), item("3", "sub", parent="2")), "inputs.items[2].parent"),
]


@pytest.mark.parametrize(("document", "field"), BAD, ids=[f"{rank}-{field}" for rank, (_, field) in enumerate(BAD)])
def test_bad_input_exits_2_with_one_line_naming_the_field(document, field):
    answered = decide(json.dumps(document))
    assert answered.exit_code == 2
    assert answered.stdout == ""
    assert answered.stderr.count("\n") == 1
    assert f" {field}" in answered.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1"),
        (b'{\n"kind": "vote",\n}', "line 3"),
        (b"\xff{}", "byte 1 is not UTF-8"),
        (b"[" * 100_000, "nested too deep"),
        (b"9" * 5_000, "4300 digits"),
        (b'{"kind": "proxy", "inputs": {"grants": [["\\ud800", "h"]]}}', "inputs.grants[0][0]"),
    ],
)
def test_what_is_not_json_text_is_said_with_its_place(tmp_path, content, said):
    file = tmp_path / "cases.json"
    file.write_bytes(content)
    answered = decide("", str(file))
    assert answered.exit_code == 2
    assert answered.stdout == ""
    assert answered.stderr.count("\n") == 1
    assert "cases.json" in answered.stderr
    assert said in answered.stderr


def test_a_file_that_is_not_there_is_named():
    answered = decide("", "nowhere.json")
    assert answered.exit_code == 2
    assert "nowhere.json" in answered.stderr
    assert answered.stderr.count("\n") == 1


def test_names_left_out_take_the_strictest_meaning():
    tied = vote(votes={"for": 3, "against": 3})
    assert answer(tied) == {"quorum_met": True, "adopted": False, "reason": "tie"}
    second = vote(present=3, convocation=2)
    assert answer(second)["reason"] == "no_quorum"


def test_weights_stand_for_the_votes_for_and_against():
    carried = vote(votes={"for": 0, "against": 9}, weighted={"for": ["1.5", "0.25"], "against": ["1.74"]})
    assert answer(carried) == {"quorum_met": True, "adopted": True, "reason": "majority"}


def test_a_batch_is_joined_and_asked_by_its_first_live_id():
    same = {"span": [0, 4], "text": "trois  ans"}
    case = amendments(
        item("6", withdrawn=True, **same),
        item("7", **same),
        item("8", span=[0, 4], text="trois ans"),
        item("9", span=[2, 6], text="deux"),
        **{"7": True},
    )
    assert answer(case) == {
        "order": ["7+8"],
        "status": {"6": "withdrawn", "7": "adopted", "8": "adopted", "9": "fallen"},
    }
