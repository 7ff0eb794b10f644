"""What a page of writing sends: shown with its differences, kept as a draft, handed in, given back with its faults."""

from typing import Any
from uuid import uuid4

from flask import flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from amendments.labels import places_told
from amendments.models import Amendment
from amendments.pages.draft_page import Draft, Preview, draft_page, first_shown, preview_over
from amendments.pages.forms import AmendmentForm
from amendments.pages.writing.addresses import leaving_address
from amendments.pages.writing.cosigned_instead import cosigned_instead
from amendments.pages.writing.ground import Ground, as_shown, ground_of_draft, read_again
from amendments.pages.writing.limits import count_sent
from amendments.pages.writing.submitted_before import receipt_of_before, rectified_before
from amendments.pages.writing_sheet import WritingSheet
from amendments.queries.amendment_queries import by_id
from amendments.queries.life.grounds import ground_of
from amendments.rules.locations import Location
from amendments.rules.two_windows import DraftWords, remembered
from amendments.services import admissibility, amendment_services
from amendments.services.draft_merging import keep_from_window
from amendments.services.life.drafting import catch_up
from amendments.services.life.handing_in import Acknowledged, hand_in
from amendments.services.life.rectifying import RectifiedMeanwhile
from amendments.services.life.sub_amending import ChangedMeanwhile
from congress.access import Page, current_actor, current_congress, is_by_script
from congress.clock import now_in
from congress.moments import hour_in_words
from core.errors import Invalid, RuleBroken, TooMany
from core.text.reader import enumeration, one_stop, unbroken
from core.unit_of_work import run
from motions.queries.motion_queries import current_revision

_CHOICES = ("separer", "garder")  # what answers the page of two versions


def answer_form(begun: Ground, kept: Amendment | None) -> Page:
    """What was typed: shown with its differences, kept, or kept and handed in. Whatever is refused is given back.

    `begun`: over what is written where the page does not say that it showed another version of it.
    """
    form, action = AmendmentForm(), request.form.get("geste", "")
    form.validate()
    ground = as_shown(begun, form.base_number.data, form.on.data)
    said = kept.text if kept else "" if ground.amendment is None else ground.first_words.text
    draft = Draft(ground, kept, form, WritingSheet.sent(ground.text.text, request.form, said))
    is_asked = kept is not None and "autre" in request.form  # which of two versions stays: only that is answered
    if kept is not None and is_asked:
        draft.other = _other(draft, kept)
    if draft.sheet.act(action) or action == "reprendre":  # what a browser kept, given back as it was
        return draft_page(draft)
    is_leaving = action == "fermer" or action.startswith("lire-")  # « cosigner- » keeps what is typed all the same
    if is_leaving and kept is None and not draft.is_unsaved:
        return redirect(_after(draft, action), code=303)
    try:
        count_sent(by_itself=is_by_script())
    except TooMany as refusal:
        if is_by_script():
            raise
        form.show_faults([Invalid(refusal.sentence)])
        return draft_page(draft), refusal.status
    draft.ground = read_again(draft.ground)  # the demand is counted, in a session of its own
    draft.kept = by_id(kept.id) if kept else None
    if action == "differences":
        for fault in admissibility.draft_faults(title="", reasons="", text=draft.sheet.text):
            return _refused(fault, draft, kept.id if kept else None)
        return draft_page(draft, compared=draft.text)
    if kept is not None and is_asked and action not in _CHOICES:
        return _refused(amendment_services.draft_changed(), draft, kept.id)
    return _keep(draft, action)


def _keep(draft: Draft, action: str) -> Page:
    actor, now = current_actor(), now_in(current_congress())
    ground, form, text = draft.ground, draft.form, draft.sheet.text
    part_id, base_number, over = draft.part.id, ground.revision.number, ground.over
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
                over=over, actor=actor, now=now,
            )
        )  # fmt: skip
        draft_id = kept_id = kept.id
        if action == "deposer" and kept.others is None:
            return _handed_in(kept_id, run(lambda: hand_in(kept_id, actor=actor, now=now)))
    except (ChangedMeanwhile, RectifiedMeanwhile) as refusal:
        return _caught_up(refusal, draft_id or 0)
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


