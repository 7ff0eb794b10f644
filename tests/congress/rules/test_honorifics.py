"""Honorifics: their usual spelling, and what words agree with."""

import pytest

from congress.rules.honorifics import Gender, agreed, gender_of, usual_honorific


@pytest.mark.parametrize(
    ("written", "usual", "gender"),
    [
        ("Mme", "Mme", Gender.FEMININE),
        ("Madame", "Mme", Gender.FEMININE),
        ("MME", "Mme", Gender.FEMININE),
        (" mme. ", "Mme", Gender.FEMININE),
        ("Mlle", "Mlle", Gender.FEMININE),
        ("M.", "M.", Gender.MASCULINE),
        ("M", "M.", Gender.MASCULINE),
        ("MR", "M.", Gender.MASCULINE),
        ("monsieur", "M.", Gender.MASCULINE),
        ("Dr", "Dr", Gender.UNKNOWN),
        ("", "", Gender.UNKNOWN),
    ],
)
def test_what_people_write_is_one_spelling_and_one_agreement(written, usual, gender):
    assert usual_honorific(written) == usual
    assert usual_honorific(usual) == usual
    assert gender_of(written) is gender
    assert agreed(written, "présente", "présent", "là") == {
        Gender.FEMININE: "présente", Gender.MASCULINE: "présent", Gender.UNKNOWN: "là"}[gender]  # fmt: skip
