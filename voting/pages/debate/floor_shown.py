"""The floor as pages show it to one reader: who speaks and how long still, who comes next, what may be asked.

`floor_here` is a function of every template: a part of the console, of the hall's screen or of a voter's page asks for
it by itself, once a request.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import g
from flask_babel import format_decimal, get_translations, ngettext
from flask_babel import gettext as _

from congress.access import current_actor
from congress.actors import Actor
from congress.chamber_models import PresenceMode, Sitting, SittingState
from congress.clock import now_in
from congress.policies import sitters
from congress.queries.homonyms import told_name
from voting.debate_models import Speech
from voting.pages.debate.motion_shown import MotionShown, motions_shown
from voting.queries.debate.floor_queries import Floor, InList, clock_of, floor_of, floor_shown, seconds_of
from voting.rules.debate.debate_sentences import motion_name
from voting.rules.debate.speaking_order import SpeakerSide, Turn
from voting.rules.debate.speaking_time import duration
from voting.services.debate.asking import frozen_sentence


@dataclass(frozen=True, slots=True)
class SpeakerShown:
    """Whoever has the floor, and the time: in words as the page is made, in seconds for the script that counts on."""

    id: int
    name: str
    about: str  # « parle contre », « explique son vote, pour », « rappel au règlement »
    is_reader: bool
    left: int
    used: int
    allowed: int
    is_stopped: bool
    at: str  # when these seconds were counted: another counting begins anew

    @property
    def left_words(self) -> str:
        """« 0 min 42 s restent sur 2 min », « dépassé de 12 s »; the time itself first."""
        t = get_translations()
        if self.left < 0:
            return _("%(time)s de trop", time=duration(self.left, t))
        return duration(self.left, t)

    @property
    def rest_words(self) -> str:
        """« restent sur 2 min »."""
        return _("restent sur %(allowed)s", allowed=duration(self.allowed, get_translations()))

    @property
    def over_words(self) -> str:
        """« sur 2 min », once the time is over."""
        return _("sur %(allowed)s", allowed=duration(self.allowed, get_translations()))


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A line of the list: the rank, who, the side and what they spoke already."""

    id: int
    rank: int
    name: str
    sub: str
    time: str
    side: SpeakerSide
    is_there: bool
    is_moved: bool
    is_reader: bool


@dataclass(frozen=True, slots=True)
class FloorShown:
    """All that pages show of the floor to one reader."""

    floor: Floor
    seen: str
    speaker: SpeakerShown | None
    lines: tuple[SpeakerLine, ...]
    explanations: tuple[SpeakerLine, ...]
    motions: tuple[MotionShown, ...]
    is_open: bool  # the sitting sits
    may_ask: bool  # the reader is there, and an item is in discussion
    frozen: str

    @property
    def next(self) -> SpeakerLine | None:
        """Whoever « Donner la parole » calls."""
        found = self.floor.next
        every = (*self.lines, *self.explanations)
        return next((line for line in every if found and line.id == found.request.id), None)

    @property
    def minutes_each(self) -> str:
        """« 2 », « 2,5 »: the minutes of each speaker, as a field holds them."""
        return format_decimal(self.floor.settings.speaker_seconds / 60)

    @property
    def may_join(self) -> bool:
        """Whether the reader may ask to speak in the debate now."""
        return (
            self.may_ask
            and not self.frozen
            and not self.floor.list_is_closed
            and not any(line.is_reader for line in self.lines)
        )

    @property
    def may_explain(self) -> bool:
        """Whether the reader may ask to explain their vote now."""
        return self.may_ask and not self.frozen and not any(line.is_reader for line in self.explanations)

    @property
    def mine(self) -> tuple[SpeakerLine, ...]:
        """The reader's own requests that wait."""
        return tuple(line for line in (*self.lines, *self.explanations) if line.is_reader)

    @property
    def told(self) -> str:
        """« 4 demandes. Alternance pour et contre. »: how many wait, and by which rules."""
        settings, count = self.floor.settings, len(self.lines)
        said = [
            ngettext("%(num)s demande.", "%(num)s demandes.", count) if count else _("Personne ne demande la parole.")
        ]
        if settings.alternates and settings.newcomers_first:
            said.append(_("Alternance pour et contre\u202f; qui n’a pas encore parlé passe avant."))
        elif settings.alternates:
            said.append(_("Alternance pour et contre."))
        elif settings.newcomers_first:
            said.append(_("D’abord celles et ceux qui n’ont pas encore parlé."))
        if not (settings.alternates or settings.newcomers_first):
            said.append(_("Dans l’ordre des demandes."))
        if self.floor.debate_is_closed:
            said = [_("La discussion est close.")]
        elif self.floor.list_is_closed:
            said.insert(1, _("Liste close."))
        return " ".join(map(str, said))


def floor_here(sitting: Sitting) -> FloorShown:
    """The floor of a sitting as the reader of this page sees it, looked at once a request.

    On a page about something else, unless that of the list was made before (`shown_floor`).
    """
    known: dict[int, FloorShown] = g.setdefault("floors", {})
    if sitting.id not in known:
        known[sitting.id] = shown_floor(sitting, current_actor(), now_in(sitting.congress), is_brief=True)
    return known[sitting.id]


