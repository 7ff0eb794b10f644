"""The congress of the cast with one proposal, and amendments to it in any state, made by the services."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.support.cast import Cast, build_congress, template_of

PROPOSAL = """# Pour une médiation numérique financée dans la durée

Selon les estimations publiques, environ treize millions de personnes restent éloignées du numérique. Les accompagner est un métier.

Nous demandons à l’État de\u00a0:

1. cofinancer dix mille postes de médiatrices et de médiateurs numériques, sur trois ans au moins\u00a0;
2. former les agents d’accueil des mairies et des centres communaux d’action sociale\u00a0;
3. protéger juridiquement l’agent qui accomplit une démarche pour le compte d’un usager.

La mairie reste souvent le premier lieu où l’on vient demander de l’aide.
"""
ELECTORS = ("ada", "bela", "dora", "emile", "fatou", "gaspard", "hana", "chloe")


@dataclass
class House:
    """The congress, its proposal n° 1, and short ways to amend it; electors are told by their rank or their name."""

    cast: Cast
    part_id: int
    motion_id: int

    @property
    def slug(self) -> str:
        return self.cast.slug

    def id(self, by: int | str) -> int:
        return self.cast.ids[ELECTORS[by] if isinstance(by, int) else by]

    def do(self, service, *args, by: int | str, **kwargs):
        """What a service answers, a second after the last one."""
        self.cast.clock.advance(timedelta(seconds=1))
        return self.cast.do(service, *args, by=ELECTORS[by] if isinstance(by, int) else by, **kwargs)

    def read(self, work):
        return self.cast.read(work)

    def change_row(self, model, row_id: int, **values) -> None:
        """Write a row as no service does, to stand where a test begins."""
        from core.database import session

        def write() -> None:
            row = session().get_one(model, row_id)
            for name, value in values.items():
                setattr(row, name, value)

        self.cast.run(write)

    def amendment(self, amendment_id: int):
        """The row as it stands, detached."""
        from amendments.queries.amendment_queries import by_id

        return self.read(lambda: by_id(amendment_id))

    def text(self) -> str:
        from motions.queries.motion_queries import current_revision

        return self.read(lambda: current_revision(self.part_id).text)

    def draft(
        self, text: str, by: int | str = 1, *, title="Quelques mots", reasons="Parce que.", base=1, id=None
    ) -> int:
        from amendments.services.amendment_services import save_draft

        return self.do(
            save_draft, id, self.part_id, base_number=base, text=text, title=title, reasons=reasons, by=by
        )  # fmt: skip

    def change(self, *pairs: tuple[str, str], base: str = PROPOSAL) -> str:
        """The proposal with words replaced."""
        text = base
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text

    def deposited(self, *pairs: tuple[str, str], by: int | str = 1, text: str | None = None, **kwargs) -> int:
        from amendments.services.amendment_services import submit

        draft_id = self.draft(text if text is not None else self.change(*pairs), by, **kwargs)
        self.do(submit, draft_id, by=by)
        return draft_id

    def published(self, *pairs: tuple[str, str], by: int | str = 1, **kwargs) -> int:
        from amendments.services.amendment_services import publish

        amendment_id = self.deposited(*pairs, by=by, **kwargs)
        self.do(publish, amendment_id, by="sven")
        return amendment_id

    def adopt(self, *amendment_ids: int, falling=()) -> int:
        from amendments.services.decision_services import adopt

        return self.do(adopt, list(amendment_ids), falling=falling, by="chloe")

    def reject(self, *amendment_ids: int) -> None:
        from amendments.services.decision_services import reject

        self.do(reject, list(amendment_ids), by="chloe")

    def under_vote(self, amendment_id: int, flag: bool = True) -> None:
        from amendments.services.decision_services import set_under_vote

        self.cast.run(lambda: set_under_vote([amendment_id], flag))

    def statuses(self, *amendment_ids: int) -> list[str]:
        return [self.amendment(amendment_id).status.value for amendment_id in amendment_ids]


@pytest.fixture
def essai_template(database, workspace) -> str:
    return template_of(database, workspace, "one-proposal", lambda app: build_congress(app, proposals=(PROPOSAL,)))


@pytest.fixture
def house(cast) -> House:
    return house_of(cast)


def make_house(app, **changes) -> House:
    return house_of(build_congress(app, proposals=(PROPOSAL,), **changes))


def house_of(cast) -> House:
    from motions.queries.motion_queries import proposal

    part = cast.read(lambda: proposal(cast.congress_id, 1))
    return House(cast, part.id, part.motion_id)
