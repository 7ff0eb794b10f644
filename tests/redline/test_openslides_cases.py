"""The situations of the peers' public tests: the same answer, or one that rebuilds both texts."""

import pytest

import redline
from tests.redline.corpora import HERE, load

CASES = load(HERE / "openslides_cases.json")
ALL = {case["id"]: case for case in CASES["cases"] + CASES["beat_cases"]}


def of_kind(kind):
    return [pytest.param(case, id=case["id"]) for case in CASES["cases"] if case["kind"] == kind]


def flat(spans, hidden):
    return "".join(text for sign, text in spans if sign != hidden)


def lines(found):
    return "\n\n".join(found) + "\n"


@pytest.mark.parametrize("case", [c for c in of_kind("diff") if "ops" in c.values[0]["expected"]])
def test_a_difference_has_the_expected_spans_or_rebuilds_both_texts(case):
    old, new = case["inputs"]["old"], case["inputs"]["new"]
    found = redline.difference(old, new)
    spans = [span for block in found.blocks for span in block.spans]
    assert flat(spans, "+") == old
    assert flat(spans, "-") == new
    if case["portable"] == "exact":
        assert [list(span) for span in spans] == case["expected"]["ops"]


@pytest.mark.parametrize("case", [c for c in of_kind("diff") if "affected_line_range" in c.values[0]["expected"]])
def test_affected_lines_are_the_expected_ones(case):
    inputs = case["inputs"]
    old = lines(inputs["old_lines"]) if "old_lines" in inputs else inputs["old"]
    new = lines(inputs["new_lines"]) if "new_lines" in inputs else inputs["new"]
    found = redline.difference(old, new, width=inputs.get("line_length", 80))
    assert list(found.affected.line_range) == case["expected"]["affected_line_range"]


@pytest.mark.parametrize("case", of_kind("linenumber"))
def test_lines_break_at_the_expected_spaces(case):
    numbered = redline.number_lines(case["inputs"]["text"], case["inputs"]["line_length"])
    assert [line.text for line in numbered] == [line.rstrip() for line in case["expected"]["lines"]]
    assert numbered[0].number == case["inputs"]["first_line"]


def variants_of(base, changes):
    made = {}
    for number, change in enumerate(changes):
        out = list(base)
        out[change["from"] - 1 : change["to"]] = change["new"]
        made[change.get("id") or f"change {number}"] = lines(out)
    return made


@pytest.mark.parametrize("case", [c for c in of_kind("merge") if "base_lines" in c.values[0]["inputs"]])
def test_a_merge_has_the_expected_lines(case):
    base = case["inputs"]["base_lines"]
    merged = redline.merge(lines(base), variants_of(base, case["inputs"]["changes"]))
    assert merged.text == lines(case["expected"]["lines"])
    assert merged.conflicts == ()


def test_merge_split_paragraph_keeps_what_follows_the_replaced_line():
    case = ALL["merge-split-paragraph"]
    wrapped = "".join(case["inputs"]["base_lines_soft_wrapped_one_paragraph"])
    (change,) = case["inputs"]["changes"]
    amended = "\n\n".join(change["new"]) + "Line 11\n"
    assert redline.merge(wrapped, {"a": amended}).text == lines(case["expected"]["paragraphs"])


@pytest.mark.parametrize("case", of_kind("collision"))
def test_changes_that_rewrite_every_word_of_their_lines_collide_as_expected(case):
    base = [f"ligne{k} avec son{k} contenu{k}" for k in range(1, 11)]

    def rewriting(name):
        span = case["inputs"][name]
        return lines(
            [
                f"{name}{k} tout{k} autre{name}{k}" if span["from"] <= k <= span["to"] else text
                for k, text in enumerate(base, 1)
            ]
        )

    judged = redline.pairwise(lines(base), {"a": rewriting("a"), "b": rewriting("b")})
    assert (judged.between("a", "b") == "conflict") == case["expected"]["collides"]


@pytest.mark.parametrize("name", ["beat-nbsp", "beat-endash", "beat-space-at-wrap"])
def test_the_accepted_text_is_the_amended_text_byte_for_byte(name):
    inputs = ALL[name]["inputs"]
    for width in (20, 80, 85, 200):
        found = redline.difference(inputs["old"], inputs["new"], width=width)
        assert redline.apply_patch(inputs["old"], found.as_json()) == inputs["new"] + "\n"
    assert redline.merge(inputs["old"], {"a": inputs["new"]}).text == inputs["new"] + "\n"


def test_beat_nbsp_only_is_shown_or_ignored_on_purpose_and_always_kept():
    old, new = "Trois demandes : oui", "Trois demandes\u00a0: oui"
    assert any(sign != "=" for sign, _ in redline.difference(old, new).blocks[0].spans)
    silent = redline.difference(old, new, ignore_typography=True)
    assert silent.blocks[0].op == "keep"
    assert redline.apply_patch(old, silent.as_json()) == new + "\n"


def test_beat_accent_marks_the_added_letter_alone():
    inputs = ALL["beat-accent"]["inputs"]
    spans = redline.difference(inputs["old"], inputs["new"]).blocks[0].spans
    assert spans == (("=", "Les élu"), ("+", "s"), ("=", " locaux"))


@pytest.mark.parametrize("name", ["beat-unnumbered", "beat-same-line-other-words"])
def test_two_changes_of_other_words_in_one_line_are_both_applied(name):
    base = ALL[name]["inputs"]["base_lines"]
    merged = redline.merge(lines(base), variants_of(base, ALL[name]["inputs"]["changes"]))
    assert merged.text == "Les villes demandent une dotation stable pour quatre exercices\n"
    assert merged.conflicts == ()


def test_beat_base_moved_follows_its_line():
    inputs = ALL["beat-base-moved"]["inputs"]
    amended = variants_of(inputs["base_lines"], [inputs["change"]])["change 0"]
    carried = redline.rebase(lines(inputs["base_lines"]), lines(inputs["base_lines_after_edit"]), amended)
    assert carried.clean
    assert carried.text == lines(["Nouveau préambule", "L1", "L2 modifié", "L3", "L4", "L5"])


def test_beat_split_paragraph_is_shown_and_applied():
    inputs = ALL["beat-split-paragraph"]["inputs"]
    old, new = lines(inputs["base_paragraphs"]), lines(inputs["amended_paragraphs"])
    found = redline.difference(old, new)
    assert [block.op for block in found.blocks] == ["split"]
    assert ("+", "\n\n") in found.blocks[0].spans
    assert found.affected.lines
    assert redline.merge(old, {"a": new}).text == new


def test_every_case_of_the_file_is_tried_here():
    tried = {"diff", "linenumber", "merge", "collision"}
    assert {case["kind"] for case in CASES["cases"]} == tried
    assert len(CASES["cases"]) == 22
    assert len(CASES["beat_cases"]) == 9
