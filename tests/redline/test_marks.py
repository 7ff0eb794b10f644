"""Bold, links, quotes: what one amendment marks and another changes, with no mark left alone or around nothing."""

import pytest

import redline

BASE = "Les communes rurales de montagne attendent un calendrier précis du ministre.\n"


def edited(*changes, base=BASE):
    for old, new in changes:
        assert old in base
        base = base.replace(old, new, 1)
    return base


def kinds(*variants, base=BASE):
    merged = redline.merge(base, dict(zip("abc", variants, strict=False)))
    assert merged == redline.merge(base, dict(reversed(list(zip("abc", variants, strict=False)))))
    return [conflict.kind for conflict in merged.conflicts], merged.text


@pytest.mark.parametrize(("opening", "closing"), [("**", "**"), ("*", "*"), ("[", "](https://exemple.fr)"), ("(", ")")])
def test_words_that_one_marks_and_the_other_deletes_are_a_deletion_against_an_edit(opening, closing):
    marked = edited(("montagne", f"{opening}montagne{closing}"))
    for gone in (" de montagne", "rurales de montagne "):
        assert kinds(marked, edited((gone, ""))) == (["delete_edit"], BASE)
    merged = redline.merge(BASE, {"a": marked, "b": edited((" de montagne", ""))})
    assert merged.conflicts[0].variants["a"].strip() == f"de {opening}montagne{closing}"


def test_words_that_one_marks_and_the_other_replaces_or_shortens_are_both():
    marked = edited(("montagne", "**montagne**"))
    assert kinds(marked, edited(("montagne", "plaine"))) == ([], edited(("montagne", "**plaine**")))
    longer = edited(("un calendrier précis", "**un calendrier précis**"))
    assert kinds(longer, edited((" précis", ""))) == ([], edited(("un calendrier précis", "**un calendrier**")))


def test_one_mark_of_a_pair_is_never_applied_without_the_other():
    marked = edited(("un calendrier précis", "**un calendrier précis**"))
    rival = edited((" précis du ministre", ", publié au plus tôt"))
    found, text = kinds(marked, rival)
    assert found
    assert text == BASE
    base = edited(("un calendrier précis", "**un calendrier précis**"))
    bare = edited(("**un calendrier précis**", "un calendrier précis"), base=base)
    longer = edited(("précis** du ministre", "fixe** du ministre"), base=base)
    assert kinds(bare, longer, base=base)[1].count("**") in {0, 2}


def test_marks_hug_their_words_when_another_inserts_across_the_space():
    marked = edited(("communes rurales", "**communes rurales**"))
    after, before = edited(("rurales ", "rurales (hors Paris) ")), edited(("Les ", "Les (hors Paris) "))
    assert kinds(marked, after) == ([], edited(("communes rurales", "**communes rurales** (hors Paris)")))
    assert kinds(marked, before) == ([], edited(("communes rurales", "(hors Paris) **communes rurales**")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("communes rurales", "communes"),
        ("communes rurales", "rurales de montagne"),
        ("communes rurales de", "rurales"),
    ],
    ids=["same beginning", "crossing", "inside"],
)
def test_the_same_mark_put_differently_on_the_same_words_is_an_overlap(one, other):
    a, b = edited((one, f"**{one}**")), edited((other, f"**{other}**"))
    found, text = kinds(a, b)
    assert found in (["overlap"], ["same_place"])
    assert text == BASE


def test_the_same_words_in_bold_for_both_are_in_bold_once_even_where_one_changes_them():
    a, b = edited(("calendrier", "**calendrier**")), edited(("calendrier précis", "**calendriers** précis"))
    assert kinds(a, b) == ([], b)
    assert kinds(a, a) == ([], a)


def test_a_mark_is_not_put_across_the_place_where_another_splits_the_alinea():
    base = "Les communes demandent une dotation stable. Les régions demandent un calendrier.\n"
    marked, split = base.replace("stable. Les", "**stable. Les**"), base.replace("stable. Les", "stable.\n\nLes")
    assert kinds(marked, split, base=base) == (["overlap"], base)


def test_italics_inside_bold_are_both():
    a, b = edited(("communes rurales de", "**communes rurales de**")), edited(("rurales", "*rurales*"))
    assert kinds(a, b) == ([], edited(("communes rurales de", "**communes *rurales* de**")))


