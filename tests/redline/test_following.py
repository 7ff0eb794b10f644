"""What follows a text through its revisions: block ids, quoted passages, the origin of each word."""

import pytest

import redline
from redline import Anchor, IdentifiedBlock, anchor_at, assign_ids, locate


def ids(previous, text):
    taken = {block.id for block in previous or ()}
    fresh = (name for name in map(str, range(100)) if name not in taken)
    return assign_ids(previous, text, lambda: next(fresh))


FIRST = "# Titre\n\nLes communes demandent une dotation. Les régions attendent un calendrier.\n\nLa loi est votée.\n"


def test_first_revision_gives_every_block_an_id():
    assert [(b.id, b.text[:8]) for b in ids(None, FIRST)] == [("0", "# Titre"), ("1", "Les comm"), ("2", "La loi e")]


def test_changed_and_moved_blocks_keep_their_ids_and_new_ones_get_one():
    first = ids(None, FIRST)
    moved = "# Titre\n\nLa loi est adoptée.\n\nUn alinéa nouveau.\n\n" + FIRST.split("\n\n")[1] + "\n"
    found = {block.text[:12]: block.id for block in ids(first, moved)}
    assert found["Les communes"] == "1"
    assert found["Un alinéa no"] == "3"


def test_a_split_keeps_the_first_half_and_records_where_the_second_comes_from():
    second = ids(ids(None, FIRST), FIRST.replace("dotation. Les", "dotation.\n\nLes"))
    assert [(b.id, b.split_from) for b in second] == [("0", None), ("1", None), ("3", "1"), ("2", None)]


def test_a_join_keeps_the_first_id_and_records_the_other():
    second = ids(ids(None, FIRST), FIRST.replace("calendrier.\n\nLa loi", "calendrier. La loi"))
    assert [(b.id, b.joined) for b in second] == [("0", ()), ("1", ("2",))]
    assert IdentifiedBlock.from_json(second[1].as_json()) == second[1]


def test_ids_are_found_though_lists_were_tight():
    text = "Nous demandons :\n\n- un\n- deux\n  suite\n\n| a |\n| b |\n"
    first = ids(None, text)
    assert [block.id for block in ids(first, text)] == [block.id for block in first]


BLOCKS = ids(None, FIRST)
ANCHOR = anchor_at(BLOCKS, 1, 4, 32)


def test_a_quote_is_anchored_where_its_words_stand():
    assert ANCHOR.quote == "communes demandent une dotat"
    found = locate(ANCHOR, BLOCKS)
    assert (found.state, found.block, found.start, found.quote) == ("anchored", 1, 4, ANCHOR.quote)
    after = ids(BLOCKS, FIRST.replace("Les communes", "Toutes les communes").replace("l'", "l’"))
    assert locate(ANCHOR, after).state == "anchored"
    assert locate(ANCHOR, after).start == 11


def test_a_quote_found_in_another_block_is_moved():
    second = ids(
        BLOCKS,
        FIRST.replace("Les communes demandent une dotation. ", "").replace(
            "votée.", "votée. Les communes demandent une dotation."
        ),
    )
    found = locate(ANCHOR, second)
    assert (found.state, found.block) == ("moved", 2)


def test_a_quote_almost_there_is_to_be_checked_never_taken_for_itself():
    second = ids(BLOCKS, FIRST.replace("une dotation", "une large dotation"))
    found = locate(ANCHOR, second)
    assert found.state == "to_check"
    assert found.block == 1
    assert "demandent une large" in found.quote


def test_a_quote_that_stands_several_times_is_told_by_its_context_or_to_be_checked():
    text = "Un mot ici. Un mot là.\n"
    blocks = ids(None, text)
    assert locate(anchor_at(blocks, 0, 15, 18), blocks).start == 15
    bare = Anchor("0", "mot")
    assert locate(bare, blocks).state == "to_check"


def test_a_quote_that_is_gone_is_an_orphan():
    gone = ids(BLOCKS, "# Titre\n\nTout autre chose, sans rapport aucun.\n")
    assert locate(ANCHOR, gone) == redline.Located("orphan")
    assert locate(Anchor("1", "  "), BLOCKS).state == "orphan"


def test_an_anchor_is_kept_as_json_and_found_in_a_plain_text():
    assert Anchor.from_json(ANCHOR.as_json()) == ANCHOR
    assert locate(ANCHOR, FIRST).state == "anchored"


def test_typography_does_not_lose_a_quote():
    blocks = ids(None, "L’État garantit «\u00a0l’accès\u00a0» à tous.\n")
    assert locate(Anchor("0", "L'État garantit"), blocks).state == "anchored"


def test_each_word_keeps_the_label_of_who_brought_it():
    chain = [
        ("version 1", "Les communes demandent une aide.\n\nLa loi est votée.\n"),
        ("amendement 3", "Les communes demandent une aide durable.\n\nLa loi est votée.\n"),
        ("amendement 12", "La loi est votée.\n\nLes communes rurales demandent une aide durable. Elle sera évaluée.\n"),
    ]
    found = redline.origins(chain)
    assert [(o.text, o.label) for o in found[0]] == [("La loi est votée.", "version 1")]
    assert [(o.text, o.label) for o in found[1]] == [
        ("Les communes ", "version 1"),
        ("rurales ", "amendement 12"),
        ("demandent une aide", "version 1"),
        (" durable", "amendement 3"),
        (".", "version 1"),
        (" Elle sera évaluée.", "amendement 12"),
    ]
    assert redline.origins([]) == ()


def test_typography_alone_does_not_change_who_brought_a_word():
    found = redline.origins([("a", "L'État garantit.\n"), ("b", "L’État garantit tout.\n")])
    assert [(o.text, o.label) for o in found[0]] == [("L’État garantit", "a"), (" tout", "b"), (".", "a")]


@pytest.mark.parametrize("width", [20, 80])
def test_each_line_has_the_words_and_the_origins_of_its_block(width: int) -> None:
    newer = FIRST.replace("une dotation", "une dotation pérenne, versée chaque année").replace("votée", "adoptée")
    chain = [("1", FIRST), ("2", newer)]
    lines = {line.number: line for line in redline.number_lines(newer, width)}

    for found in redline.line_origins(chain, width=width):
        if found.number is not None:
            text = "".join(piece.text for piece in found.pieces)
            assert " ".join(text.split()) == " ".join(lines[found.number].text.split())
            assert ("2" in found.labels) == any(
                word in text for word in ("pérenne", "versée", "chaque", "année", "adoptée")
            )
    assert {found.number for found in redline.line_origins(chain, width=width)} - {None} == set(lines)
    assert redline.line_origins([]) == ()
