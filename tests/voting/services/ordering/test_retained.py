"""Amendments that the bureau retains: adopted by one vote, with what falls, unless a separate vote is asked for."""

import pytest

from core.errors import Forbidden, Invalid, RuleBroken
from motions.rules.motion_text import clean_text
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN, TWENTY, Plenary
from voting.rules.fates import FateKind

KEPT = clean_text(PROPOSALS[0])
BASE = KEPT.rstrip("\n")
LAST = f"{BASE}\n\nUn alinéa de plus.\n"
TITLED = KEPT.replace("# ", "# Enfin, ", 1)


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def retained(plenary, *ids: int, by: str = "chloe") -> int:
    from amendments.services.ordering.retaining import retain

    return plenary.do(retain, plenary.part(), ids, by=by)


def apart(plenary, amendment: int, by: str) -> None:
    from amendments.services.ordering.bundle_services import recall

    plenary.do(recall, amendment, by=by)


def statuses(plenary, *ids: int) -> list[str]:
    from amendments.queries.amendment_queries import by_id

    return [plenary.cast.read(lambda one=one: by_id(one)).status.value for one in ids]


def text(plenary) -> str:
    from motions.queries.motion_queries import current_revision

    return plenary.cast.read(lambda: current_revision(plenary.part()).text)


def left(plenary) -> list[list[int]]:
    from voting.queries.votes_left import left_to_vote

    found = plenary.cast.read(lambda: left_to_vote(plenary.cast.congress_id))
    return [[row.id for row in vote.amendments] for vote in found[0].votes if vote.amendments]


def journal(plenary) -> list[str]:
    from core.database import session
    from core.journal import JournalEntry

    return plenary.cast.read(lambda: [row.kind for row in session().query(JournalEntry).order_by(JournalEntry.id)])


def whole(plenary) -> tuple[str, ...]:
    from app.journal_verifying import verify_journal

    return plenary.cast.read(lambda: verify_journal(plenary.cast.slug)).errors


def _fate(amendment_id: int):
    from flask import current_app

    from amendments.models import Amendment
    from congress.models import Congress
    from core.database import session
    from voting.queries.after.fates import fate_of

    with current_app.test_request_context():
        amendment = session().get_one(Amendment, amendment_id)
        return fate_of(session().get_one(Congress, amendment.part.motion.congress_id), amendment)


def test_what_the_bureau_retains_is_adopted_by_one_vote_and_its_rivals_fall(plenary):
    from motions.queries.motion_queries import revisions_of
    from voting.services.text_effects import fallings

    title, fifteen = plenary.amend(TITLED, by="ada"), plenary.amend(FIFTEEN, by="dora")
    twenty, last = plenary.amend(TWENTY, by="bela"), plenary.amend(LAST, by="emile")
    bundle = retained(plenary, fifteen, title, by="sven")
    assert retained(plenary, title, fifteen) == bundle  # pressed twice, by the chair too
    assert left(plenary)[0] == [title, fifteen]
    poll = plenary.poll(amendment_ids=(title, fifteen), bundle_id=bundle)
    asked = plenary.row_of_poll(poll)
    assert (
        asked.question
        == "Adoptez-vous en une fois les amendements n°\u00a01\u00a0et\u00a02, retenus par le bureau\u202f?"
    )
    assert [row.amendment_id for row in plenary.cast.read(lambda: fallings(poll))] == [twenty]
    plenary.vote(poll, "for", "ada", "bela")
    plenary.proclaim(poll, twenty)
    assert statuses(plenary, title, fifteen, twenty, last) == ["adopted", "adopted", "fallen", "published"]
    assert text(plenary) == TITLED.replace("dix mille", "quinze mille")
    made = plenary.cast.read(lambda: revisions_of(plenary.part()))
    assert [revision.cause_label for revision in made[1:]] == ["amendement n°\u00a01", "amendement n°\u00a02"]
    assert made[-1].sha256 == asked.text_sha256
    found = {one: plenary.cast.read(lambda one=one: _fate(one)) for one in (title, fifteen)}
    assert {(one.kind, one.by, one.version) for one in found.values()} == {
        (FateKind.ADOPTED_TOGETHER, ("2",), "2"), (FateKind.ADOPTED_TOGETHER, ("1",), "3"),
    }  # fmt: skip
    assert {"amendments_retained", "bundle_ended"} < set(journal(plenary))
    assert whole(plenary) == ()


