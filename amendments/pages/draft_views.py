"""Pages where an amendment is written: a new one, a draft, those of the reader."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from accounts.limits import count_writing, refuse_writing
from amendments.labels import status_kind, status_word, to_part
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import amendment_page
from amendments.pages.draft_page import alike, one_alinea, preview_of
from amendments.pages.forms import AmendmentForm
from amendments.policies import author_for, is_author, may_write, writers
from amendments.queries.amendment_queries import by_id, cosigned_by, unknown_amendment, written_by
from amendments.services import admissibility, amendment_services
from amendments.submission_window import window_sentence
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, electors
from core.clock import machine_now
from core.errors import Invalid, NotFound, RuleBroken, TooMany
from core.text.reader import unbroken
from core.unit_of_work import run
from motions.models import Part, Revision
from motions.pages import motion_labels
from motions.queries.motion_queries import current_revision, proposal, revision
from motions.rules.motion_text import clean_text

blueprint = Blueprint("amending", __name__, url_prefix="/<slug>")


@blueprint.get("/propositions/<int:number>/amender")
@access(writers)
def write(slug: str, number: int) -> Page:
    """The form of a new amendment, on the version in force: the whole text, or one alinéa."""
    part = proposal(current_congress().id, number)
    base = current_revision(part.id)
    return _form_page(part, base, None, _blank_form(base, None, request.args.get("alinea", type=int)))


@blueprint.post("/propositions/<int:number>/amender")
@access(writers)
def begin(slug: str, number: int) -> Page:
    """See the differences, keep a first draft, or submit at once."""
    return _answer_form(proposal(current_congress().id, number), None)


@blueprint.get("/amendements/miens")
@access(writers)
def mine(slug: str) -> str:
    """The amendments of the reader, or of the official whom they assist."""
    g.section = "amendments.index"
    congress, actor = current_congress(), current_actor()
    return render_template(
        "amendments/mine.html",
        amendments=written_by(congress.id, author_for(actor, congress)),
        cosigned=cosigned_by(congress.id, author_for(actor, congress)),
        may_uncosign=electors(actor, congress),
        status_kind=status_kind,
        status_word=status_word,
        to_part=to_part,
        window_sentence=window_sentence(congress, now_in(congress)),
    )


@blueprint.get("/amendements/brouillons/<int:draft_id>")
@access(writers)
def draft(slug: str, draft_id: int) -> Page:
    """A draft to go on with; once deposited, its receipt; once published, its page."""
    amendment = _own(draft_id)
    if amendment.public_number is not None and amendments_readers(current_actor(), current_congress()):
        address = url_for("amendments.show", slug=slug, number=amendment.public_number)
        return redirect(address, code=303)
    if amendment.status != AmendmentStatus.DRAFT:
        return _receipt_page(amendment)
    base = amendment.base_revision
    form = _blank_form(base, amendment, request.args.get("alinea", type=int))
    return _form_page(amendment.part, base, amendment, form)


@blueprint.post("/amendements/brouillons/<int:draft_id>")
@access(writers)
def go_on(slug: str, draft_id: int) -> Page:
    """See the differences of a draft, keep it, or submit it."""
    amendment = _own(draft_id)
    return _answer_form(amendment.part, amendment)


@blueprint.post("/amendements/brouillons/<int:draft_id>/suppression")
@access(writers)
def discard(slug: str, draft_id: int) -> Page:
    """Delete a draft."""
    actor, now = current_actor(), now_in(current_congress())
    run(lambda: amendment_services.discard_draft(draft_id, actor=actor, now=now))
    flash(_("Le brouillon est supprimé."), "success")
    return redirect(url_for("amending.mine", slug=slug), code=303)


@blueprint.post("/amendements/brouillons/<int:draft_id>/retrait")
@access(writers)
def withdraw(slug: str, draft_id: int) -> Page:
    """Give up an amendment that is deposited and not yet published."""
    actor, now = current_actor(), now_in(current_congress())
    run(lambda: amendment_services.withdraw(draft_id, actor=actor, now=now))
    flash(_("L’amendement est retiré."), "success")
    return redirect(url_for("amending.mine", slug=slug), code=303)


def _own(draft_id: int) -> Amendment:
    amendment = by_id(draft_id)
    if amendment.part.motion.congress_id != current_congress().id or not may_write(current_actor(), amendment):
        raise unknown_amendment()
    return amendment


def _blank_form(base: Revision, amendment: Amendment | None, alinea: int | None) -> AmendmentForm:
    """The form as it is first shown."""
    taken, text = one_alinea(base, amendment.text if amendment else None, alinea)
    if alinea is not None and amendment is None and taken is None:
        raise NotFound(_("Il n’y a pas d’alinéa %(number)s dans ce texte.", number=alinea))
    return AmendmentForm(
        formdata=None,
        base_number=base.number,
        seen=amendment_services.stamp_of(amendment) if amendment else "",
        alinea=alinea if taken else None,
        text=text.rstrip("\n"),
        title=amendment.title if amendment else "",
        reasons=amendment.reasons if amendment else "",
    )


def _answer_form(part: Part, amendment: Amendment | None) -> Page:
    """What was typed: shown with its differences, kept, or kept and deposited. Whatever is refused is given back."""
    form = AmendmentForm()
    form.validate()
    number = form.base_number.data or (amendment.base_revision.number if amendment else part.current_number)
    base = revision(part.id, number)
    member_id = current_actor().member_id or 0
    try:
        refuse_writing(member_id, now=machine_now())
        run(lambda: count_writing(member_id, now=machine_now()))
    except TooMany as refusal:
        form.show_faults([Invalid(refusal.sentence)])
        return _form_page(part, base, amendment, form), refusal.status
    taken, _words = one_alinea(base, None, form.alinea.data)
    typed = form.text.data or ""
    whole = taken.rebuilt(typed) if taken else typed
    if request.form.get("geste") == "differences":
        for fault in admissibility.draft_faults(title="", reasons="", text=whole):
            return _refused(fault, amendment.id if amendment else None, part.id, base.number, form)
        return _form_page(part, base, amendment, form, text=clean_text(whole))
    return _keep(part, base, amendment, form, whole)


def _keep(part: Part, base: Revision, amendment: Amendment | None, form: AmendmentForm, whole: str) -> Page:
    congress, actor = current_congress(), current_actor()
    slug, part_id, base_number, now = congress.slug, part.id, base.number, now_in(congress)
    draft_id = amendment.id if amendment else None
    title, reasons, seen = form.title.data or "", form.reasons.data or "", form.seen.data or ""
    is_submission = request.form.get("geste") == "deposer"
    try:
        draft_id = run(
            lambda: amendment_services.save_draft(
                draft_id, part_id, base_number=base_number, text=whole, title=title, reasons=reasons,
                seen=seen, actor=actor, now=now,
            )
        )  # fmt: skip
        if is_submission:
            kept_id = draft_id
            receipt = run(lambda: amendment_services.submit(kept_id, actor=actor, now=now))
            told = Markup(_("Amendement déposé, reçu %(receipt)s. Un courriel en garde la preuve."))  # noqa: S704 (ours)
            flash(told % {"receipt": unbroken(receipt)}, "success")
            return redirect(url_for("amending.draft", slug=slug, draft_id=draft_id), code=303)
    except RuleBroken as refusal:
        if draft_id is not None:
            form.seen.data = amendment_services.stamp_of(by_id(draft_id))
        return _refused(refusal, draft_id, part_id, base_number, form)
    flash(_("Brouillon enregistré."), "success")  # the page says who sees it
    address = url_for("amending.draft", slug=slug, draft_id=draft_id, alinea=form.alinea.data)
    return redirect(address, code=303)


def _refused(refusal: RuleBroken, draft_id: int | None, part_id: int, base_number: int, form: AmendmentForm) -> Page:
    """The form with everything typed and every fault; a draft was kept wherever one could be."""
    kept = by_id(draft_id) if draft_id is not None else None
    base = revision(part_id, base_number)
    faults = [refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence)]
    if kept is not None and isinstance(refusal, Invalid):
        found = admissibility.faults(
            title=kept.title,
            reasons=kept.reasons,
            text=kept.text,
            base_text=base.text,
            current_text=current_revision(part_id).text,
        )
        faults = found if any(fault.sentence == refusal.sentence for fault in found) else faults
    form.show_faults(faults)
    text = kept.text if kept is not None and not isinstance(refusal, amendment_services.DraftChanged) else None
    part = kept.part if kept is not None else base.part
    return _form_page(part, base, kept, form, text=text), refusal.status


def _form_page(
    part: Part, base: Revision, amendment: Amendment | None, form: AmendmentForm, *, text: str | None = None
) -> str:
    """The form; with the differences when there is a text to compare."""
    g.section = "proposals.index"
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    taken, _words = one_alinea(base, None, form.alinea.data)
    width = congress.line_length
    may_see = text is not None and amendments_readers(actor, congress)
    return render_template(
        "amendments/write.html",
        part=part,
        base=base,
        amendment=amendment,
        form=form,
        taken=taken,
        labels=motion_labels,
        preview=preview_of(base, text, width) if text is not None else None,
        alike=alike(part, base, text or "", width, except_id=amendment.id if amendment else None) if may_see else None,
        is_open=congress.amendments_window.is_open(now),
        is_decided=part.is_decided,
        is_author=actor.is_elector and (amendment is None or is_author(actor, amendment)),
        is_old=base.number != part.current_number,
        window_sentence=window_sentence(congress, now),
        kept_at=amendment.updated_at if amendment else None,
    )


def _receipt_page(amendment: Amendment) -> str:
    """What is deposited and not yet published, for its author."""
    g.section = "amendments.index"
    congress, actor = current_congress(), current_actor()
    return render_template(
        "amendments/deposited.html",
        amendment=amendment,
        page=amendment_page(congress, amendment, "differences"),
        tag=(status_kind(amendment), status_word(amendment)),
        to_part=to_part,
        may_withdraw=amendment.is_live and is_author(actor, amendment),
    )
