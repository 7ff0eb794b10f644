"""The order of the votes on an item: shown to those who lead the sitting, changed by its chair."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments.labels import labels_of, numbers
from amendments.queries.order_queries import ForeseenMove
from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import AgendaItem, Office
from congress.clock import now_in
from congress.policies import holds_office, officers, require, require_chair
from congress.queries.chamber_queries import agenda_of, sitting_by_number
from core.errors import Invalid, NotFound, RuleBroken
from core.unit_of_work import run
from voting import policies
from voting.pages.agenda_lines import item_words
from voting.pages.ordering.order_page import break_sentences, order_in_words, order_page
from voting.services.ordering import chair_order
from voting.services.ordering.chair_order import WantedMove

blueprint = Blueprint("vote_order", __name__, url_prefix="/<slug>/seances/<int:number>/presidence/points")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/<int:position>/ordre")
@access(officers)
def show(slug: str, number: int, position: int) -> Page:
    """The order proposed to the chair, with what the chair moved and why."""
    return _page(_item(number, position), WantedMove(request.args.get("amendement", 0, type=int)))


@blueprint.post("/<int:position>/ordre")
@access(officers)
def change(slug: str, number: int, position: int) -> Page:
    """See what a move would do, make it, or undo one."""
    item, actor, now = _item(number, position), current_actor(), now_in(current_congress())
    require_chair(actor, item.sitting_id)
    form, item_id = request.form, item.id
    back = redirect(url_for("vote_order.show", slug=slug, number=number, position=position), code=303)
    if form.get("geste") == "retablir":
        move_id = form.get("deplacement", 0, type=int)
        try:
            run(lambda: chair_order.undo_move(item_id, move_id, actor=actor, now=now))
        except RuleBroken as broken:
            return _page(_item(number, position), WantedMove(), refusal=broken.sentence), broken.status
        flash(_("Cet amendement est revenu à la place que la règle lui donne."), "success")
        return back
    typed = WantedMove(
        form.get("amendement", 0, type=int), form.get("avant", 0, type=int) or None, form.get("ensemble") == "oui",
        form.get("motif", ""),
    )  # fmt: skip
    try:
        if form.get("geste") != "deplacer":
            return _page(item, typed, chair_order.foresee_move(item, typed))
        shown = form.get("montre", "")
        run(lambda: chair_order.move_vote(item_id, typed, shown=shown, actor=actor, now=now))
    except RuleBroken as broken:
        return _refused(_item(number, position), typed, broken)
    flash(_("L’ordre des votes a changé. Chacun en lit le motif."), "success")
    return back


def _refused(item: AgendaItem, typed: WantedMove, broken: RuleBroken) -> Page:
    """The sentence beside what was typed, with what the move would do as things stand."""
    try:
        found = chair_order.foresee_move(item, typed)
    except RuleBroken:
        return _page(item, typed, refusal=broken.sentence), broken.status
    return _page(item, typed, found, refusal=broken.sentence, is_unsaid=isinstance(broken, Invalid)), broken.status


def _page(
    item: AgendaItem,
    typed: WantedMove,
    found: ForeseenMove | None = None,
    *,
    refusal: str = "",
    is_unsaid: bool = False,
) -> str:
    congress, actor = current_congress(), current_actor()
    require(policies.may_watch_console(actor, congress, item.sitting_id))
    return render_template(
        "voting/ordering/order.html",
        numbers=numbers,
        labels_of=labels_of,
        page=order_page(item, typed),
        sitting=item.sitting,
        item_words=item_words,
        is_chair=holds_office(item.sitting_id, actor.member_id, Office.CHAIR),
        found=found,
        breaks=break_sentences(found) if found else [],
        after=order_in_words(found) if found else "",
        refusal=refusal,
        is_unsaid=is_unsaid,
    )


def _item(number: int, position: int) -> AgendaItem:
    sitting = sitting_by_number(current_congress().id, number)
    found = next((item for item in agenda_of(sitting.id) if item.position == position), None)
    if found is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    return found
