"""Documents of Word and LibreOffice by their addresses: what leaves, and the document that comes back as a draft."""

from uuid import uuid4

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import FileField, HiddenField, IntegerField
from wtforms.validators import Optional

from amendments.pages.documents.amendment_files import AMENDMENT_FORMATS
from amendments.pages.documents.outgoing import TRACKED, prepared, tracked_all, tracked_set
from amendments.pages.documents.returned import Returned, returned
from amendments.pages.draft_page import preview_of
from amendments.pages.writing.limits import count_sent
from amendments.policies import writers
from amendments.queries.amendment_queries import by_public_number, to_vote_on
from amendments.services import amendment_services
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, everyone
from core.errors import Invalid, NotFound, RuleBroken
from core.text.reader import lazily
from core.unit_of_work import run
from motions.models import Part
from motions.queries.motion_queries import current_revision, proposal, revision
from papers.formats import MEDIA_TYPES
from papers.tracking.tracked_text import TrackedText

blueprint = Blueprint("documents", __name__, url_prefix="/<slug>")


class ReturnedForm(FlaskForm):
    """A document that comes back; then what was read in it, to be kept as a draft."""

    document = FileField(lazily("Votre document (.docx, .odt, ou le PDF d’un amendement)"))
    base_number = IntegerField(validators=[Optional()])
    text = HiddenField()
    title = HiddenField()
    reasons = HiddenField()
    sheet = HiddenField()


@blueprint.get("/propositions/<int:number>.<name>")
@access(everyone)
def download(slug: str, number: int, name: str) -> Response:
    """A proposal prepared for a word processor."""
    part = proposal(current_congress().id, number)
    text = prepared(current_congress(), part, current_revision(part.id))
    return _tracked_answer(text, name, f"{slug}-proposition-{number}")


@blueprint.get("/propositions/<int:number>/amendements.<name>")
@access(amendments_readers)
def several(slug: str, number: int, name: str) -> Response:
    """The amendments named (`?numero=12&numero=14`), all those to vote on where none is, as tracked changes."""
    part = proposal(current_congress().id, number)
    found, asked = to_vote_on(part.id), request.args.getlist("numero", type=int)
    chosen = [amendment for amendment in found if amendment.public_number in asked]
    if len(chosen) < len(set(asked)):
        raise NotFound(_("L’un de ces amendements n’est pas à voter sur cette proposition."))
    text = tracked_set(current_congress(), part, chosen) if asked else tracked_all(current_congress(), part, found)
    return _tracked_answer(text, name, f"{slug}-proposition-{number}-amendements")


@blueprint.get("/amendements/<amendment:number>.<name>")
@access(amendments_readers)
def amendment(slug: str, number: int | str, name: str) -> Response:
    """One published amendment as a file."""
    found = by_public_number(current_congress().id, number)
    if name not in AMENDMENT_FORMATS:
        raise NotFound(_("L’amendement n’existe pas dans ce format."))
    return _answer(AMENDMENT_FORMATS[name](current_congress(), found), name, f"{slug}-amendement-{number}")


@blueprint.get("/propositions/<int:number>/amender/document")
@access(writers)
def choose(slug: str, number: int) -> Page:
    """Take the text away, bring the document back."""
    return _page(proposal(current_congress().id, number), ReturnedForm(formdata=None))


@blueprint.post("/propositions/<int:number>/amender/document")
@access(writers)
def bring(slug: str, number: int) -> Page:
    """What the document changes, shown; then kept as a draft."""
    part, form = proposal(current_congress().id, number), ReturnedForm()
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
    number = part.number
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
        part = proposal(current_congress().id, number or 0)
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
        part=part,
        form=form,
        found=found,
        preview=preview,
        untracked=untracked,
    )


def _tracked_answer(text: TrackedText, name: str, called: str) -> Response:
    if name not in TRACKED:
        raise NotFound(_("Ce texte n’existe pas dans ce format."))
    return _answer(TRACKED[name](text), name, called)


def _answer(content: bytes, name: str, called: str) -> Response:
    answer = Response(content, content_type=MEDIA_TYPES[name])
    answer.headers["Content-Disposition"] = f'attachment; filename="{called}.{name}"'
    return answer
