"""A roll taken while the congress goes on: what does not concern it is followed, what does has it checked again."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from congress.models import Member
from congress.queries.chamber_queries import sitting_by_number
from congress.services.presence_services import arrive
from congress.services.roll_import import import_roll
from congress.services.sitting_services import open_sitting
from core import journal
from core.database import session
from core.files.faults import Findings
from core.journal_check import altered_rows
from core.rehearsal.rehearsing import run_and_keep_if
from tests.congress.services.test_long_rolls import roll


def taken(cast, *meanwhile) -> list[int]:
    """Ids of the members whom each try of taking a roll of three made, while somebody does something at the first."""
    from congress.roll_reading import read_roll

    actor, now, tries = cast.actor("system"), cast.clock.now(), []

    def work() -> None:
        report = import_roll(
            cast.congress_id, read_roll("roll.csv", roll(3), Findings()), Findings(), answers={}, actor=actor, now=now
        )
        if not tries:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(cast.do, *meanwhile).result(timeout=20)
        tries.append(report.ids)

    with cast.app.app_context():
        run_and_keep_if(work, lambda _done: True)
    return tries


def whole(cast) -> list[str]:
    """What `journal verify` would say."""

    def told() -> list[str]:
        found = list(journal.entries("congress:essai"))
        breaks = [sentence for _number, sentence in journal.breaks("congress:essai", found)]
        return breaks + list(altered_rows(found, cast.congress_id))

    return cast.read(told)


def sitting_of(cast) -> int:
    return cast.read(lambda: sitting_by_number(cast.congress_id, 2).id)


def names(cast) -> list[str]:
    rows = select(Member.family_name).where(Member.given_name.startswith("Prénom"), Member.votes)
    return cast.read(lambda: sorted(session().scalars(rows)))


def test_an_arrival_is_followed_in_the_journal(cast):
    """Whatever moved the journal had the roll checked anew: beside a sitting it never came to an end."""
    sitting = sitting_of(cast)
    cast.do(open_sitting, sitting)
    before = cast.read(lambda: journal.head_of("congress:essai")[0])
    assert len(taken(cast, arrive, sitting, cast.ids["ada"])) == 1
    kinds = cast.read(lambda: [entry.kind for entry in journal.entries("congress:essai")])
    assert kinds[before:] == ["member_arrived", "member_added", "member_added", "member_added"]
    assert whole(cast) == []


def test_a_sitting_that_opens_has_it_checked_again(cast):
    assert len(taken(cast, open_sitting, sitting_of(cast))) == 2
    assert names(cast) == [], "who would vote waits for the end of the sitting"
    assert whole(cast) == []


def test_without_either_they_vote_at_once(cast):
    assert len(taken(cast, lambda **_said: None)) == 1
    assert names(cast) == ["Nom0", "Nom1", "Nom2"]
    assert whole(cast) == []
