"""The preposition before the title of an event."""

import pytest

from core.text.contractions import to_the


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Congrès national des élus au numérique 2020", "au Congrès national des élus au numérique 2020"),
        ("Forum des maires", "au Forum des maires"),
        ("2e Congrès des élus", "au 2e Congrès des élus"),
        ("Deuxièmes Assises de l’eau", "aux Deuxièmes Assises de l’eau"),
        ("Assises de l’eau", "aux Assises de l’eau"),
        ("Convention citoyenne", "à la Convention citoyenne"),
        ("Assemblée générale", "à l’Assemblée générale"),
        ("Le Congrès", "au Congrès"),
        ("Les Rencontres", "aux Rencontres"),
        ("La Rencontre", "à La Rencontre"),
        ("Numérique 2020", "à «\u00a0Numérique 2020\u00a0»"),
        ("congrès d’essai", "au congrès d’essai"),
    ],
)
def test_the_preposition_is_contracted_with_what_the_event_is(title, told):
    assert to_the(title) == told
