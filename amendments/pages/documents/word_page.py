"""A text of the motion in a word processor: taken away, brought back, kept as a draft.

The views of proposals are `word_views`, those of the other parts `place_views`: here is what they share.
"""

from uuid import uuid4

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import FileField, HiddenField, IntegerField
from wtforms.validators import Optional

from amendments.pages.documents.outgoing import TRACKED
from amendments.pages.documents.returned import Returned, returned
from amendments.pages.draft_page import preview_of
from amendments.pages.writing.addresses import WordAddresses, reading_address
from amendments.pages.writing.limits import count_sent
from amendments.services import amendment_services
from congress.access import Page, current_actor, current_congress
from congress.clock import now_in
from congress.pages.downloads import file_download
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.text.reader import lazily
from core.told_form import HouseForm
from core.unit_of_work import run
from motions.models import Part, PartKind
from motions.pages.motion_labels import part_name
from motions.queries.motion_queries import revision
from papers.formats import MEDIA_TYPES
from papers.tracking.tracked_text import TrackedText


class ReturnedForm(HouseForm):
    """A document that comes back; then what was read in it, to be kept as a draft."""

    document = FileField(lazily("Votre document (.docx, .odt, ou le PDF d’un amendement)"))
    base_number = IntegerField(validators=[Optional()])
    text = HiddenField()
    title = HiddenField()
    reasons = HiddenField()
    sheet = HiddenField()


def choosing_page(part: Part) -> str:
    """Take the text away, bring the document back."""
    return _page(part, ReturnedForm(formdata=None))


def answer_document(part: Part) -> Page:
    """What the document changes, shown; then kept as a draft."""
    form = ReturnedForm()
    form.validate()
    sent = request.files.get("document")
    try:
        count_sent()
        if sent is not None and sent.filename:
            return _page(part, form, returned(current_congress(), part, sent.read()))
        if request.form.get("geste") == "garder":
            return _keep(part, form)
        raise Invalid(_("Choisissez un document."), "document")
    except RuleBroken as refused:
        form.document.errors = [*form.document.errors, refused.sentence]
        return _page(part, form), refused.status


def _keep(part: Part, form: ReturnedForm) -> Page:
    actor, now, part_id = current_actor(), now_in(current_congress()), part.id
    base_number = form.base_number.data or part.current_number
    text, title, reasons = form.text.data or "", form.title.data or "", form.reasons.data or ""
    sheet = (form.sheet.data or "")[:40]
    try:
        draft_id = run(
            lambda: amendment_services.save_draft(
                None, part_id, base_number=base_number, text=text, title=title, reasons=reasons, sheet=sheet,
                actor=actor, now=now,
            )
        )  # fmt: skip
    except RuleBroken as refused:
        part = session().get_one(Part, part_id)
        form.document.errors = [*form.document.errors, refused.sentence]
        found = Returned(revision(part.id, base_number), text, title, reasons)
        return _page(part, form, found), refused.status
    flash(_("Le brouillon est fait de votre document\u00a0: relisez-le, complétez-le, déposez-le."), "success")
    return redirect(url_for("amending.draft", slug=current_congress().slug, draft_id=draft_id, entier=1), code=303)


def _page(part: Part, form: ReturnedForm, found: Returned | None = None) -> str:
    g.section = "proposals.index"
    congress = current_congress()
    preview = untracked = None
    if found is not None:
        form.base_number.data, form.text.data = found.base.number, found.text
        form.title.data, form.reasons.data = found.title, found.reasons
        form.sheet.data = form.sheet.data or str(uuid4())
        preview = preview_of(congress, part, found.base, found.text)
        untracked = preview_of(congress, part, found.base, found.untracked) if found.untracked else None
    return render_template(
        "amendments/documents/word.html",
        name=part_name(part),
        is_new_proposal=part.kind == PartKind.ADDITION,
        addresses=WordAddresses.of(congress.slug, part),
        reading=reading_address(congress.slug, part),
        form=form,
        found=found,
        preview=preview,
        untracked=untracked,
    )


def tracked_answer(text: TrackedText, name: str, called: str) -> Response:
    """A text as a document of Word or LibreOffice, under the name that it is called."""
    if name not in TRACKED:
        raise NotFound(_("Ce texte n’existe pas dans ce format."))
    return file_answer(TRACKED[name](text), name, called)


def file_answer(content: bytes, name: str, called: str) -> Response:
    """A file to keep."""
    return file_download(content, MEDIA_TYPES[name], f"{called}.{name}")
