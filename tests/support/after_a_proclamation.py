"""Three proposals of which the second says what the first may be made to say otherwise; amendments to the first."""

from tests.support.cast import build_congress, template_of
from tests.support.plenary import Plenary

FIRST = """# Pour une médiation numérique financée dans la durée

Environ treize millions de personnes restent éloignées du numérique.

Nous demandons à l’État de\u00a0:

1. cofinancer dix mille postes de médiateurs numériques, sur trois ans au moins\u00a0;
2. former les agents d’accueil des mairies.
"""
SECOND = """# Pour la cohésion des territoires par le numérique

Dix mille postes ne suffiront pas. Un plan de 10 000 postes a été promis pour trois communes.

1. financer les lieux partagés pendant trois ans\u00a0;
2. réserver aux communes trois appels à projets.
"""
THIRD = "# Pour des données publiques\n\nLa donnée est un bien commun.\n"


def after_template(database, workspace) -> str:
    """The template of the congress `essai` with these proposals."""
    proposals = (FIRST, SECOND, THIRD)
    return template_of(database, workspace, "after", lambda app: build_congress(app, proposals=proposals))


def changed(*pairs: tuple[str, str]) -> str:
    text = FIRST
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


FIFTEEN = changed(("dix mille", "quinze mille"))
TWELVE = changed(("dix mille", "douze mille"))
DELETED = changed(("1. cofinancer dix mille postes de médiateurs numériques, sur trois ans au moins\u00a0;\n2.", "1."))
FIVE_YEARS = changed(("trois ans", "cinq ans"))
TWELVE_AND_FIVE = changed(("dix mille", "douze mille"), ("les agents", "tous les agents"))


def adopt(plenary: Plenary, *ids: int, confirmed: tuple[int, ...] = (), choice: str = "for") -> None:
    poll = plenary.poll(amendment_ids=ids)
    plenary.vote(poll, choice, "ada", "bela", "dora")
    plenary.proclaim(poll, *confirmed)
