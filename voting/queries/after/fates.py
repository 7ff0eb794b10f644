"""What became of amendments: their fates, read from the record for the sentences of `voting.rules.fates`."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import get_translations

from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_history import adopted_with
from amendments.queries.amendment_readings import history_of, readings_of
from amendments.rules.after.collisions import Collision, Meeting, collision
from amendments.rules.locations import Location
from congress.chamber_models import Sitting, SittingState
from congress.models import Congress
from congress.queries.homonyms import told_name
from core.database import session
from motions.models import PartKind, Revision
from voting.models import Poll
from voting.queries.after.fate_texts import FateTexts, read_texts
from voting.queries.after.fate_words import moment_told, part_told, place_told
from voting.queries.after.left_the_text import left_at
from voting.queries.asking.subject_words import named_subject
from voting.queries.counted_polls import counted_poll
from voting.queries.linked_polls import is_correction
from voting.queries.subjects import subject_of
from voting.rules.count_sentences import adoption_words
from voting.rules.fates import Fate, FateKind, quoted
from voting.rules.outcome import Reason

# The kind of a fate, the numbers that caused it, the words in dispute, where if it is not where the text bears.
_Ending = tuple[FateKind, tuple[str, ...], tuple[str, ...], str]
_KINDS = {
    AmendmentStatus.DEPOSITED: FateKind.DEPOSITED,
    AmendmentStatus.INADMISSIBLE: FateKind.INADMISSIBLE,
    AmendmentStatus.NOT_SUPPORTED: FateKind.NOT_SUPPORTED,
}
_MEETINGS = {
    Meeting.DELETED: FateKind.FALLEN_DELETED,
    Meeting.REPLACED: FateKind.FALLEN_REPLACED,
    Meeting.KEPT: FateKind.FALLEN_KEPT,
}


def fates_of(congress: Congress, amendments: Sequence[Amendment], *, reads_results: bool = True) -> dict[int, Fate]:
    """By amendment id; a few queries whatever their number. Without the votes for whoever may not read the results."""
    texts = read_texts(congress, amendments)
    return {row.id: _fate(congress, row, texts, reads_results=reads_results) for row in amendments}


def fate_of(congress: Congress, amendment: Amendment, *, reads_results: bool = True) -> Fate:
    """The same for one."""
    return fates_of(congress, [amendment], reads_results=reads_results)[amendment.id]


def collision_of(amendment: Amendment) -> Collision | None:
    """How the amendment that made this one fall met it, on the version that its adoption replaced."""
    return _collision(amendment, history_of([amendment.part_id])[amendment.part_id])


def _fate(congress: Congress, row: Amendment, texts: FateTexts, *, reads_results: bool) -> Fate:
    poll = texts.polls.get(row.id)
    versions = texts.history[row.part_id]
    kind, by, words, place = _ending(row, poll, texts)
    ended = next((version for version in versions if version.id == row.adopted_revision_id), None)
    since = [version for version in versions if row.decided_at and version.created_at <= row.decided_at]
    version = ended or (since[-1] if since else versions[-1])
    deciding = poll if kind is not FateKind.NO_OBJECT_VOTED else _poll_of_part(row, texts)
    told = deciding is not None and (reads_results or kind is FateKind.UNDER_VOTE)
    corrects = deciding.corrects if deciding is not None and is_correction(deciding) else None
    left_at_version, is_all_gone = left_at(row, versions) if row.status == AmendmentStatus.ADOPTED else ("", False)
    return Fate(
        kind=kind,
        number=row.label,
        receipt=row.receipt,
        author=told_name(row.author),
        moment=moment_told(congress, _moment(row, kind, poll, texts)),
        place=place or place_told(row.part, texts.readings[row.id].place(congress.line_length)),
        part=part_told(row.part),
        by=by,
        words=quoted(words, get_translations()),
        poll=str(deciding.number) if deciding is not None and told else "",
        former_poll=str(corrects.number) if corrects is not None else "",
        counts=_counts(deciding) if told and kind in _COUNTED and deciding is not None else "",
        version=str(_added_as(row) if kind is FateKind.ADOPTED_PROPOSAL else version.number),
        because=row.cause,
        left_at=left_at_version,
        is_all_gone=is_all_gone,
        taken_up_by=told_name(row.taken_up_by) if row.taken_up_by is not None else "",
    )


_COUNTED = frozenset(
    {
        FateKind.ADOPTED, FateKind.ADOPTED_TOGETHER, FateKind.ADOPTED_SUB, FateKind.ADOPTED_PROPOSAL,
        FateKind.ADOPTED_BY_CORRECTION,
        FateKind.REJECTED, FateKind.REJECTED_BY_CORRECTION, FateKind.FALLEN_PARENT,
    }
)  # fmt: skip


def _ending(row: Amendment, poll: Poll | None, texts: FateTexts) -> _Ending:
    """The kind of the fate, what numbers caused it, the words in dispute, where if it is not where the text bears."""
    by = tuple(adopted_with(row.cause_amendment)) if row.cause_amendment else ()
    match row.status:
        case AmendmentStatus.PUBLISHED:
            return _pending(row, poll, texts), (), (), ""
        case AmendmentStatus.ADOPTED | AmendmentStatus.REJECTED:
            return _voted(row, poll)
        case AmendmentStatus.FALLEN:
            return _fallen(row, by, texts.history[row.part_id])
        case AmendmentStatus.SATISFIED:
            return _satisfied(row, by), by, (), ""
        case AmendmentStatus.NO_OBJECT:
            if row.is_sub and row.cause_amendment is not None:
                return FateKind.NO_OBJECT_PARENT, (row.cause_amendment.label,), (), ""
            return _no_object(row, texts), (), (), ""
        case AmendmentStatus.WITHDRAWN:
            heir = row.cause_amendment
            if heir is not None:
                return FateKind.RESUBMITTED, (heir.label,), (), ""
            return FateKind.WITHDRAWN if row.taken_up_by is None else FateKind.WITHDRAWN_BY_BEARER, (), (), ""
    return _KINDS[row.status], (), (), ""


def _pending(row: Amendment, poll: Poll | None, texts: FateTexts) -> FateKind:
    """What a published amendment waits for."""
    if row.under_vote:
        return FateKind.UNDER_VOTE
    if row.reserved_at is not None:
        return FateKind.RESERVED
    if not texts.readings[row.id].is_clean:
        return FateKind.TO_CHECK
    if poll is not None and poll.outcome is not None and poll.outcome.is_adopted is None:
        return FateKind.TIED if poll.outcome.reason is Reason.REVOTE else FateKind.NO_QUORUM
    return FateKind.LEFT if _left_in(row, texts) is not None else FateKind.WAITING


def _voted(row: Amendment, poll: Poll | None) -> _Ending:
    with_it: tuple[str, ...] = ()
    if poll is not None:
        others = [subject.amendment for subject in poll.subjects if subject.amendment_id not in (None, row.id)]
        with_it = tuple(other.label for other in others if other is not None)
    corrected = poll is not None and is_correction(poll)
    if row.status == AmendmentStatus.ADOPTED and row.parent is not None:
        return FateKind.ADOPTED_SUB, (row.parent.label,), (), ""
    if row.status == AmendmentStatus.ADOPTED and row.part.kind is PartKind.ADDITION:
        return FateKind.ADOPTED_PROPOSAL, (), (), ""
    if row.status == AmendmentStatus.ADOPTED and with_it and poll is not None and poll.bundle_id is not None:
        return FateKind.ADOPTED_TOGETHER, with_it, (), ""
    if row.status == AmendmentStatus.ADOPTED:
        return (FateKind.ADOPTED_BY_CORRECTION if corrected else FateKind.ADOPTED), with_it, (), ""
    return (FateKind.REJECTED_BY_CORRECTION if corrected else FateKind.REJECTED), with_it, (), ""


def _fallen(row: Amendment, by: tuple[str, ...], versions: Sequence[Revision]) -> _Ending:
    if row.cause_amendment is None:
        return FateKind.FALLEN_DECLARED, (), (), ""
    if row.is_sub and not row.cause_amendment.is_sub:
        return FateKind.FALLEN_PARENT, (row.cause_amendment.label,), (), ""
    found = _collision(row, versions)
    if found is None:
        return FateKind.FALLEN_PLACE, by, (), ""
    kind = _MEETINGS[found.meeting]
    if kind is FateKind.FALLEN_REPLACED and not found.words:
        kind = FateKind.FALLEN_PLACE
    return kind, by, found.words, place_told(row.part, Location(alineas=found.alineas, title=not found.alineas))


def _collision(row: Amendment, versions: Sequence[Revision]) -> Collision | None:
    cause = row.cause_amendment
    made = next((one for one in versions if cause is not None and one.id == cause.adopted_revision_id), None)
    if made is None or made.parent_id is None:
        return None
    before = next(one for one in versions if one.id == made.parent_id)
    reading = readings_of([row], {row.part_id: row.part}, {row.part_id: list(versions)})[row.id]
    return collision(before.text, made.text, reading.new.text) if reading.number == before.number else None


def _added_as(row: Amendment) -> int | None:
    """The number of the proposal that an amendment added."""
    return session().get_one(Revision, row.adopted_revision_id).part.number


def _satisfied(row: Amendment, by: tuple[str, ...]) -> FateKind:
    if by:
        return FateKind.SATISFIED
    return FateKind.SATISFIED_AT_ONCE if row.decided_at == row.published_at else FateKind.SATISFIED_BY_TEXT


def _no_object(row: Amendment, texts: FateTexts) -> FateKind:
    if row.decided_at == row.published_at:
        return FateKind.NO_OBJECT_AT_ONCE
    return FateKind.NO_OBJECT_VOTED if _poll_of_part(row, texts) is not None else FateKind.NO_OBJECT_DECLARED


def _poll_of_part(row: Amendment, texts: FateTexts) -> Poll | None:
    """The poll on the very text of the amendment whose proclamation left it nothing to amend."""
    return next((poll for poll in texts.part_polls.get(row.part_id, ()) if poll.proclaimed_at == row.decided_at), None)


def _left_in(row: Amendment, texts: FateTexts) -> Sitting | None:
    """The last sitting that had its text on its agenda and is closed; None while another one has it still to come."""
    found = texts.sittings.get(row.part.number, ())
    if not found or any(sitting.state != SittingState.CLOSED for sitting in found):
        return None
    return max(found, key=lambda sitting: (sitting.closed_at is not None, sitting.closed_at, sitting.id))


def _moment(row: Amendment, kind: FateKind, poll: Poll | None, texts: FateTexts) -> datetime | None:
    if kind is FateKind.LEFT:
        sitting = _left_in(row, texts)
        return sitting.closed_at if sitting else None
    if kind in (FateKind.NO_QUORUM, FateKind.TIED):
        return poll.proclaimed_at if poll else None
    if kind is FateKind.ADOPTED_SUB and poll is not None:
        return poll.proclaimed_at  # since then its amendment may have ended, and be to vote again
    return row.decided_at or row.published_at or row.deposited_at


def _counts(poll: Poll) -> str:
    """« par 61 voix pour, 40 contre et 12 abstentions, sur 113 votants »."""
    if poll.outcome is None:
        return ""
    return adoption_words(counted_poll(poll, poll.outcome, named_subject(subject_of(poll))), get_translations())
