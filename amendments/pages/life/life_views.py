"""What happens to a published amendment, by its address: rectified, sub-amended, taken up by another."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from accounts.limits import count_writing, refuse_writing
from amendments import policies
from amendments.models import Amendment
from amendments.pages.forms import AmendmentForm
from amendments.pages.life.rewriting_page import Rewriting, RewritingSheet, base_of, first_shown, rewriting_page
from amendments.pages.writing_sheet import WritingSheet
from amendments.queries.amendment_queries import by_public_number
from amendments.services.life.rectifying import rectify as rectify_service
from amendments.services.life.sub_amending import submit_sub
from amendments.services.life.taking_up import take_up as take_up_service
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, electors, members, require
from core.clock import machine_now
from core.errors import Invalid, RuleBroken
from core.text.reader import unbroken
from core.unit_of_work import run

blueprint = Blueprint("life", __name__, url_prefix="/<slug>/amendements/<amendment:number>")


@blueprint.get("/rectification")
@access(electors)
def rewrite(slug: str, number: int | str) -> Page:
    """The amendment, to be written anew by whose it is."""
    amendment = _readable(number)
    policies.require_bearer(
        current_actor(), amendment, _("Seule la personne qui porte un amendement peut le rectifier.")
    )
    return rewriting_page(first_shown(Rewriting.RECTIFICATION, amendment))


@blueprint.post("/rectification")
@access(electors)
def rectify(slug: str, number: int | str) -> Page:
    """See what it would change, or rectify it."""
    amendment = _readable(number)
    policies.require_bearer(
        current_actor(), amendment, _("Seule la personne qui porte un amendement peut le rectifier.")
    )
    return _answer(Rewriting.RECTIFICATION, amendment)


@blueprint.get("/sous-amendement")
@access(electors)
def sub_amend(slug: str, number: int | str) -> Page:
    """The amendment, to be sub-amended."""
    return rewriting_page(first_shown(Rewriting.SUB_AMENDMENT, _readable(number)))


@blueprint.post("/sous-amendement")
@access(electors)
def submit(slug: str, number: int | str) -> Page:
    """See what it would change, or submit it."""
    return _answer(Rewriting.SUB_AMENDMENT, _readable(number))


@blueprint.post("/reprise")
@access(members)
def take_up(slug: str, number: int | str) -> Page:
    """Take the amendment up, oneself; or for the member who says so in the sitting, by the secretariat."""
    amendment, actor, now = _readable(number), current_actor(), now_in(current_congress())
    amendment_id, member_id = amendment.id, request.form.get("membre", type=int)
    if "membre" in request.form and member_id is None:
        raise Invalid(_("Choisissez la personne qui reprend l’amendement\u00a0: un membre qui vote."), "member")
    run(lambda: take_up_service(amendment_id, member_id=member_id, actor=actor, now=now))
    flash(
        _("L’amendement n°\u00a0%(number)s est repris\u00a0: il est de nouveau à voter.", number=amendment.label),
        "success",
    )
    return redirect(url_for("amendments.show", slug=slug, number=number), code=303)


def _readable(number: int | str) -> Amendment:
    congress = current_congress()
    require(amendments_readers(current_actor(), congress))
    return by_public_number(congress.id, number)


def _answer(kind: Rewriting, amendment: Amendment) -> Page:
    """What was typed: shown with its differences, or done; whatever is refused is given back."""
    form, action = AmendmentForm(), request.form.get("geste", "")
    form.validate()
    base = base_of(kind, amendment)
    shown = RewritingSheet(kind, amendment, base, form, WritingSheet.sent(base.text, request.form, amendment.text))
    if shown.sheet.act(action):
        return rewriting_page(shown)
    try:
        _count()
        if action == "deposer":
            return _done(shown)
        shown.compare(current_congress())
    except RuleBroken as refusal:
        form.show_faults([refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence)])
        fresh = _readable(amendment.address)
        form.base_number.data = fresh.version
        again = RewritingSheet(kind, fresh, base_of(kind, fresh), form, shown.sheet)
        if not isinstance(refusal, Invalid):
            again.compare(current_congress())
        return rewriting_page(again), refusal.status
    return rewriting_page(shown)


def _count() -> None:
    member_id = current_actor().member_id or 0
    refuse_writing(member_id, by_itself=False, now=machine_now())
    run(lambda: count_writing(member_id, by_itself=False, now=machine_now()))


def _done(shown: RewritingSheet) -> Page:
    congress, actor = current_congress(), current_actor()
    amendment_id, address, now, form = shown.amendment.id, shown.amendment.address, now_in(congress), shown.form
    words = {"text": shown.sheet.text, "title": form.title.data or "", "reasons": form.reasons.data or ""}
    seen = form.base_number.data or 0
    if shown.kind is Rewriting.RECTIFICATION:
        label = run(lambda: rectify_service(amendment_id, **words, seen_version=seen, actor=actor, now=now))
        flash(_("L’amendement est rectifié\u00a0: c’est désormais le n°\u00a0%(number)s.", number=label), "success")
        return redirect(url_for("amendments.show", slug=congress.slug, number=address), code=303)
    sub_id, receipt = run(
        lambda: _receipt_of(submit_sub(amendment_id, **words, seen_version=seen, actor=actor, now=now))
    )
    told = Markup(_("Sous-amendement déposé, reçu %(receipt)s. Un courriel en garde la preuve."))  # noqa: S704 (ours)
    flash(told % {"receipt": unbroken(receipt)}, "success")
    return redirect(url_for("amending.draft", slug=congress.slug, draft_id=sub_id), code=303)


def _receipt_of(sub: Amendment) -> tuple[int, str]:
    return sub.id, sub.receipt
