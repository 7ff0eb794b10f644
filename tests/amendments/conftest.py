"""A congress of eight electors with one proposal, and amendments to it in any state, made by the services."""

from dataclasses import dataclass

import pytest

from tests.support.assembly import Assembly, assemble

PROPOSAL = """# Pour une médiation numérique financée dans la durée

Selon les estimations publiques, environ treize millions de personnes restent éloignées du numérique. Les accompagner est un métier.

Nous demandons à l’État de\u00a0:

1. cofinancer dix mille postes de médiatrices et de médiateurs numériques, sur trois ans au moins\u00a0;
2. former les agents d’accueil des mairies et des centres communaux d’action sociale\u00a0;
3. protéger juridiquement l’agent qui accomplit une démarche pour le compte d’un usager.

La mairie reste souvent le premier lieu où l’on vient demander de l’aide.
"""


@dataclass
class House:
    """The congress, its proposal n° 5, and short ways to amend it; members are told by their rank from 0."""

    assembly: Assembly
    part_id: int
    motion_id: int

    @property
    def slug(self) -> str:
        return self.assembly.slug

    @property
    def electors(self) -> list[int]:
        return self.assembly.electors

    def do(self, service, *args, by: int, **kwargs):
        return self.assembly.do(service, *args, by=by, **kwargs)

    def read(self, work):
        return self.assembly.read(work)

    def amendment(self, amendment_id: int):
        """The row as it stands, detached."""
        from amendments.queries import by_id

        return self.read(lambda: by_id(amendment_id))

    def text(self) -> str:
        from motions.queries import current_revision

        return self.read(lambda: current_revision(self.part_id).text)

    def draft(self, text: str, by: int = 1, *, title="Quelques mots", reasons="Parce que.", base=1, id=None) -> int:
        from amendments.services import save_draft

        return self.do(
            save_draft, id, self.part_id, base_number=base, text=text, title=title, reasons=reasons,
            by=self.electors[by],
        )  # fmt: skip

    def change(self, *pairs: tuple[str, str], base: str = PROPOSAL) -> str:
        """The proposal with words replaced."""
        text = base
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text

    def deposited(self, *pairs: tuple[str, str], by: int = 1, text: str | None = None, **kwargs) -> int:
        from amendments.services import deposit

        draft_id = self.draft(text if text is not None else self.change(*pairs), by, **kwargs)
        self.do(deposit, draft_id, by=self.electors[by])
        return draft_id

    def published(self, *pairs: tuple[str, str], by: int = 1, **kwargs) -> int:
        from amendments.services import publish

        amendment_id = self.deposited(*pairs, by=by, **kwargs)
        self.do(publish, amendment_id, by=self.assembly.secretary)
        return amendment_id

    def adopt(self, *amendment_ids: int, falling=()) -> int:
        from amendments.decision_services import adopt

        return self.do(adopt, list(amendment_ids), falling=falling, by=self.assembly.chair)

    def reject(self, *amendment_ids: int) -> None:
        from amendments.decision_services import reject

        self.do(reject, list(amendment_ids), by=self.assembly.chair)

    def statuses(self, *amendment_ids: int) -> list[str]:
        return [self.amendment(amendment_id).status.value for amendment_id in amendment_ids]


@pytest.fixture
def house(app) -> House:
    return make_house(app)


def make_house(app, **rules) -> House:
    from motions.models import PartKind
    from motions.services import add_part, create_motion

    assembly = assemble(app, electors=8, **rules)
    secretary = assembly.secretary
    motion_id = assembly.do(create_motion, assembly.congress_id, "Motion d’essai", by=secretary)
    part_id = assembly.do(
        add_part, motion_id, PartKind.PROPOSAL, number=5, position=1, text=PROPOSAL, provenance="Congrès de 2019",
        by=secretary,
    )  # fmt: skip
    return House(assembly, part_id, motion_id)
