"""One person at a sitting: themselves from their phone, or the desk for them."""

from collections.abc import Callable

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from congress.access import Page, access, current_actor, current_congress
from congress.chamber.presence_models import Withdrawal, WithdrawalGround
from congress.chamber_models import Sitting
from congress.clock import now_in
from congress.models import Member
from congress.policies import members, require
from congress.queries.chamber_queries import agenda_of, sitting_by_number
from congress.queries.homonyms import told_name
from congress.queries.presence.electorate import may_sit
from congress.services.convening import answering
from congress.services.presence import paper_services, withdrawal_services
from congress.services.sitting_locking import member_of
from core.brought.checking import CheckedFile, checked_file
from core.errors import Invalid, NotFound, RuleBroken
from core.unit_of_work import run
from voting.pages.presence.named_rows import row_named
from voting.pages.presence.participation_page import may_read_participation, participation_page
from voting.pages.sitting_page import presence_words

blueprint = Blueprint("participation", __name__, url_prefix="/<slug>/seances/<int:number>")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/ma-participation")
@access(members)
def mine(slug: str, number: int) -> Page:
    """The reader at this sitting: coming, being excused, leaving an item, who carries their proxy."""
    sitting, actor = _sitting(number), current_actor()
    person = member_of(sitting, actor.member_id or 0)
    require(may_sit(person), _("Cette page est celle des membres appelés à voter."))
    return _page(sitting, person)


@blueprint.get("/emargement/<int:member_id>")
@access(members)
def of(slug: str, number: int, member_id: int) -> Page:
    """Somebody at this sitting, for the desk; read by the chair too."""
    sitting = _sitting(number)
    person = member_of(sitting, member_id)
    require(may_read_participation(current_actor(), sitting, person))
    return _page(sitting, person)


@blueprint.post("/participation/<int:member_id>/excuse")
@access(members)
def excuse(slug: str, number: int, member_id: int) -> Page:
    """Excuse an absence with its reason, or take that back (`geste`)."""
    form = request.form
    if form.get("geste", "venir") != "venir":
        raise NotFound(_("Ce geste n’existe pas."))
    if "geste" in form:
        told = _("L’excuse est retirée.")
        return _do(number, member_id, answering.expect_again, told=told)
    is_illness, reason = bool(form.get("maladie")), form.get("motif", "")
    told = _("L’absence est excusée.")
    return _do(number, member_id, answering.excuse_and_answer, reason, told=told, is_illness=is_illness)


@blueprint.post("/participation/<int:member_id>/deport")
@access(members)
def withdraw(slug: str, number: int, member_id: int) -> Page:
    """Withdraw from an item (`point`), or take that back (`reprend`)."""
    form, actor, now = request.form, current_actor(), now_in(current_congress())
    taken_back = row_named("reprend", Withdrawal, _sitting(number), _("Ce déport n’existe pas."))
    if taken_back is not None:
        return _act(
            number,
            member_id,
            lambda: withdrawal_services.take_back(taken_back, actor=actor, now=now),
            _("Le déport est retiré\u00a0: la participation à ce point est rétablie."),
        )
    named, item_id = form.get("fondement", WithdrawalGround.INTEREST.value), form.get("point", 0, type=int)
    if item_id not in {item.id for item in agenda_of(_sitting(number).id)}:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    ground = next((found for found in WithdrawalGround if found == named), None)
    if ground is None:
        raise NotFound(_("Ce geste n’existe pas."))
    reason = form.get("motif", "")
    return _act(
        number,
        member_id,
        lambda: withdrawal_services.withdraw(item_id, member_id, ground, reason, actor=actor, now=now),
        _("Le déport est enregistré\u00a0: ni débat, ni vote, ni pouvoir sur ce point."),
    )


@blueprint.post("/participation/<int:member_id>/pouvoir")
@access(members)
def proxy(slug: str, number: int, member_id: int) -> Page:
    """Give a proxy to somebody found by name, or name one more holder (`suivant`), with its paper (`fichier`)."""
    form, actor, now = request.form, current_actor(), now_in(current_congress())
    sitting_id, holder = _sitting(number).id, form.get("mandataire", 0, type=int)

    def give() -> object:
        is_next = bool(form.get("suivant"))
        return paper_services.key_proxy(
            sitting_id, member_id, holder, paper=paper, is_next=is_next, actor=actor, now=now
        )

    try:
        paper = _paper()
        if not holder:
            raise Invalid(_("Choisissez la personne qui porte ce pouvoir."), "mandataire")
    except RuleBroken as broken:
        return _refused(number, member_id, broken)
    return _act(number, member_id, give, _("Le pouvoir est enregistré."))


@blueprint.get("/pouvoirs/<int:proxy_id>/ecrit")
@access(members)
def written(slug: str, number: int, proxy_id: int) -> Response:
    """The paper of a proxy, for whoever may read it."""
    found = paper_services.paper_shown(_sitting(number), proxy_id, actor=current_actor())
    answer = Response(found.content, content_type=found.media_type)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = f'inline; filename="{found.name}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _paper() -> CheckedFile | None:
    sent = request.files.get("fichier")
    return checked_file(sent.read(), "fichier") if sent is not None and sent.filename else None


def _sitting(number: int) -> Sitting:
    return sitting_by_number(current_congress().id, number)


def _do(number: int, member_id: int, action: Callable[..., object], *args: object, told: str, **more: object) -> Page:
    sitting_id, actor, now = _sitting(number).id, current_actor(), now_in(current_congress())
    return _act(number, member_id, lambda: action(sitting_id, member_id, *args, actor=actor, now=now, **more), told)


def _act(number: int, member_id: int, action: Callable[[], object], told: str) -> Page:
    """Run an action, say what it recorded, go back to the person's page; refused: that page with the sentence."""
    try:
        run(action)
    except RuleBroken as broken:
        return _refused(number, member_id, broken)
    flash(told, "success")
    return redirect(_address(number, member_id), code=303)


def _refused(number: int, member_id: int, broken: RuleBroken) -> Page:
    sitting = _sitting(number)
    person = member_of(sitting, member_id)
    if not may_read_participation(current_actor(), sitting, person):
        raise broken
    return _page(sitting, person, broken.sentence), broken.status


def _address(number: int, member_id: int) -> str:
    slug = current_congress().slug
    if member_id == current_actor().member_id:
        return url_for("participation.mine", slug=slug, number=number)
    return url_for("participation.of", slug=slug, number=number, member_id=member_id)


def _page(sitting: Sitting, person: Member, refusal: str = "") -> str:
    searched = request.values.get("porteur", "")
    page = participation_page(sitting, person, current_actor(), now_in(current_congress()), searched=searched)
    return render_template(
        "voting/presence/participation.html",
        page=page,
        sitting=sitting,
        person=person,
        name=told_name(person),
        here=_address(sitting.number, person.id),
        refusal=refusal,
        sent=request.form if refusal else {},
        presence_words=presence_words,
    )
