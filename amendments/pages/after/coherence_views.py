"""Discrepancies: what other alinéas still say after an adoption, each with its differences and its reason."""

from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from amendments.after_models import DiscrepancyState
from amendments.labels import to_part
from amendments.pages.draft_page import preview_of
from amendments.queries.after.coherence_queries import ShownDiscrepancy, discrepancies_of
from amendments.services.after.coherence_services import accept_discrepancy, leave_discrepancy
from amendments.services.editorial_services import refusal_to_revise
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.models import Congress
from congress.policies import secretariat
from core.errors import Invalid, NotFound, RuleBroken
from core.unit_of_work import run
from motions.models import Cause
from motions.pages import motion_labels

blueprint = Blueprint("coherence", __name__, url_prefix="/<slug>/coherence")


@dataclass(frozen=True, slots=True)
class DiscrepancyLine:
    """A discrepancy with what it would change on the version in force, and why it cannot now."""

    shown: ShownDiscrepancy
    html: Markup | None
    refusal: str

    @property
    def is_open(self) -> bool:
        """Whether it waits for the secretariat."""
        return self.shown.discrepancy.state is DiscrepancyState.OPEN


@blueprint.before_request
def _section() -> None:
    g.section = "proposals.index"


@blueprint.get("")
@access(secretariat)
def index(slug: str) -> Page:
    """Those to decide, then those that are."""
    return _page()


@blueprint.post("/<int:discrepancy_id>/accepter")
@access(secretariat)
def accept(slug: str, discrepancy_id: int) -> Page:
    """A new version of the text, that says the same as what was adopted."""
    _require_here(discrepancy_id)
    actor, now = current_actor(), now_in(current_congress())
    expected, because = request.form.get("version", 0, type=int), request.form.get("because", "")
    try:
        run(lambda: accept_discrepancy(discrepancy_id, because, expected_number=expected, actor=actor, now=now))
    except (Invalid, RuleBroken) as refusal:
        return _page(discrepancy_id, refusal.sentence, because), refusal.status
    flash(_("La nouvelle version est enregistrée."), "success")
    return redirect(url_for("coherence.index", slug=slug), code=303)


@blueprint.post("/<int:discrepancy_id>/ecarter")
@access(secretariat)
def set_aside(slug: str, discrepancy_id: int) -> Page:
    """The text stays as it is."""
    _require_here(discrepancy_id)
    actor, now = current_actor(), now_in(current_congress())
    because = request.form.get("because", "")
    try:
        run(lambda: leave_discrepancy(discrepancy_id, because, actor=actor, now=now))
    except (Invalid, RuleBroken) as refusal:
        return _page(discrepancy_id, refusal.sentence, because), refusal.status
    flash(_("La remarque est écartée. Le texte ne change pas."), "success")
    return redirect(url_for("coherence.index", slug=slug), code=303)


def _require_here(discrepancy_id: int) -> None:
    if all(shown.discrepancy.id != discrepancy_id for shown in discrepancies_of(current_congress().id)):
        raise NotFound(_("Cette remarque n’existe pas."))


def _page(refused: int | None = None, sentence: str = "", typed: str = "") -> str:
    congress = current_congress()
    lines = [_line(congress, shown) for shown in discrepancies_of(congress.id)]
    return render_template(
        "amendments/after/coherence.html",
        waiting=[line for line in lines if line.is_open],
        decided=[line for line in lines if not line.is_open],
        refused=refused,
        sentence=sentence,
        typed=typed,
        labels=motion_labels,
        to_part=to_part,
    )


def _line(congress: Congress, shown: ShownDiscrepancy) -> DiscrepancyLine:
    part = shown.discrepancy.part
    if shown.discrepancy.state is not DiscrepancyState.OPEN:
        return DiscrepancyLine(shown, None, "")
    if shown.text is None:
        return DiscrepancyLine(shown, None, _("Cet alinéa ne dit plus ces mots\u00a0: il n’y a rien à changer."))
    html = preview_of(congress, part, shown.current, shown.text).html
    return DiscrepancyLine(shown, html, refusal_to_revise(part, Cause.EDITORIAL))
