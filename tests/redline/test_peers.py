"""The situations in which the peers merge, each with our verdict argued in the test's name."""

import redline

BASE = "Nous demandons une aide.\n\nLa loi est votée.\n\nLes communes attendent un calendrier.\n"


def edited(*changes):
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def verdict(a, b, base=BASE):
    merged, swapped = redline.merge(base, {"a": a, "b": b}), redline.merge(base, {"a": b, "b": a})
    assert merged.text == swapped.text
    return merged


def test_same_word_two_values_is_an_overlap_because_one_must_be_chosen():
    merged = verdict(edited(("une aide", "dix aides")), edited(("une aide", "vingt aides")))
    (conflict,) = merged.conflicts
    assert conflict.kind == "overlap"
    assert merged.text == BASE


def test_an_identical_edit_counts_once_because_both_ask_the_same():
    merged = verdict(edited(("une aide", "dix aides")), edited(("une aide", "dix aides")))
    assert merged.conflicts == ()
    assert merged.identical == (("a", "b"),)
    assert merged.text == edited(("une aide", "dix aides"))


def test_two_insertions_at_one_point_are_an_order_to_choose_never_a_silent_concatenation():
    a, b = edited(("demandons ", "demandons solennellement ")), edited(("demandons ", "demandons immédiatement "))
    merged = verdict(a, b)
    (conflict,) = merged.conflicts
    assert conflict.kind == "same_place"
    assert conflict.lines == (1, 1)
    assert merged.text == BASE
    first = redline.merge(BASE, {"a": a, "b": b}, order=["a", "b"])
    assert "Nous demandons solennellement immédiatement une aide." in first.text
    assert first.applied == ("a", "b")
    second = redline.merge(BASE, {"a": a, "b": b}, order=["b", "a"])
    assert "Nous demandons immédiatement solennellement une aide." in second.text


def test_a_mark_that_hugs_a_word_is_no_rival_of_what_is_inserted_across_the_space():
    bold, comma = edited(("une aide", "une **aide**")), edited(("une aide", "une, aide"))
    merged = verdict(bold, comma)
    assert merged.conflicts == ()
    assert merged.text == edited(("une aide", "une, **aide**"))


def test_two_appended_sentences_are_an_order_to_choose():
    a, b = edited(("votée.", "votée. Elle sera évaluée.")), edited(("votée.", "votée. Elle entre en vigueur."))
    (conflict,) = verdict(a, b).conflicts
    assert conflict.kind == "same_place"
    assert (
        "La loi est votée. Elle entre en vigueur. Elle sera évaluée.\n"
        in redline.merge(BASE, {"a": a, "b": b}, order=["b", "a"]).text
    )


def test_two_added_last_paragraphs_are_an_order_to_choose():
    a, b = BASE + "\nPremier ajout de fin.\n", BASE + "\nSecond ajout tout autre.\n"
    (conflict,) = verdict(a, b).conflicts
    assert conflict.kind == "same_place"
    both = redline.merge(BASE, {"a": a, "b": b}, order=["a", "b"])
    assert both.text == BASE + "\nPremier ajout de fin.\n\nSecond ajout tout autre.\n"


def test_adjacent_words_are_both_changed_because_they_share_no_word():
    merged = verdict(edited(("une aide", "cette aide")), edited(("demandons", "exigeons")))
    assert merged.conflicts == ()
    assert "Nous exigeons cette aide." in merged.text


def test_a_deleted_paragraph_against_an_edit_in_it_is_a_conflict_because_the_edit_would_be_lost():
    merged = verdict(edited(("La loi est votée.\n\n", "")), edited(("votée", "adoptée")))
    (conflict,) = merged.conflicts
    assert conflict.kind == "delete_edit"
    assert conflict.variants == {"a": "", "b": "La loi est adoptée."}


def test_a_moved_paragraph_and_an_edit_in_it_merge_because_the_edit_follows():
    moved = "La loi est votée.\n\nLes communes attendent un calendrier.\n\nNous demandons une aide.\n"
    merged = verdict(moved, edited(("une aide", "une aide immédiate")))
    assert merged.conflicts == ()
    assert merged.text == moved.replace("une aide", "une aide immédiate")


def test_a_moved_paragraph_that_the_other_deletes_is_a_move_against_an_edit():
    moved = "La loi est votée.\n\nLes communes attendent un calendrier.\n\nNous demandons une aide.\n"
    (conflict,) = verdict(moved, edited(("Nous demandons une aide.\n\n", ""))).conflicts
    assert conflict.kind == "move_edit"


