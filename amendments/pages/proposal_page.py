"""The page of a proposal: its text with alinéas and lines, its versions, its amendments in the margin, positions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

import redline
from amendments import policies
from amendments.models import Amendment
from amendments.pages.kept.text_beside import AdoptedBeside, BroughtWords, TextBeside, texts_beside
from amendments.pages.margin import Margin, NoteGroup
from amendments.queries.amendment_queries import drafts_on, to_vote_on
from amendments.queries.amendment_readings import readings_of
from congress.actors import Actor
from congress.models import Congress
from congress.policies import amendments_readers, electors
from congress.queries.homonyms import told_name
from core.database import session
from motions.models import Cause, Part, Revision, Viewpoint
from motions.pages.difference_phrases import phrases
from motions.pages.text_layout import Action, ReadBlock, read_blocks
from motions.policies import may_see_positions
from motions.queries.motion_queries import revisions_of
from motions.queries.viewpoint_queries import Positions, positions, viewpoint_of
from motions.services.comment_services import closed_sentence

_MOST_ORIGINS = 12


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """All that the page shows."""

    part: Part
    revision: Revision
    versions: tuple[Revision, ...]
    is_current: bool
    blocks: tuple[ReadBlock, ...]
    apart: tuple[NoteGroup, ...]
    amendments: int
    can_amend: bool
    drafts: tuple[Amendment, ...]  # of the reader, or of the official whom they assist
    viewpoint: Viewpoint | None
    viewpoints_open: bool
    positions: Positions | None
    origins: tuple[BroughtWords, ...]


def proposal_page(
    congress: Congress, part: Part, actor: Actor, now: datetime, *, version: int | None, selected: int | None
) -> ProposalPage | None:
    """The page for this reader, in this version or the one in force; None when there is no such version."""
    versions = revisions_of(part.id)
    number = part.current_number if version is None else version
    if not 1 <= number <= len(versions):
        return None
    revision, is_current = versions[number - 1], number == part.current_number
    reads_amendments = amendments_readers(actor, congress)
    writes_as = policies.writes_as(actor, congress)
    reads = is_current and reads_amendments
    beside = texts_beside.kept_or_made(
        congress,
        (part.id, number, selected, reads, reads_amendments),
        lambda: _beside(congress, part, versions, number, selected, reads=reads, tells=reads_amendments),
    )
    can_amend = is_current and is_amendable(congress, part, now) and policies.writers(actor, congress)
    can_comment = is_current and electors(actor, congress) and not closed_sentence(part)
    viewpoint = viewpoint_of(part.id, actor.member_id)
    sees_positions = may_see_positions(actor, congress, now, has_given=viewpoint is not None)
    return ProposalPage(
        part=part,
        revision=revision,
        versions=tuple(versions),
        is_current=is_current,
        blocks=tuple(
            _with_actions(congress, part, block, can_amend=can_amend, can_comment=can_comment)
            for block in beside.blocks
        ),
        apart=beside.apart,
        amendments=beside.amendments,
        can_amend=can_amend,
        drafts=tuple(drafts_on(part.id, writes_as, listed=False)) if writes_as is not None else (),
        viewpoint=viewpoint,
        viewpoints_open=congress.viewpoints_window.is_open(now),
        positions=positions(part.id) if sees_positions else None,
        origins=beside.origins,
    )


def _beside(
    congress: Congress,
    part: Part,
    versions: list[Revision],
    number: int,
    selected: int | None,
    *,
    reads: bool,
    tells: bool,
) -> TextBeside:
    """One of these versions, the amendments beside it for whoever `reads` them, where its words come from."""
    width, revision = congress.line_length, versions[number - 1]
    shown = to_vote_on(part.id, listed=False, with_bases=False) if reads else []
    margin = Margin(congress.slug, shown, readings_of(shown, {part.id: part}, {part.id: versions}), width)
    blocks = read_blocks(revision.text, width, underlined=margin.underlined(), selected=selected)
    return TextBeside(
        blocks=tuple(map(margin.beside, blocks)),
        apart=tuple(margin.apart()),
        amendments=len(shown),
        origins=_origins(versions[:number], width) if tells else (),
    )


def is_amendable(congress: Congress, part: Part, now: datetime) -> bool:
    """Whether an amendment to this part may be deposited now."""
    undecided = not part.is_decided
    return undecided and congress.amendments_window.is_open(now)


def _with_actions(congress: Congress, part: Part, block: ReadBlock, *, can_amend: bool, can_comment: bool) -> ReadBlock:
    """The alinéa with « Amender ici » and « Commenter » for those who may, and its own address."""
    if block.alinea is None:
        return block
    here: dict[str, Any] = {"slug": congress.slug, "number": part.number, "alinea": block.alinea}
    actions = [Action(_("Amender ici"), url_for("amending.write", **here), "pen", "primary")] if can_amend else []
    if can_comment:
        actions.append(Action(_("Commenter"), url_for("comments.index", **here), "comment"))
    address = url_for("proposals.show", **here, _anchor=f"alinea-{block.alinea}")
    own = Action(_("Adresse de l’alinéa"), address, None, "plain", block.alinea)
    return replace(block, actions=(*actions, own))


def _origins(versions: Sequence[Revision], width: int) -> tuple[BroughtWords, ...]:
    """The words of a version that adopted amendments brought, in the order of the text."""
    if len(versions) < 2:
        return ()
    by_label = {str(revision.number): revision for revision in versions}
    authors = _adopted_by([revision.id for revision in versions[1:]])
    text = versions[-1].text
    lines = redline.number_lines(text, width)
    found = []
    chain = [(str(revision.number), revision.text) for revision in versions]
    for block, origins in zip(redline.parse(text).blocks, redline.origins(chain), strict=True):
        at = 0
        for origin in origins:
            revision = by_label[origin.label]
            if revision.cause == Cause.AMENDMENT and any(sign.isalpha() for sign in origin.text):
                own = [
                    line.number
                    for line in lines
                    if line.block == block.index and line.start < at + len(origin.text) and line.end > at
                ]
                words = " ".join(origin.text.split(" ")).strip()
                where = phrases().reference(block.alinea, tuple(own) if block.alinea else ())
                found.append(BroughtWords(where, words, authors.get(revision.id, ()), revision.created_at))
            at += len(origin.text)
    return tuple(found[:_MOST_ORIGINS])


def _adopted_by(revision_ids: Sequence[int]) -> dict[int, tuple[AdoptedBeside, ...]]:
    """The amendments adopted as each of these revisions, in one query."""
    rows = (
        select(Amendment)
        .where(Amendment.adopted_revision_id.in_(revision_ids))
        .options(joinedload(Amendment.author))
        .order_by(Amendment.public_number, Amendment.sub_number)
    )
    found: dict[int, tuple[AdoptedBeside, ...]] = {}
    for row in session().scalars(rows):
        key = row.adopted_revision_id or 0
        found[key] = (*found.get(key, ()), AdoptedBeside(row.address, row.label, told_name(row.author)))
    return found
