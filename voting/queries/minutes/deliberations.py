"""The deliberations of a congress: the texts and questions on which a sitting voted, amendments and procedure apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import get_translations
from flask_babel import gettext as _
from sqlalchemy import or_, select

from amendments.models import Amendment
from congress.chamber_models import Sitting
from congress.clock import local
from core.database import session
from core.text.reader import quotation
from motions.models import PartKind
from voting.models import Poll, PollState
from voting.queries.asking.question_words import seat_word
from voting.queries.asking.subject_words import named_subject
from voting.queries.counted_polls import KnownRights, counted_poll, rights_known
from voting.queries.minutes.polls_told import sitting_polls
from voting.queries.subjects import LoadedSubject, subject_at_hand
from voting.rules.counted_poll import CountedPoll
from voting.rules.outcome import Reason
from voting.rules.verdict_sentences import decision_sentence
from voting.subject_models import PollSubject, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """A round of an election that chose nobody, before the one that did."""

    ballot_round: int
    number: int  # of its poll
    counted: CountedPoll


@dataclass(frozen=True, slots=True)
class Deliberation:
    """One of them. `number`: « 2020-03-012 »: year, sitting, poll."""

    number: str
    day: date
    about: str  # « Proposition n° 5, « Pour une médiation numérique » »
    decision: str  # « La proposition n° 5 est adoptée. »
    is_adopted: bool | None
    poll: Poll
    counted: CountedPoll
    item: int  # the position of its item
    # The number of the poll that decided the same anew: it takes no effect any more.
    corrected_by: int | None
    voted_again_by: int | None = None  # on its text, changed since
    changed_by: int | None = None  # that corrected another on an amendment to its text, which is to be voted again
    ballot_round: int = 1  # of an election
    earlier: tuple[EarlierRound, ...] = ()  # the first one first

    @property
    def overtaken_by(self) -> int | None:
        """The number of the poll since which it takes no effect any more; None of one in force."""
        return self.corrected_by or self.voted_again_by or self.changed_by


def deliberations_of(sittings: Iterable[Sitting]) -> list[Deliberation]:
    """Those of these sittings, in the order of the votes; those without a verdict are none."""
    polls = [poll for sitting in sittings for poll in sitting_polls(sitting.id)]
    return deliberations_among(polls, _decided_elsewhere(polls))


def deliberations_among(polls: Sequence[Poll], elsewhere: Sequence[Poll] = ()) -> list[Deliberation]:
    """Those among these polls. `elsewhere`: polls of other sittings, which may have decided the same anew."""
    decided = [poll for poll in polls if _is_deliberation(poll)]
    rounds = {row.question_id: poll for poll in polls if _is_round(poll) for row in poll.subjects}
    known = rights_known([*decided, *rounds.values()])
    decisive = [*decided, *(poll for poll in elsewhere if _is_deliberation(poll))]
    corrected = {poll.corrects_id: poll.number for poll in decisive if poll.corrects_id and poll.corrects_because}
    last = {part_id: poll for poll in sorted(decisive, key=lambda poll: poll.id) if (part_id := _part_of(poll))}
    found = []
    for poll in decided:
        subject = subject_at_hand(poll)
        if poll.outcome is None or poll.proclaimed_at is None:
            continue
        counted = counted_poll(poll, poll.outcome, named_subject(subject), known)
        corrected_by, again = corrected.get(poll.id), last.get(_part_of(poll) or 0, poll)
        is_last = corrected_by is None and again.id <= poll.id
        day = local(poll.congress, poll.proclaimed_at).date()
        found.append(
            Deliberation(
                number=f"{day.year}-{poll.sitting.number:02d}-{poll.number:03d}",
                day=day,
                about=about_words(poll, subject),
                decision=decision_sentence(counted.verdict, counted.subject, get_translations()),
                is_adopted=poll.outcome.is_adopted,
                poll=poll,
                counted=counted,
                item=poll.item.position,
                corrected_by=corrected_by,
                voted_again_by=again.number if corrected_by is None and not is_last else None,
                changed_by=_changed_by(poll, [*polls, *elsewhere]) if is_last else None,
                ballot_round=subject.question.ballot_round if subject.question is not None else 1,
                earlier=tuple(reversed(list(_earlier(subject.question, rounds, known)))),
            )
        )
    return found


def decided_since(one: Deliberation) -> str:
    """That another poll decided it anew; empty where none did."""
    if one.corrected_by is not None:
        return _("Cette décision est corrigée par le scrutin n°\u00a0%(number)s.", number=one.corrected_by)
    if one.voted_again_by is not None:
        return _(
            "Le texte a changé depuis ce vote\u00a0: il a été voté de nouveau, au scrutin n°\u00a0%(number)s.",
            number=one.voted_again_by,
        )
    if one.changed_by is None:
        return ""
    return _(
        "Le scrutin n°\u00a0%(number)s, qui corrige un vote, a changé le texte depuis\u00a0: il est à voter de"
        " nouveau.",
        number=one.changed_by,
    )


def _part_of(poll: Poll) -> int | None:
    return poll.subjects[0].part_id if poll.subjects else None


def _changed_by(poll: Poll, among: Sequence[Poll]) -> int | None:
    """The number of the last poll that decided otherwise of an amendment to the text of this one, after it; or None."""
    part_id = _part_of(poll)
    later = [
        one.number
        for one in among
        if part_id and one.id > poll.id and _decides_otherwise(one) and _amended_part_of(one) == part_id
    ]
    return max(later, default=None)


def _decides_otherwise(poll: Poll) -> bool:
    """Whether a poll corrected another, and found the contrary."""
    former = poll.corrects.outcome if poll.corrects is not None and poll.corrects_because else None
    own = poll.outcome if poll.state == PollState.PROCLAIMED else None
    return own is not None and former is not None and own.is_adopted not in (None, former.is_adopted)


def _amended_part_of(poll: Poll) -> int | None:
    amendment = poll.subjects[0].amendment if poll.subjects else None
    return amendment.part_id if amendment is not None else None


def _decided_elsewhere(polls: Sequence[Poll]) -> list[Poll]:
    """The polls of other sittings that decided anew what one of these did: in its place, or on its text."""
    if not polls:
        return []
    ids, parts = [poll.id for poll in polls], [part_id for poll in polls if (part_id := _part_of(poll))]
    amended = Amendment.part_id.in_(parts)
    about = select(PollSubject.poll_id).outerjoin(Amendment).where(or_(PollSubject.part_id.in_(parts), amended))
    wanted = select(Poll).where(
        Poll.congress_id == polls[0].congress_id,
        Poll.id.not_in(ids),
        or_(Poll.corrects_id.in_(ids), Poll.id.in_(about)),
    )
    return [
        poll
        for poll in session().scalars(wanted.order_by(Poll.id))
        if _is_deliberation(poll) or _decides_otherwise(poll)
    ]


def _is_round(poll: Poll) -> bool:
    """Whether a poll is a round of an election after which another was held."""
    return (
        poll.state == PollState.PROCLAIMED and poll.outcome is not None and poll.outcome.reason is Reason.ANOTHER_ROUND
    )


def _earlier(asked: Question | None, rounds: Mapping[int | None, Poll], known: KnownRights) -> Iterator[EarlierRound]:
    """The rounds before this one for the same seat, the last one first."""
    while asked is not None and asked.previous is not None and asked.ballot_round > 1:
        asked = asked.previous
        poll = rounds.get(asked.id)
        if poll is not None and poll.outcome is not None:
            counted = counted_poll(poll, poll.outcome, named_subject(subject_at_hand(poll)), known)
            yield EarlierRound(asked.ballot_round, poll.number, counted)


def _is_deliberation(poll: Poll) -> bool:
    if poll.state != PollState.PROCLAIMED or poll.outcome is None or poll.outcome.is_adopted is None:
        return False
    return not any(row.amendment_id or _decides_nothing_of_its_own(row.question) for row in poll.subjects)


def _decides_nothing_of_its_own(asked: Question | None) -> bool:
    """Whether a question puts a part of a text, of which the whole is the deliberation, or how the sitting goes on."""
    return asked is not None and asked.kind in (QuestionKind.DIVISION, QuestionKind.PROCEDURAL)


def about_words(poll: Poll, subject: LoadedSubject) -> str:
    """« Proposition n° 5, « Pour une médiation numérique » », « Motion « … » », « Préambule »."""
    part = subject.part
    if part is not None and part.kind == PartKind.PREAMBLE:
        return _("Préambule")
    if part is not None and part.kind == PartKind.CLOSING:
        return _("Conclusion")
    if part is not None and part.number is not None:
        title = part.in_force.title if part.in_force else ""
        return _("Proposition n°\u00a0%(number)s, %(title)s", number=part.number, title=quotation(title))
    if subject.motion is not None:
        return _("Motion %(title)s", title=quotation(subject.motion.title))
    if subject.question is not None and subject.question.kind is QuestionKind.ELECTION:
        return ", ".join(filter(None, [_elected_words(poll), seat_word(subject.question)]))
    return poll.question


def _elected_words(poll: Poll) -> str:
    if not poll.question.casefold().startswith(_("élection")):  # most say so themselves
        return _("Élection %(title)s", title=quotation(poll.question))
    return poll.question
