"""What the two pages of a vote on several amendments have in common: their acts, what they know of their reader."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _

from congress.access import Page, current_actor, current_congress
from congress.policies import electors, officers
from core.errors import Invalid, NotFound, RuleBroken
from core.site_paths import site_path
from core.unit_of_work import run
from motions.models import Part
from motions.pages.motion_labels import part_name

Act = tuple[Callable[[], object], str]  # what is done, what is told then


def answer_to_act(acts: Mapping[str, Act], page: Callable[[RuleBroken], str], address: str) -> Page:
    """The act that the form names, done, then the page it was pressed on; refused, `page` says why."""
    act, told = acts.get(request.form.get("geste", ""), (None, ""))
    if act is None:
        raise NotFound(_("Ce geste n’existe pas."))
    try:
        run(act)
    except RuleBroken as broken:
        return page(broken), broken.status
    flash(told, "success")
    return redirect(site_path(request.form.get("retour")) or address, code=303)


def page_variables(part: Part, broken: RuleBroken | None) -> dict[str, Any]:
    """The part, who reads, and what was refused, as both templates take them."""
    congress, actor = current_congress(), current_actor()
    return {
        "part": part,
        "name": part_name(part),
        "is_officer": officers(actor, congress) and actor.member_id is not None and not part.is_decided,
        "is_elector": electors(actor, congress),
        "refusal": broken.sentence if broken else "",
        "field": broken.field if isinstance(broken, Invalid) else "",
        "ticked": set(request.form.getlist("amendement", type=int)) if broken else None,
    }
