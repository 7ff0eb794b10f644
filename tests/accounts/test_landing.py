"""Where a signed link leads: during a sitting, its presence comes first."""

import re

import pytest

from tests.support.plenary import Plenary


def shown(page: str) -> str:
    """The page without what waits for the next step of the sitting, to be said to those who listen."""
    return re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("suite", "said"), [("", "Je suis en séance, dans la salle"), ("propositions", "Je suis en séance")]
)
def test_who_enters_during_a_sitting_reads_first_that_they_may_be_there(door, suite, said):
    plenary = Plenary.of(door.cast)
    plenary.open("bela", "dora", "emile", "chloe", "fatou")
    door.ask("ada@essai.example", suite=f"/essai/{suite}")
    person = door.visitor()
    landed = shown(person.post(door.link(), follow_redirects=True).text)
    assert landed.count(said) == 1
    assert 'href="/essai/seances/2#presence"' in landed or suite == ""
    assert "La séance est ouverte" not in shown(person.get("/essai/propositions").text), "once"
    door.ask("bela@essai.example", suite=f"/essai/{suite}")
    assert "Je suis en séance" not in door.visitor().post(door.link(), follow_redirects=True).text
