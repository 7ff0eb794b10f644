"""A motion from the floor as pages show it: what it asks, what is read aloud, what the reader may do of it."""

from dataclasses import dataclass

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _

from congress.access import current_actor
from congress.actors import Actor
from congress.moments import hour_in_words, moment_in_words
from congress.policies import sittings_readers
from congress.queries.homonyms import told_name
from congress.services.lawful.requiring import refusal_of_hands
from motions.models import Part
from voting.debate_models import FloorMotion
from voting.models import Poll
from voting.queries.challenge.asked_ballots import obtained_on
from voting.queries.debate.floor_queries import Floor
from voting.queries.debate.motion_queries import WaitingMotion, put_off_motion, seconds_by, trial_of_motions
from voting.queries.frozen_rules import FrozenRules
from voting.rules.debate.debate_sentences import (
    hands_asked,
    motion_aim,
    motion_asked,
    motion_decided,
    motion_name,
    motion_refused,
    motion_withdrawn,
)
from voting.rules.debate.precedence import NEVER_VOTED, ON_AN_ITEM, SECONDED, FloorKind, FloorState
from voting.rules.methods.method import ELECTRONIC, SHOW_OF_HANDS, Method
from voting.services.challenge.ballot_requests import obtained_sentence
from voting.services.life.putting_off import why_put_off


@dataclass(frozen=True, slots=True)
class MotionShown:
    """A motion that waits: its name, who raised it and when, its words, what it would do, what is read aloud."""

    id: int
    kind: FloorKind
    name: str
    author: str
    raised: str  # « M. Yann Kerbrat, 14 h 30. »
    words: str
    aim: str
    read_aloud: tuple[str, ...]
    is_put: bool
    may_be_put: bool  # not between two trials of another vote, nor while one is announced
    waits_for_announced: bool
    to_vote: str  # « Voter à main levée »: how it is put, on its button
    why_so: str  # why not by hands; empty where it is
    put_off: str  # why the law has the item put off, where no vote is held on it, this one no more than another
    poll_number: int  # that of the vote at the name of each that is going on; else 0
    is_first: bool  # the one that is taken now
    missing: str  # « Il manque 2 appuis. »
    may_break: bool  # whether a tie of the hands that are asked would be the chair's to break
    may_second: bool
    is_seconded: bool  # by the reader
    is_readers: bool

    @property
    def is_order(self) -> bool:
        """Whether the chair answers it, in place of a vote."""
        return self.kind is FloorKind.POINT_OF_ORDER

    @property
    def is_suspension(self) -> bool:
        """Whether the chair may grant it alone."""
        return self.kind is FloorKind.SUSPENSION

    @property
    def goes_before_votes(self) -> bool:
        """Whether a vote on a text of the item may have to wait for it."""
        return self.is_on_item and not self.missing

    @property
    def is_on_item(self) -> bool:
        """Whether it ends with the discussion of its item."""
        return self.kind in ON_AN_ITEM


def motions_shown(floor: Floor, actor: Actor) -> tuple[MotionShown, ...]:
    """The motions that wait, the one to be taken first first."""
    if not floor.motions:
        return ()
    mine = seconds_by([one.motion.id for one in floor.motions], actor.member_id)
    method = trial_of_motions(floor.sitting, floor.item)
    put_off, why_so = why_put_off(floor.item) if floor.item is not None else "", _why_so(floor, method)
    return tuple(
        _shown(one, rank, one.motion.id in mine, actor, floor=floor, method=method, put_off=put_off, why_so=why_so)
        for rank, one in enumerate(floor.motions)
    )


def _shown(
    one: WaitingMotion, rank: int, is_seconded: bool, actor: Actor, *, floor: Floor, method: Method | None,
    put_off: str, why_so: str,
) -> MotionShown:  # fmt: skip
    motion, t = one.motion, get_translations()
    name = told_name(motion.raised_by)
    is_put, is_readers = one.is_asked, motion.raised_by_id == actor.member_id
    counted = one.poll if is_put and one.poll is not None and not one.poll.method.is_declared else None
    needs = motion.kind in SECONDED and one.missing > 0
    return MotionShown(
        id=motion.id,
        kind=motion.kind,
        name=motion_name(motion.kind, t, motion.minutes),
        author=name,
        raised=f"{name}, {hour_in_words(motion.sitting.congress, motion.raised_at)}.",
        words=motion.words,
        aim=motion_aim(motion.kind, t),
        read_aloud=_read_aloud(motion, name, counted, method, is_put=is_put, is_put_off=bool(put_off)),
        is_put=is_put,
        may_be_put=motion.state is FloorState.PUT
        or not (floor.frozen or floor.has_announced or put_off or (why_so and method is None)),
        waits_for_announced=motion.kind is not FloorKind.POINT_OF_ORDER and not is_put and floor.has_announced,
        to_vote=_to_vote(method),
        why_so=why_so,
        put_off=put_off if not is_put and motion.kind not in NEVER_VOTED else "",
        poll_number=counted.number if counted is not None else 0,
        is_first=rank == 0,
        missing=ngettext("Il manque %(num)s appui.", "Il manque %(num)s appuis.", one.missing) if needs else "",
        may_break=is_put and one.poll is not None and FrozenRules.from_names(one.poll.rules).may_be_broken_by_chair,
        may_second=needs and not is_put and not is_readers and not is_seconded,
        is_seconded=is_seconded,
        is_readers=is_readers,
    )