def shown_floor(sitting: Sitting, actor: Actor, now: datetime, *, is_brief: bool = False) -> FloorShown:
    """The floor of a sitting as one reader sees it now; `is_brief`: as `floor_of` takes it."""
    member_id = actor.member_id if sitters(actor, sitting.congress) else None
    floor, is_open = floor_of(sitting, member_id, is_brief=is_brief), sitting.state is SittingState.OPEN
    lines = {turn: _lines([one for one in floor.waiting if one.request.turn is turn], floor, actor) for turn in Turn}
    return FloorShown(
        floor=floor,
        seen=floor_shown(floor),
        speaker=_speaker(floor.running, actor, now) if floor.running else None,
        lines=lines[Turn.DEBATE],
        explanations=lines[Turn.EXPLANATION],
        motions=motions_shown(floor, actor) if floor.motions else (),
        is_open=is_open,
        may_ask=is_open and floor.item is not None and floor.has_reader and not floor.has_withdrawn,
        frozen=frozen_sentence(floor.frozen),
    )


def _speaker(speech: Speech, actor: Actor, now: datetime) -> SpeakerShown:
    clock = clock_of(speech)
    return SpeakerShown(
        id=speech.id,
        name=told_name(speech.member),
        about=doing_speech(speech),
        is_reader=speech.member_id == actor.member_id,
        left=clock.left(now),
        used=clock.used(now),
        allowed=clock.allowed,
        is_stopped=not clock.runs,
        at=now.isoformat(),
    )


def doing_speech(speech: Speech) -> str:
    """« parle contre », « explique son vote, pour »: after the name of whoever has the floor."""
    if speech.request is None:
        return about_speech(speech)
    if speech.request.turn is Turn.EXPLANATION:
        return ", ".join(filter(None, (_("explique son vote"), side_words(speech.request.side))))
    said = {SpeakerSide.FOR: _("parle pour"), SpeakerSide.AGAINST: _("parle contre")}
    return str(said.get(speech.request.side, ""))


def about_speech(speech: Speech) -> str:
    """« contre », « explication de vote, pour », « rappel au règlement »; empty of neither side."""
    if speech.motion is not None:
        name = motion_name(speech.motion.kind, get_translations(), speech.motion.minutes)
        return name[:1].lower() + name[1:]
    if speech.request is None:
        return ""
    side = side_words(speech.request.side)
    if speech.request.turn is Turn.EXPLANATION:
        return ", ".join(filter(None, (_("explication de vote"), side)))
    return side


def side_words(side: SpeakerSide) -> str:
    """« pour », « contre »; nothing of neither."""
    return {SpeakerSide.FOR: _("pour"), SpeakerSide.AGAINST: _("contre"), SpeakerSide.NEITHER: ""}[side]


def _lines(waiting: list[InList], floor: Floor, actor: Actor) -> tuple[SpeakerLine, ...]:
    time = duration(floor.settings.speaker_seconds, get_translations())
    return tuple(
        SpeakerLine(
            id=one.request.id,
            rank=rank,
            name=told_name(one.request.member),
            sub=_sub(one),
            time=time,
            side=one.request.side,
            is_there=one.is_there,
            is_moved=one.request.moved is not None,
            is_reader=one.request.member_id == actor.member_id,
        )
        for rank, one in enumerate(waiting, 1)
    )


def _sub(one: InList) -> str:
    """« contre · n’a pas encore parlé », « pour · a parlé 1 min 48 s · à distance », « a quitté la séance »."""
    t = get_translations()
    said = [side_words(one.request.side)]
    if one.request.moved is not None:
        said.append(_("en tête, par la présidence"))
    said.append(
        _("n’a pas encore parlé") if one.spoken is None else _("a parlé %(time)s", time=duration(one.spoken, t))
    )
    if one.presence is PresenceMode.REMOTE:
        said.append(_("à distance"))
    if one.presence is None:
        said.append(_("n’est plus en séance"))
    return " · ".join(filter(None, map(str, said)))


@dataclass(frozen=True, slots=True)
class SpokenShown:
    """Somebody who spoke on the item, and how long."""

    name: str
    about: str
    time: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class TotalsShown:
    """Who has spoken on the item, how long each side did, how much of the item's time is used."""

    spoken: tuple[SpokenShown, ...]
    by_side: tuple[tuple[str, str], ...]
    item: str  # « 12 min sur 30 min »; the time alone where it is not limited
    is_over: bool


def totals(floor: Floor, now: datetime) -> TotalsShown:
    """What was said on the item in discussion, in numbers."""
    t, every = get_translations(), [*floor.spoken, *filter(None, [floor.running])]
    every = [one for one in every if floor.item is not None and one.item_id == floor.item.id]
    sides = {side: [one for one in every if one.request and one.request.side is side] for side in SpeakerSide}
    names = {SpeakerSide.FOR: _("Pour"), SpeakerSide.AGAINST: _("Contre"), SpeakerSide.NEITHER: _("Ni l’un ni l’autre")}
    used, limit = seconds_of(every, now), floor.settings.item_minutes
    told = duration(used, t)
    return TotalsShown(
        spoken=tuple(
            SpokenShown(told_name(one.member), about_speech(one), duration(clock_of(one).used(now), t), one.cut)
            for one in floor.spoken
        ),
        by_side=tuple((names[side], duration(seconds_of(own, now), t)) for side, own in sides.items() if own),
        item=_("%(used)s sur %(limit)s", used=told, limit=duration(limit * 60, t)) if limit else told,
        is_over=limit is not None and used > limit * 60,
    )
