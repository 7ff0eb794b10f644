"""The secretariat convenes: composes, sends in one press; the council judges an emergency; the second convening."""

from collections.abc import Callable

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import get_translations, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import Sitting, SittingState
from congress.clock import now_in
from congress.policies import officers, secretariat
from congress.queries.chamber_queries import sitting_by_number
from congress.queries.convening import convening_queries as queries
from congress.services.convening import sending
from congress.services.convening.composing import ConveningWords, compose, limit_told
from congress.services.convening.second import plan_second
from congress.services.convening.urgency import decide_urgency
from core.errors import Invalid, RuleBroken
from core.unit_of_work import run
from voting.pages.convening.convening_words import standing_sentence
from voting.pages.convening.typed_moments import required_instant, typed_day, typed_instant
from voting.queries.challenge.quorum_missed import voted_by_too_few
from voting.rules.ruling.rule_sentences import size_told
from voting.services.discussion_services import is_decided

blueprint = Blueprint("convening_desk", __name__, url_prefix="/<slug>/seances/<int:number>")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/convocation/envoi")
@access(secretariat)
def write(slug: str, number: int) -> Page:
    """The convening as it would leave now."""
    last = queries.last_convening(_sitting(number).id)
    return _page(number, ConveningWords(last.words, last.note) if last else ConveningWords())


@blueprint.post("/convocation/envoi")
@access(secretariat)
def send(slug: str, number: int) -> Page:
    """Look at it again with what was typed (`relire`), send it (`envoyer`), or say that it was sent otherwise."""
    congress, actor, form, sitting_id = current_congress(), current_actor(), request.form, _sitting(number).id
    now, action = now_in(congress), form.get("geste", "relire")
    typed = ConveningWords(form.get("text", ""), form.get("note", ""), form.get("motif", ""))
    if action == "relire":
        return _page(number, typed)
    try:
        if action == "autrement":
            day = typed_day(form.get("jour", ""), "day")
            run(lambda: sending.record_elsewhere(sitting_id, day, typed, actor=actor, now=now))
            flash(_("La convocation envoyée par vos soins est enregistrée."), "success")
        else:
            remind_at, seen = typed_instant(congress, form.get("rappel", ""), "remind_at"), form.get("vu", "")
            sent = run(
                lambda: sending.send_convening(sitting_id, typed, seen=seen, remind_at=remind_at, actor=actor, now=now)
            )
            flash(_sent_told(number, sent), "success")
    except RuleBroken as refused:
        field = refused.field if isinstance(refused, Invalid) else ""
        return _page(number, typed, refused.sentence, field or ""), refused.status
    return redirect(url_for("convening_proof.show", slug=slug, number=number), code=303)


@blueprint.post("/urgence")
@access(officers)
def urgency(slug: str, number: int) -> Page:
    """The council admits the emergency, or does not; `reporte`: the items that it puts off."""
    form, actor = request.form, current_actor()
    is_admitted = form.get("geste") == "admettre"
    put_off = form.getlist("reporte", type=int)
    told = _("Le conseil admet l’urgence.") if is_admitted else _("Le conseil n’admet pas l’urgence.")
    back = form.get("suite") == "console"
    here = url_for("console.show" if back else "sittings.show", slug=slug, number=number)
    return _do(
        number, lambda sitting_id, now: decide_urgency(
            sitting_id, is_admitted=is_admitted, put_off=put_off, actor=actor, now=now
        ), told, here,
    )  # fmt: skip


@blueprint.post("/seconde-convocation")
@access(secretariat)
def second(slug: str, number: int) -> Page:
    """Plan the sitting of the second convening, then compose what convenes it."""
    congress, actor, sitting = current_congress(), current_actor(), _sitting(number)
    sitting_id, now = sitting.id, now_in(congress)
    typed = request.form.get("debut", "")
    try:
        starts_at = required_instant(congress, typed, "starts_at")
        run(lambda: plan_second(sitting_id, starts_at, is_decided=is_decided,
                                voted_by_too_few=voted_by_too_few(sitting_id), actor=actor, now=now))  # fmt: skip
    except RuleBroken as refused:
        flash(refused.sentence, "error")
        here = url_for("sittings.show", slug=slug, number=number, debut=typed[:20] or None, _anchor="convocation")
        return redirect(here, code=303)
    planned = queries.second_of(sitting_id)
    flash(_("La séance de seconde convocation est prévue. Il reste à convoquer ses membres."), "success")
    return redirect(url_for(".write", slug=slug, number=planned.number if planned else number), code=303)


def _sitting(number: int) -> Sitting:
    return sitting_by_number(current_congress().id, number)


def _sent_told(number: int, convening_id: int) -> str:
    convening = queries.last_convening(_sitting(number).id)
    if convening is None or convening.id != convening_id:
        return ""
    mails = convening.letters - convening.without_address
    told = ngettext("Convocation envoyée à %(num)s membre.", "Convocation envoyée à %(num)s membres.", mails)
    if not convening.without_address:
        return told
    paper = ngettext(
        "%(num)s membre n’a pas d’adresse\u00a0: sa lettre est à imprimer.",
        "%(num)s membres n’ont pas d’adresse\u00a0: leurs lettres sont à imprimer.",
        convening.without_address,
    )
    return f"{told} {paper}"


def _do(number: int, action: Callable[..., object], told: str, here: str) -> Response:
    now, sitting_id = now_in(current_congress()), _sitting(number).id
    try:
        run(lambda: action(sitting_id, now))
    except RuleBroken as refused:
        flash(refused.sentence, "error")
    else:
        flash(told, "success")
    return redirect(here, code=303)


def _page(number: int, typed: ConveningWords, refusal: str = "", field: str = "") -> str:
    sitting, congress = _sitting(number), current_congress()
    composed = compose(sitting, typed, now_in(congress))
    sent = queries.convenings_of(sitting.id)
    return render_template(
        "voting/convening/write.html",
        sitting=sitting,
        composed=composed,
        limit_told=limit_told(composed),
        size_told=size_told(composed.limit, congress.body, get_translations()),
        standing=standing_sentence(sitting, queries.regularity_of(sitting, sent), sent) if sent else "",
        members=queries.convened_count(congress.id),
        typed=typed,
        form=request.form if request.method == "POST" else {},
        refusal=refusal,
        field=field,
        is_planned=sitting.state is SittingState.PLANNED,
    )
