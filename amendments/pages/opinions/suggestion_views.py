"""The pages of a text that the bureau suggests: the secretariat writes it, whoever bears the amendment answers."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.pages.forms import AmendmentForm
from amendments.pages.opinions.suggesting_page import SuggestionSheet, first_suggested, suggesting_page
from amendments.pages.writing.ground import ground_over
from amendments.pages.writing_sheet import WritingSheet
from amendments.queries.amendment_queries import by_public_number
from amendments.queries.suggestion_queries import waiting_on
from amendments.services.opinions.suggesting import answer_suggestion
from amendments.services.opinions.suggesting import suggest as suggest_service
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import electors, secretariat
from core.errors import Invalid, NotFound, RuleBroken
from core.text.reader import one_stop
from core.unit_of_work import run

blueprint = Blueprint("suggestions", __name__, url_prefix="/<slug>/amendements/<amendment:number>/version-du-bureau")


@blueprint.get("")
@access(secretariat)
def write(slug: str, number: int | str) -> Page:
    """The amendment, to be written as the bureau would rather read it."""
    return suggesting_page(first_suggested(_amendment(number)))


@blueprint.post("")
@access(secretariat)
def suggest(slug: str, number: int | str) -> Page:
    """See what it would change, or send it; whatever is refused is given back."""
    actor, now = current_actor(), now_in(current_congress())
    amendment, form, action = _amendment(number), AmendmentForm(), request.form.get("geste", "")
    form.validate()
    ground, amendment_id = ground_over(amendment, is_sub=False), amendment.id
    shown = SuggestionSheet(ground, form, WritingSheet.sent(ground.text.text, request.form, amendment.text))
    if shown.sheet.act(action):
        return suggesting_page(shown)
    text, because, seen = shown.sheet.text, form.reasons.data or "", form.base_number.data or 0
    try:
        if action != "deposer":
            shown.compare()
            return suggesting_page(shown)
        run(lambda: suggest_service(amendment_id, text=text, because=because, seen_version=seen, actor=actor, now=now))
    except RuleBroken as refusal:
        form.show_faults([refusal if isinstance(refusal, Invalid) else Invalid(refusal.sentence)])
        fresh = _amendment(number)
        form.base_number.data = fresh.version
        again = SuggestionSheet(ground_over(fresh, is_sub=False), form, shown.sheet)
        return suggesting_page(again), refusal.status
    flash(_("La version du bureau est proposée à la personne qui porte l’amendement."), "success")
    return redirect(url_for("amendments.show", slug=slug, number=number), code=303)


@blueprint.post("/reponse")
@access(electors)
def answer(slug: str, number: int | str) -> Page:
    """Accept the bureau's text, or refuse it."""
    actor, now = current_actor(), now_in(current_congress())
    waiting = waiting_on(_amendment(number).id)
    chosen, word = request.form.get("reponse", ""), request.form.get("mot", "")
    if chosen not in ("accepter", "refuser") or waiting is None or str(waiting.id) != request.form.get("version", ""):
        raise RuleBroken(_("Cette version du bureau n’attend plus de réponse."))
    waiting_id, accepts = waiting.id, chosen == "accepter"
    label = run(lambda: answer_suggestion(waiting_id, accepts=accepts, word=word, actor=actor, now=now))
    told = one_stop(_("L’amendement est rectifié\u00a0: c’est désormais le n°\u00a0%(number)s.", number=label))
    flash(told if accepts else _("Votre amendement reste tel quel\u202f; le bureau lit votre réponse."), "success")
    return redirect(url_for("amendments.show", slug=slug, number=number), code=303)


def _amendment(number: int | str) -> Amendment:
    found = by_public_number(current_congress().id, number)
    if found.is_sub:
        raise NotFound(_("Le bureau propose une version d’un amendement, non d’un sous-amendement."))
    return found
