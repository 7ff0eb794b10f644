"""A quarter of those present obtains a public vote, a third a secret one; proxies do not count; names are kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber_models import AgendaItem, PresenceMode
from congress.models import Congress
from congress.rules.rule_names import BallotKind
from congress.services.presence_services import arrive, leave
from congress.services.proxy_services import give_proxy
from core.database import session
from core.errors import Forbidden, RuleBroken
from core.journal import JournalEntry
from tests.support.cast import build_congress
from tests.support.plenary import Plenary
from voting.models import Poll
from voting.queries.challenge.asked_ballots import asked_on
from voting.queries.dividing.asked_divisions import division_requests_on
from voting.queries.subjects import SubjectKeys
from voting.rules.debate.precedence import FloorKind
from voting.rules.methods.method import ELECTRONIC, PAPER, ROLL_CALL, SHOW_OF_HANDS
from voting.services import poll_services
from voting.services.challenge.ballot_requests import ask_ballot, withdraw_request
from voting.services.debate.raising import WantedMotion, raise_motion
from voting.services.debate.settling import put_to_vote
from voting.services.dividing.division_requests import ask_division

pytestmark = pytest.mark.one_database
PUBLIC, SECRET = BallotKind.PUBLIC, BallotKind.SECRET


@pytest.fixture
def plenary(app):
    """Eight are there, fatou by a proxy: two ask for a public vote, three for a secret one."""
    made = Plenary.of(build_congress(app))
    made.do(give_proxy, made.sitting_id, made.cast.ids["fatou"], made.cast.ids["ada"], by="sven")
    made.open("ada", "bela", "dora", "emile", "gaspard", "hana", "iris", "chloe")
    made.item_id = made.discuss()
    return made


def change(plenary, **values) -> None:
    def work() -> None:
        for name, value in values.items():
            setattr(session().get_one(Congress, plenary.cast.congress_id), name, value)

    plenary.cast.run(work)


def asked(plenary):
    return plenary.cast.read(lambda: asked_on(session().get_one(AgendaItem, plenary.item_id)))


def announce(plenary, method) -> int:
    return plenary.do(poll_services.announce_poll, plenary.item_id, SubjectKeys(part_id=plenary.part()), method=method)


def test_a_quarter_of_those_present_obtains_a_public_vote(plenary):
    plenary.do(ask_ballot, plenary.item_id, PUBLIC, by="bela")
    assert asked(plenary).mode.value == "show_of_hands"
    plenary.do(ask_ballot, plenary.item_id, PUBLIC, by="bela")  # twice is once
    plenary.do(ask_ballot, plenary.item_id, PUBLIC, by="dora")
    found = asked(plenary)
    assert (len(found.public), found.present, found.public_needed, found.mode.value) == (2, 8, 2, "public_named")
    with pytest.raises(RuleBroken, match="obtenu un scrutin public"):
        announce(plenary, SHOW_OF_HANDS)
    announce(plenary, ROLL_CALL)


def test_a_third_obtains_a_secret_one_which_prevails_and_is_on_paper(plenary):
    for name in ("bela", "dora"):
        plenary.do(ask_ballot, plenary.item_id, PUBLIC, by=name)
    ids = [plenary.cast.ids[name] for name in ("emile", "hana", "iris")]
    plenary.do(ask_ballot, plenary.item_id, SECRET, ids)  # keyed by the chair
    assert asked(plenary).mode.value == "secret"
    with pytest.raises(RuleBroken, match="obtenu un scrutin secret"):
        announce(plenary, ELECTRONIC)
    change(plenary, prevailing_request="public")
    assert asked(plenary).mode.value == "public_named"
    change(plenary, prevailing_request="secret")
    announce(plenary, PAPER)
    entry = plenary.cast.read(
        lambda: (
            session()
            .scalars(select(JournalEntry).where(JournalEntry.kind == "ballot_asked").order_by(JournalEntry.id.desc()))
            .first()
        )
    )
    assert (entry.payload["asks"], entry.payload["present"], entry.payload["needed"]) == (3, 8, 3)
    assert len(entry.payload["members"]) == 3


def test_who_leaves_or_withdraws_the_request_does_not_count(plenary):
    for name in ("bela", "dora"):
        plenary.do(ask_ballot, plenary.item_id, PUBLIC, by=name)
    plenary.do(withdraw_request, plenary.item_id, PUBLIC, by="dora")
    assert asked(plenary).mode.value == "show_of_hands"
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["bela"], by="bela")
    assert asked(plenary) is None
    with pytest.raises(RuleBroken, match="parmi les présents"):
        plenary.do(ask_ballot, plenary.item_id, PUBLIC, by="bela")


def test_a_request_is_for_the_next_vote_alone_and_comes_before_it(plenary):
    for name in ("bela", "dora"):
        plenary.do(ask_ballot, plenary.item_id, PUBLIC, by=name)
    poll_id = announce(plenary, ELECTRONIC)
    with pytest.raises(RuleBroken, match="déjà annoncé"):
        plenary.do(ask_ballot, plenary.item_id, SECRET, by="emile")
    plenary.do(poll_services.cancel_poll, poll_id, "Une erreur.")
    assert asked(plenary).is_obtained  # the vote is still to be held


def test_the_vote_on_a_motion_from_the_floor_uses_up_no_request(plenary):
    for name in ("bela", "dora"):
        plenary.do(ask_ballot, plenary.item_id, PUBLIC, by=name)
    plenary.do(ask_division, plenary.item_id, by="bela")
    plenary.cast.clock.advance(timedelta(seconds=5))
    motion = plenary.do(
        raise_motion,
        plenary.sitting_id,
        plenary.cast.ids["ada"],
        WantedMotion(FloorKind.REFERRAL, "À revoir."),
        by="ada",
    )
    plenary.do(put_to_vote, plenary.sitting_id, motion)
    poll = plenary.cast.read(lambda: session().scalars(select(Poll)).one())
    assert poll.method == ELECTRONIC, "by name, as was obtained"
    plenary.vote(poll.id, "against", "ada", "bela", "dora")
    plenary.proclaim(poll.id)
    plenary.cast.clock.advance(timedelta(seconds=5))
    assert asked(plenary).mode.value == "public_named"
    assert plenary.cast.read(lambda: len(division_requests_on(session().get_one(AgendaItem, plenary.item_id)))) == 1
    with pytest.raises(RuleBroken, match="obtenu un scrutin public"):
        announce(plenary, SHOW_OF_HANDS)
    voted = announce(plenary, ELECTRONIC)
    plenary.do(poll_services.open_poll, voted)
    plenary.vote(voted, "for", "ada", "bela", "dora")
    plenary.proclaim(voted)
    assert asked(plenary) is None, "the vote on the text does"


def test_the_desk_alone_keys_for_others_and_only_where_the_rules_have_it(plenary):
    with pytest.raises(Forbidden):
        plenary.do(ask_ballot, plenary.item_id, PUBLIC, [plenary.cast.ids["bela"]], by="ada")
    change(plenary, secret_request=0)
    with pytest.raises(RuleBroken, match="ne donne pas ce scrutin"):
        plenary.do(ask_ballot, plenary.item_id, SECRET, by="ada")


def test_an_epci_at_a_distance_puts_off_the_item_for_which_secrecy_is_obtained(plenary):
    change(plenary, body="epci")
    fatou = plenary.cast.ids["fatou"]
    plenary.do(arrive, plenary.sitting_id, fatou, PresenceMode.REMOTE, by="fatou")
    plenary.do(ask_ballot, plenary.item_id, SECRET, [plenary.cast.ids[name] for name in ("emile", "hana", "iris")])
    for method in (ELECTRONIC, PAPER):
        with pytest.raises(RuleBroken, match=r"reporté.*L5211-11-1"):
            announce(plenary, method)
