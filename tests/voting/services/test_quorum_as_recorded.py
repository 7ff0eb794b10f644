"""A vote stands on the check of the quorum under which it opened: read back at its closing, never judged again."""

import pytest

from congress.chamber_models import AgendaItemKind
from congress.queries.chamber_queries import open_item_of
from congress.queries.chamber_queries import sitting as sitting_of
from congress.services.presence_services import arrive, leave
from congress.services.proxy_services import give_proxy
from congress.services.sitting_services import add_item
from core.errors import RuleBroken
from tests.support.assembly import assemble, in_discussion, opened_poll, vote, with_motion
from tests.support.polls import announce, result, row
from voting.models import Outcome
from voting.pages.chamber_shown import room_of
from voting.services.discussion_services import check_on_request, put_in_discussion
from voting.services.poll_services import close_poll, proclaim_poll

pytestmark = pytest.mark.one_database
IN_NUMBER = "Aucune vérification du quorum n’est demandée\u00a0: l’assemblée est réputée en nombre."


def gathered(app, present: int, *, electors: int = 9, **rules):
    """An assembly of which so many are there, its proposal not in discussion yet."""
    made = assemble(app, electors=electors, opened=True, **rules)
    made.motion, (made.part,) = with_motion(made)
    made.present(*made.electors[:present])
    return made


def closed(assembly) -> Outcome:
    """What a poll on the item in discussion decides, opened and closed now, the chair alone voting for."""
    assembly.poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    vote(assembly, assembly.poll, "for", assembly.chair)
    assembly.do(close_poll, assembly.poll, by=assembly.chair)
    return row(assembly, Outcome, assembly.poll)


def room(app, assembly):
    """The quorum that the pages state, the item of the assembly in discussion or none."""
    with app.test_request_context():
        found = sitting_of(assembly.sitting_id)
        return room_of(found, assembly.now, item=open_item_of(found.id), poll=None).quorum


def test_proxies_that_counted_at_the_discussion_count_at_the_closing(app):
    """The principal arrives, the proxy sleeps: the vote stands on the check, as it does when somebody leaves."""
    assembly = gathered(app, 1, electors=8, quorum="quarter_members_with_proxies")
    assembly.do(give_proxy, assembly.sitting_id, assembly.electors[1], assembly.chair, by=assembly.electors[1])
    assembly.item = in_discussion(assembly)
    assembly.do(arrive, assembly.sitting_id, assembly.electors[1], by=assembly.electors[1])
    outcome = closed(assembly)
    assert (outcome.is_quorum_met, outcome.is_adopted, outcome.reason) == (True, True, "majority")


@pytest.mark.parametrize("moment", ["item", "vote", "sitting"])
def test_a_check_that_nobody_asked_for_is_no_request(app, moment):
    assembly = gathered(app, 2, quorum="on_request_majority_members", quorum_checked=moment)
    assembly.item = in_discussion(assembly)
    outcome = closed(assembly)
    assert (outcome.is_quorum_met, outcome.is_adopted, outcome.reason) == (True, True, "majority")
    assert room(app, assembly).sentence == IN_NUMBER


def test_a_request_that_found_no_quorum_stops_the_votes_until_one_finds_it(app):
    """Whichever moment the congress checks at, and on the next item too."""
    assembly = gathered(app, 2, quorum="on_request_majority_members")
    assembly.item = in_discussion(assembly)
    assert not assembly.do(check_on_request, assembly.sitting_id, by=assembly.chair).is_met
    with pytest.raises(RuleBroken, match="Rien n’est mis aux voix"):
        announce(assembly, part_id=assembly.part)
    other = assembly.do(add_item, assembly.sitting_id, AgendaItemKind.MOTION, "Motion", None, by=assembly.secretary)
    assert not assembly.do(put_in_discussion, other, by=assembly.chair).is_met
    with pytest.raises(RuleBroken, match="Rien n’est mis aux voix"):
        announce(assembly, part_id=assembly.part)
    assembly.present(*assembly.electors[2:5])
    assert assembly.do(put_in_discussion, other, by=assembly.chair).is_met
    assembly.do(leave, assembly.sitting_id, assembly.electors[4], by=assembly.electors[4])
    assembly.item = assembly.do(put_in_discussion, other, by=assembly.chair) and other
    assert room(app, assembly).sentence.startswith("Quorum atteint à la mise en discussion")


def test_a_check_on_request_is_stated_by_its_own_rule(app):
    """Two thirds were asked, five of nine are there: no page may say that it is enough, nor the result that none was."""
    assembly = gathered(app, 5, quorum="two_thirds_members", quorum_checked="on_request")
    assembly.item = in_discussion(assembly)
    assert room(app, assembly).sentence == IN_NUMBER
    closed(assembly)
    assembly.do(proclaim_poll, assembly.poll, by=assembly.chair)
    assert result(app, assembly, assembly.poll).quorum == IN_NUMBER
    assert not assembly.do(check_on_request, assembly.sitting_id, by=assembly.chair).is_met
    assert "5\u00a0membres présents sur 9 en exercice, il en faut au moins 6." in room(app, assembly).sentence