def _handed_in(draft_id: int, done: Acknowledged) -> Page:
    """Where whoever handed a draft in reads what became of it."""
    slug = current_congress().slug
    if done.label:
        told = _("L’amendement est rectifié\u00a0: c’est désormais le n°\u00a0%(number)s.", number=done.label)
        flash(one_stop(told), "success")
        return redirect(url_for("amendments.show", slug=slug, number=done.address), code=303)
    said = _("Amendement déposé, reçu %(receipt)s. Un courriel en garde la preuve.")
    if done.is_sub:
        said = _("Sous-amendement déposé, reçu %(receipt)s. Un courriel en garde la preuve.")
    flash(Markup(said) % {"receipt": unbroken(done.receipt)}, "success")  # noqa: S704 (ours)
    return redirect(url_for("amending.draft", slug=slug, draft_id=draft_id), code=303)


def _caught_up(refusal: RuleBroken, draft_id: int) -> Page:
    """The draft again, on what its amendment says now where it still applies; its writer reads it before going on."""
    actor, now = current_actor(), now_in(current_congress())
    if (done := rectified_before(draft_id)) is not None:
        return done
    is_carried = run(lambda: catch_up(draft_id, actor=actor, now=now))
    kept = by_id(draft_id)
    ground = ground_of_draft(kept)
    again = first_shown(ground, kept, WritingSheet.blank(ground.text.text, kept.text, (), is_whole=False))
    told = (
        _("Il est reporté sur ce que l’amendement dit maintenant.")
        if is_carried
        else _("Les deux changent les mêmes mots\u00a0: reprenez ce que vous gardez dans un nouveau texte.")
    )
    again.form.show_faults([Invalid(f"{refusal.sentence} {told}")])
    return draft_page(again, compared=kept.text), refusal.status


def _told_of_both(others: tuple[int, ...]) -> str:
    """What another window had kept of this draft, and that stays."""
    both = _("Ce brouillon avait été enregistré dans une autre fenêtre\u00a0: les deux sont réunis ici. Relisez-le.")
    if not others:
        return both
    told = enumeration(places_told(Location(tuple(filter(None, others)), title=0 in others)))
    return both + " " + _("De l’autre fenêtre\u00a0: %(alineas)s.", alineas=told)


def _kept(draft: Draft, draft_id: int, action: str) -> Page:
    """Where whoever kept a draft goes on; to the page itself, when and under which address it is kept."""
    congress = current_congress()
    here = url_for("amending.go_on", slug=congress.slug, draft_id=draft_id)
    if is_by_script():
        kept = by_id(draft_id)
        said = _("Enregistré à %(when)s", when=hour_in_words(congress, kept.updated_at))
        was = remembered(ground_of(kept).text, amendment_services.words_of(kept))
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
    return leaving_address(slug, draft.ground)


def _refused(refusal: RuleBroken, draft: Draft, draft_id: int | None) -> Page:
    """The page with everything typed and every fault; a draft was kept wherever one could be."""
    is_elsewhere = isinstance(refusal, amendment_services.DraftChanged)
    if draft_id is None and is_elsewhere:
        part = draft.part
        draft_id = amendment_services.begun_by(draft.form.sheet.data or "", current_actor(), part)
    draft.kept = kept = by_id(draft_id) if draft_id is not None else None
    draft.ground = read_again(draft.ground)
    faults = [refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence)]
    compared = None
    if kept is not None:
        draft.form.seen.data = amendment_services.stamp_of(kept)
        draft.form.was.data = remembered(ground_of(kept).text, amendment_services.words_of(kept))
        compared = None if is_elsewhere else kept.text
        if is_elsewhere:
            draft.other = _other(draft, kept)
        elif isinstance(refusal, Invalid):
            ground = draft.ground
            current = current_revision(draft.part.id).text if ground.stands_on_text else ground.text.text
            found = admissibility.faults(
                title=kept.title, reasons=kept.reasons, text=kept.text, base_text=ground.text.text, current_text=current
            )
            faults = found if any(fault.sentence == refusal.sentence for fault in found) else faults
    draft.form.show_faults(faults)
    return draft_page(draft, compared=compared), refusal.status


def _other(draft: Draft, kept: Amendment) -> Preview:
    """What another window kept of the draft."""
    return preview_over(current_congress(), draft.part, ground_of(kept), kept.text)
