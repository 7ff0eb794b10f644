"""The three moments of the demonstration: what stands in each, the same people, none touching another."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from demo.moments import AUGUST, MOMENTS, SIGNING, SITTING
from tests.support.application import NOON

pytestmark = pytest.mark.one_database


@dataclass(frozen=True)
class Standing:
    """The congress of a moment, and what time it is there."""

    congress: Any
    now: datetime
    official: int


@pytest.fixture
def site(read_demonstration):
    """The site that holds the three moments, inside its application."""
    app = read_demonstration("moments").app
    with app.app_context():
        yield app


def standing(moment) -> Standing:
    from congress.clock import now_in
    from congress.models import Congress, Member
    from core.database import session
    from demo import scenario

    congress = session().scalars(select(Congress).where(Congress.slug == moment.slug)).one()
    official = select(Member.id).where(Member.congress_id == congress.id, Member.email == scenario.OFFICIAL)
    return Standing(congress, now_in(congress), session().scalars(official).one())


def test_each_moment_is_a_congress_of_its_own_under_its_true_name(site):
    from congress.models import Congress
    from core.database import session

    told = {row.slug: row.title for row in session().scalars(select(Congress))}
    assert told == {moment.slug: "Congrès national des élus au numérique 2020" for moment in MOMENTS}
    assert all(session().scalars(select(Congress.demonstration)))


@pytest.mark.parametrize(
    ("moment", "at"),
    [
        (AUGUST, datetime(2020, 8, 26, 14, 30, tzinfo=UTC)),
        (SITTING, datetime(2020, 10, 12, 12, 34, tzinfo=UTC)),
        (SIGNING, datetime(2020, 10, 13, 7, 0, tzinfo=UTC)),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_its_clock_stands_at_the_moment(site, moment, at):
    assert standing(moment).now == at


def test_the_same_people_are_on_the_three_rolls_by_one_account_each(site):
    from accounts.models import Account
    from congress.models import Member
    from core.database import session

    counts = session().execute(select(Member.congress_id, func.count()).group_by(Member.congress_id)).all()
    assert [count for _, count in counts] == [148, 147, 148], "in October a substitute more, who has no address"
    accounts = select(func.count(func.distinct(Member.account_id)))
    assert session().scalar(accounts) == session().scalar(select(func.count(Account.id)))


def test_in_august_points_of_view_and_the_deposit_are_open(site):
    from amendments.models import Amendment, AmendmentStatus
    from congress.queries.chamber_queries import open_sitting_of
    from core.database import session
    from motions.queries.motion_queries import motion_of, proposals_of
    from motions.queries.viewpoint_queries import viewpoints_of

    here = standing(AUGUST)
    assert here.congress.viewpoints_window.is_open(here.now)
    assert here.congress.amendments_window.is_open(here.now)
    assert open_sitting_of(here.congress.id) is None, "the preparation of the afternoon is over"
    given = viewpoints_of(here.congress.id, here.official)
    assert [part.number for part in proposals_of(here.congress.id) if part.id not in given] == [6, 7, 8]
    motion = motion_of(here.congress.id)
    rows = session().scalars(select(Amendment).where(Amendment.motion_id == motion.id).order_by(Amendment.id))
    assert [(row.status, row.public_number) for row in rows] == [
        (AmendmentStatus.PUBLISHED, 1),
        (AmendmentStatus.DEPOSITED, None),
    ]


def test_each_act_of_the_chamber_was_played(site):
    from congress.models import Congress
    from core.database import session
    from core.journal import JournalEntry
    from voting.models import Poll
    from voting.subject_models import Question

    def kinds(moment) -> set[str]:
        stream = standing(moment).congress.stream
        return set(session().scalars(select(JournalEntry.kind).where(JournalEntry.stream == stream).distinct()))

    in_sitting = {
        "substitute_seated", "proxy_paper_brought", "member_withdrew", "member_excused", "minutes_note_written",
        "minutes_submitted", "minutes_adopted", "minutes_signed", "minutes_published", "floor_given",
        "point_of_order_answered", "floor_motion_decided", "floor_motion_withdrawn", "quorum_challenge_settled",
        "presence_confirmed", "amendment_handed_in", "sitting_suspended", "sitting_resumed",
    }  # fmt: skip
    assert in_sitting <= kinds(SITTING)
    later = {"papers_counted", "ballot_spoken", "question_asked", "amendments_retained", "separate_vote_asked",
             "division_asked", "text_divided", "division_kept_whole"}  # fmt: skip
    assert in_sitting | later <= kinds(SIGNING)
    house = session().scalars(select(Congress.id).where(Congress.slug == SIGNING.slug)).one()
    polls = session().scalars(select(Poll).where(Poll.congress_id == house).order_by(Poll.number)).all()
    assert [poll.method.name for poll in polls[-3:]] == ["show_of_hands", "roll_call", "paper"]
    assert all(poll.state == "proclaimed" and poll.outcome.is_adopted is not None for poll in polls)
    asked = session().scalars(select(Question.kind).where(Question.congress_id == house).order_by(Question.id))
    assert [kind.value for kind in asked] == ["division", "division", "free", "free", "election"]


def test_nothing_in_august_happened_after_it(site):
    from amendments.models import Amendment
    from core.database import session
    from motions.models import Part, Viewpoint
    from motions.queries.motion_queries import motion_of

    here = standing(AUGUST)
    motion = motion_of(here.congress.id)
    parts = select(Part.id).where(Part.motion_id == motion.id)
    last = session().scalar(select(func.max(Viewpoint.given_at)).where(Viewpoint.part_id.in_(parts)))
    assert last is not None and last <= here.now
    published = session().scalar(select(func.max(Amendment.published_at)).where(Amendment.motion_id == motion.id))
    assert published is not None and published <= here.now


def test_what_was_voted_before_its_turn_says_why(site):
    from amendments.models import Amendment
    from amendments.order_models import OrderMove
    from core.database import session
    from demo import scenario

    congress = standing(SIGNING).congress
    moved = select(Amendment.public_number, OrderMove.because).join(Amendment, Amendment.id == OrderMove.amendment_id)
    rows = session().execute(moved.where(Amendment.motion.has(congress_id=congress.id)).order_by(OrderMove.id)).all()
    first, then = [(18, 19, 22), (24, 25)]
    why = [(number, scenario.READ_FIRST) for number in first] + [(number, scenario.AWAITED) for number in then]
    assert [tuple(row) for row in rows] == why


def test_on_the_thirteenth_the_motion_is_adopted_and_the_official_has_not_signed_yet(site):
    from core.database import session
    from letters.models import Signature
    from letters.queries import letter_of, signature_of
    from motions.models import MotionState
    from motions.queries.motion_queries import motion_of

    here = standing(SIGNING)
    motion, letter = motion_of(here.congress.id), letter_of(here.congress.id)
    assert motion is not None and motion.state == MotionState.ADOPTED
    assert letter is not None and signature_of(letter.id, here.official) is None
    assert here.congress.signatures_open <= here.now < here.congress.signatures_close
    signed = select(func.count(Signature.id)).where(Signature.letter_id == letter.id)
    assert session().scalar(signed) == 104


def test_the_letter_of_the_thirteenth_bears_the_true_name_of_the_congress(site, pdftotext, tmp_path):
    from congress.models import Congress
    from core.database import session
    from letters.letter_formats import LETTER_FORMATS
    from letters.queries import letter_record_of

    record = letter_record_of(session().scalars(select(Congress).where(Congress.slug == SIGNING.slug)).one())
    (tmp_path / "letter.pdf").write_bytes(LETTER_FORMATS["pdf"].render(record))
    for read in (LETTER_FORMATS["txt"].render(record).decode(), pdftotext(tmp_path / "letter.pdf")):
        assert "Congrès national des élus au numérique 2020" in read
        assert "13\u00a0oct." not in read


def test_the_one_in_sitting_stands_as_when_it_is_alone(read_demonstration, tmp_path):
    """Beside the two others, `congres-2020` is written in the same folder and the same letter, byte for byte."""
    from app.commands.program import cli

    written = []
    for stage in ("mid", "moments"):
        runner = read_demonstration(stage).app.test_cli_runner()
        folder, letter = tmp_path / stage, tmp_path / f"{stage}.md"
        for words in (
            ["congress", "export", SITTING.slug, str(folder)],
            ["letter", "export", SITTING.slug, "--format", "md", "-o", str(letter)],
        ):
            done = _answer(runner, cli, words, read_demonstration(stage).app)
            assert done.exit_code == 0, done.output
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        written.append([letter.read_bytes(), *[(file.relative_to(folder), file.read_bytes()) for file in files]])
    assert written[0] == written[1]


def _answer(runner, cli, words: list[str], app):
    from flask.cli import ScriptInfo

    return runner.invoke(cli, words, obj=ScriptInfo(create_app=lambda: app))


def test_every_journal_is_whole(site):
    from core.journal import first_break

    assert [first_break(f"congress:{moment.slug}") for moment in MOMENTS] == [None] * 3


@pytest.fixture
def load(demonstration):
    """`hemicycle demo load …` on a site of the test's own, and that site: `load("imported", "--all")`."""
    from app.commands.demo_cli import load as command

    def run(stage: str, *words: str):
        app = demonstration(stage).app
        return app.test_cli_runner().invoke(command, list(words)), app

    return run


