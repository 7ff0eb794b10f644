"""« Vote par division »: the chair cuts a text into the parts that are voted, or gives the division up."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import AgendaItem, Office
from congress.clock import now_in
from congress.policies import holds_office, officers, require
from congress.queries.chamber_queries import agenda_of, sitting_by_number
from core.errors import Invalid, NotFound, RuleBroken
from core.unit_of_work import run
from motions.queries.motion_queries import proposal
from voting import policies
from voting.pages.agenda_lines import item_words
from voting.pages.challenge.names_typed import members_named
from voting.pages.dividing.division_page import division_page
from voting.queries.debate.people_there import people_there
from voting.queries.dividing.asked_divisions import who_asks_for_division
from voting.queries.votes_left import subject_named
from voting.services.dividing.dividing import divide, give_up_division

MOST_PROPOSED = 200  # names that a field proposes
blueprint = Blueprint("dividing", __name__, url_prefix="/<slug>/seances/<int:number>/presidence/points")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/<int:position>/division")
@access(officers)
def show(slug: str, number: int, position: int) -> Page:
    """Where a text of the item may be cut; or the parts in which it is voted."""
    return _page(item_at(number, position))


@blueprint.post("/<int:position>/division")
@access(officers)
def change(slug: str, number: int, position: int) -> Page:
    """Divide a text, or give its division up."""
    item, actor, now = item_at(number, position), current_actor(), now_in(current_congress())
    require(policies.may_watch_console(actor, current_congress(), item.sitting_id))
    form, item_id = request.form, item.id
    back = url_for("console.show", slug=slug, number=number, point=position, _anchor="etape")
    try:
        if form.get("geste") == "renoncer":
            division_id = form.get("division", 0, type=int)
            run(lambda: give_up_division(item_id, division_id, actor=actor, now=now))
            flash(_("La division est abandonnée\u00a0: le texte se vote en une fois."), "success")
        elif form.get("geste") == "diviser":
            act = _divide(item)
            run(lambda: act(actor=actor, now=now))
            flash(_("Le texte est divisé\u00a0: ses parties se votent d’abord, l’ensemble ensuite."), "success")
        else:
            raise NotFound(_("Ce geste n’existe pas."))
    except RuleBroken as broken:
        return _page(item_at(number, position), broken), broken.status
    return redirect(back, code=303)


def _divide(item: AgendaItem) -> Callable[..., int]:
    """What divides the text that the form names, as it cuts it."""
    form, typed = request.form, request.form.get("demandeur", "")
    asked = members_named(typed, people_there(item.sitting_id)) if typed.strip() else []
    if len(asked) > 1:
        raise Invalid(_("Nommez une seule personne."), "demandeur")
    keys, cuts = subject_named(form.get("vote", "")), set(form.getlist("coupe", type=int))
    asker = asked[0].id if asked else None
    return partial(divide, item.id, keys, cuts, asked_by=asker, because=form.get("motif", ""))


def _page(item: AgendaItem, broken: RuleBroken | None = None) -> str:
    congress, actor = current_congress(), current_actor()
    require(policies.may_watch_console(actor, congress, item.sitting_id))
    key = request.form.get("vote") or request.args.get("vote") or _own_text(item)
    cuts = set(request.form.getlist("coupe", type=int))
    page = division_page(item, subject_named(key), cuts, now_in(congress), is_answer=broken is not None)
    field = broken.field if isinstance(broken, Invalid) else ""
    return render_template(
        "voting/dividing/division.html",
        page=page,
        key=key,
        item=item,
        item_words=item_words,
        sitting=item.sitting,
        is_chair=holds_office(item.sitting_id, actor.member_id, Office.CHAIR),
        asking=who_asks_for_division(item) if page.units else (),
        there=people_there(item.sitting_id, at_most=MOST_PROPOSED) if page.units else [],
        refusal=broken.sentence if broken else "",
        field="demandeur" if field == "names" else field,
        typed=request.form if broken else {},
    )


def _own_text(item: AgendaItem) -> str:
    """The vote on the proposal that an item discusses; nothing where it discusses none."""
    number = item.proposal_number
    return f"part-{proposal(item.sitting.congress_id, number).id}" if number is not None else ""


def item_at(number: int, position: int) -> AgendaItem:
    """An item of the agenda of a sitting of this congress."""
    sitting = sitting_by_number(current_congress().id, number)
    found = next((item for item in agenda_of(sitting.id) if item.position == position), None)
    if found is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    return found