def test_refused_together_each_is_voted_in_its_place_and_never_together_again(plenary):
    title, fifteen = plenary.amend(TITLED, by="ada"), plenary.amend(FIFTEEN, by="dora")
    bundle = retained(plenary, title, fifteen)
    poll = plenary.poll(amendment_ids=(title, fifteen), bundle_id=bundle)
    plenary.vote(poll, "against", "ada", "bela")
    plenary.proclaim(poll)
    assert statuses(plenary, title, fifteen) == ["published", "published"]
    assert text(plenary) == KEPT
    with pytest.raises(Invalid, match="L’assemblée a déjà refusé d’adopter l’amendement n°\u00a01 avec d’autres"):
        retained(plenary, title, fifteen)
    single = plenary.poll(amendment_ids=(title,))
    plenary.vote(single, "for", "ada")
    plenary.proclaim(single)
    assert statuses(plenary, title, fifteen) == ["adopted", "published"]


def test_a_separate_vote_is_asked_for_until_the_poll_opens(plenary):
    from voting.services.poll_services import cancel_poll, open_poll

    ids = [plenary.amend(TITLED, by="ada"), plenary.amend(FIFTEEN, by="dora"), plenary.amend(LAST, by="emile")]
    bundle = retained(plenary, *ids)
    poll = plenary.announce(amendment_ids=tuple(ids), bundle_id=bundle)
    with pytest.raises(Forbidden, match="demander un vote séparé"):
        apart(plenary, ids[1], "vera")
    apart(plenary, ids[1], "fatou")
    apart(plenary, ids[1], "ada")  # asked already: nothing more
    with pytest.raises(RuleBroken, match="Un vote séparé est demandé sur l’amendement n°\u00a02"):
        plenary.do(open_poll, poll)
    plenary.do(cancel_poll, poll, "Un vote séparé est demandé.")
    assert left(plenary) == [[ids[0], ids[2]], [ids[1]]]
    poll = plenary.poll(amendment_ids=(ids[0], ids[2]), bundle_id=bundle)
    with pytest.raises(RuleBroken, match="Le scrutin est ouvert"):
        apart(plenary, ids[0], "bela")
    assert journal(plenary).count("separate_vote_asked") == 1


def test_what_does_not_go_together_is_refused_each_named(plenary):
    from amendments.services.amendment_services import save_draft, withdraw

    title, fifteen = plenary.amend(TITLED, by="ada"), plenary.amend(FIFTEEN, by="dora")
    twenty, gone = plenary.amend(TWENTY, by="bela"), plenary.amend(LAST, by="emile")
    plenary.do(withdraw, gone, by="emile")
    draft = plenary.do(save_draft, None, plenary.part(), base_number=1, text=LAST, title="t", reasons="r", by="bela")
    for who, ids, said in (
        ("chloe", (title, fifteen, draft), "Choisissez des amendements à voter de ce texte"),
        ("ada", (title, fifteen), "Seul le bureau"),
        ("chloe", (title,), "Choisissez au moins deux amendements"),
        ("chloe", (title, gone), "L’amendement n°\u00a04 n’est plus à voter"),
        ("chloe", (title, fifteen, twenty), "L’amendement n°\u00a02 porte au même endroit que le n°\u00a03"),
    ):
        with pytest.raises(RuleBroken, match=said):
            retained(plenary, *ids, by=who)


def test_identical_amendments_are_retained_together(plenary):
    title, first = plenary.amend(TITLED, by="ada"), plenary.amend(FIFTEEN, by="dora")
    second = plenary.amend(FIFTEEN, by="bela")
    bundle = retained(plenary, title, first)
    poll = plenary.poll(amendment_ids=(title, first, second), bundle_id=bundle)
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    assert statuses(plenary, title, first, second) == ["adopted"] * 3


def test_nobody_withdraws_one_while_its_poll_is_open(plenary):
    from amendments.services.amendment_services import withdraw

    title, fifteen = plenary.amend(TITLED, by="ada"), plenary.amend(FIFTEEN, by="dora")
    bundle = retained(plenary, title, fifteen)
    plenary.poll(amendment_ids=(title, fifteen), bundle_id=bundle)
    with pytest.raises(RuleBroken, match="scrutin"):
        plenary.do(withdraw, title, by="ada")
