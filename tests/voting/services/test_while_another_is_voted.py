"""What becomes of an amendment while a poll waits for its end: nothing is ended, put off nor taken along by surprise."""

import datetime as dt
from gettext import NullTranslations

import pytest

from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import by_id as row_of
from amendments.services.amendment_services import withdraw
from amendments.services.endings import end
from amendments.services.life.rectifying import rectify
from amendments.services.life.taking_up import take_up
from core.errors import RuleBroken
from tests.support.assembly import FIRST_TEXT
from tests.support.polls import FIFTEEN, TWENTY, announce, decide, row
from tests.voting.services.test_life_in_a_sitting import SIXTEEN, opened, published, status, sub, text
from voting.queries.after.fates import fate_of
from voting.rules.fates import fate_sentence
from voting.services.announced import NotAsAnnounced
from voting.services.discussion_services import set_aside
from voting.services.life import reserving
from voting.services.poll_services import announce_correction, open_poll
from voting.services.text_effects import fallings, still_falling

FIVE_YEARS = FIRST_TEXT.replace("trois ans", "cinq ans")


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def aside(assembly, amendment_id: int) -> None:
    assembly.do(set_aside, amendment_id, AmendmentStatus.NOT_SUPPORTED, "Personne.", by=assembly.chair)


def test_nothing_is_set_aside_while_its_sub_amendment_is_put_to_the_vote(assembly):
    first = published(assembly, FIFTEEN)
    own = sub(assembly, first, SIXTEEN)
    poll = opened(assembly, amendment_ids=(own,))
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        aside(assembly, first)

    def ended(*, actor, now):
        end(row(assembly, Amendment, first), AmendmentStatus.NOT_SUPPORTED, "Personne.", actor=actor, now=now)

    with pytest.raises(RuleBroken, match="sous-amendements est mis aux voix"):
        assembly.do(ended, by=assembly.chair)
    with pytest.raises(RuleBroken, match="ne peut plus être retiré"):
        assembly.do(withdraw, first, by=assembly.electors[1])
    decide(assembly, poll, "for", "for")
    assert status(assembly, own) == AmendmentStatus.ADOPTED
    aside(assembly, first)
    assert status(assembly, own) == AmendmentStatus.FALLEN


def test_what_is_announced_is_neither_set_aside_nor_reserved(assembly):
    first = published(assembly, FIFTEEN)
    announce(assembly, amendment_ids=(first,))
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        aside(assembly, first)
    with pytest.raises(RuleBroken, match="est mis aux voix"):
        assembly.do(reserving.reserve, first, sitting_id=assembly.sitting_id, by=assembly.chair)
    assert row(assembly, Amendment, first).reserved_at is None


def test_one_rectified_meanwhile_that_leaves_the_words_in_dispute_falls_no_more(assembly):
    first, other = published(assembly, FIFTEEN), published(assembly, TWENTY.replace("trois ans", "cinq ans"), 2)
    poll = opened(assembly, amendment_ids=(first,))
    assert assembly.read(lambda: [found.amendment_id for found in still_falling(poll)]) == [other]
    words = {"title": "Cinq ans", "reasons": "Mieux.", "seen_version": 1}
    assembly.do(rectify, other, text=FIVE_YEARS, **words, by=assembly.electors[2])
    assert assembly.read(lambda: still_falling(poll)) == []
    decide(assembly, poll, "for", "for", confirmed=[other])
    assert status(assembly, other) == AmendmentStatus.PUBLISHED
    decide(assembly, opened(assembly, amendment_ids=(other,)), "for", "for")
    assert "quinze mille postes" in text(assembly) and "cinq ans" in text(assembly)


def test_one_rectified_meanwhile_over_the_same_words_falls_as_was_said(assembly):
    first, other = published(assembly, FIFTEEN), published(assembly, TWENTY, 2)
    poll = opened(assembly, amendment_ids=(first,))
    thirty = TWENTY.replace("vingt mille", "trente mille")
    words = {"title": "Trente", "reasons": "Mieux.", "seen_version": 1}
    assembly.do(rectify, other, text=thirty, **words, by=assembly.electors[2])
    decide(assembly, poll, "for", "for", confirmed=[other])
    assert status(assembly, other) == AmendmentStatus.FALLEN


