"""The polls of a sitting as its minutes tell them, read back as they were locked, in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from amendments.labels import numbers, opinion_word
from amendments.models import Amendment, Opinion, OpinionKind
from congress.models import Member
from congress.queries.homonyms import told_name, told_names
from core.database import session
from core.text.reader import enumeration, quotation
from motions.models import PartKind
from voting.models import Ballot, Poll, PollState, RightToVote
from voting.queries.asking.question_words import round_word, seat_word
from voting.queries.asking.subject_words import named_subject
from voting.queries.counted_polls import counted_poll, rights_known
from voting.queries.dividing.division_words import part_put_words
from voting.queries.frozen_rules import FrozenRules
from voting.queries.linked_polls import is_correction, tied_before
from voting.queries.poll_queries import NamedVote, polls_of
from voting.queries.subjects import LoadedSubject, subject_at_hand
from voting.rules.asking.option_sentences import rule_words
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.rules.minutes.deeds import PollTold
from voting.rules.ruling.rule_sentences import poll_rule_sentence
from voting.subject_models import QuestionKind


def polls_told(polls: Sequence[Poll], ended: Mapping[int, Mapping[str, tuple[str, ...]]]) -> dict[int, PollTold]:
    """By number; `ended`: by poll number, the amendments that its proclamation ended, by what became of them."""
    _read_opinions(polls)
    known = rights_known(polls)
    told, last_rule = {}, ""
    for poll in polls:
        rule = _rule(poll, is_by_hands=False)
        subject = subject_at_hand(poll)
        is_decided = poll.state == PollState.PROCLAIMED and poll.outcome is not None
        counted = (
            counted_poll(poll, poll.outcome, named_subject(subject), known) if is_decided and poll.outcome else None
        )
        put, is_feminine = put_words(poll, subject)
        told[poll.number] = PollTold(
            number=poll.number,
            put=put,
            rule=_rule(poll, is_by_hands=poll.method == SHOW_OF_HANDS) if is_decided and rule != last_rule else "",
            is_plural=len(subject.amendments) > 1,
            is_feminine=is_feminine,
            is_election=_is_election(subject),
            is_called=poll.method.is_called,
            held=poll.method.name if poll.opened_at else None,
            counted=counted,
            ended=ended.get(poll.number, {}),
            because=poll.cancelled_because,
            corrects=poll.corrects.number if poll.corrects else None,
            tied=tied.number if (tied := tied_before(poll)) is not None else None,
            corrects_because=poll.corrects_because if is_correction(poll) else "",
        )
        last_rule = rule if is_decided else last_rule
    return told


def _rule(poll: Poll, *, is_by_hands: bool) -> str:
    """The rule of a poll, frozen, in one sentence; of hands without their kind, that the sentence after it tells."""
    frozen, t = FrozenRules.from_names(poll.rules), get_translations()
    chosen = rule_words(frozen.chosen_by, frozen.round, t) if frozen.chosen_by else ""
    return poll_rule_sentence(
        frozen.rules, frozen.quorum_checked.value, t, chosen, frozen.colleges, is_second=frozen.is_on_second_convening,
        is_by_hands=is_by_hands,
    )  # fmt: skip


def put_words(poll: Poll, subject: LoadedSubject) -> tuple[str, bool]:
    """« L’amendement n° 12 de Mme Fatima Allain, avis défavorable du bureau, », and whether it is feminine."""
    labels = [row.label for row in subject.amendments]
    if subject.divided is not None:
        return part_put_words(subject.divided), True
    if subject.is_retained:
        return _("Les amendements %(numbers)s, retenus par le bureau,", numbers=numbers(labels)), False
    if subject.bundle_id is not None:
        return _("Les amendements %(numbers)s, proposés à l’adoption sans débat,", numbers=numbers(labels)), False
    if subject.amendments:
        said = {"numbers": numbers(labels), "authors": enumeration(dict.fromkeys(map(_bearer, subject.amendments)))}
        if subject.amendments[0].is_sub:
            put = ngettext(
                "Le sous-amendement %(numbers)s de %(authors)s",
                "Les sous-amendements %(numbers)s, identiques, de %(authors)s",
                len(labels), **said,
            )  # fmt: skip
        else:
            put = ngettext(
                "L’amendement %(numbers)s de %(authors)s",
                "Les amendements %(numbers)s, identiques, de %(authors)s",
                len(labels), **said,
            )  # fmt: skip
        return f"{put}{_advice(subject)}", False
    if subject.part is not None and subject.part.kind == PartKind.PREAMBLE:
        return _("Le préambule"), False
    if subject.part is not None and subject.part.kind == PartKind.CLOSING:
        return _("La conclusion"), True
    if subject.part is not None and subject.part.number is not None:
        title = subject.part.in_force.title if subject.part.in_force else ""
        number = subject.part.number
        return _("La proposition n°\u00a0%(number)s, %(title)s,", number=number, title=quotation(title)), True
    if subject.motion is not None:
        return _("L’ensemble de la motion"), False
    return _asked(poll, subject), True


def _asked(poll: Poll, subject: LoadedSubject) -> str:
    """« La question « … » », « L’élection « … », siège 2 sur 3, deuxième tour »: all its rounds have one name."""
    said = {"question": quotation(poll.question)}
    if subject.question is None or subject.question.kind is not QuestionKind.ELECTION:
        return _("La question %(question)s", **said)
    turn = ", ".join(filter(None, [seat_word(subject.question), round_word(subject.question.ballot_round)]))
    return _("L’élection %(question)s, %(round)s", **said, round=turn)


def _is_election(subject: LoadedSubject) -> bool:
    return subject.question is not None and subject.question.kind is QuestionKind.ELECTION


def _bearer(amendment: Amendment) -> str:
    return told_name(amendment.bearer)


def _advice(subject: LoadedSubject) -> str:
    """« , avis défavorable du bureau, » where the bureau said one thing of all of them; nothing where it said none."""
    found = [row.opinion for row in subject.amendments]
    same = {(opinion.kind, opinion.rival_id) if opinion else None for opinion in found}
    opinion = found[0] if len(same) == 1 else None
    if opinion is None or opinion.kind == OpinionKind.NONE:
        return ""
    if opinion.kind is OpinionKind.FAVOURABLE_IF:
        return _(", avis favorable du bureau sous réserve,")
    if opinion.kind in (OpinionKind.FAVOURABLE, OpinionKind.UNFAVOURABLE):
        return _(", avis %(opinion)s du bureau,", opinion=opinion_word(opinion))
    return _(", avis du bureau\u00a0: %(opinion)s,", opinion=opinion_word(opinion))


def _read_opinions(polls: Iterable[Poll]) -> None:
    """Read the opinions on all that was put to the vote, at once."""
    ids = {row.amendment_id for poll in polls for row in poll.subjects if row.amendment_id}
    if ids:
        wanted = select(Amendment).where(Amendment.id.in_(ids))
        session().scalars(wanted.options(selectinload(Amendment.opinions).joinedload(Opinion.rival))).all()


def named_votes_of(polls: Collection[Poll]) -> dict[int, list[NamedVote]]:
    """By poll number, each right to vote and its choice, by name, of the proclaimed polls that keep names.

    In the order of the polls, whoever was called to the first of them.
    """
    numbers_of = {poll.id: poll.number for poll in polls if poll.state == PollState.PROCLAIMED and poll.method.is_named}
    columns = (
        RightToVote.poll_id, RightToVote.principal_id, RightToVote.holder_id, RightToVote.weight, RightToVote.college,
        Ballot.choice, Ballot.spoken,
    )  # fmt: skip
    wanted = select(*columns).outerjoin(Ballot, Ballot.right_id == RightToVote.id)
    rows = session().execute(wanted.where(RightToVote.poll_id.in_(numbers_of))).all()
    ids = {member_id for row in rows for member_id in (row.principal_id, row.holder_id)}
    people = {member.id: member for member in session().scalars(select(Member).where(Member.id.in_(ids)))}
    called = dict(zip(people, told_names(people.values()), strict=True))
    counted = {poll.id for poll in polls if poll.colleges}
    found: dict[int, list[NamedVote]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (people[row.principal_id].alphabetic, row.principal_id)):
        found[numbers_of[row.poll_id]].append(
            NamedVote(
                name=called[row.principal_id],
                holder=called[row.holder_id] if row.holder_id != row.principal_id else None,
                choice=row.choice,
                spoken=bool(row.spoken),
                by_substitute=people[row.holder_id].substitute_of_id == row.principal_id,
                weight=row.weight,
                college=row.college if row.poll_id in counted else "",
            )
        )
    return dict(sorted(found.items()))


def sitting_polls(sitting_id: int) -> list[Poll]:
    """The polls of a sitting that were proclaimed or cancelled, the first one first, with all that tells of them."""
    wanted = [poll for poll in polls_of(sitting_id) if poll.state in (PollState.PROCLAIMED, PollState.CANCELLED)]
    ids = [poll.id for poll in wanted]
    session().scalars(
        select(Poll).where(Poll.id.in_(ids)).options(joinedload(Poll.corrects), joinedload(Poll.chair))
    ).all()
    return sorted(wanted, key=lambda poll: poll.number)