def test_what_is_in_place_is_not_played_again(load):
    done, _ = load("moments", "--all")
    assert done.exit_code == 0, done.output
    assert done.output.count("déjà en place") == 4
    done, _ = load("moments", "--moment", "august")
    assert (done.exit_code, done.output) == (0, "La démonstration était déjà en place.\n")


@pytest.mark.parametrize("words", [("--all", "--adopted"), ("--moment", "august", "--adopted"), ("--moment", "june")])
def test_options_that_do_not_go_together_are_refused(load, words):
    done, _ = load("imported", *words)
    assert done.exit_code == 2


def test_a_play_that_was_interrupted_is_said(demonstration):
    """The clock is set last: one that still runs with the machine's tells that the rest is missing."""
    from app.commands.demo_cli import load as command
    from congress.models import Congress
    from core.database import session
    from core.unit_of_work import run
    from demo.loading import NotPlayable

    def forget_the_clock() -> None:
        session().query(Congress).one().clock_offset = 0

    app = demonstration("imported").app
    with app.app_context():
        run(forget_the_clock)
    done = app.test_cli_runner().invoke(command, [])
    assert isinstance(done.exception, NotPlayable), done.output
    assert "congres-2020 n’a pas été joué jusqu’au bout" in done.exception.sentence


def test_clocks_start_again_at_their_moments(demonstration):
    from datetime import timedelta

    from demo.loading import start_clocks

    app = demonstration("moments").app
    app.config["CLOCK"].advance(timedelta(days=3))
    with app.app_context():
        assert standing(AUGUST).now == datetime(2020, 8, 29, 14, 30, tzinfo=UTC)
        start_clocks()
        assert standing(AUGUST).now == datetime(2020, 8, 26, 14, 30, tzinfo=UTC)
        assert app.config["CLOCK"].now() == NOON + timedelta(days=3)


def test_a_demonstration_half_played_is_said_instead_of_served(cast):
    from app.server.site_preparation import HALF_PLAYED, refuse_half_played
    from congress.models import Congress
    from core.database import db, session
    from core.errors import RuleBroken

    cast.read(refuse_half_played)
    cast.run(lambda: setattr(session().get_one(Congress, cast.congress_id), "demonstration", True))
    with pytest.raises(RuleBroken) as refused:
        cast.read(refuse_half_played)
    sentence = refused.value.sentence
    assert sentence.startswith(HALF_PLAYED.format(slug=cast.slug, mend="")[:60])
    assert str(cast.read(lambda: db.engine.url.database)) in sentence, "this very database, wherever it is"
