"""Pages where an amendment is written: a new one, a draft, those of the reader."""

from typing import Any
from uuid import uuid4

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from accounts.limits import count_writing, refuse_writing
from amendments.labels import draft_name, status_kind, status_word, to_part
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import amendment_page
from amendments.pages.draft_page import Draft, draft_page, first_shown, preview_of
from amendments.pages.forms import AmendmentForm
from amendments.pages.reservations.reserved_passages import begun_from_reservation
from amendments.pages.writing.addresses import reading_address
from amendments.pages.writing.cosigned_instead import cosigned_instead
from amendments.pages.writing.submitted_before import receipt_of_before
from amendments.pages.writing_sheet import WritingSheet
from amendments.policies import author_for, is_author, may_write, writers
from amendments.queries.amendment_queries import by_id, cosigned_by, unknown_amendment, written_by
from amendments.queries.cosigning_queries import awaiting, pending_counts
from amendments.rules.two_windows import DraftWords, remembered
from amendments.rules.written_alineas import place_of
from amendments.services import admissibility, amendment_services
from amendments.services.draft_merging import keep_from_window
from amendments.submission_window import window_sentence
from congress.access import Page, access, current_actor, current_congress, is_by_script
from congress.clock import now_in
from congress.moments import hour_in_words
from congress.policies import amendments_readers, electors
from core.clock import machine_now
from core.errors import Invalid, NotFound, RuleBroken, TooMany
from core.text.reader import enumeration, unbroken
from core.unit_of_work import run
from motions.models import Part, Revision
from motions.queries.motion_queries import current_revision, proposal, revision

blueprint = Blueprint("amending", __name__, url_prefix="/<slug>")
_CHOICES = ("separer", "garder")  # what answers the page of two versions


@blueprint.get("/propositions/<int:number>/amender")
@access(writers)
def write(slug: str, number: int) -> Page:
    """The sheet of a new amendment, on the version in force: the whole text, one alinéa, or what one reserved."""
    part = proposal(current_congress().id, number)
    base = current_revision(part.id)
    begun = begun_from_reservation(part, base, current_actor()) if "reserve" in request.args else None
    return draft_page(begun or shown(part, base, None))


@blueprint.post("/propositions/<int:number>/amender")
@access(writers)
def begin(slug: str, number: int) -> Page:
    """See the differences, keep a first draft, or submit at once."""
    return answer_form(proposal(current_congress().id, number), None)


