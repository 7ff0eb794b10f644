"""The life of amendments while a sitting votes: sub-amendments before theirs, votes put off, sheets handed in."""

import io

import pytest

from amendments.models import Amendment, AmendmentStatus, Cosigner
from amendments.services.amendment_services import publish
from amendments.services.life.late import HandedIn
from amendments.services.life.rectifying import rectify
from amendments.services.life.sub_amending import submit_sub
from congress.models import Congress
from core.database import session
from core.errors import RuleBroken
from core.files.pictures import LONGEST_SIDE, Picture, picture_of
from motions.queries.motion_queries import current_revision
from tests.support.assembly import FIRST_TEXT, vote
from tests.support.assembly import published as published_by
from tests.support.polls import FIFTEEN, HELPERS, TWENTY, announce, decide, row
from voting.models import Poll
from voting.queries.votes_left import left_to_vote
from voting.services.announced import NotAsAnnounced
from voting.services.life import late_services, reserving
from voting.services.poll_services import close_poll, open_poll, proclaim_poll
from voting.services.text_effects import fallings

SIXTEEN = FIFTEEN.replace("quinze mille", "seize mille")


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def published(assembly, text: str, by: int = 1) -> int:
    return published_by(assembly, assembly.part, text, by=assembly.electors[by])


def status(assembly, amendment_id: int) -> AmendmentStatus:
    return row(assembly, Amendment, amendment_id).status


def sub(assembly, parent: int, text: str, by: int = 2) -> int:
    version = row(assembly, Amendment, parent).version
    more = {"text": text, "title": "Plus", "reasons": "Pour cela.", "seen_version": version}

    def handed_in(**given) -> int:
        return submit_sub(parent, **more, **given).id

    found = assembly.do(handed_in, by=assembly.electors[by])
    assembly.do(publish, found, by=assembly.secretary)
    return found


def opened(assembly, **subject) -> int:
    poll = announce(assembly, **subject)
    assembly.do(open_poll, poll, by=assembly.chair)
    return poll


def order(assembly) -> list[list[str]]:
    """What is left to vote on the proposal, by the names of the amendments."""
    return assembly.read(
        lambda: [
            [row.label for row in vote.amendments]
            for group in left_to_vote(assembly.congress_id)
            for vote in group.votes
            if vote.amendments
        ]
    )


def text(assembly) -> str:
    return assembly.read(lambda: current_revision(assembly.part).text).replace("\u00a0:", " :").replace("\u00a0;", " ;")


def allow(assembly, **rules) -> None:
    def write() -> None:
        for name, value in rules.items():
            setattr(session().get_one(Congress, assembly.congress_id), name, value)

    assembly.run(write)


