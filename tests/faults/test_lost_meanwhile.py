"""What a voter had when the page was made and has no more when they press: the right refusal, nothing half done."""

import pytest
from sqlalchemy import select

from congress.models import Accreditation, Member
from congress.services.presence_services import leave
from congress.services.proxy_services import give_proxy, revoke_proxy
from core.database import session
from tests.support.plenary import words
from tests.support.untouched import changed, everything
from voting.models import Ballot
from voting.queries.subjects import SubjectKeys
from voting.services.poll_services import announce_poll, open_poll

pytestmark = pytest.mark.one_database


@pytest.fixture
def carried(plenary):
    """The plenary, after bela left her proxy to ada; the next poll is open, in which ada holds two rights."""
    plenary.proclaim(1)
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["bela"], by="bela")
    plenary.proxy = plenary.do(
        give_proxy, plenary.sitting_id, plenary.cast.ids["bela"], plenary.cast.ids["ada"], by="bela"
    )
    plenary.open_poll = vote_on(plenary, 2)
    return plenary


def vote_on(plenary, item: int) -> int:
    """The id of a poll open on the proposal of an item."""
    plenary.discuss(item)
    poll = plenary.do(announce_poll, plenary.item(item), SubjectKeys(part_id=plenary.part(item)))
    plenary.do(open_poll, poll)
    return poll


def press(plenary, poll: int, right: int, choice: str = "against"):
    """What ada gets who votes so with a right."""
    row = plenary.row_of_poll(poll)
    fields = {"seen": row.text_sha256, "choice": choice, "right": right}
    return plenary.post("ada", f"scrutins/{row.number}/votes", **fields)


def test_a_proxy_revoked_while_voting_ends_with_the_vote(carried):
    """The electorate is fixed at the opening: the poll that is open is voted with it, the next one is not."""
    plenary = carried
    poll = plenary.open_poll
    own, hers = plenary.rights(poll, "ada")
    plenary.do(revoke_proxy, plenary.proxy, by="bela")
    assert press(plenary, poll, hers).status_code == 303
    plenary.proclaim(poll)
    before = everything(plenary.cast)
    late = press(plenary, poll, hers, "for")
    assert late.status_code == 409
    assert "clos" in words(late)
    assert changed(before, everything(plenary.cast)) == set()

    following = vote_on(plenary, 3)
    before = everything(plenary.cast)
    for right in (hers, own):  # of the former poll
        refused = press(plenary, following, right)
        assert refused.status_code == 403
        assert "Vous n’êtes pas parmi les membres appelés à voter" in words(refused)
    assert changed(before, everything(plenary.cast)) == set()
    (mine,) = plenary.rights(following, "ada")
    assert press(plenary, following, mine).status_code == 303


def test_an_accreditation_lost_during_the_vote(plenary):
    browser, right = plenary.cast.browse("ada"), plenary.rights(1, "ada")[0]
    fields = {"seen": plenary.seen(1), "choice": "for", "right": right}
    path = plenary.cast.path("scrutins/1/votes")
    assert browser.post(path, data=fields).status_code == 303
    plenary.cast.run(lambda: admit(plenary, Accreditation.WITHDRAWN))
    before = everything(plenary.cast)
    refused = browser.post(path, data={**fields, "choice": "against"})
    assert refused.status_code == 403
    assert "Votre accréditation à ce congrès n’est plus en cours\u00a0: rien n’est enregistré." in words(refused)
    assert changed(before, everything(plenary.cast)) == set()
    assert plenary.cast.read(lambda: session().scalars(select(Ballot.choice)).all()) == ["for"], "what was cast stays"
    plenary.cast.run(lambda: admit(plenary, Accreditation.ACCREDITED))
    assert browser.post(path, data={**fields, "choice": "against"}).status_code == 303


def admit(plenary, accreditation: Accreditation) -> None:
    session().get_one(Member, plenary.cast.ids["ada"]).accreditation = accreditation