def _to_vote(method: Method | None) -> str:
    if method is None or method.is_declared:
        return _("Voter à main levée")
    return _("Voter au scrutin secret, sur papier") if method.is_on_paper else _("Voter au nom de chacun")


def _why_so(floor: Floor, method: Method | None) -> str:
    """Why a motion is not put by hands: a ballot that was obtained, the law, colleges or weights that are counted."""
    obtained = obtained_on(floor.item) if floor.item is not None and method not in (None, SHOW_OF_HANDS) else None
    if obtained is not None:
        return obtained_sentence(obtained)
    if no_hands := refusal_of_hands(floor.sitting):
        return no_hands
    if method == ELECTRONIC:
        return _(
            "Le règlement compte les voix par collège, ou leur donne un poids\u00a0: elle se vote au nom de chacun, pas"
            " à main levée."
        )
    return ""


def _read_aloud(
    motion: FloorMotion, name: str, counted: Poll | None, method: Method | None, *, is_put: bool, is_put_off: bool
) -> tuple[str, ...]:
    """What the chair says of it now; nothing where the law lets nobody vote on it here."""
    if is_put:
        return (hands_asked(get_translations()) if counted is None else _("Le scrutin est ouvert."),)
    if is_put_off and motion.kind not in NEVER_VOTED:
        return ()
    return (motion_asked(motion.kind, name, get_translations(), motion.minutes, method=method),)


def put_off_sentence(part: Part) -> str:
    """Why a proposal is not decided: a motion from the floor ended its discussion; what that keeps from being done."""
    congress = part.motion.congress
    if part.is_decided or part.number is None or not sittings_readers(current_actor(), congress):
        return ""
    motion = put_off_motion(congress.id, part.number)
    if motion is None or motion.decided_at is None:
        return ""
    said = {"number": motion.sitting.number, "when": moment_in_words(congress, motion.decided_at)}
    why = (
        _("Renvoyée à un nouvel examen par la séance n°\u00a0%(number)s, %(when)s.", **said)
        if motion.kind is FloorKind.REFERRAL
        else _("La séance n°\u00a0%(number)s a décidé, %(when)s, qu’il n’y avait pas lieu d’en délibérer.", **said)
    )
    left = _(
        "Elle reste à décider\u00a0: elle peut être remise en discussion. Jusque-là, l’ensemble de la motion n’est pas"
        " mis aux voix, et aucune lettre ne peut être figée."
    )
    return f"{why} {left}"


def what_became(motion: FloorMotion) -> str:
    """« 14 h 41, M. Yann Kerbrat. La clôture du débat est adoptée. »; then the words of the chair."""
    t = get_translations()
    name = motion_name(motion.kind, t, motion.minutes)
    hour = hour_in_words(motion.sitting.congress, motion.decided_at) if motion.decided_at else ""
    if motion.state in (FloorState.CARRIED, FloorState.LOST):
        is_carried = motion.state is FloorState.CARRIED
        said = motion_decided(motion.kind, t, is_carried=is_carried, minutes=motion.minutes)
    else:
        said = {
            FloorState.GRANTED: _("%(motion)s\u00a0: accordée par la présidence."),
            FloorState.ANSWERED: _("%(motion)s\u00a0: la présidence a répondu."),
            FloorState.REFUSED: motion_refused(motion.kind, t, motion.minutes),
            FloorState.WITHDRAWN: motion_withdrawn(motion.kind, t, motion.minutes),
        }.get(motion.state, "%(motion)s") % {"motion": name}
    who = told_name(motion.raised_by)
    return " ".join(filter(None, (f"{hour}, {who}.", str(said), motion.answer)))
