"""The page on which a published amendment is written anew by whose it is, or sub-amended by another."""

from dataclasses import dataclass, field
from enum import StrEnum

from flask import g, render_template
from flask_babel import gettext as _

from amendments.labels import to_part
from amendments.models import Amendment
from amendments.pages.amendment_page import differences_html, sentences_of
from amendments.pages.draft_page import Preview, turn_of
from amendments.pages.forms import AmendmentForm
from amendments.pages.writing_sheet import WritingSheet
from amendments.queries.amendment_queries import if_adopted
from amendments.queries.amendment_readings import form_of
from amendments.queries.life.sub_texts import base_of_sub
from amendments.rules.carry_over import KnownText
from amendments.rules.locations import compared
from congress.access import current_congress
from congress.models import Congress
from core.digest import sha256_text
from motions.queries.motion_queries import current_revision
from motions.rules.motion_text import clean_text


class Rewriting(StrEnum):
    """What is being written."""

    RECTIFICATION = "rectification"
    SUB_AMENDMENT = "sub_amendment"
    SUGGESTION = "suggestion"  # by the bureau, to whose it is


@dataclass(slots=True)
class RewritingSheet:
    """What is written over which text: an amendment anew over the text in force, a sub-amendment over the amendment."""

    kind: Rewriting
    amendment: Amendment
    base: KnownText
    form: AmendmentForm
    sheet: WritingSheet
    preview: Preview | None = field(default=None)

    @property
    def text(self) -> str:
        """The whole text that is typed, as it would be kept."""
        return clean_text(self.sheet.text)

    def compare(self, congress: Congress) -> None:
        """Show what the text typed changes."""
        text = self.text
        new, width = KnownText(sha256_text(text), text), congress.line_length
        sentences_form = form_of(congress, self.amendment.part)
        with turn_of(text):
            self.preview = Preview(
                differences_html(self.base, new, width), sentences_of(self.base, new, width, sentences_form)
            )


def base_of(kind: Rewriting, amendment: Amendment) -> KnownText:
    """The text over which is written."""
    if kind is Rewriting.SUB_AMENDMENT:
        return KnownText(amendment.text_sha256, amendment.text)
    if amendment.is_sub:
        return base_of_sub(amendment)
    current = current_revision(amendment.part_id)
    return KnownText(current.sha256, current.text)


def first_shown(kind: Rewriting, amendment: Amendment) -> RewritingSheet:
    """The sheet before anything is typed: what the amendment changes is open."""
    base = base_of(kind, amendment)
    if kind is Rewriting.SUB_AMENDMENT:
        form = AmendmentForm(formdata=None, base_number=amendment.version)
        sheet = WritingSheet.blank(base.text, None, _written_places(amendment), is_whole=False)
        return RewritingSheet(kind, amendment, base, form, sheet)
    own = if_adopted(amendment)
    text = own.text if own.is_clean and not amendment.is_sub else amendment.text
    own_words = {} if kind is Rewriting.SUGGESTION else {"title": amendment.title, "reasons": amendment.reasons}
    form = AmendmentForm(formdata=None, base_number=amendment.version, **own_words)
    return RewritingSheet(kind, amendment, base, form, WritingSheet.blank(base.text, text, (), is_whole=False))


def _written_places(amendment: Amendment) -> list[int]:
    """The blocks of its text that an amendment writes; beside what it deletes, the one before."""
    revision, width = amendment.base_revision, amendment.motion.congress.line_length
    own = compared(KnownText(revision.sha256, revision.text), KnownText(amendment.text_sha256, amendment.text), width)
    found: list[int] = []
    last = 0
    for block in own.blocks:
        if block.is_marked:
            found += list(block.new) or [last]
        last = block.new[-1] if block.new else last
    return found


def rewriting_page(shown: RewritingSheet) -> str:
    """The page."""
    g.section = "amendments.index"
    congress = current_congress()
    if shown.kind is Rewriting.SUGGESTION:
        shown.form.reasons.label.text = _("Pourquoi le bureau propose cette version")
    return render_template(
        "amendments/life/rewrite.html",
        amendment=shown.amendment,
        form=shown.form,
        kind=shown.kind.value,
        preview=shown.preview,
        rows=shown.sheet.rows(congress.line_length),
        sheet=shown.sheet,
        to_part=to_part,
    )