class TestSubAmendmentsInASitting:
    def test_it_is_voted_before_its_amendment_that_then_says_what_it_made(self, assembly):
        first = published(assembly, FIFTEEN)
        own = sub(assembly, first, SIXTEEN)
        assert order(assembly) == [["1-A"], ["1"]]
        with pytest.raises(RuleBroken, match="1-A reste à voter avant l’amendement"):
            announce(assembly, amendment_ids=(first,))
        poll = opened(assembly, amendment_ids=(own,))
        found = row(assembly, Poll, poll)
        assert found.question.startswith("Adoptez-vous le sous-amendement n°\u00a01-A de ")
        decide(assembly, poll, "for", "for", "for")
        assert status(assembly, own) == AmendmentStatus.ADOPTED
        assert text(assembly) == FIRST_TEXT
        assert "seize mille" in row(assembly, Amendment, first).text
        assert row(assembly, Amendment, first).text_sha256 == found.text_sha256
        decide(assembly, opened(assembly, amendment_ids=(first,)), "for", "for", "for")
        assert text(assembly) == SIXTEEN
        assert status(assembly, own) == AmendmentStatus.ADOPTED

    def test_rejected_it_leaves_its_amendment_and_its_amendment_rejected_takes_the_adopted_one_down(self, assembly):
        first = published(assembly, FIFTEEN)
        bad, good = (
            sub(assembly, first, FIFTEEN.replace("quinze mille", "cent mille")),
            sub(assembly, first, SIXTEEN, 3),
        )
        decide(assembly, opened(assembly, amendment_ids=(bad,)), "against", "against")
        assert row(assembly, Amendment, first).version == 1
        decide(assembly, opened(assembly, amendment_ids=(good,)), "for", "for")
        decide(assembly, opened(assembly, amendment_ids=(first,)), "against", "against")
        assert status(assembly, bad) == AmendmentStatus.REJECTED
        assert status(assembly, good) == AmendmentStatus.FALLEN
        assert row(assembly, Amendment, good).cause_amendment_id == first
        assert text(assembly) == FIRST_TEXT

    def test_what_falls_is_foreseen_among_the_sub_amendments_and_confirmed_by_the_chair(self, assembly):
        first = published(assembly, FIFTEEN)
        own, other = (
            sub(assembly, first, SIXTEEN),
            sub(assembly, first, FIFTEEN.replace("quinze mille", "cent mille"), 3),
        )
        poll = opened(assembly, amendment_ids=(own,))
        assert assembly.read(lambda: [found.amendment_id for found in fallings(poll)]) == [other]
        decide(assembly, poll, "for", "for", confirmed=[other])
        assert status(assembly, other) == AmendmentStatus.FALLEN
        assert order(assembly) == [["1"]]

    def test_one_published_since_the_announcement_of_its_amendment_is_voted_first(self, assembly):
        first = published(assembly, FIFTEEN)
        poll = announce(assembly, amendment_ids=(first,))
        sub(assembly, first, SIXTEEN)
        with pytest.raises(RuleBroken, match="reste à voter avant l’amendement"):
            assembly.do(open_poll, poll, by=assembly.chair)

    def test_identical_ones_are_one_vote(self, assembly):
        first = published(assembly, FIFTEEN)
        own, same = sub(assembly, first, SIXTEEN), sub(assembly, first, SIXTEEN, 3)
        assert order(assembly) == [["1-A", "1-B"], ["1"]]
        with pytest.raises(RuleBroken, match="identique"):
            announce(assembly, amendment_ids=(own,))
        decide(assembly, opened(assembly, amendment_ids=(own, same)), "for", "for")
        assert {status(assembly, own), status(assembly, same)} == {AmendmentStatus.ADOPTED}

    def test_another_amendment_that_falls_takes_its_sub_amendments_along(self, assembly):
        first, rival = published(assembly, FIFTEEN), published(assembly, TWENTY, 2)
        own = sub(assembly, rival, TWENTY.replace("vingt mille", "trente mille"))
        decide(assembly, opened(assembly, amendment_ids=(first,)), "for", "for", confirmed=[rival])
        assert status(assembly, rival) == AmendmentStatus.FALLEN
        assert status(assembly, own) == AmendmentStatus.NO_OBJECT


def test_a_rectification_after_the_announcement_is_announced_again(assembly):
    first = published(assembly, FIFTEEN)
    author = row(assembly, Amendment, first).author_id
    poll = announce(assembly, amendment_ids=(first,))
    assembly.do(rectify, first, text=TWENTY, title="Vingt", reasons="Mieux.", seen_version=1, by=author)
    with pytest.raises(NotAsAnnounced, match="Le texte a changé"):
        assembly.do(open_poll, poll, by=assembly.chair)


def test_a_reserved_vote_comes_after_the_others_and_before_the_text(assembly):
    first, other = published(assembly, FIFTEEN), published(assembly, HELPERS, 2)
    own = sub(assembly, first, SIXTEEN)
    more = {"sitting_id": assembly.sitting_id}
    with pytest.raises(RuleBroken):
        assembly.do(reserving.reserve, first, **more, by=assembly.secretary)
    with pytest.raises(RuleBroken, match="C’est l’amendement qui se réserve"):
        assembly.do(reserving.reserve, own, **more, by=assembly.chair)
    assembly.do(reserving.reserve, first, **more, by=assembly.chair)
    assert order(assembly) == [["2"], ["1-A"], ["1"]]
    decide(assembly, opened(assembly, amendment_ids=(other,)), "for", "for")
    assembly.do(reserving.call, first, **more, by=assembly.chair)
    assert order(assembly) == [["1-A"], ["1"]]


