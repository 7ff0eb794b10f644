"""What happens to a published amendment, by its address: rectified, sub-amended, taken up by another."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from amendments import policies
from amendments.models import Amendment
from amendments.pages.draft_page import draft_page
from amendments.pages.draft_views import shown
from amendments.pages.writing.answering import answer_form
from amendments.pages.writing.ground import Ground, ground_over
from amendments.policies import writers
from amendments.queries.amendment_queries import by_public_number
from amendments.services.life.drafting import bears_as
from amendments.services.life.rectifying import require_rectifiable
from amendments.services.life.sub_amending import require_sub_amendable
from amendments.services.life.taking_up import take_up as take_up_service
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, members, require
from core.errors import Invalid
from core.unit_of_work import run

blueprint = Blueprint("life", __name__, url_prefix="/<slug>/amendements/<amendment:number>")


@blueprint.get("/rectification")
@access(writers)
def rewrite(slug: str, number: int | str) -> Page:
    """The amendment, to be written anew by whose it is; once it cannot be, why."""
    ground = _to_rectify(number)
    if ground.amendment is not None:
        require_rectifiable(ground.amendment)
    return draft_page(shown(ground, None))


@blueprint.post("/rectification")
@access(writers)
def rectify(slug: str, number: int | str) -> Page:
    """See what it would change, keep it, or rectify the amendment."""
    return answer_form(_to_rectify(number), None)


@blueprint.get("/sous-amendement")
@access(writers)
def sub_amend(slug: str, number: int | str) -> Page:
    """The amendment, to be sub-amended; where it cannot be, why."""
    amendment = _readable(number)
    require_sub_amendable(amendment)
    return draft_page(shown(ground_over(amendment, is_sub=True), None))


@blueprint.post("/sous-amendement")
@access(writers)
def submit(slug: str, number: int | str) -> Page:
    """See what it would change, keep it, or submit it."""
    return answer_form(ground_over(_readable(number), is_sub=True), None)


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


def _to_rectify(number: int | str) -> Ground:
    """What whoever bears the amendment, or their aide, writes anew."""
    amendment = _readable(number)
    author_id = policies.writes_as(current_actor(), current_congress())
    told = _("Seule la personne qui porte un amendement peut le rectifier.")
    require(bears_as(author_id, amendment), told)
    return ground_over(amendment, is_sub=False)
