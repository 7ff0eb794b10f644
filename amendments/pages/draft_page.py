"""What the writer of an amendment sees: the sheet, the differences so far, who proposes nearly the same."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import g, render_template, url_for
from markupsafe import Markup

from amendments.labels import draft_name
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import differences_html, sentences_of
from amendments.pages.forms import AmendmentForm
from amendments.pages.writing.addresses import beginning_address, telling_address
from amendments.pages.writing.ground import Ground
from amendments.pages.writing.terms import terms_of
from amendments.pages.writing_sheet import WritingSheet
from amendments.policies import is_author, writes_as
from amendments.queries.amendment_queries import drafts_on, drafts_over, known_revision, published_on
from amendments.queries.amendment_readings import form_of, history_of, readings_of
from amendments.rules.after.adapting import InDispute, adapted
from amendments.rules.carry_over import KnownText, carry
from amendments.rules.two_windows import remembered
from amendments.services.after.resubmitting import former_of
from amendments.services.amendment_services import stamp_of, words_of
from congress.access import current_actor, current_congress, hand_of
from congress.models import Congress
from congress.policies import amendments_readers
from core.digest import sha256_text
from core.turns.one_at_a_time import OneAtATime
from motions.models import Part, PartKind, Revision
from motions.pages import motion_labels
from motions.rules.motion_text import clean_text

LONG_TEXT = 10_000  # signs; the reference congress writes 800
_one_long_text = OneAtATime("comparison")
_NEARLY = 0.5  # share of the sentences of two dispositifs that are the same, from which they are nearly the same


@dataclass(frozen=True, slots=True)
class Preview:
    """What a text would do if it were deposited: the differences, the dispositif."""

    html: Markup
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A published amendment that says the same, or nearly."""

    amendment: Amendment
    is_same: bool
    sentences: tuple[str, ...]
    sha256: str  # of the text as it would read: what is cosigned
    may_cosign: bool


@dataclass(slots=True)
class Draft:
    """A draft as its page holds it: over what it is written, what was kept (none when new), what is typed."""

    ground: Ground
    kept: Amendment | None
    form: AmendmentForm
    sheet: WritingSheet
    other: Preview | None = field(default=None)  # what another window kept meanwhile

    @property
    def part(self) -> Part:
        """The text of the motion on which all of it stands."""
        return self.ground.part

    @property
    def text(self) -> str:
        """The whole text that is typed, as it would be kept."""
        return clean_text(self.sheet.text)

    @property
    def is_unsaved(self) -> bool:
        """Whether something typed is kept nowhere."""
        typed = (self.text, (self.form.title.data or "").strip(), clean_text(self.form.reasons.data or "").rstrip("\n"))
        first = words_of(self.kept) if self.kept else self.ground.first_words
        return typed != (first.text, first.title, first.reasons)


def first_shown(ground: Ground, kept: Amendment | None, sheet: WritingSheet) -> Draft:
    """A draft as its page first shows it."""
    first = words_of(kept) if kept else ground.first_words
    form = AmendmentForm(
        formdata=None,
        base_number=ground.number,
        on=ground.revision.number,
        seen=stamp_of(kept) if kept else "",
        was=remembered(ground.text.text, first) if kept else "",
        sheet=str(uuid4()),
        text=(sheet.typed or "").rstrip("\n"),
        title=first.title,
        reasons=first.reasons,
    )
    return Draft(ground, kept, form, sheet)