def test_words_exchanged_in_an_alinea_are_exchanged_together_or_not_at_all():
    base = "Chaque école, chaque maternité et chaque bureau de poste doit rester ouvert.\n"
    swapped = "Chaque école, chaque bureau et chaque maternité de poste doit rester ouvert.\n"
    found, text = kinds(swapped, base.replace("maternité", "crèche"), base=base)
    assert found == ["overlap"]
    assert text == base


def test_marks_on_words_that_two_others_delete_together_are_left_out():
    marked = edited(("un calendrier précis", "(un calendrier précis)"))
    variants = marked, edited(("un calendrier ", "")), edited((" précis", ""))
    assert kinds(*variants) == ([], "Les communes rurales de montagne attendent du ministre.\n")


def test_a_mark_beside_words_deleted_or_replaced_is_a_change_of_its_own():
    a = edited(("un calendrier précis du", "**un calendrier précis** du"))
    b = edited(("un calendrier précis du ministre", "**un calendrier précis**"))
    assert kinds(a, b) == ([], b)
    linked = edited(("attendent un", "attendent [un"), ("précis du", "précis](https://exemple.fr) du"))
    bold = edited(("un calendrier précis", "**un calendrier précis**"))
    assert kinds(bold, edited(("**un calendrier précis**", "un calendrier précis"), base=bold), base=linked)[1]


def test_a_link_put_inside_bold_is_no_matter_of_the_bold():
    base = edited(("communes rurales", "**communes rurales**"))
    linked = edited(("communes rurales", "[communes rurales](https://exemple.fr/b)"), base=base)
    assert kinds(linked, BASE, base=base) == (
        [],
        edited(("communes rurales", "[communes rurales](https://exemple.fr/b)")),
    )


def test_an_order_puts_one_pair_of_marks_inside_the_other():
    quoted, linked = edited(("communes", "(communes)")), edited(("communes", "[communes](https://exemple.fr)"))
    variants = {"quoted": quoted, "linked": linked}
    assert [conflict.kind for conflict in redline.merge(BASE, variants).conflicts] == ["same_place"]
    first = redline.merge(BASE, variants, order=["quoted", "linked"])
    assert first.conflicts == ()
    assert first.text == edited(("communes", "([communes](https://exemple.fr))"))
    second = redline.merge(BASE, variants, order=["linked", "quoted"])
    assert second.text == edited(("communes", "[(communes)](https://exemple.fr)"))


def test_ranked_insertions_stay_clear_of_what_may_slide():
    a, b = edited(("communes ", "communes très ")), edited(("communes ", "communes assez "))
    gone = edited(("rurales ", ""))
    merged = redline.merge(BASE, {"a": a, "b": b, "gone": gone}, order=["a", "b"])
    assert merged.text == edited(("rurales", "très assez"))


@pytest.mark.parametrize(
    "marked",
    ["**[montagne]**", "*(montagne)*", "**« montagne »**", "[**montagne**](https://exemple.fr)", "***montagne***"],
)
def test_several_marks_at_once_are_given_back_as_they_are(marked):
    for base in (BASE, edited(("montagne", "(montagne)"))):
        old = "(montagne)" if "(" in base else "montagne"
        text = edited((old, marked), base=base)
        assert redline.merge(base, {"a": text}).text == text
        assert redline.merge(text, {"a": base}).text == base


def test_marks_by_thousands_are_read_in_time():
    words = [f"mot{k}" for k in range(6000)]
    base, bold = " ".join(words) + "\n", " ".join(f"**{word}**" for word in words) + "\n"
    unclosed = base.replace(" ", " ( ")
    merged = redline.merge(base, {"bold": bold, "unclosed": unclosed})
    assert redline.merge(base, {"bold": bold}).text == bold
    assert merged.text


@pytest.mark.parametrize("mark", ["*_", "](x)_*", "[*", "«»"])
def test_marks_by_thousands_around_one_word_are_read(mark):
    base = "Nous demandons bravo.\n"
    text = f"Nous demandons {mark * 5000}alpha{mark * 5000}\n"
    assert redline.merge(base, {"a": text}).text == text