@blueprint.get("/amendements/miens")
@access(writers)
def mine(slug: str) -> str:
    """The amendments of the reader, or of the official whom they assist."""
    g.section = "amendments.index"
    congress, actor = current_congress(), current_actor()
    own = written_by(congress.id, author_for(actor, congress))
    is_oneself = electors(actor, congress)  # an aide neither answers nor knows what others answered
    return render_template(
        "amendments/mine.html",
        amendments=own,
        awaiting=awaiting(congress.id, actor.member_id) if is_oneself and actor.member_id else [],
        pending=pending_counts([row.id for row in own]) if is_oneself else {},
        cosigned=cosigned_by(congress.id, author_for(actor, congress)),
        draft_name=draft_name,
        may_uncosign=is_oneself,
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
        address = url_for("amendments.show", slug=slug, number=amendment.address)
        return redirect(address, code=303)
    if amendment.status != AmendmentStatus.DRAFT:
        return _receipt_page(amendment)
    return draft_page(shown(amendment.part, amendment.base_revision, amendment))


@blueprint.post("/amendements/brouillons/<int:draft_id>")
@access(writers)
def go_on(slug: str, draft_id: int) -> Page:
    """See the differences of a draft, keep it, or submit it."""
    amendment = _own(draft_id)
    return answer_form(amendment.part, amendment)


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


def shown(part: Part, base: Revision, kept: Amendment | None) -> Draft:
    """The sheet as its address asks for it: some alinéas open (« ?alinea=3 », 0 for the title), or all of them."""
    asked = request.args.getlist("alinea", type=int)
    places = [place_of(base.text, alinea) for alinea in asked]
    if kept is None and None in places:
        raise NotFound(_("Il n’y a pas d’alinéa %(number)s dans ce texte.", number=asked[places.index(None)]))
    sheet = WritingSheet.blank(base.text, kept.text if kept else None, places, is_whole="entier" in request.args)
    return first_shown(part, base, kept, sheet)


def answer_form(part: Part, kept: Amendment | None) -> Page:
    """What was typed: shown with its differences, kept, or kept and deposited. Whatever is refused is given back."""
    form, action = AmendmentForm(), request.form.get("geste", "")
    form.validate()
    number = form.base_number.data or (kept.base_revision.number if kept else part.current_number)
    base = revision(part.id, number)
    draft = Draft(part, base, kept, form, WritingSheet.sent(base.text, request.form, kept.text if kept else ""))
    is_asked = kept is not None and "autre" in request.form  # which of two versions stays: only that is answered
    if kept is not None and is_asked:
        draft.other = preview_of(current_congress(), draft.part, kept.base_revision, kept.text)
    if draft.sheet.act(action) or action == "reprendre":  # what a browser kept, given back as it was
        return draft_page(draft)
    is_leaving = action == "fermer" or action.startswith("lire-")  # « cosigner- » keeps what is typed all the same
    if is_leaving and kept is None and not draft.is_unsaved:
        return redirect(_after(draft, action), code=303)
    try:
        _count()
    except TooMany as refusal:
        if is_by_script():
            raise
        form.show_faults([Invalid(refusal.sentence)])
        return draft_page(draft), refusal.status
    if action == "differences":
        for fault in admissibility.draft_faults(title="", reasons="", text=draft.sheet.text):
            return _refused(fault, draft, kept.id if kept else None)
        return draft_page(draft, compared=draft.text)
    if kept is not None and is_asked and action not in _CHOICES:
        return _refused(amendment_services.draft_changed(), draft, kept.id)
    return _keep(draft, action)


def _count() -> None:
    """Count what is sent against the limits of whoever writes."""
    member_id, by_itself = current_actor().member_id or 0, is_by_script()
    refuse_writing(member_id, by_itself=by_itself, now=machine_now())
    run(lambda: count_writing(member_id, by_itself=by_itself, now=machine_now()))


def _keep(draft: Draft, action: str) -> Page:
    actor, now = current_actor(), now_in(current_congress())
    part_id, base_number, form, text = draft.part.id, draft.base.number, draft.form, draft.sheet.text
    words, seen = DraftWords(text, form.title.data or "", form.reasons.data or ""), form.seen.data or ""
    was = "" if is_by_script() else form.was.data or ""  # what a page keeps by itself is put together by a press
    is_apart = action == "separer"  # what another window kept stays, this is one more draft
    asked_id = draft.kept.id if draft.kept and draft.other else None
    draft_id = draft.kept.id if draft.kept and not is_apart else None
    sheet = str(uuid4()) if is_apart else form.sheet.data or ""
    try:
        kept = run(
            lambda: keep_from_window(
                draft_id, part_id, base_number=base_number, words=words, seen=seen, was=was, sheet=sheet[:40],
                actor=actor, now=now,
            )
        )  # fmt: skip
        draft_id = kept_id = kept.id
        if action == "deposer" and kept.others is None:
            receipt = run(lambda: amendment_services.submit(kept_id, actor=actor, now=now))
            told = Markup(_("Amendement déposé, reçu %(receipt)s. Un courriel en garde la preuve."))  # noqa: S704 (ours)
            flash(told % {"receipt": unbroken(receipt)}, "success")
            return redirect(url_for("amending.draft", slug=current_congress().slug, draft_id=draft_id), code=303)
    except RuleBroken as refusal:
        if is_by_script() and isinstance(refusal, amendment_services.DraftChanged):
            raise RuleBroken(
                _("Ce brouillon a été enregistré entre-temps dans une autre fenêtre. Ce que vous avez écrit reste"
                  " ici\u00a0: «\u00a0Enregistrer le brouillon\u00a0» réunit les deux ou les montre.")
            ) from refusal  # fmt: skip
        if is_by_script():
            raise
        before = receipt_of_before(draft_id, part_id, words, sheet) if action == "deposer" else None
        return before or _refused(refusal, draft, asked_id or draft_id)
    if kept.others is not None:
        flash(_told_of_both(kept.others), "message")
    return _kept(draft, kept.id, action)


def _told_of_both(others: tuple[int, ...]) -> str:
    """What another window had kept of this draft, and that stays."""
    both = _("Ce brouillon avait été enregistré dans une autre fenêtre\u00a0: les deux sont réunis ici. Relisez-le.")
    if not others:
        return both
    told = enumeration(_("alinéa %(alinea)s", alinea=alinea) if alinea else _("titre") for alinea in others)
    return both + " " + _("De l’autre fenêtre\u00a0: %(alineas)s.", alineas=told)


def _kept(draft: Draft, draft_id: int, action: str) -> Page:
    """Where whoever kept a draft goes on; to the page itself, when and under which address it is kept."""
    congress = current_congress()
    here = url_for("amending.go_on", slug=congress.slug, draft_id=draft_id)
    if is_by_script():
        kept = by_id(draft_id)
        said = _("Enregistré à %(when)s", when=hour_in_words(congress, kept.updated_at))
        was = remembered(kept.base_revision.text, amendment_services.words_of(kept))
        return jsonify(said=said, seen=amendment_services.stamp_of(kept), was=was, action=here)
    if action.startswith("cosigner-"):
        return cosigned_instead(action.removeprefix("cosigner-"), draft.part.id, here)
    if action == "fermer" or action.startswith("lire-"):
        told = Markup(_("Votre brouillon est gardé\u00a0: %(link)s."))  # noqa: S704 (ours)
        words = _("le reprendre")
        flash(told % {"link": Markup('<a href="{}">{}</a>').format(here, words)}, "success")
        return redirect(_after(draft, action), code=303)
    flash(_("Brouillon enregistré."), "success")  # the page says who sees it
    open_ones: dict[str, Any] = {"entier": 1} if draft.sheet.is_whole else {"alinea": draft.sheet.alineas}
    return redirect(url_for("amending.draft", slug=congress.slug, draft_id=draft_id, **open_ones), code=303)


def _after(draft: Draft, action: str) -> str:
    """Where whoever leaves the page of a draft goes: to the text, or to the amendment to read."""
    slug, number = current_congress().slug, action.removeprefix("lire-")
    if number.isdecimal() and number.isascii():
        return url_for("amendments.show", slug=slug, number=int(number[:9]))
    return reading_address(slug, draft.part)


def _refused(refusal: RuleBroken, draft: Draft, draft_id: int | None) -> Page:
    """The page with everything typed and every fault; a draft was kept wherever one could be."""
    is_elsewhere = isinstance(refusal, amendment_services.DraftChanged)
    if draft_id is None and is_elsewhere:
        part = draft.part
        draft_id = amendment_services.begun_by(draft.form.sheet.data or "", current_actor(), part)
    draft.kept = kept = by_id(draft_id) if draft_id is not None else None
    draft.base = revision(draft.base.part_id, draft.base.number)
    draft.part = kept.part if kept else draft.base.part
    faults = [refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence)]
    compared = None
    if kept is not None:
        draft.form.seen.data = amendment_services.stamp_of(kept)
        draft.form.was.data = remembered(kept.base_revision.text, amendment_services.words_of(kept))
        compared = None if is_elsewhere else kept.text
        if is_elsewhere:
            draft.other = preview_of(current_congress(), draft.part, kept.base_revision, kept.text)
        elif isinstance(refusal, Invalid):
            found = admissibility.faults(
                title=kept.title, reasons=kept.reasons, text=kept.text, base_text=draft.base.text,
                current_text=current_revision(draft.part.id).text,
            )  # fmt: skip
            faults = found if any(fault.sentence == refusal.sentence for fault in found) else faults
    draft.form.show_faults(faults)
    return draft_page(draft, compared=compared), refusal.status


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
