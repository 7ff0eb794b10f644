"""One amendment, one thing: what stands apart in it is told, what goes together is not."""

import pytest

import redline
from amendments.rules.unrelated_changes import groups

TEXT = """# Un titre

Nous comptons dix mille agents.

Nous demandons :

1. cofinancer dix mille postes ;

2. former les agents ;

3. protéger les usagers.

La mairie reste ouverte.
"""


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ([("dix mille postes", "quinze mille postes")], [[3]]),
        ([("dix mille postes", "quinze mille postes"), ("former", "bien former")], [[3, 4]]),
        ([("dix mille agents", "quinze mille agents"), ("dix mille postes", "quinze mille postes")], [[1, 3]]),
        ([("dix mille postes", "quinze mille postes"), ("reste ouverte", "ferme")], [[3], [6]]),
        ([("Un titre", "Un autre titre"), ("reste ouverte", "ferme")], [[0], [6]]),
        ([("2. former les agents ;\n\n3.", "2.")], [[4]]),
        ([], []),
    ],
)
def test_what_is_done_is_grouped_by_what_goes_together(changes, found):
    amended = TEXT
    for old, new in changes:
        amended = amended.replace(old, new)
    assert groups(redline.difference(TEXT, amended)) == found