def draft_page(draft: Draft, *, compared: str | None = None) -> str:
    """The page; with the differences when there is a text to compare."""
    congress, actor = current_congress(), current_actor()
    ground, kept, width = draft.ground, draft.kept, congress.line_length
    g.section = "proposals.index" if ground.amendment is None else "amendments.index"
    may_see = compared is not None and ground.amendment is None and amendments_readers(actor, congress)
    is_typed = draft.sheet.typed is not None
    return render_template(
        "amendments/write.html",
        part=draft.part,
        is_new_proposal=draft.part.kind == PartKind.ADDITION and ground.stands_on_text,
        action=beginning_address(congress.slug, ground)
        if kept is None
        else url_for("amending.go_on", slug=congress.slug, draft_id=kept.id),
        telling=telling_address(congress.slug, ground),
        terms=terms_of(congress, ground, kept, None if is_typed else draft.sheet.alineas),
        base=ground,
        over=ground.amendment,
        amendment=kept,
        form=draft.form,
        sheet=draft.sheet,
        rows=draft.sheet.rows(width),
        is_unsaved=draft.is_unsaved,
        other=draft.other,
        labels=motion_labels,
        preview=preview_over(congress, draft.part, ground.text, compared) if compared is not None else None,
        alike=alike(congress, draft.part, ground.revision, compared or "", except_id=kept.id if kept else None)
        if may_see
        else None,
        in_dispute=_in_dispute(kept),
        adapts=former_of(kept) if kept else None,
        is_author=actor.is_elector and (kept is None or is_author(actor, kept)),
        kept_at=kept.updated_at if kept else None,
        hand=hand_of(congress.slug, actor.member_id) if actor.member_id is not None else "",
        drafts=_begun_before(draft),
        draft_name=draft_name,
    )


def _in_dispute(kept: Amendment | None) -> tuple[InDispute, ...]:
    """What a draft that adapts another amendment could not take over: the author settles it."""
    former = former_of(kept) if kept is not None else None
    if kept is None or former is None:
        return ()
    return adapted(former.base_revision.text, kept.base_revision.text, former.text).in_dispute


def _begun_before(draft: Draft) -> list[Amendment]:
    """The drafts that the writer of a new one has already on its text, or on its amendment."""
    author_id, over = writes_as(current_actor(), current_congress()), draft.ground.over
    if draft.kept is not None or author_id is None:
        return []
    if over is None:
        found = drafts_on(draft.part.id, author_id)
    else:
        found = drafts_over(over.amendment_id, author_id, is_sub=over.is_sub)
    return [other for other in found if other.sheet != draft.form.sheet.data]


def turn_of(text: str) -> AbstractContextManager[Any]:
    """What a comparison waits for: long texts are compared one at a time, ballots have the processor's other half."""
    return _one_long_text if len(text) > LONG_TEXT else nullcontext()


def preview_of(congress: Congress, part: Part, base: Revision, text: str) -> Preview:
    """The preview of a clean text on the version amended."""
    return preview_over(congress, part, known_revision(base), text)


def preview_over(congress: Congress, part: Part, old: KnownText, text: str) -> Preview:
    """The preview of a clean text over the one on which it is written."""
    width, new = congress.line_length, KnownText(sha256_text(text), text)
    with turn_of(text):
        return Preview(differences_html(old, new, width), sentences_of(old, new, width, form_of(congress, part)))


def alike(congress: Congress, part: Part, base: Revision, text: str, *, except_id: int | None) -> Alike | None:
    """The published amendment whose dispositif is the nearest to this text's, if it is near enough."""
    history, width, form = history_of([part.id]), congress.line_length, form_of(congress, part)
    current = history[part.id][part.current_number - 1]
    with turn_of(text):
        carried = carry(known_revision(base), known_revision(current), KnownText(sha256_text(text), text))
    if not carried.is_clean or carried.is_satisfied or carried.text == current.text:
        return None
    with turn_of(text):
        own = set(sentences_of(known_revision(current), carried.known, width, form))
    others = [row for row in published_on(part.id) if row.status == AmendmentStatus.PUBLISHED and row.id != except_id]
    readings = readings_of(others, {part.id: part}, history)
    best: Alike | None = None
    nearest = 0.0
    for other in others:
        reading = readings[other.id]
        if reading.is_clean:
            sentences = sentences_of(reading.old, reading.new, width, form)
            said = set(sentences)
            share = len(own & said) / len(own | said) if own | said else 0.0
            if share >= _NEARLY and share > nearest:
                nearest = share
                best = Alike(other, share == 1.0, sentences, reading.new.sha256, _may_cosign(other))
    return best


def _may_cosign(amendment: Amendment) -> bool:
    actor = current_actor()
    signed = {cosigner.member.person_id for cosigner in amendment.supporters}
    return actor.is_elector and not is_author(actor, amendment) and actor.member_id not in signed
