"""The congress of the cast with its three proposals, and short ways to answer them."""

from dataclasses import dataclass

import pytest

from tests.support.cast import Cast, build_congress


@dataclass
class Answers:
    """Short ways to give points of view and to read them back."""

    cast: Cast

    def part(self, number: int = 1) -> int:
        from motions.queries.motion_queries import proposal

        return self.cast.read(lambda: proposal(self.cast.congress_id, number).id)

    def fingerprint(self, number: int = 1) -> str:
        from motions.queries.motion_queries import current_revision

        return self.cast.read(lambda: current_revision(self.part(number)).sha256)

    def give(self, name: str, position: str = "favourable", number: int = 1, *, seen=None, named=True, reservation=""):
        from motions.models import Position
        from motions.services.viewpoint_services import give_viewpoint

        return self.cast.do(
            give_viewpoint,
            self.part(number),
            Position(position),
            reservation=reservation,
            named=named,
            seen_sha256=seen or self.fingerprint(number),
            by=name,
        )

    def amend(self, old: str, new: str, number: int = 1, *, label: str = "amendement n°\u00a03") -> None:
        """A new version of a proposal, as an adopted amendment makes one."""
        from motions.models import Cause
        from motions.queries.motion_queries import current_revision
        from motions.services.motion_services import append_revision

        part = self.part(number)
        revision = self.cast.read(lambda: current_revision(part))
        assert old in revision.text
        self.cast.do(
            append_revision, part, revision.text.replace(old, new), Cause.AMENDMENT,
            cause_label=label, expected_number=revision.number,
        )  # fmt: skip

    def of(self, name: str, number: int = 1):
        from motions.queries.viewpoint_queries import viewpoints_of

        given = self.cast.read(lambda: viewpoints_of(self.cast.congress_id, self.cast.ids[name]))
        return given.get(self.part(number))

    def history(self) -> list[tuple[str, str, bool]]:
        from sqlalchemy import select

        from core.database import session
        from motions.models import ViewpointGiven

        rows = self.cast.read(lambda: list(session().scalars(select(ViewpointGiven).order_by(ViewpointGiven.id))))
        return [(row.position.value, row.reservation, row.named) for row in rows]


@pytest.fixture
def answers(cast: Cast) -> Answers:
    return Answers(cast)


@pytest.fixture
def make_answers(app):
    """The same in a congress of other rules: `make_answers(viewpoint_names="never")`."""
    return lambda **rules: Answers(build_congress(app, **rules))
