"""The congress `essai` taken to the vote of its motion by its own people: chloe chairs, nine electors vote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tests.support.cast import Cast, build_congress, find_cast, template_of
from tests.support.essai import ELECTORS, SLUG

PLENARY = 2


@dataclass
class Plenary:
    """The sitting that votes: `put` puts a proposal (None: the whole motion) to the vote and proclaims it."""

    cast: Cast
    sitting_id: int

    def put(self, number: int | None, *, for_: int, against: int = 0, abstain: int = 0, away: int = 0,
            chair: str = "") -> None:  # fmt: skip
        """Put in discussion, announced, opened, voted by the electors in turn, closed, proclaimed: all by chloe.

        `chair`: what chloe says, instead of her turn.
        """
        from congress.chamber_models import AgendaItemKind
        from congress.queries.chamber_queries import agenda_of
        from core.database import session
        from motions.queries.motion_queries import motion_of, proposal
        from voting.models import Poll, RightToVote
        from voting.queries.subjects import SubjectKeys
        from voting.services import ballot_services, discussion_services, poll_services

        cast = self.cast
        kind = AgendaItemKind.MOTION if number is None else AgendaItemKind.PROPOSAL
        items = cast.read(lambda: [(i.id, i.kind, i.proposal_number) for i in agenda_of(self.sitting_id)])
        item = next(key for key, its_kind, its_number in items if (its_kind, its_number) == (kind, number))
        if number is None:
            subject = SubjectKeys(motion_id=cast.read(lambda: motion_of(cast.congress_id).id))
        else:
            subject = SubjectKeys(part_id=cast.read(lambda: proposal(cast.congress_id, number).id))
        cast.do(discussion_services.put_in_discussion, item, by="chloe")
        poll = cast.do(poll_services.announce_poll, item, subject, by="chloe")
        cast.do(poll_services.open_poll, poll, by="chloe")
        seen = cast.read(lambda: session().get_one(Poll, poll).text_sha256)
        rights = cast.read(lambda: {r.principal_id: r.id for r in session().query(RightToVote).filter_by(poll_id=poll)})
        choices = ["for"] * for_ + ["against"] * against + ["abstain"] * abstain + ["not_taking_part"] * away
        choices = [*choices[:-1], chair or choices[-1]]
        for name, choice in zip(ELECTORS, choices, strict=True):
            if name == "iris":  # no address: the secretariat cannot vote for her, and nobody holds her proxy
                continue
            cast.do(ballot_services.cast_ballot, poll, rights[cast.ids[name]], choice, seen_sha256=seen, by=name)
        cast.do(poll_services.close_poll, poll, by="chloe")
        cast.do(poll_services.proclaim_poll, poll, by="chloe")


@pytest.fixture
def essai_template(request, database, workspace) -> str:
    """The congress `essai`; for tests that ask for `adopted` or `frozen`, once that was done."""
    name = template_of(database, workspace, SLUG, build_congress)
    if not {"adopted", "frozen"}.isdisjoint(request.fixturenames):
        name = template_of(database, workspace, "essai-adopted", lambda app: adopt(find_cast(app)), base=name)
    if "frozen" in request.fixturenames:
        name = template_of(database, workspace, "essai-frozen", lambda app: freeze(find_cast(app)), base=name)
    return name


def open_plenary(cast: Cast) -> Plenary:
    from congress.chamber_models import PresenceMode
    from congress.queries.chamber_queries import sitting_by_number
    from congress.services.presence_services import arrive
    from congress.services.sitting_services import open_sitting

    sitting = cast.read(lambda: sitting_by_number(cast.congress_id, PLENARY).id)
    for name in ELECTORS:
        cast.do(arrive, sitting, cast.ids[name], PresenceMode.SECRETARIAT, by="sven")
    cast.do(open_sitting, sitting, by="chloe")
    return Plenary(cast, sitting)


def adopt(cast: Cast) -> None:
    plenary = open_plenary(cast)
    for number in (1, 2, 3):
        plenary.put(number, for_=9)
    plenary.put(None, for_=6, against=1, abstain=2)


def freeze(cast: Cast) -> None:
    from letters.services import freeze_letter

    cast.do(freeze_letter, cast.congress_id, by="sven")


@pytest.fixture
def plenary(cast: Cast) -> Plenary:
    """The plenary sitting, open, everybody there."""
    return open_plenary(cast)


@pytest.fixture
def adopted(cast: Cast) -> Cast:
    """The congress once its three proposals and its motion are adopted, at noon on 12 October 2020, UTC."""
    return cast


@pytest.fixture
def frozen(adopted: Cast) -> Cast:
    """The congress once the secretariat has frozen the letter; signing opens at 14:00, UTC."""
    return adopted


@pytest.fixture
def letter(frozen: Cast) -> Any:
    """The frozen letter, as it was stored."""
    from letters.queries import letter_of

    frozen.clock.advance(timedelta(hours=2))
    return frozen.read(lambda: letter_of(frozen.congress_id))


@pytest.fixture
def document(cast: Cast) -> Callable[[], Any]:
    """The letter as it stands at each call."""
    from congress.models import Congress
    from core.database import session
    from letters.queries import letter_record_of

    return lambda: cast.read(lambda: letter_record_of(session().get_one(Congress, cast.congress_id)))
