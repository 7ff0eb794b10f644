"""The same change is found the same, whatever else a variant changes, and so counts once."""

import pytest

import redline

STATUTES = (
    "Les statuts des syndicats concernés sont mis en conformité avec le présent article dans un délai de neuf mois.\n"
)
PAY = "La rémunération et les accessoires de rémunération des directeurs des organismes nationaux sont approuvés.\n"
DEBATE = "La discussion, les votes et les amendements sont publics dans les deux assemblées.\n"
ITEM = "1. garantir à chaque foyer un raccordement ;\n"
MAYORS = "Les maires sont consultés.\n"


def edited(base, *changes):
    for old, new in changes:
        assert old in base
        base = base.replace(old, new, 1)
    return base


@pytest.mark.parametrize(
    ("base", "change", "others"),
    [
        (STATUTES, ("mis en", "mis (dont 3 500 en 2027) en"), [("avec le", "avec **le**")]),
        (PAY, ("rémunération des directeurs des", "des"), [("organismes", "organismes (hors Paris)")]),
        (
            DEBATE,
            ("discussion,", "discussion, et le scrutin,"),
            [("discussion", "discussions"), ("publics", "publics,")],
        ),
        (ITEM, ("garantir", "Un rapport est remis. garantir"), [("garantir", "garantirs")]),
        (MAYORS, ("consultés", "consultées"), [("sont", "seront")]),
    ],
    ids=["repeated link word", "repeated words", "clause before a comma", "sentence before a word", "word beside"],
)
def test_a_change_made_alone_and_with_others_counts_once(base, change, others):
    alone, both = edited(base, change), edited(base, change, *others)
    merged = redline.merge(base, {"alone": alone, "both": both})
    assert merged.conflicts == ()
    assert merged.text == both
    assert redline.rebase(base, both, alone).already_satisfied


def test_a_change_shared_by_two_variants_slides_alike_whatever_their_names():
    appended = edited(MAYORS, ("consultés.", "consultés. Un décret le précise."))
    variants = [
        appended,
        edited(appended, ("maires", "maires élus")),
        edited(MAYORS, ("consultés.", "consultés, sans délai.")),
        edited(appended, ("sont consultés", "seront tous entendus")),
    ]
    merges = [redline.merge(MAYORS, dict(zip(names, variants, strict=True))) for names in ("abcd", "dcba", "bdac")]
    assert len({merged.text for merged in merges}) == 1
    assert len({len(merged.conflicts) for merged in merges}) == 1


def test_a_space_added_before_another_shape_of_quote_is_kept():
    base = 'Le nombre est remplacé par le mot : "douze" ;\n'
    amended = 'Le nombre est remplacé par le mot : "douze « à moyens constants »" ;\n'
    assert redline.merge(base, {"a": amended}).text == amended


def test_thousands_of_words_that_only_agree_otherwise_are_compared():
    shared = " ".join(f"commun{k}" for k in range(6_000))
    old, new = (
        f"{shared} {' '.join('élu' + 'abcdefghij'[k % 10] * 3 + ending for k in range(3_000))}\n"
        for ending in ("", "s")
    )
    assert redline.apply_patch(old, redline.difference(old, new).as_json()) == new
    assert redline.merge(old, {"a": new}).text == new
