"""A vote by show of hands: the chair looks and declares; hands that were counted decide by the rules."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from congress.models import WEIGHT_SCALE, Member
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from core.journal import entries
from motions.models import Part, PartState
from tests.support.assembly import published, rights
from tests.support.polls import FIFTEEN, row, sentence
from voting.models import Ballot, Outcome, Poll, PollState
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.rules.outcome import Reason
from voting.services import text_effects
from voting.services.ballot_services import cast_ballot, key_spoken_ballot
from voting.services.modes.declaring import Declaration, declare
from voting.services.modes.putting_to_vote import put_to_vote
from voting.services.poll_services import NotAsShown, close_poll
from voting.services.vote_seals import altered_votes


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def put(assembly, **subject) -> int:
    """The id of a poll put by show of hands in one press."""
    assembly.do(put_to_vote, assembly.item, SubjectKeys(**subject), SHOW_OF_HANDS, by=assembly.chair)
    return assembly.read(lambda: session().scalar(select(func.max(Poll.id))))


def shown(assembly, poll: int) -> str:
    return assembly.read(lambda: text_effects.result_shown(session().get_one(Poll, poll), if_adopted=True))


def say(assembly, poll: int, is_adopted: bool, *, by: int | None = None, **said):
    declaration = Declaration(is_adopted, **said)
    return assembly.do(declare, poll, declaration, shown=shown(assembly, poll), by=by or assembly.chair)


def faults(assembly) -> list[str]:
    stream = f"congress:{assembly.slug}"
    return assembly.read(lambda: list(altered_votes(entries(stream), assembly.congress_id)))


@pytest.mark.parametrize("is_adopted", [True, False])
def test_two_steps_put_it_and_proclaim_what_the_chair_declares(app, assembly, is_adopted):
    poll = put(assembly, part_id=assembly.part)
    assert (row(assembly, Poll, poll).state, row(assembly, Poll, poll).entitled) == (PollState.OPEN, 5)

    verdict = say(assembly, poll, is_adopted)

    outcome, part = row(assembly, Outcome, poll), row(assembly, Part, assembly.part)
    assert (verdict.adopted, outcome.reason, outcome.received) == (is_adopted, Reason.DECLARED, {})
    assert (row(assembly, Poll, poll).state, outcome.took_part) == (PollState.PROCLAIMED, 0)
    assert part.state == (PartState.ADOPTED if is_adopted else PartState.REJECTED)
    assert sentence(app, assembly, poll) == (
        "Vote à main levée, sans décompte des voix. "
        f"La proposition n°\u00a01 est {'adoptée' if is_adopted else 'rejetée'}."
    )
    assert faults(assembly) == []


def test_counted_hands_decide_by_the_rules_and_are_the_result(app, assembly):
    poll = put(assembly, part_id=assembly.part)
    hands = {"for": 2, "against": 1, "abstain": 1}
    with pytest.raises(RuleBroken, match="disent le contraire"):
        say(assembly, poll, False, hands=hands)
    with pytest.raises(Invalid, match="6\u00a0mains pour 5\u00a0membres"):
        say(assembly, poll, True, hands={"for": 6})

    say(assembly, poll, True, hands=hands)

    outcome = row(assembly, Outcome, poll)
    assert outcome.counts == {"for": 2, "against": 1, "abstain": 1, "blank": 0, "null": 0, "not_taking_part": 0}
    assert (outcome.took_part, outcome.cast_votes, outcome.needed, outcome.reason) == (4, 3, 2, "majority")
    assert sentence(app, assembly, poll).startswith("Votants\u00a0: 4. Abstentions\u00a0: 1.")
    assert faults(assembly) == []


def test_a_tie_asks_the_chair_for_their_own_vote_which_decides(assembly):
    poll, hands = put(assembly, part_id=assembly.part), {"for": 2, "against": 2}
    for is_adopted in (True, False):
        with pytest.raises(Invalid, match="dites votre propre vote"):
            say(assembly, poll, is_adopted, hands=hands)
    with pytest.raises(Invalid, match="Choisissez"):
        say(assembly, poll, True, hands=hands, own="peut-être")

    say(assembly, poll, True, hands=hands, own="for")

    assert row(assembly, Outcome, poll).reason is Reason.CASTING_VOTE


def test_only_the_chair_declares_and_only_what_is_open_by_show_of_hands(assembly):
    poll = put(assembly, part_id=assembly.part)
    for somebody in (assembly.electors[1], assembly.secretary):
        with pytest.raises(Forbidden):
            say(assembly, poll, True, by=somebody)
    with pytest.raises(RuleBroken, match="la présidence déclare"):
        assembly.do(close_poll, poll, by=assembly.chair)
    say(assembly, poll, True)
    with pytest.raises(RuleBroken, match="déjà proclamé"):
        say(assembly, poll, False)


def test_nobody_sends_a_vote_nor_has_one_keyed_and_the_database_keeps_none(assembly):
    poll, voter = put(assembly, part_id=assembly.part), assembly.electors[1]
    right, seen = rights(assembly, poll, voter)[0], row(assembly, Poll, poll).text_sha256
    for service, who in ((cast_ballot, voter), (key_spoken_ballot, assembly.secretary)):
        with pytest.raises(RuleBroken, match="Vote à main levée"):
            assembly.do(service, poll, right, "for", seen_sha256=seen, by=who)

    def write() -> None:
        session().add(Ballot(right_id=right, choice="for", cast_at=assembly.now))
        session().flush()

    with pytest.raises(DatabaseError, match="ballot is kept as it was"):
        assembly.run(write)


def test_where_votes_weigh_hands_do_not_count_them(assembly):
    assembly.run(lambda: setattr(session().get_one(Member, assembly.electors[1]), "weight", 3 * WEIGHT_SCALE))
    with pytest.raises(RuleBroken, match="ne pèsent pas toutes autant"):
        put(assembly, part_id=assembly.part)


def test_what_falls_is_what_the_page_showed(assembly):
    fifteen = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    other = published(assembly, assembly.part, FIFTEEN.replace("quinze", "vingt"), by=assembly.electors[2])
    poll = put(assembly, amendment_ids=(fifteen,))
    with pytest.raises(NotAsShown):
        assembly.do(declare, poll, Declaration(True), shown="", confirmed={other}, by=assembly.chair)

    assembly.do(declare, poll, Declaration(True), shown=shown(assembly, poll), confirmed={other}, by=assembly.chair)

    from amendments.models import Amendment, AmendmentStatus

    assert row(assembly, Amendment, fifteen).status == AmendmentStatus.ADOPTED
    assert row(assembly, Amendment, other).status == AmendmentStatus.FALLEN
