"""RAN, art. 61: a vote that wants a quorum waits fifteen minutes, then is valid whatever the number."""

from datetime import timedelta

import pytest

from congress.rules.presets.house_rules import PRESETS
from congress.rules.rule_names import PresetName
from congress.services.lawful.changing import save_rules
from core.database import session
from core.errors import RuleBroken
from tests.support.plenary import Plenary, words
from voting.models import Outcome
from voting.services.discussion_services import check_on_request, put_in_discussion
from voting.services.poll_services import open_poll


def test_a_vote_put_off_for_want_of_a_quorum_is_held_whatever_the_number_after_a_quarter_of_an_hour(cast):
    plenary = Plenary.of(cast)
    plenary.do(save_rules, cast.congress_id, PRESETS[PresetName.NATIONAL_ASSEMBLY], by="sven")
    plenary.open("ada", "bela", "chloe")
    plenary.do(put_in_discussion, plenary.item())
    poll_id = plenary.announce()
    assert not plenary.do(check_on_request, plenary.sitting_id).is_met
    cast.clock.advance(timedelta(minutes=14))
    assert not plenary.do(check_on_request, plenary.sitting_id).is_met  # asked again: the first one counts
    with pytest.raises(RuleBroken, match="n’a pas lieu avant"):
        plenary.do(open_poll, poll_id)
    cast.clock.advance(timedelta(minutes=1))
    check = plenary.do(open_poll, poll_id)
    assert check.is_met and check.waited and check.needed == 0
    plenary.vote(poll_id, "for", "ada", "chloe")
    plenary.proclaim(poll_id)
    assert cast.read(lambda: session().get_one(Outcome, poll_id).is_adopted)
    assert "Le vote, reporté faute de quorum, est valable quel que soit le nombre des présents." in words(
        plenary.get("ada", "scrutins/1")
    )
