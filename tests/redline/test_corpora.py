"""Real revisions and real bills: nothing is lost, and merging gives what parliament published."""

from collections import defaultdict

import redline
from bench.made.redline_readability import totals
from tests.redline.corpora import applied, both_places, load, loose, text_of


@both_places("revisions.json")
def test_real_revisions_are_parsed_rebuilt_and_merged_both_ways(corpus):
    cases = load(corpus)["cases"]
    for case in cases:
        before, after = redline.normalise(case["before"]), redline.normalise(case["after"])
        assert redline.parse(before).serialise() == before
        for old, new in ((before, after), (after, before)):
            found = redline.difference(old, new).as_json()
            assert redline.apply_patch(old, found) == new
            assert redline.apply_patch(new, found, reverse=True) == old
            assert redline.merge(old, {"new": new}).text == new
            assert redline.rebase(old, new, new).text == new
    assert len(cases) >= 88


@both_places("revisions.json")
def test_differences_mark_few_words_and_those_of_french_texts_few_places(corpus):
    found = totals([case for case in load(corpus)["cases"] if case["lang"] in {"fr", "en"}])
    assert {"constitution-fr", "code-civil-fr", "reglement-an-fr", "bill-article-fr"} <= set(found)
    for name, (words, least, marks, usual) in found.items():
        assert words <= 1.12 * least, name
        assert marks <= 0.75 * usual or not name.endswith("-fr"), name


@both_places("amendments.json")
def test_adopted_amendments_merged_give_the_published_alineas(corpus):
    confirmed = 0
    for case in load(corpus)["cases"]:
        variants = {
            amendment["number"]: text_of(applied(case["base"], amendment["edits"]))
            for amendment in case["amendments"]
            if amendment["edits"] and amendment["fate"] == "adopted"
        }
        if not variants or not case["confirmed_alineas"]:
            continue
        merged = redline.merge(text_of(case["base"]), variants)
        published = {loose(block.source) for block in redline.parse(merged.text).blocks}
        for alinea in case["confirmed_alineas"]:
            assert loose(alinea["after"]) in published, (case["id"], alinea["alinea"])
            confirmed += 1
    assert confirmed == 81


@both_places("amendments.json")
def test_amendments_at_one_place_clash_only_if_they_overlap(corpus):
    seen = defaultdict(int)
    for case in load(corpus)["cases"]:
        variants = {a["number"]: text_of(applied(case["base"], a["edits"])) for a in case["amendments"] if a["edits"]}
        judged = redline.pairwise(text_of(case["base"]), variants)
        for pair in case["same_place_pairs"]:
            if pair["a"] not in variants or pair["b"] not in variants:
                continue
            verdict = judged.between(pair["a"], pair["b"])
            same = redline.same_text(variants[pair["a"]], variants[pair["b"]])
            if pair["kind"] == "overlapping":
                assert verdict == ("identical" if same else "conflict"), (case["id"], pair)
            else:
                assert verdict == "compatible", (case["id"], pair)
            seen[pair["kind"], verdict] += 1
    assert seen == {
        ("overlapping", "conflict"): 13,
        ("overlapping", "identical"): 3,
        ("same_alinea_disjoint", "compatible"): 27,
    }


@both_places("amendments.json")
def test_debian_option_one_gives_the_published_constitution_and_clashes_with_option_two(corpus):
    (case,) = [case for case in load(corpus)["cases"] if case["id"].startswith("DEB-GR-2014-004")]
    base = text_of(case["base"])
    one, two = (text_of(applied(case["base"], amendment["edits"])) for amendment in case["amendments"])
    assert redline.merge(base, {"option 1": one}).text == text_of(case["final"])
    merged = redline.merge(base, {"option 1": one, "option 2": two})
    assert {conflict.between for conflict in merged.conflicts} == {("option 1", "option 2")}
    assert redline.merge(base, {"option 1": one, "option 2": two}, prefer=["option 1"]).text == text_of(case["final"])
