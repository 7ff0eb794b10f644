"""A member's convening, reached from the mail: what it says, « J’ai pris connaissance », the three answers."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress, current_member
from congress.chamber.convening_models import ConveningAnswer
from congress.chamber_models import Sitting, SittingState
from congress.clock import now_in
from congress.models import Member
from congress.moments import hour_in_words
from congress.policies import members, secretariat
from congress.queries import chamber_queries
from congress.queries.chamber_queries import given_by, sitting_by_number
from congress.queries.convening import convening_queries as queries
from congress.queries.homonyms import told_name
from congress.services.convening.answering import acknowledge, too_late_to_answer
from congress.services.convening.answering import answer as answer_convening
from core.errors import NotFound, RuleBroken
from core.text.reader import enumeration
from core.unit_of_work import run
from voting.pages.convening.convening_words import own_words

blueprint = Blueprint("convening", __name__, url_prefix="/<slug>/seances/<int:number>/convocation")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("")
@access(members)
def show(slug: str, number: int) -> Page:
    """The convening in force, and one's own answer."""
    return _page(_sitting(number))


@blueprint.post("")
@access(members)
def answer(slug: str, number: int) -> Page:
    """Say that one has read it (`lu`), that one comes, will be absent, or gives a proxy (`reponse`)."""
    congress, actor, form, sitting_id = current_congress(), current_actor(), request.form, _sitting(number).id
    now, member_id = now_in(congress), actor.member_id or 0
    here = url_for("convening.show", slug=slug, number=number)
    said = next((found for found in ConveningAnswer if found == form.get("reponse")), None)
    if form.get("pour", actor.member_id, type=int) != actor.member_id:
        told = _("Cette page était celle d’une autre personne\u00a0: vérifiez votre nom, puis recommencez.")
        return _page(_sitting(number), told), 409
    try:
        if said is None and form.get("reponse"):
            raise NotFound(_("Ce geste n’existe pas."))
        if said is None:
            run(lambda: acknowledge(sitting_id, member_id, actor=actor, now=now))
        else:
            because = form.get("motif", "")
            run(lambda: answer_convening(sitting_id, member_id, said, because, actor=actor, now=now))
    except RuleBroken as refused:
        return _page(_sitting(number), refused.sentence), refused.status
    flash(_told(said, hour_in_words(congress, now), given_by(sitting_id, member_id)), "success")
    if said is ConveningAnswer.PROXY:
        here = url_for("sittings.show", slug=slug, number=number, _anchor="pouvoirs")
    return redirect(here, code=303)


def _told(said: ConveningAnswer | None, hour: str, holders: Sequence[Member]) -> str:
    """What is noted; of a proxy given before, to whom it is, and that it stays."""
    names = enumeration(told_name(holder) for holder in holders)
    if said is None:
        return _("C’est noté, à %(hour)s\u00a0: vous avez pris connaissance de la convocation.", hour=hour)
    if said is ConveningAnswer.PROXY:
        if names:
            return _("C’est noté, à %(hour)s\u00a0: vous avez donné pouvoir à %(names)s.", hour=hour, names=names)
        return _("C’est noté, à %(hour)s. Dites maintenant à qui vous donnez pouvoir.", hour=hour)
    told: str = _("Votre réponse est enregistrée, à %(hour)s. Vous pouvez la changer jusqu’à l’ouverture.", hour=hour)
    if names and said is ConveningAnswer.COMES:
        stays = _("Vous aviez donné pouvoir à %(names)s\u00a0: il ne vaut que si vous n’êtes pas là.", names=names)
        told = f"{told} {stays}"
    return told


def _sitting(number: int) -> Sitting:
    return sitting_by_number(current_congress().id, number)


def _page(sitting: Sitting, refusal: str = "") -> str:
    actor, congress, member = current_actor(), current_congress(), current_member()
    convening = queries.last_convening(sitting.id)
    if convening is None:
        raise NotFound(_("Cette séance n’est pas encore convoquée."))
    letter = queries.letter_to(convening.id, actor.member_id)
    reply = queries.reply_of(convening.id, actor.member_id)
    before = queries.last_answer_before(convening, actor.member_id) if reply is None or not reply.answer else None
    items = chamber_queries.agenda_of(sitting.id)
    return render_template(
        "voting/convening/member.html",
        sitting=sitting,
        convening=convening,
        letter=letter,
        reply=reply,
        before=before,
        changes=queries.changes_since(convening, sitting, items),
        may_answer=letter is not None and sitting.state is SittingState.PLANNED,
        numbers={item.id: item.proposal_number for item in items},
        own_words=partial(own_words, honorific=member.honorific if member is not None else ""),
        too_late=too_late_to_answer(sitting),
        refusal=refusal,
        typed=request.form if refusal else {},
        is_secretariat=secretariat(actor, congress),
    )
