"""The small congress of the tests behind a real server, brought by the services to where a journey begins."""

from dataclasses import dataclass
from typing import TypeVar

from tests.journeys.person import Person
from tests.journeys.site import Site
from tests.support.cast import Cast

P = TypeVar("P", bound=Person)
SITTING = "seances/2"
PRESENT = ("ada", "bela", "dora", "emile", "chloe")  # five of nine: just the quorum


@dataclass(frozen=True)
class Village(Site):
    """Its people are those of `tests.support.cast`."""

    cast: Cast

    def enter(self, person: P, name: str) -> P:
        """The person, signed in as somebody of the cast, as after a link of a mail."""
        person.enter(self.cast.browse(name).get_cookie("session").value)
        return person

    def opens_its_sitting(self) -> None:
        """The day of the plenary: it is open, its first item in discussion, with just the quorum."""
        from congress.queries.chamber_queries import agenda_of
        from congress.services.presence_services import arrive
        from voting.services.discussion_services import open_sitting_in_number, put_in_discussion

        self.at("2020-10-12T14:00")
        for name in PRESENT:
            self.cast.do(arrive, self.sitting_id, self.cast.ids[name], by=name)
        self.cast.do(open_sitting_in_number, self.sitting_id, by="chloe")
        first = self.read(lambda: agenda_of(self.sitting_id)[0].id)
        check = self.cast.do(put_in_discussion, first, by="chloe")
        assert check.is_met

    def opens_a_poll(self) -> int:
        """The number of a poll, open on the first proposal."""
        from congress.queries.chamber_queries import agenda_of
        from core.database import session
        from motions.queries.motion_queries import proposal
        from voting.models import Poll
        from voting.queries.subjects import SubjectKeys
        from voting.services.poll_services import announce_poll, open_poll

        def about() -> tuple[int, int]:
            return agenda_of(self.sitting_id)[0].id, proposal(self.cast.congress_id, 1).id

        item_id, part_id = self.read(about)
        poll_id = self.cast.do(announce_poll, item_id, SubjectKeys(part_id=part_id), by="chloe")
        self.cast.do(open_poll, poll_id, by="chloe")
        return self.read(lambda: session().get_one(Poll, poll_id).number)

    @property
    def sitting_id(self) -> int:
        """The plenary."""
        from congress.queries.chamber_queries import sitting_by_number

        return self.read(lambda: sitting_by_number(self.cast.congress_id, 2).id)