class TestHandedIn:
    def sheet(self, assembly, words: str, by: int = 3, **more) -> HandedIn:
        return HandedIn(assembly.electors[by], words, "En séance", "Motifs exposés en séance.", **more)

    def hand_in(self, assembly, words: str, **more) -> int:
        found, _receipt = assembly.do(
            late_services.hand_in, assembly.part, self.sheet(assembly, words, **more), by=assembly.secretary
        )
        return found

    def test_only_where_the_rules_allow_it_and_while_its_text_is_discussed(self, assembly):
        with pytest.raises(RuleBroken, match="n’admet pas d’amendement déposé en séance"):
            self.hand_in(assembly, FIFTEEN)
        allow(assembly, late_amendments=True)
        with pytest.raises(RuleBroken, match="Seul le secrétariat"):
            assembly.do(late_services.hand_in, assembly.part, self.sheet(assembly, FIFTEEN), by=assembly.chair)
        found = self.hand_in(assembly, FIFTEEN)
        assert row(assembly, Amendment, found).receipt == "D-0001"

    def test_the_chair_admits_it_at_its_place_and_the_open_poll_is_left_as_it_is(self, assembly):
        allow(assembly, late_amendments=True)
        first = published(assembly, FIFTEEN)
        poll = opened(assembly, amendment_ids=(first,))
        vote(assembly, poll, "for", assembly.electors[0])
        before = row(assembly, Poll, poll)
        late = self.hand_in(assembly, HELPERS)
        rival = self.hand_in(assembly, TWENTY, by=4)
        with pytest.raises(RuleBroken, match="c’est la présidence qui l’admet"):
            assembly.do(publish, late, by=assembly.secretary)
        with pytest.raises(RuleBroken, match="Seule la présidence"):
            assembly.do(late_services.admit_late, late, sitting_id=assembly.sitting_id, by=assembly.secretary)
        more = {"sitting_id": assembly.sitting_id, "by": assembly.chair}
        assert assembly.do(late_services.admit_late, late, **more) == "2"
        assert assembly.do(late_services.admit_late, rival, **more) == "3"
        after = row(assembly, Poll, poll)
        assert (after.state, after.text_sha256, after.question) == (before.state, before.text_sha256, before.question)
        vote(assembly, poll, "for", assembly.electors[1])
        assembly.do(close_poll, poll, by=assembly.chair)
        assembly.do(proclaim_poll, poll, confirmed=(), by=assembly.chair)
        assert text(assembly) == FIFTEEN
        assert order(assembly) == [["2"], ["3"]] or order(assembly) == [["3"], ["2"]]
        decide(assembly, opened(assembly, amendment_ids=(late,)), "for", "for")
        assert "quinze mille" in text(assembly) and "former et rémunérer" in text(assembly)

    def test_refused_its_author_reads_why(self, assembly):
        allow(assembly, late_amendments=True)
        late = self.hand_in(assembly, HELPERS)
        more = {"sitting_id": assembly.sitting_id, "by": assembly.chair}
        with pytest.raises(RuleBroken, match="Dites pourquoi"):
            assembly.do(late_services.refuse_late, late, " ", **more)
        assembly.do(late_services.refuse_late, late, "Hors du texte.", **more)
        found = row(assembly, Amendment, late)
        assert (found.status, found.cause, found.public_number) == (
            AmendmentStatus.INADMISSIBLE, "Hors du texte.", None,
        )  # fmt: skip

    def test_its_signatories_are_counted_as_the_rules_ask(self, assembly):
        allow(assembly, late_amendments=True, minimum_signatories=3)
        with pytest.raises(RuleBroken, match="Il faut 3\u00a0signataires"):
            self.hand_in(assembly, HELPERS)
        signed = tuple(assembly.electors[:2])
        late = self.hand_in(assembly, HELPERS, cosigner_ids=signed)
        count = assembly.read(lambda: session().query(Cosigner).filter_by(amendment_id=late).count())
        assert count == 2
        with pytest.raises(RuleBroken, match="doivent être des membres qui votent"):
            self.hand_in(assembly, TWENTY, cosigner_ids=(assembly.staff, *signed))


def photograph(kind: str = "JPEG", size: tuple[int, int] = (2600, 200), mode: str = "RGB") -> bytes:
    from PIL import Image

    written = io.BytesIO()
    sheet = Image.new(mode, size, "white")
    exif = sheet.getexif()
    exif[0x010F] = "Téléphone de la mairie"
    sheet.save(written, kind, **({"exif": exif} if kind == "JPEG" else {}))
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_written_anew_without_what_a_camera_adds(kind):
    from PIL import Image

    kept = picture_of(photograph(kind))
    assert kept.media_type == "image/jpeg"
    shown = Image.open(io.BytesIO(kept.content))
    assert shown.format == "JPEG" and max(shown.size) <= LONGEST_SIDE
    assert not shown.getexif() and "Téléphone".encode() not in kept.content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "n’est pas une photographie"),
        (b"%PDF-1.7", "n’est pas une photographie"),
        (photograph()[:200], "n’est pas une photographie"),
        (b"\xff\xd8\xff" + b"0" * 9_000_001, "trop lourde"),
        (photograph("PNG", (60_000, 900), "1"), "trop grande"),
    ],
    ids=["nothing", "a drawing", "a document", "cut", "heavy", "huge"],
)
def test_what_is_no_photograph_is_told_in_a_sentence(app, content, said):
    with app.test_request_context(), pytest.raises(RuleBroken, match=said):
        picture_of(content)


def test_two_pictures_of_one_sheet_are_the_same_bytes():
    assert picture_of(photograph()) == Picture(picture_of(photograph()).content)
