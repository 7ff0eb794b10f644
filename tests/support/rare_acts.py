"""What nobody does in the demonstration, so that each table of a site has a row."""

from functools import partial


def do_what_it_lacks() -> None:
    """The last sitting, closed by error, goes on; a change of its roll waits; it ends again. Inside the application."""
    from amendments.models import Amendment
    from amendments.order_models import Bundle, BundleLine, OrderMove
    from congress.actors import Actor
    from congress.chamber_models import ElectorateChange, Sitting, SittingReopening
    from congress.models import Member
    from congress.services.electorate_services import ELECTORAL
    from congress.services.reopening_services import reopen_sitting
    from congress.services.sitting_services import close_sitting
    from core.database import db, session
    from core.unit_of_work import run
    from tests.support.application import NOON

    played = session().query(SittingReopening).first() is not None
    sitting_id = session().query(Sitting.id).order_by(Sitting.id.desc()).limit(1).scalar()
    db.session.remove()
    if played:
        return

    def keep_what_is_asked() -> None:
        member = session().query(Member).filter(Member.votes).order_by(Member.id).first()
        asked = {name: getattr(member, name) for name in ELECTORAL}
        session().add(ElectorateChange(member_id=member.id, asked_at=NOON, **asked))

    def move_and_recall() -> None:
        amendment = session().query(Amendment).filter(Amendment.public_number.is_not(None)).first()
        member_id = amendment.author_id
        moved = {"moved": [amendment.id], "followed_by": [], "because": "Son auteur part.", "moved_at": NOON}
        undone = {"undone_at": NOON}
        session().add(OrderMove(amendment_id=amendment.id, moved_by_id=member_id, **moved, **undone))
        line = BundleLine(amendment_id=amendment.id, recalled_at=NOON, recalled_by_id=member_id)
        told = {"proposed_at": NOON, "recall_until": NOON, "ended_at": NOON, "outcome": "debated"}
        session().add(Bundle(part_id=amendment.part_id, proposed_by_id=member_id, lines=[line], **told))

    def keep_a_position_and_notice_a_discrepancy() -> None:
        from amendments.after_models import Discrepancy, KeptPosition
        from amendments.models import Amendment, AmendmentStatus

        rejected = session().query(Amendment).filter_by(status=AmendmentStatus.REJECTED).first()
        adopted = session().query(Amendment).filter_by(status=AmendmentStatus.ADOPTED).first()
        if session().get(KeptPosition, rejected.id) is None:
            session().add(KeptPosition(amendment_id=rejected.id, kept_at=NOON))
        session().add(
            Discrepancy(amendment_id=adopted.id, cause_revision_id=adopted.adopted_revision_id,
                        part_id=rejected.part_id, block="b", former="dix", latter="onze", noticed_at=NOON)
        )  # fmt: skip

    def suggest_a_text() -> None:
        from amendments.suggestion_models import SuggestedText, SuggestionAnswer

        amendment = session().query(Amendment).filter(Amendment.public_number.is_not(None)).first()
        answered = {"answer": SuggestionAnswer.REFUSED, "word": "Non.", "answered_at": NOON}
        said = {"version": 1, "text": amendment.text, "text_sha256": amendment.text_sha256, "because": "Mieux."}
        session().add(SuggestedText(amendment_id=amendment.id, suggested_at=NOON, **said, **answered))

    def count_papers() -> None:
        from voting.dividing_models import Division, DivisionEnd, DivisionPart
        from voting.models import Poll, PollState
        from voting.paper_models import PaperCount
        from voting.rules.methods.method import PAPER
        from voting.services import vote_seals
        from voting.services.poll_rows import record_poll
        from voting.subject_models import EldestSaid, PollSubject, Question, QuestionKind, QuestionOption

        last = session().query(Poll).order_by(Poll.number.desc()).first()
        same = {
            name: getattr(last, name) for name in ("congress_id", "sitting_id", "item_id", "question", "rules_sha256")
        }
        poll = Poll(number=last.number + 1, state=PollState.OPEN, method_name=PAPER.name, choices="for against",
                    rules=last.rules, announced_at=NOON, opened_at=NOON, salt="sel", **same)  # fmt: skip
        session().add(poll)
        session().flush()
        counted = {"received": {"for": 1}, "counted_at": NOON, "salt": "sel"}
        asked = {"congress_id": poll.congress_id, "item_id": poll.item_id, "words": "Qui\u202f?", "asked_at": NOON}
        question = Question(kind=QuestionKind.FREE, **asked)
        question.options = [QuestionOption(place=1, words="Lyon", member_id=last.chair_id)]
        session().add(PollSubject(poll_id=poll.id, question=question))
        session().add(EldestSaid(poll_id=poll.id, chosen="o1"))
        amendment = session().query(Amendment).filter(Amendment.public_number.is_not(None)).first()
        session().flush()
        of = {"part_id": amendment.part_id, "amendment_id": amendment.id, "amendment_version": 1, "on_number": 1}
        told = {"item_id": poll.item_id, "divided_by_id": last.chair_id, "divided_at": NOON, "text_sha256": "0" * 64}
        ended = {"ended_at": NOON, "outcome": DivisionEnd.GIVEN_UP, "asked_by_id": last.chair_id}
        part = DivisionPart(
            place=1, first_unit=0, last_unit=0, spots=[[1, 1]], question_id=question.id, is_adopted=True
        )
        session().add(Division(units=2, cuts=[1], text="# Un\n", parts=[part], **of, **told, **ended))
        session().add(PaperCount(poll_id=poll.id, counted_by_id=last.chair_id, **counted))
        session().flush()
        system, sealed = Actor.system(), vote_seals.electorate_sha256(poll)
        record_poll(poll, "poll_opened", system, NOON, electorate_sha256=sealed)
        poll.cancelled_at, poll.cancelled_because, poll.state = NOON, "Faute d’isoloir.", PollState.CANCELLED
        record_poll(poll, "poll_cancelled", system, NOON, votes_sha256=vote_seals.votes_sha256(poll))

    def debate() -> None:
        """A row of each table of the debate, as nobody debates where it is played."""
        from congress.chamber_models import AgendaItem
        from core import journal
        from voting import debate_models as tables
        from voting.rules.debate.precedence import FloorKind, FloorState
        from voting.rules.debate.speaking_order import SpeakerSide, Turn

        member_id = session().query(Member.id).order_by(Member.id).limit(1).scalar()
        item = session().query(AgendaItem).filter_by(sitting_id=sitting_id).first()
        of = {"sitting_id": sitting_id, "item_id": item.id}
        motion = tables.FloorMotion(
            kind=FloorKind.POINT_OF_ORDER,
            words="Article 4.",
            raised_by_id=member_id,
            raised_at=NOON,
            state=FloorState.ANSWERED,
            decided_at=NOON,
            answer="Non.",
            **of,
        )
        asked = tables.SpeakingRequest(item_id=item.id, member_id=member_id, turn=Turn.DEBATE, side=SpeakerSide.FOR,
                                       asked_at=NOON, called_at=NOON)  # fmt: skip
        settings = tables.DebateSettings(sitting_id=sitting_id, item_minutes=20)
        house = tables.HouseDebate(congress_id=item.sitting.congress_id, item_minutes=20)
        session().add_all([motion, asked, settings, house, tables.ItemDebate(item_id=item.id, list_closed_at=NOON)])
        session().flush()
        told = {"started_at": NOON, "given_seconds": 120, "ended_at": NOON}
        session().add(tables.Speech(member_id=member_id, request_id=asked.id, **told, **of))
        session().add(tables.FloorSecond(motion_id=motion.id, member_id=member_id, seconded_at=NOON))
        session().flush()
        told = {"speech": 1, "member": "m", "seconds": 0, "allowed": 120, "cut": False, "sitting": item.sitting.number}
        journal.record(item.sitting.congress.stream, "floor_ended", actor="system", now=NOON, **told)

    def keep_who_takes_part() -> None:
        from congress.chamber.presence_models import Excuse, ProxyPaper, SeatTaken, Withdrawal, WithdrawalGround
        from congress.chamber_models import AgendaItem, Proxy
        from core.brought.stored_files import StoredFile

        item = session().query(AgendaItem).filter(AgendaItem.sitting_id == sitting_id).first()
        one, other = session().query(Member).filter(Member.votes).order_by(Member.id).limit(2)
        of_sitting = {"sitting_id": sitting_id}
        withdrawn = {"ground": WithdrawalGround.INTEREST, "declared_at": NOON, "taken_back_at": NOON}
        session().add(Withdrawal(item_id=item.id, member_id=one.id, **withdrawn))
        session().add(Excuse(member_id=one.id, said_at=NOON, taken_back_at=NOON, **of_sitting))
        session().add(SeatTaken(titular_id=one.id, substitute_id=other.id, since=NOON, until=NOON, **of_sitting))
        given = {"given_at": NOON, "revoked_at": NOON}
        proxy = Proxy(principal_id=one.id, holder_id=other.id, **given, **of_sitting)
        kept = StoredFile(
            name="a.pdf", media_type="application/pdf", sha256="0" * 64, size=1, content=b"a", kept_at=NOON
        )
        session().add_all([proxy, kept])
        session().flush()
        session().add(ProxyPaper(proxy_id=proxy.id, file_id=kept.id, file_sha256=kept.sha256, brought_at=NOON))

    def ask_and_confirm() -> None:
        from congress.chamber_models import AgendaItem
        from congress.rules.rule_names import BallotKind
        from voting.challenge_models import (
            BallotRequest,
            ChallengeAnswer,
            ChallengeState,
            ConfirmedBy,
            QuorumChallenge,
        )
        from voting.dividing_models import DivisionRequest

        item = session().query(AgendaItem).filter(AgendaItem.sitting_id == sitting_id).first()
        one = session().query(Member).filter(Member.votes).order_by(Member.id).first()
        session().add(BallotRequest(item_id=item.id, member_id=one.id, ballot=BallotKind.PUBLIC, asked_at=NOON))
        session().add(DivisionRequest(item_id=item.id, member_id=one.id, asked_at=NOON))
        asked = QuorumChallenge(sitting_id=sitting_id, asked_by_id=one.id, asked_at=NOON, state=ChallengeState.DECLINED)
        session().add(asked)
        session().flush()
        session().add(
            ChallengeAnswer(challenge_id=asked.id, member_id=one.id, confirmed_by=ConfirmedBy.DESK, confirmed_at=NOON)
        )

    def keep_minutes() -> None:
        from congress.chamber_models import AgendaItem, Office, Sitting
        from core.digest import sha256_json
        from voting.minutes_models import Adoption, ItemReport, Minutes, MinutesNote, MinutesSignature

        first = (
            session().query(Sitting.id).order_by(Sitting.id).offset(1).limit(1).scalar()
        )  # of August they are adopted
        item = session().query(AgendaItem).filter(AgendaItem.sitting_id == first).first()
        member = session().query(Member).filter(Member.votes).order_by(Member.id).first()
        said = {"item_id": item.id, "item_key": item.id, "version": 1, "text": "Débattu.", "sha256": "0" * 64}
        session().add(MinutesNote(sitting_id=first, written_by_id=member.id, written_at=NOON, **said))
        session().add(ItemReport(sitting_id=first, item_id=item.id, title="Rapport", url="https://a.example",
                                 added_at=NOON, withdrawn_at=NOON))  # fmt: skip
        session().flush()
        sha256 = sha256_json({})
        adopted = {"adopted_at": NOON, "adopted_in_id": sitting_id, "adoption": Adoption.DECLARED, "record": {}}
        minutes = Minutes(sitting_id=first, submitted_at=NOON, sha256=sha256, published_at=NOON, **adopted)
        session().add(minutes)
        session().flush()
        signed = {"office": Office.CHAIR, "sha256": sha256, "signed_at": NOON}
        session().add(MinutesSignature(minutes_id=minutes.id, member_id=member.id, **signed))

    def convene_anew() -> None:
        from congress.chamber.convening_models import Convening, ConveningComplement, SecondSitting
        from congress.services.convening.letters_seal import letters_sha256

        first, second = (row.id for row in session().query(Sitting.id).order_by(Sitting.id).limit(2))
        session().add(SecondSitting(first_id=first, second_id=second))
        sent = session().query(Convening).filter_by(sitting_id=first).first()
        complement = ConveningComplement(convening_id=sent.id, sent_at=NOON, letters=0, salt="sel")
        session().add(complement)
        session().flush()
        complement.letters_sha256 = letters_sha256(complement)

    by = {"actor": Actor.system(), "now": NOON}
    run(partial(reopen_sitting, sitting_id, "Close d’un doigt trop vif.", **by))
    run(keep_what_is_asked)
    run(keep_a_position_and_notice_a_discrepancy)
    run(move_and_recall)
    run(suggest_a_text)
    run(count_papers)
    run(convene_anew)
    run(debate)
    run(keep_who_takes_part)
    run(ask_and_confirm)
    run(keep_minutes)
    run(partial(close_sitting, sitting_id, **by))