def test_what_an_adoption_by_a_correcting_vote_makes_fall_is_said_before_and_falls(assembly):
    first, rival = published(assembly, FIFTEEN), published(assembly, TWENTY, 2)
    wrong = opened(assembly, amendment_ids=(first,))
    decide(assembly, wrong, "against", "against")
    poll = assembly.do(announce_correction, assembly.item, wrong, "Mauvais comptage.", by=assembly.chair)
    assert assembly.read(lambda: [found.amendment_id for found in fallings(poll)]) == [rival]
    assembly.do(open_poll, poll, by=assembly.chair)
    decide(assembly, poll, "for", "for", confirmed=[rival])
    assert [status(assembly, one) for one in (first, rival)] == [AmendmentStatus.ADOPTED, AmendmentStatus.FALLEN]
    assert row(assembly, Amendment, rival).cause_amendment_id == first
    undo = assembly.do(announce_correction, assembly.item, poll, "Il fallait le rejeter.", by=assembly.chair)
    assert assembly.read(lambda: fallings(undo)) == []
    assembly.do(open_poll, undo, by=assembly.chair)
    decide(assembly, undo, "against", "against")
    assert [status(assembly, one) for one in (first, rival)] == [AmendmentStatus.REJECTED, AmendmentStatus.PUBLISHED]


def test_a_rival_published_since_a_correcting_vote_was_announced_is_announced_again(assembly):
    first = published(assembly, FIFTEEN)
    wrong = opened(assembly, amendment_ids=(first,))
    decide(assembly, wrong, "against", "against")
    poll = assembly.do(announce_correction, assembly.item, wrong, "Mauvais comptage.", by=assembly.chair)
    published(assembly, TWENTY, 2)
    with pytest.raises(NotAsAnnounced, match="ferait tomber a changé"):
        assembly.do(open_poll, poll, by=assembly.chair)


def told(assembly, amendment_id: int) -> str:
    """The sentence that says what became of an amendment."""

    def say() -> str:
        found = row_of(amendment_id)
        return fate_sentence(fate_of(found.motion.congress, found), NullTranslations())

    return assembly.read(say)


def test_an_adopted_sub_amendment_falls_with_its_amendment_and_says_so(assembly):
    first = published(assembly, FIFTEEN)
    own = sub(assembly, first, SIXTEEN)
    decide(assembly, opened(assembly, amendment_ids=(own,)), "for", "for")
    adopted = told(assembly, own)
    assembly.do(withdraw, first, by=assembly.electors[1])
    fallen = told(assembly, own)
    assert fallen.startswith("Le sous-amendement n°\u00a01-A, adopté, au scrutin n°\u00a01, par 2\u00a0voix pour")
    assert fallen.endswith("\u00a0: l’amendement n°\u00a01, qu’il changeait, n’est pas adopté.")
    assembly.now += dt.timedelta(minutes=7)
    assembly.do(take_up, first, by=assembly.electors[3])
    assert told(assembly, own) == adopted  # of the same minute: that of its vote
    assembly.do(withdraw, first, by=assembly.electors[3])
    assert told(assembly, first).endswith(", qui l’avait repris.") and "déposé" not in told(assembly, first)


def test_it_stands_as_long_as_one_amendment_bears_its_words(assembly):
    first, same = published(assembly, FIFTEEN), published(assembly, FIFTEEN, 2)
    own = sub(assembly, first, SIXTEEN, 3)
    decide(assembly, opened(assembly, amendment_ids=(own,)), "for", "for")
    assembly.do(withdraw, first, by=assembly.electors[1])
    assert status(assembly, own) == AmendmentStatus.ADOPTED
    wrong = opened(assembly, amendment_ids=(same,))
    decide(assembly, wrong, "against", "against")
    assert status(assembly, own) == AmendmentStatus.FALLEN
    assert told(assembly, own).endswith("l’amendement n°\u00a02, qu’il changeait, n’est pas adopté.")
    poll = assembly.do(announce_correction, assembly.item, wrong, "Mauvais comptage.", by=assembly.chair)
    assembly.do(open_poll, poll, by=assembly.chair)
    decide(assembly, poll, "for", "for")
    assert status(assembly, own) == AmendmentStatus.ADOPTED and text(assembly) == SIXTEEN
