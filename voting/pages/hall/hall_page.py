"""The screen of the hall: what the room looks at, one thing at a time. No count by choice before the proclamation."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import segno
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from congress.chamber_models import AgendaItem, Sitting, SittingState
from congress.queries import chamber_queries
from congress.queries.homonyms import told_name
from core.text.reader import enumeration
from core.text.retelling import retold
from voting.models import Poll, PollState
from voting.pages import shown_subject
from voting.pages.chamber_shown import ChamberShown, named_counts, room_of
from voting.pages.hall.screen_fit import size_of
from voting.pages.hall.screen_text import (
    ITEM,
    VERDICT,
    VERDICT_TITLES,
    VERDICT_WIDTH,
    WIDTH,
    ScreenText,
    screen_text,
)
from voting.pages.poll_result import Result, result_of
from voting.pages.shown_subject import ShownSubject, question_of
from voting.queries import poll_queries, subjects
from voting.queries.linked_polls import held_before
from voting.queries.told_entries import journal_at_proclamation
from voting.services.ordering.going_on import still_told
from voting.services.text_effects import still_falling

MOST_FALLS = 8  # amendments named on the screen: of more, how many they are
MOST_SPOKEN = 4  # names of those whose vote the secretariat keyed


class Scene(StrEnum):
    """What the screen shows."""

    WAITING = "waiting"
    ITEM = "item"
    QUESTION = "question"  # announced, open, or closed and not proclaimed
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class HallPage:
    """All that the screen shows."""

    sitting: Sitting
    scene: Scene
    room: ChamberShown
    item: AgendaItem | None
    poll: Poll | None = None
    shown: ShownSubject | None = None
    progress: tuple[int, int] = (0, 0)
    spoken: str = ""  # « Vote saisi à la demande de M. Émile Roux. »: whose, never what
    again: tuple[str, ...] = ()  # « Ce scrutin corrige le scrutin n° 1. »: announced, it is not for the first time
    falls: str = ""  # « S’il est adopté, l’amendement n° 15 tombera. »
    result: Result | None = None
    text: ScreenText | None = None  # what is put to the vote
    address: tuple[str, str] = ("", "")  # host, path: where to vote, to follow, to read the names
    qr: Markup | None = None
    whole_text: tuple[str, str] = ("", "")
    journal: str = ""  # the journal's fingerprint at the proclamation

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The chamber's five counts: as it stands, under a verdict as it stood for that vote."""
        if self.scene is Scene.VERDICT and self.poll is not None:
            return named_counts(self.poll, always=True)
        return self.room.counts

    @property
    def heading_size(self) -> int:
        """The size of the one thing that the screen says, so that it holds in its place."""
        if self.text is not None:
            return self.text.question
        if self.result is not None:
            return size_of(self.result.decision, VERDICT_WIDTH, VERDICT)
        return size_of(
            retold(self.item.title, self.sitting.congress.locale.value) if self.item else self.sitting.title,
            WIDTH,
            ITEM,
        )

    @property
    def title_size(self) -> int:
        """The size of the title under it."""
        if self.text is not None:
            return self.text.title
        return size_of(self.shown.title if self.shown else "", VERDICT_WIDTH, VERDICT_TITLES)


def hall_page(sitting: Sitting, now: datetime, *, reads_results: bool, site: str) -> HallPage:
    """The screen of a sitting now: the poll at hand, else the item in discussion, else the last verdict.

    `reads_results`: whether the reader may; else a poll that is proclaimed leaves the screen to its item, as it does
    to a quorum found missing since. `site`: scheme and host where the room finds the poll.
    """
    item = chamber_queries.open_item_of(sitting.id)
    poll = poll_queries.last_poll_of(sitting.id)
    pending = poll if poll is not None and poll.state != PollState.PROCLAIMED else None
    room = room_of(sitting, now, item=item, poll=pending)
    suspended = sitting.state == SittingState.SUSPENDED and pending is None
    reads_verdict = reads_results and not room.unopened
    told = poll is not None and (poll.state != PollState.PROCLAIMED or (reads_verdict and still_told(poll, item, now)))
    if poll is None or suspended or not told:
        where = site + url_for("sittings.show", slug=sitting.congress.slug, number=sitting.number)
        scene = Scene.ITEM if item and not suspended else Scene.WAITING
        return HallPage(sitting, scene, room, item, **_way_to(where))
    subject = subjects.subject_of(poll)
    view = shown_subject.shown_subject(sitting.congress, subject)
    where = site + url_for("polls.show", slug=sitting.congress.slug, number=poll.number)
    page = HallPage(sitting, Scene.QUESTION, room, poll.item, poll, view, **_way_to(where))
    if poll.state != PollState.PROCLAIMED or poll.outcome is None:
        falling = shown_subject.falling_numbers(still_falling(poll.id))
        return replace(
            page,
            falls=shown_subject.falling_sentence(falling, subject)
            if len(falling) <= MOST_FALLS
            else _("En cas d’adoption, %(count)s amendements tomberont.", count=len(falling)),
            progress=(0, 0) if poll.state == PollState.ANNOUNCED else poll_queries.progress(poll.id),
            spoken=_spoken(poll),
            again=tuple(link.sentence for link in held_before(poll)) if poll.state == PollState.ANNOUNCED else (),
            text=screen_text(sitting.congress, subject, view, question_of(poll)),
            whole_text=in_two_lines(site + view.url),
        )
    return replace(
        page,
        scene=Scene.VERDICT,
        result=result_of(poll, poll.outcome, subject),
        journal=journal_at_proclamation(poll),
    )


def _spoken(poll: Poll) -> str:
    """At whose request the secretariat keyed a vote, while each votes on a device of their own."""
    if poll.state != PollState.OPEN or not poll.method.is_by_device:
        return ""
    names = [told_name(member) for member in poll_queries.spoken_for(poll.id)]
    if not names:
        return ""
    count, told = len(names), names[:MOST_SPOKEN]
    if count > MOST_SPOKEN:
        told.append(ngettext("%(num)s autre", "%(num)s autres", count - MOST_SPOKEN))
    return str(
        ngettext(
            "Vote saisi à la demande de %(names)s.",
            "Votes saisis à la demande de %(names)s.",
            count,
            names=enumeration(told),
        )
    )


def _way_to(address: str) -> dict[str, Any]:
    """How the room reaches an address: written, and drawn."""
    return {"address": in_two_lines(address), "qr": drawn_address(address)}


def in_two_lines(address: str) -> tuple[str, str]:
    """The address without its scheme, cut after the host so that it stands in two lines."""
    host, slash, path = address.partition("://")[2].partition("/")
    return host + slash, path


def drawn_address(address: str) -> Markup:
    """The address as a QR code, drawn inline: attributes only, no style."""
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        border=2, dark="#1a171e", light="#fff", omitsize=True
    )
    return Markup(drawing)  # noqa: S704 (drawn by us from an address of ours)
