"""The minutes of a sitting, from its draft to their publication: keyed, submitted, adopted, signed, locked."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from congress.chamber_models import AgendaItemKind, Office
from congress.services.presence_services import leave
from congress.services.sitting_services import add_item
from core.database import session
from core.digest import sha256_json
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.essai import ELECTORS
from tests.support.plenary import Plenary
from tests.voting.services.minutes.minutes_to_adopt import LATER, later_sitting, of, sat, seen, told_of
from voting.minutes_models import Adoption, Minutes
from voting.models import Poll
from voting.queries.minutes.minutes_queries import minutes_of, notes_of
from voting.queries.minutes.recording import record_for_files
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.rules.minutes.record import read_record
from voting.services.asking.asking_services import put_question
from voting.services.discussion_services import end_sitting, pending_poll, put_in_discussion, reopen
from voting.services.minutes.adopting import (
    adopt_minutes,
    publish_minutes,
    sign_minutes,
    submit_minutes,
)
from voting.services.minutes.keying import attach_report, withdraw_report, write_note
from voting.services.modes.declaring import Declaration, declare
from voting.services.modes.putting_to_vote import put_to_vote
from voting.services.text_effects import result_shown


@pytest.fixture
def plenary(cast) -> Plenary:
    return sat(cast)


def adopted(plenary: Plenary) -> str:
    later_sitting(plenary)
    return plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, seen=seen(plenary))


def test_a_correction_is_a_new_version_and_nothing_is_erased(plenary):
    item = plenary.item()
    assert plenary.do(write_note, plenary.sitting_id, item, "Ada approuve.", seen_version=0, by="dora") == 1
    assert plenary.do(write_note, plenary.sitting_id, item, " Ada approuve.\r\n", seen_version=1, by="sven") == 1
    assert plenary.do(write_note, plenary.sitting_id, item, "Ada approuve vivement.", seen_version=1, by="sven") == 2
    versions = plenary.cast.read(lambda: [note.text for note in notes_of(plenary.sitting_id)[item]])
    assert versions == ["Ada approuve.", "Ada approuve vivement."]
    with pytest.raises(RuleBroken, match="entre-temps"):
        plenary.do(write_note, plenary.sitting_id, item, "Autre.", seen_version=1, by="dora")


def test_only_the_secretaries_and_the_secretariat_key(plenary):
    for name in ("ada", "chloe"):
        with pytest.raises(Forbidden):
            plenary.do(write_note, plenary.sitting_id, plenary.item(), "Non.", seen_version=0, by=name)


def test_they_are_kept_by_the_secretary_of_this_sitting_or_who_took_over(cast):
    from congress.queries.chamber_queries import offices_of
    from congress.services.sitting_services import end_office, give_office

    made = Plenary.of(cast)

    def named(name: str) -> None:
        made.do(give_office, made.sitting_id, cast.ids[name], Office.SECRETARY, by="sven")

    def ended(name: str) -> None:
        found = cast.read(lambda: [(row.id, row.member_id) for row in offices_of(made.sitting_id)
                                   if row.office is Office.SECRETARY])  # fmt: skip
        made.do(end_office, next(key for key, member in found if member == cast.ids[name]), by="sven")

    def keys() -> set[str]:
        from voting.policies import may_key_minutes

        return {name for name in ELECTORS if cast.read(lambda name=name: may_key_minutes(cast.found(name), of(made)))}

    named("ada")
    ended("ada")  # named, then given up before it opened
    named("dora")
    made.open()
    made.discuss()
    assert keys() == {"dora"}
    named("bela")  # a second hand in the middle of the debates: it was not named as the sitting began
    assert keys() == {"dora"}
    ended("bela")
    ended("dora")
    named("emile")  # in her place
    assert keys() == {"dora", "emile"}
    made.do(end_sitting, made.sitting_id)
    later = later_sitting(made)
    made.do(give_office, later, cast.ids["fatou"], Office.SECRETARY, by="sven")
    assert keys() == {"dora", "emile"}


def test_they_are_adopted_by_the_chair_of_a_later_open_sitting_alone(plenary):
    read = seen(plenary)
    with pytest.raises(RuleBroken, match="séance suivante"):
        plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=2, seen=read)
    later_sitting(plenary)
    with pytest.raises(Forbidden):
        plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, seen=read, by="ada")
    plenary.do(write_note, plenary.sitting_id, None, "Un mot de plus.", seen_version=0, by="dora")
    with pytest.raises(RuleBroken, match="a changé"):
        plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, seen=read)
    sha256 = plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, seen=seen(plenary))
    assert plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, seen="") == sha256  # pressed twice
    kept = plenary.cast.read(lambda: minutes_of(plenary.sitting_id).record)
    assert sha256_json(kept) == sha256
    assert sha256_json(read_record(kept).as_json()) == sha256  # read back, it is the same record


def test_nobody_adopts_them_in_an_empty_room(plenary):
    later = later_sitting(plenary)
    for name in ("ada", "bela"):
        plenary.do(leave, later, plenary.cast.ids[name], by=name)
    with pytest.raises(RuleBroken, match="Personne n’est présent à la séance n°\u00a03"):
        plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, seen=seen(plenary))


def test_a_vote_that_adopts_them_is_one_on_a_question_that_was_adopted(plenary):
    later = later_sitting(plenary)
    later_plenary = Plenary(plenary.cast, later)
    later_plenary.arrive("ada", "bela", "dora", "emile", "fatou", "chloe")
    adopting = later_plenary.do(add_item, later, AgendaItemKind.OTHER, "Procès-verbal", by="sven")
    on_a_text = later_plenary.do(add_item, later, AgendaItemKind.PROPOSAL, "Territoires", 2, by="sven")
    for item, asked in ((on_a_text, None), (adopting, "Arrêtez-vous le procès-verbal\u202f?")):
        later_plenary.do(put_in_discussion, item)
        later_plenary.do(*((put_question, item, asked, SHOW_OF_HANDS) if asked else
                           (put_to_vote, item, SubjectKeys(part_id=later_plenary.part(2)), SHOW_OF_HANDS)))  # fmt: skip
        poll = plenary.cast.read(lambda: pending_poll(later))
        shown = plenary.cast.read(lambda found=poll.id: result_shown(session().get_one(Poll, found), if_adopted=True))
        later_plenary.do(declare, poll.id, Declaration(is_adopted=True), shown=shown)
    of = {"in_sitting": LATER, "seen": seen(plenary)}
    with pytest.raises(RuleBroken, match="question posée à l’assemblée"):
        plenary.do(adopt_minutes, plenary.sitting_id, adopting_poll="2", **of)
    for typed in ("trois", "3bis", "-3", "³", "3" * 7):
        with pytest.raises(Invalid, match="s’écrit en chiffres") as refused:
            plenary.do(adopt_minutes, plenary.sitting_id, adopting_poll=typed, **of)
        assert refused.value.field == "scrutin"
    assert plenary.do(adopt_minutes, plenary.sitting_id, adopting_poll=" 3 ", **of)
    assert plenary.cast.read(lambda: minutes_of(plenary.sitting_id).adoption) is Adoption.VOTED
    # A text was voted before: the paper does not say that the sitting began with them.
    assert "au cours de la séance n°\u00a03, par le scrutin n°\u00a03." in told_of(plenary)


def test_a_sitting_whose_minutes_are_adopted_is_opened_again_no_more(plenary):
    plenary.do(reopen, plenary.sitting_id, "Close d’un doigt trop vif.")
    plenary.do(end_sitting, plenary.sitting_id)
    later = later_sitting(plenary)
    plenary.do(adopt_minutes, plenary.sitting_id, in_sitting=LATER, seen=seen(plenary))
    plenary.do(end_sitting, later)
    with pytest.raises(RuleBroken, match="elle ne se rouvre plus"):
        plenary.do(reopen, plenary.sitting_id, "Encore.")
    assert plenary.cast.read(lambda: of(plenary).state) == "closed"


def test_what_is_adopted_changes_no_more_by_services_nor_by_hand(plenary):
    report = plenary.do(
        attach_report, plenary.sitting_id, plenary.item(), "Rapport", url="https://a.example", by="dora"
    )
    adopted(plenary)
    before = plenary.cast.read(lambda: record_for_files(of(plenary)).as_json())
    for act in (
        lambda: plenary.do(write_note, plenary.sitting_id, None, "Trop tard.", seen_version=0, by="dora"),
        lambda: plenary.do(withdraw_report, plenary.sitting_id, report, by="dora"),
    ):
        with pytest.raises(RuleBroken, match="arrêté"):
            act()
    statements = (
        "UPDATE minutes SET record = '{}'",
        "UPDATE minutes SET sha256 = 'x'",
        "DELETE FROM minutes",
        (
            "INSERT INTO minutes_note (sitting_id, item_key, version, text, sha256, written_at, salt)"
            f" VALUES ({plenary.sitting_id}, 0, 9, 'x', 'x', '2020-10-12 12:00:00', 'x')"
        ),
    )
    for statement in statements:
        with pytest.raises(DatabaseError):
            plenary.cast.run(lambda statement=statement: session().execute(text(statement)))
    # The rows behind it may change names; the record stays.
    plenary.cast.run(lambda: session().execute(text("UPDATE member SET family_name = 'Autre'")))
    assert plenary.cast.read(lambda: record_for_files(of(plenary)).as_json()) == before


def test_chair_and_secretaries_sign_once_what_they_read_then_it_is_published(plenary):
    sha256 = adopted(plenary)
    with pytest.raises(Forbidden):
        plenary.do(sign_minutes, plenary.sitting_id, seen_sha256=sha256, by="ada")
    with pytest.raises(RuleBroken, match="n’est pas celui"):
        plenary.do(sign_minutes, plenary.sitting_id, seen_sha256="0" * 64)
    with pytest.raises(RuleBroken, match=r"la signature de [^(]*\(présidence\), .*\(secrétariat\) et .*\."):
        plenary.do(publish_minutes, plenary.sitting_id, by="sven")
    plenary.do(sign_minutes, plenary.sitting_id, seen_sha256=sha256)
    with pytest.raises(RuleBroken, match=r"la signature de [^(]*\(secrétariat\) et [^(]*\(secrétariat\)\."):
        plenary.do(publish_minutes, plenary.sitting_id, by="sven")
    for name in ("dora", "chloe", "sven"):  # twice changes nothing; the roll's own secretary is waited for too
        plenary.do(sign_minutes, plenary.sitting_id, seen_sha256=sha256, by=name)
    plenary.do(publish_minutes, plenary.sitting_id, by="dora")
    minutes = plenary.cast.read(lambda: minutes_of(plenary.sitting_id))
    assert sorted(row.office for row in minutes.signatures) == ["chair", "secretary", "secretary"]
    assert {row.sha256 for row in minutes.signatures} == {sha256}
    assert minutes.published_at is not None


def test_a_draft_is_submitted_after_the_sitting_and_may_still_be_corrected(plenary):
    plenary.do(submit_minutes, plenary.sitting_id, by="dora")
    plenary.do(submit_minutes, plenary.sitting_id, by="sven")
    plenary.do(write_note, plenary.sitting_id, None, "Une correction.", seen_version=0, by="dora")
    assert plenary.cast.read(lambda: session().query(Minutes).one().submitted_at) is not None


def test_the_journal_is_whole_at_the_end(plenary):
    from app.journal_verifying import verify_journal

    sha256 = adopted(plenary)
    plenary.do(sign_minutes, plenary.sitting_id, seen_sha256=sha256)
    assert plenary.cast.read(lambda: verify_journal("essai").errors) == ()
