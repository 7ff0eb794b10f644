"""Adoption without debate: proposed, recalled by any member until its deadline, put to one vote."""

from datetime import timedelta

import pytest

from core.errors import Forbidden, Invalid, NotFound, RuleBroken
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN, TWENTY, Plenary, words

BASE = PROPOSALS[0].rstrip("\n")
LAST = f"{BASE}\n\nUn alinéa de plus.\n"
TITLED = PROPOSALS[0].replace("# ", "# Enfin, ", 1)


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def proposed(plenary, *ids: int, minutes: int = 10, by: str = "chloe") -> int:
    from amendments.services.ordering.bundle_services import propose

    until = plenary.cast.clock.now() + timedelta(minutes=minutes)
    return plenary.do(propose, plenary.part(), ids, until, by=by)


def recall(plenary, amendment: int, by: str) -> None:
    from amendments.services.ordering.bundle_services import recall as service

    plenary.do(service, amendment, by=by)


def left(plenary) -> list[list[int]]:
    """The votes left on the first proposal, by ids; the text itself is left out."""
    from voting.queries.votes_left import left_to_vote

    found = plenary.cast.read(lambda: left_to_vote(plenary.cast.congress_id))
    return [[row.id for row in vote.amendments] for vote in found[0].votes if vote.amendments]


def statuses(plenary, *ids: int) -> list[str]:
    from amendments.queries.amendment_queries import by_id

    return [plenary.cast.read(lambda one=one: by_id(one)).status.value for one in ids]


def after_deadline(plenary) -> None:
    plenary.cast.clock.advance(timedelta(minutes=11))


def text(plenary) -> str:
    from motions.queries.motion_queries import current_revision

    return plenary.cast.read(lambda: current_revision(plenary.part()).text)


def test_what_nobody_recalls_is_adopted_by_one_vote_each_with_its_own_revision(plenary):
    from app.journal_verifying import verify_journal
    from motions.queries.motion_queries import revisions_of

    title, last = plenary.amend(TITLED, by="ada"), plenary.amend(LAST, by="bela")
    other = plenary.amend(FIFTEEN, by="dora")
    bundle = proposed(plenary, title, last)
    assert left(plenary) == [[title, last], [other]]
    with pytest.raises(RuleBroken, match="Un membre peut encore rappeler"):
        plenary.announce(amendment_ids=(title, last), bundle_id=bundle)
    after_deadline(plenary)
    poll = plenary.poll(amendment_ids=(title, last), bundle_id=bundle)
    assert (
        plenary.row_of_poll(poll).question == "Adoptez-vous sans débat les amendements n°\u00a01\u00a0et\u00a02\u202f?"
    )
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    assert statuses(plenary, title, last, other) == ["adopted", "adopted", "published"]
    assert text(plenary).startswith("# Enfin, ") and text(plenary).endswith("\n\nUn alinéa de plus.\n")
    made = plenary.cast.read(lambda: revisions_of(plenary.part()))
    assert [revision.cause_label for revision in made[1:]] == ["amendement n°\u00a01", "amendement n°\u00a02"]
    assert left(plenary) == [[other]]
    assert plenary.cast.read(lambda: verify_journal(plenary.cast.slug)).errors == ()


def test_refused_without_debate_each_is_debated_in_its_place(plenary):
    title, last = plenary.amend(TITLED, by="ada"), plenary.amend(LAST, by="bela")
    bundle = proposed(plenary, title, last)
    after_deadline(plenary)
    poll = plenary.poll(amendment_ids=(title, last), bundle_id=bundle)
    plenary.vote(poll, "against", "ada", "bela")
    plenary.proclaim(poll)
    assert statuses(plenary, title, last) == ["published", "published"]
    assert left(plenary) == [[title], [last]]
    single = plenary.poll(amendment_ids=(title,))
    plenary.vote(single, "for", "ada")
    plenary.proclaim(single)
    assert statuses(plenary, title) == ["adopted"]


def test_any_member_recalls_one_until_the_deadline_and_the_secretariat_is_told(plenary):
    from core.database import session
    from core.mail.outbox import OutboxMessage

    rows = plenary.amend(TITLED, by="ada"), plenary.amend(LAST, by="bela"), plenary.amend(FIFTEEN, by="dora")
    proposed(plenary, *rows)
    recall(plenary, rows[1], "emile")
    recall(plenary, rows[1], "fatou")  # recalled already: nothing more
    assert left(plenary) == [[rows[0], rows[2]], [rows[1]]]
    mails = plenary.cast.read(lambda: session().query(OutboxMessage).filter(OutboxMessage.key.like("recalled:%")).all())
    assert [mail.subject for mail in mails] == ["Amendement n°\u00a02 rappelé\u00a0: il sera débattu"]
    after_deadline(plenary)
    with pytest.raises(RuleBroken, match="Le rappel était possible jusqu’au"):
        recall(plenary, rows[0], "emile")
    for who in ("sven", "vera"):
        with pytest.raises(Forbidden):
            recall(plenary, rows[0], who)


