"""The pages on which members give their points of view: each proposal with its text, its form, what was answered."""

from dataclasses import dataclass
from datetime import datetime

from congress.actors import Actor
from congress.models import Congress
from congress.policies import electors
from core.window import Phase
from motions.models import Motion, Part, Revision, Viewpoint
from motions.pages.forms import IN_A_ROW, ViewpointForm
from motions.pages.text_layout import ReadBlock, read_blocks
from motions.policies import may_see_positions
from motions.queries.motion_queries import current_revision, current_revisions, motion_of, proposals_of
from motions.queries.viewpoint_queries import (
    Positions,
    positions,
    positions_by_part,
    viewpoint_of,
    viewpoints_of,
)

LIGHT_WORDS = 12_000  # characters of texts and reservations that the page of all the proposals carries at most


@dataclass(frozen=True, slots=True)
class Answer:
    """One proposal as a page asks about it; without a form one only reads, without positions they do not show yet."""

    part: Part
    revision: Revision
    viewpoint: Viewpoint | None
    blocks: list[ReadBlock]
    form: ViewpointForm | None
    positions: Positions | None

    @property
    def is_outdated(self) -> bool:
        """The text changed since the member read it."""
        return self.viewpoint is not None and self.viewpoint.text_sha256 != self.revision.sha256


@dataclass(frozen=True, slots=True)
class ViewpointsPage:
    """All the proposals one after the other."""

    motion: Motion | None
    answers: list[Answer]
    given: int
    calendar: Phase
    amendments_open: bool
    may_give: bool


def answer_of(
    congress: Congress, part: Part, actor: Actor, now: datetime, *, form: ViewpointForm | None = None
) -> Answer:
    """One proposal, with the form given (what was just typed) or a fresh one."""
    assert part.number is not None  # noqa: S101 (a proposal has its number: constraint of the table)
    revision, viewpoint = current_revision(part.id), viewpoint_of(part.id, actor.member_id)
    if form is not None:
        form.seen.data = revision.sha256  # what the page shows again is the text in force
    elif _may_give(congress, actor, now):
        form = ViewpointForm.of(part.number, viewpoint, revision.sha256)
    shows = may_see_positions(actor, congress, now, has_given=viewpoint is not None)
    blocks = read_blocks(revision.text, congress.line_length)
    return Answer(part, revision, viewpoint, blocks, form, positions(part.id) if shows else None)


def viewpoints_page(
    congress: Congress, actor: Actor, now: datetime, *, typed: tuple[int, ViewpointForm] | None = None
) -> ViewpointsPage:
    """All the proposals; `typed` is a form of one of them (by its number) that could not be saved as it was sent."""
    parts, motion = proposals_of(congress.id), motion_of(congress.id)
    revisions = current_revisions(motion.id) if motion else {}
    given = viewpoints_of(congress.id, actor.member_id) if actor.member_id else {}
    counted = positions_by_part(congress.id)
    written = sum(len(revisions[part.id].text) for part in parts) + sum(
        len(said.reservation) for said in given.values()
    )
    is_light = written <= LIGHT_WORDS
    may_give = _may_give(congress, actor, now)
    answers = []
    for part in parts:
        revision, viewpoint, number = revisions[part.id], given.get(part.id), part.number or 0
        form = ViewpointForm.of(number, viewpoint, revision.sha256, IN_A_ROW) if may_give else None
        if typed and typed[0] == number:
            form = typed[1]
            form.seen.data = revision.sha256
        shows = may_see_positions(actor, congress, now, has_given=viewpoint is not None)
        blocks = read_blocks(revision.text, congress.line_length) if is_light else []
        answers.append(
            Answer(part, revision, viewpoint, blocks, form, counted.get(part.id, Positions()) if shows else None)
        )
    return ViewpointsPage(
        motion=motion,
        answers=answers,
        given=len(given),
        calendar=congress.viewpoints_window.phase(now),
        amendments_open=congress.amendments_window.is_open(now),
        may_give=electors(actor, congress),
    )


def _may_give(congress: Congress, actor: Actor, now: datetime) -> bool:
    return electors(actor, congress) and congress.viewpoints_window.is_open(now)