def test_a_paragraph_moved_to_two_places_is_a_conflict():
    base = "".join(f"Alinéa {n} qui parle du sujet {n} seulement.\n\n" for n in "abcde")
    blocks = base.split("\n\n")[:-1]
    end, middle = [*blocks[1:], blocks[0]], [blocks[1], blocks[2], blocks[0], blocks[3], blocks[4]]
    merged = verdict("\n\n".join(end), "\n\n".join(middle), base)
    assert {conflict.kind for conflict in merged.conflicts} == {"move_edit"}


def test_a_split_and_an_edit_of_the_second_half_merge_because_the_words_are_the_same():
    base = "Les communes demandent une dotation stable. Les régions demandent un calendrier.\n"
    split = base.replace("stable. Les", "stable.\n\nLes")
    merged = verdict(split, base.replace("un calendrier", "un vrai calendrier"), base)
    assert merged.conflicts == ()
    assert merged.text == split.replace("un calendrier", "un vrai calendrier")


def test_a_join_and_an_edit_of_the_first_half_merge():
    joined = edited(("aide.\n\nLa loi", "aide. La loi"))
    merged = verdict(joined, edited(("une aide", "une aide durable")))
    assert merged.conflicts == ()
    assert merged.text == joined.replace("une aide", "une aide durable")


def test_a_join_and_a_paragraph_inserted_between_both_halves_clash_because_it_would_be_glued():
    joined = edited(("aide.\n\nLa loi", "aide. La loi"))
    inserted = edited(("aide.\n\n", "aide.\n\nVoici un alinéa nouveau.\n\n"))
    assert verdict(joined, inserted).conflicts


def test_nested_deletions_are_a_conflict_because_the_greater_was_not_asked_by_both():
    (conflict,) = verdict(edited((" un calendrier", "")), edited((" attendent un calendrier", ""))).conflicts
    assert conflict.kind == "overlap"


def test_neighbouring_deletions_merge_whatever_space_each_took():
    base = "Les communes rurales isolées attendent.\n"
    merged = verdict("Les communes isolées attendent.\n", "Les communes rurales attendent.\n", base)
    assert merged.conflicts == ()
    assert merged.text == "Les communes attendent.\n"
    end = verdict("Les communes rurales.\n", "Les communes isolées.\n", "Les communes rurales isolées.\n")
    assert end.text == "Les communes.\n"


def test_a_last_line_edited_and_a_paragraph_after_it_merge_because_an_insertion_has_its_own_place():
    merged = verdict(edited(("calendrier.", "calendrier précis.")), BASE + "\nUn alinéa de plus.\n")
    assert merged.conflicts == ()
    assert merged.text == edited(("calendrier.", "calendrier précis.")) + "\nUn alinéa de plus.\n"


def test_an_insertion_at_the_edge_of_a_deletion_merges():
    merged = verdict(edited(("une aide", "aide")), edited(("une aide", "une grande aide")))
    assert merged.conflicts == ()
    assert "Nous demandons grande aide." in merged.text


def test_an_appended_sentence_does_not_survive_alone_the_paragraph_that_the_other_deletes():
    merged = verdict(edited(("votée.", "votée. Elle sera évaluée.")), edited(("La loi est votée.\n\n", "")))
    assert [conflict.kind for conflict in merged.conflicts] == ["delete_edit"]


def test_a_chain_of_changes_is_named_pair_by_pair_and_keeps_the_base_words():
    base = "un deux trois quatre cinq six.\n"
    variants = {
        "a": "UN DEUX trois quatre cinq six.\n",
        "b": "un 2 3 quatre cinq six.\n",
        "c": "un deux TROIS QUATRE cinq six.\n",
    }
    merged = redline.merge(base, variants)
    assert [conflict.between for conflict in merged.conflicts] == [("a", "b"), ("b", "c")]
    assert merged.text == base


def test_a_typography_of_its_own_never_conflicts():
    base = "L'État garantit l'accès au numérique.\n"
    merged = verdict(base.replace("'", "’"), base.replace("l'accès", "l'égal accès"), base)
    assert merged.conflicts == ()
    assert merged.text == "L’État garantit l’égal accès au numérique.\n"


def test_the_preferred_variant_wins_and_frees_the_third():
    base = "un deux trois quatre cinq six.\n"
    variants = {
        "a": "UN DEUX trois quatre cinq six.\n",
        "b": "un 2 3 quatre cinq six.\n",
        "c": "un deux TROIS QUATRE cinq six.\n",
    }
    merged = redline.merge(base, variants, prefer=["a"])
    assert merged.conflicts == ()
    assert merged.text == "UN DEUX TROIS QUATRE cinq six.\n"
    assert merged.applied == ("a", "c")