def test_one_that_gets_a_rival_or_leaves_is_debated_in_its_place(plenary):
    from amendments.services.amendment_services import withdraw

    title, last, dix = (
        plenary.amend(TITLED, by="ada"),
        plenary.amend(LAST, by="bela"),
        plenary.amend(FIFTEEN, by="dora"),
    )
    bundle = proposed(plenary, title, last, dix)
    rival = plenary.amend(TWENTY, by="emile")
    assert left(plenary)[0] == [title, last]
    assert sorted(left(plenary)[1:]) == sorted([[dix], [rival]])
    after_deadline(plenary)
    with pytest.raises(RuleBroken, match="a changé"):
        plenary.announce(amendment_ids=(title, last, dix), bundle_id=bundle)
    plenary.do(withdraw, last, by="bela")
    assert left(plenary)[0] == [title]  # one alone is a vote like another


def test_one_rectified_or_taken_up_after_the_deadline_is_debated_in_its_place(plenary):
    from amendments.services.amendment_services import withdraw
    from amendments.services.life.rectifying import rectify
    from amendments.services.life.taking_up import take_up

    ids = [plenary.amend(TITLED, by="ada"), plenary.amend(LAST, by="bela")]
    ids += [plenary.amend(FIFTEEN, by="dora"), plenary.amend(BASE.replace("trois ans", "cinq ans"), by="emile")]
    title, last, dix, years = ids
    bundle = proposed(plenary, *ids)
    after_deadline(plenary)
    again = {"title": "Autre", "reasons": "Mieux.", "seen_version": 1}
    plenary.do(rectify, title, text=TITLED.replace("Enfin", "Toujours, enfin"), **again, by="ada")
    plenary.do(withdraw, years, by="emile")
    plenary.do(take_up, years, by="fatou")
    assert left(plenary) == [[last, dix], [title], [years]]
    with pytest.raises(RuleBroken, match="a changé"):
        plenary.announce(amendment_ids=tuple(ids), bundle_id=bundle)
    told = words(plenary.get("hana", "amendements/1")).replace("\u00a0", " ")
    assert "rappelé par Mme Ada Martin : il sera débattu à sa place" in told


@pytest.mark.parametrize("case", ["alone", "disputed", "too soon", "twice", "not of the bureau", "unknown"])
def test_what_is_refused_says_why(plenary, case):
    from amendments.services.ordering.bundle_services import give_up

    title, last = plenary.amend(TITLED, by="ada"), plenary.amend(LAST, by="bela")
    if case == "alone":
        with pytest.raises(Invalid, match="au moins deux"):
            proposed(plenary, title)
    elif case == "disputed":
        first, second = plenary.amend(FIFTEEN, by="dora"), plenary.amend(TWENTY, by="emile")
        with pytest.raises(Invalid, match="n°\u00a03\u00a0et\u00a04 ont un concurrent"):
            proposed(plenary, title, last, first, second)
    elif case == "too soon":
        with pytest.raises(Invalid, match="au moins cinq minutes"):
            proposed(plenary, title, last, minutes=1)
    elif case == "twice":
        bundle = proposed(plenary, title, last)
        with pytest.raises(RuleBroken, match="déjà proposée"):
            proposed(plenary, title, last)
        plenary.do(give_up, bundle, plenary.part())
        plenary.do(give_up, bundle, plenary.part())  # pressed twice
        assert left(plenary) == [[title], [last]]
        assert proposed(plenary, title, last)
    elif case == "not of the bureau":
        with pytest.raises(Forbidden):
            proposed(plenary, title, last, by="ada")
    else:
        with pytest.raises(NotFound):
            recall(plenary, title, "ada")


def test_identical_ones_in_a_bundle_are_adopted_together(plenary):
    one, same, last = (
        plenary.amend(TITLED, by="ada"), plenary.amend(TITLED, by="dora"), plenary.amend(LAST, by="bela"),
    )  # fmt: skip
    bundle = proposed(plenary, one, same, last)
    after_deadline(plenary)
    poll = plenary.poll(amendment_ids=(one, same, last), bundle_id=bundle)
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    assert statuses(plenary, one, same, last) == ["adopted"] * 3
