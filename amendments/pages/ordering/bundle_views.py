"""« Adoption sans débat proposée »: the bureau proposes it, any member recalls an amendment from it."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _

from amendments.pages.ordering.bundle_acts import Act, answer_to_act, page_variables
from amendments.pages.ordering.bundle_page import bundle_page
from amendments.services.ordering import bundle_services
from amendments.submission_window import day_and_hour
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.models import Congress
from congress.policies import amendments_readers, members
from core.errors import Invalid, RuleBroken
from motions.queries.motion_queries import proposal

blueprint = Blueprint("bundles", __name__, url_prefix="/<slug>/propositions/<int:number>/sans-debat")


@blueprint.before_request
def _section() -> None:
    g.section = "amendments.index"


@blueprint.get("")
@access(amendments_readers)
def show(slug: str, number: int) -> Page:
    """What is proposed for adoption without debate on a proposal."""
    return _page(number)


@blueprint.post("")
@access(members)
def change(slug: str, number: int) -> Page:
    """Propose, recall or give up."""
    congress, actor = current_congress(), current_actor()
    now, form, part_id = now_in(congress), request.form, proposal(congress.id, number).id
    wanted, chosen = form.get("amendement", 0, type=int), form.getlist("amendement", type=int)
    bundle_id = form.get("lot", 0, type=int)
    acts: dict[str, Act] = {
        "rappeler": (
            lambda: bundle_services.recall(wanted, actor=actor, now=now),
            _("L’amendement est rappelé\u00a0: il sera débattu et voté à sa place."),
        ),
        "renoncer": (
            lambda: bundle_services.give_up(bundle_id, part_id, actor=actor, now=now),
            _("L’adoption sans débat n’est plus proposée\u00a0: chaque amendement se débat à sa place."),
        ),
        "proposer": (
            lambda: bundle_services.propose(
                part_id, chosen, _deadline(congress, form.get("jusqu", "")), actor=actor, now=now
            ),
            _("L’adoption sans débat est proposée."),
        ),
    }
    return answer_to_act(acts, partial(_page, number), url_for("bundles.show", slug=slug, number=number))


def _deadline(congress: Congress, typed: str) -> datetime:
    """The instant typed, in the congress's zone."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=ZoneInfo(congress.timezone))
    except ValueError:
        year = typed.partition("-")[0]
        if len(year) > len("2026") and year.isdecimal():  # « 20266-10-12T09:00 »: browsers let it through
            raise bundle_services.too_late() from None
        raise Invalid(_("Dites jusqu’à quand un membre peut rappeler un amendement."), "jusqu") from None


def _page(number: int, broken: RuleBroken | None = None) -> str:
    congress = current_congress()
    part, now = proposal(congress.id, number), now_in(congress)
    page = bundle_page(congress, part, now)
    return render_template(
        "amendments/ordering/bundle.html",
        page=page,
        until=day_and_hour(congress, page.bundle.recall_until) if page.bundle and page.bundle.recall_until else "",
        typed=request.form if broken else {},
        **page_variables(part, broken),
    )
