"""The page on which the bureau writes an amendment as it would rather read it: whoever bears it accepts it or not."""

from dataclasses import dataclass, field

from flask import g, render_template
from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.pages.draft_page import Preview, preview_over
from amendments.pages.forms import AmendmentForm
from amendments.pages.writing.ground import Ground, ground_over
from amendments.pages.writing_sheet import WritingSheet
from congress.access import current_congress
from motions.rules.motion_text import clean_text


@dataclass(slots=True)
class SuggestionSheet:
    """What the bureau writes over the text in force, as the amendment does."""

    ground: Ground
    form: AmendmentForm
    sheet: WritingSheet
    preview: Preview | None = field(default=None)

    @property
    def text(self) -> str:
        """The whole text that is typed, as it would be kept."""
        return clean_text(self.sheet.text)

    def compare(self) -> None:
        """Show what the text typed changes."""
        self.preview = preview_over(current_congress(), self.ground.part, self.ground.text, self.text)


def first_suggested(amendment: Amendment) -> SuggestionSheet:
    """The sheet before anything is typed: what the amendment changes is open."""
    ground = ground_over(amendment, is_sub=False)
    form = AmendmentForm(formdata=None, base_number=amendment.version)
    sheet = WritingSheet.blank(ground.text.text, ground.first_words.text, (), is_whole=False)
    return SuggestionSheet(ground, form, sheet)


def suggesting_page(shown: SuggestionSheet) -> str:
    """The page."""
    g.section = "amendments.index"
    shown.form.reasons.label.text = _("Pourquoi le bureau propose cette version")
    return render_template(
        "amendments/life/suggest.html",
        amendment=shown.ground.amendment,
        base=shown.ground,
        form=shown.form,
        preview=shown.preview,
        rows=shown.sheet.rows(current_congress().line_length),
        sheet=shown.sheet,
    )
