"""« Retenus par le bureau »: the bureau retains amendments for one vote, any member asks that one be voted apart."""

from functools import partial

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _

from amendments.pages.ordering.bundle_acts import Act, answer_to_act, page_variables
from amendments.pages.ordering.retained_page import retained_page
from amendments.services.ordering import bundle_services
from amendments.services.ordering.retaining import retain
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, members
from core.errors import RuleBroken
from motions.queries.motion_queries import proposal

blueprint = Blueprint("retained", __name__, url_prefix="/<slug>/propositions/<int:number>/retenus")


@blueprint.before_request
def _section() -> None:
    g.section = "amendments.index"


@blueprint.get("")
@access(amendments_readers)
def show(slug: str, number: int) -> Page:
    """What the bureau retains on a proposal, and the text that one vote would make."""
    return _page(number)


@blueprint.post("")
@access(members)
def change(slug: str, number: int) -> Page:
    """Retain, ask for a separate vote, or give up."""
    congress, actor = current_congress(), current_actor()
    now, form, part_id = now_in(congress), request.form, proposal(congress.id, number).id
    wanted, chosen = form.get("amendement", 0, type=int), form.getlist("amendement", type=int)
    bundle_id = form.get("lot", 0, type=int)
    acts: dict[str, Act] = {
        "separer": (
            lambda: bundle_services.recall(wanted, actor=actor, now=now),
            _("Le vote séparé est demandé\u00a0: l’amendement sera voté à sa place."),
        ),
        "renoncer": (
            lambda: bundle_services.give_up(bundle_id, part_id, actor=actor, now=now),
            _("Le bureau renonce à un seul vote\u00a0: chaque amendement se vote à sa place."),
        ),
        "retenir": (
            lambda: retain(part_id, chosen, actor=actor, now=now),
            _("Ces amendements sont retenus\u00a0: la présidence peut les mettre aux voix en une fois."),
        ),
    }
    return answer_to_act(acts, partial(_page, number), url_for("retained.show", slug=slug, number=number))


def _page(number: int, broken: RuleBroken | None = None) -> str:
    congress = current_congress()
    part = proposal(congress.id, number)
    return render_template(
        "amendments/ordering/retained.html", page=retained_page(congress, part), **page_variables(part, broken)
    )
