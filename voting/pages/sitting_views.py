"""Pages of sittings: the list, one sitting, its register; what members and the secretariat do there."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from congress.access import Page, access, current_actor, current_congress
from congress.actors import Actor
from congress.chamber_models import AgendaItemKind, Office, PresenceMode, Proxy, Sitting, SittingOffice
from congress.clock import now_in
from congress.pages.downloads import table_download
from congress.pages.kept.reader_answer import kept_for_readers
from congress.pages.kept.who_reads import device_asking
from congress.policies import amendments_readers, members, results_readers, secretariat, sittings_readers
from congress.queries.chamber_queries import sitting_by_number, sittings_of
from congress.rules.rule_names import ItemNature
from congress.services import presence_services, proxy_services, sitting_services
from core.errors import NotFound, RuleBroken
from core.site_paths import site_path
from core.unit_of_work import run
from live import streams, versions
from motions.models import Part
from motions.queries.motion_queries import proposals_of
from voting.pages.convening.convening_words import suggested_second
from voting.pages.following.steps_told import steps_told
from voting.pages.forms import ItemForm
from voting.pages.kept_page.page_marks import sitting_as_kept
from voting.pages.kept_page.sitting_answer import kept_for_followers
from voting.pages.kept_page.state_answer import quickly
from voting.pages.names.called import MOST_LISTED, chosen_people, options
from voting.pages.names.register_page import register
from voting.pages.presence.named_rows import number_named, row_named
from voting.pages.presence.sheet_views import attended_words, beside_name, people_table
from voting.pages.recorded_words import (
    Recorded,
    item_recorded,
    office_recorded,
    presence_recorded,
    proxy_recorded,
    refusal_recorded,
)
from voting.pages.sitting_page import (
    office_words,
    presence_words,
    sitting_page,
    state_words,
)
from voting.policies import may_watch_console
from voting.queries.minutes.minutes_queries import waiting_for_adoption
from voting.queries.state.versions import versions_of

blueprint = Blueprint("sittings", __name__, url_prefix="/<slug>/seances")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("")
@access(sittings_readers)
def index(slug: str) -> Page:
    """The sittings of the congress."""
    sittings = sittings_of(current_congress().id)
    return render_template("voting/sittings.html", sittings=sittings, state_words=state_words)


@blueprint.get("/<int:number>")
@kept_for_followers
@access(sittings_readers)
def show(slug: str, number: int) -> Page:
    """A sitting: agenda, one's presence, one's proxy, the room."""
    return _page(number)


@blueprint.get("/<int:number>/etat")
@quickly
@access(sittings_readers)
def state(slug: str, number: int) -> Response:
    """The version of the sitting's pages, under an ETag."""
    return versions.answer(versions_of(sitting_by_number(current_congress().id, number), current_actor().member_id))


@blueprint.get("/<int:number>/fil")
@access(sittings_readers)
def stream(slug: str, number: int) -> Response:
    """A stream that tells when the sitting went on; 503 where none can be held."""
    sitting_by_number(current_congress().id, number)
    return streams.answer(current_congress().stream, device_asking())


@blueprint.get("/<int:number>/emargement")
@kept_for_readers
@access(secretariat)
def sign_in_sheet(slug: str, number: int) -> Page:
    """The register of those who vote, searched by name or commune, to mark who is present."""
    sitting, searched = sitting_by_number(current_congress().id, number), request.args.get("q", "")
    is_whole = "tout" in request.args  # to be printed
    found = register(sitting, searched, None if is_whole else request.args.get("page", 1, type=int))
    return render_template(
        "voting/register.html",
        sitting=sitting,
        lines=found.lines,
        here=found.here,
        page=found.page,
        is_whole=is_whole,
        searched=searched,
        presence_words=presence_words,
        attended_words=attended_words,
        beside=partial(beside_name, sitting),
    )


@blueprint.get("/<int:number>/emargement.csv")
@access(secretariat)
def sign_in_table(slug: str, number: int) -> Response:
    """The register as a table, one line a person."""
    sitting = sitting_by_number(current_congress().id, number)
    columns, rows = people_table(sitting)
    return table_download(columns, rows, f"{slug}-seance-{number}-emargement.csv")


@blueprint.post("/<int:number>/presence")
@access(members)
def presence(slug: str, number: int) -> Page:
    """A member arrives or leaves; the secretariat marks somebody (`membre`)."""
    form, actor, now = request.form, current_actor(), now_in(current_congress())
    nobody = _("Cette personne n’est pas membre du congrès.")
    arriving, leaving = number_named("arrive", nobody), number_named("part", nobody)
    if not (arriving or leaving) and not _was_shown_to(actor):
        return _page(number, _of_another()), 409
    if form.get("geste", "partir") != "partir" or form.get("mode", "room") not in list(PresenceMode):
        raise NotFound(_("Ce geste n’existe pas."))
    member_id = arriving or leaving or actor.member_id or 0
    is_arrival = not leaving and form.get("geste") != "partir"
    sitting = sitting_by_number(current_congress().id, number)
    told = presence_recorded(sitting, member_id, actor, now, is_arrival=is_arrival)
    if not is_arrival:
        return _do(number, presence_services.leave, member_id, told=told, then=_after_presence(slug, number))
    mode = PresenceMode.REMOTE if form.get("mode") == PresenceMode.REMOTE.value else PresenceMode.ROOM
    return _do(number, presence_services.arrive, member_id, mode, told=told, then=_after_presence(slug, number))


@blueprint.post("/<int:number>/pouvoirs")
@access(members)
def proxy(slug: str, number: int) -> Page:
    """Give a proxy, revoke one (`revoque`), or refuse one that was given to the reader (`refuse`)."""
    form, actor, here = request.form, current_actor(), url_for("sittings.show", slug=slug, number=number) + "#pouvoirs"
    sitting, unknown = sitting_by_number(current_congress().id, number), _("Ce pouvoir n’existe pas.")
    revoked, refused = row_named("revoque", Proxy, sitting, unknown), row_named("refuse", Proxy, sitting, unknown)
    told = proxy_recorded(sitting, revoked, actor, now_in(current_congress()))
    if revoked:
        return _do(number, _revoke, revoked, told=told, then=here)
    if refused:
        told = refusal_recorded(sitting, refused, now_in(current_congress()))
        return _do(number, _refuse, refused, told=told, then=here)
    if not form.get("mandant") and not form.get("mandant_nom") and not _was_shown_to(actor):
        return _page(number, _of_another()), 409
    chosen = g.chosen = chosen_people(form, current_congress(), "mandant", "mandataire")
    if chosen.refusal:
        return _page(number, chosen.refusal), 422
    principal, holder = chosen.ids["mandant"] or actor.member_id or 0, chosen.ids["mandataire"]
    return _do(number, proxy_services.give_proxy, principal, holder, told=told, then=here)


@blueprint.post("/<int:number>/fonctions")
@access(secretariat)
def office(slug: str, number: int) -> Page:
    """Give an office of the sitting, or end one (`fin`)."""
    form, here = request.form, url_for("sittings.show", slug=slug, number=number) + "#fonctions"
    sitting = sitting_by_number(current_congress().id, number)
    ended = row_named("fin", SittingOffice, sitting, _("Cette fonction n’existe pas."))
    told = office_recorded(sitting, ended, now_in(current_congress()), office_words)
    if ended:
        return _do(number, _end_office, ended, told=told, then=here)
    chosen = g.chosen = chosen_people(form, current_congress(), "membre")
    if chosen.refusal:
        return _page(number, chosen.refusal), 422
    held = next((found for found in Office if found == form.get("fonction")), None)
    if held is None:
        raise NotFound(_("Cette fonction n’existe pas."))
    return _do(number, sitting_services.give_office, chosen.ids["membre"], held, told=told, then=here)


@blueprint.post("/<int:number>/points")
@access(secretariat)
def add_item(slug: str, number: int) -> Page:
    """Add an item to the agenda."""
    form = _item_form(proposals_of(current_congress().id))
    if not form.validate():
        return _page(number, form=form), 422
    kind = AgendaItemKind(form.kind.data)
    about = int(form.proposal.data) if kind == AgendaItemKind.PROPOSAL and form.proposal.data else None
    here = url_for("sittings.show", slug=slug, number=number) + "#ordre-du-jour"
    told = item_recorded(current_congress())
    nature = ItemNature(form.nature.data or ItemNature.ORDINARY)
    adding = partial(sitting_services.add_item, nature=nature)
    return _do(number, adding, kind, form.title.data, about, told=told, then=here, form=form)


def _was_shown_to(actor: Actor) -> bool:
    """Whether the page that sends this form was shown to who sends it: two people may share a browser."""
    return request.form.get("pour", actor.member_id, type=int) == actor.member_id


def _of_another() -> str:
    return _("Cette page était celle d’une autre personne : vérifiez votre nom, puis recommencez.")


def _do(
    number: int, action: Callable[..., object], *args: object, told: Recorded, then: str, form: ItemForm | None = None
) -> Page:
    """Run an action on a sitting, then go on, saying what it recorded; refused: the sitting with the sentence."""
    congress, actor = current_congress(), current_actor()
    sitting_id, now = sitting_by_number(congress.id, number).id, now_in(congress)
    try:
        answer = run(lambda: action(sitting_id, *args, actor=actor, now=now))
    except RuleBroken as broken:
        return _page(number, broken.sentence, form=form), broken.status
    flash(told(answer), "success")
    return redirect(then, code=303)


def _revoke(_sitting_id: int, proxy_id: int, *, actor: Actor, now: datetime) -> None:
    proxy_services.revoke_proxy(proxy_id, actor=actor, now=now)


def _refuse(_sitting_id: int, proxy_id: int, *, actor: Actor, now: datetime) -> None:
    proxy_services.refuse_proxy(proxy_id, actor=actor, now=now)


def _end_office(_sitting_id: int, office_id: int, *, actor: Actor, now: datetime) -> None:
    sitting_services.end_office(office_id, actor=actor, now=now)


def _after_presence(slug: str, number: int) -> str:
    if request.form.get("retour") == "emargement":
        return url_for("sittings.sign_in_sheet", slug=slug, number=number, q=request.form.get("q") or None)
    return site_path(request.form.get("suite")) or url_for("sittings.show", slug=slug, number=number)


def _page(number: int, refusal: str = "", form: ItemForm | None = None) -> str:
    congress, actor = current_congress(), current_actor()
    sitting: Sitting = sitting_by_number(congress.id, number)
    shown, reads_results = versions_of(sitting, actor.member_id), results_readers(actor, congress)
    page = sitting_page(sitting, actor, now_in(congress))
    told = {
        "page": page,
        "sitting": sitting,
        "refusal": refusal,
        "sent": request.form if refusal else {},
        "form": form or _item_form(page.proposals),
        "is_secretariat": secretariat(actor, congress),
        "reads_results": reads_results,
        "minutes_waiting": () if page.is_over else waiting_for_adoption(congress.id, number),
        "may_watch": may_watch_console(actor, congress, sitting.id),
        "everyone": options(page.electors) if len(page.electors) <= MOST_LISTED else None,
        "found": g.chosen.found if "chosen" in g else {},
        "state": state_words(sitting),
        "presence_words": presence_words,
        "office_words": office_words,
        "second_at": request.args.get("debut", "")[:20]
        or suggested_second(sitting, now_in(congress)),  # refused: what was typed
        "versions": shown,
        "told": steps_told(
            sitting,
            actor.member_id,
            reads_results=reads_results,
            reads_amendments=amendments_readers(actor, congress),
            polls=(*page.polls, *filter(None, [page.poll])),
        ),
    }
    return render_template("voting/sitting.html", **sitting_as_kept(told))


def _item_form(proposals: Sequence[Part]) -> ItemForm:
    form = ItemForm()
    form.proposal.choices = [
        SelectChoice("", "–"),
        *(SelectChoice(str(part.number), _("n° %(number)s", number=part.number)) for part in proposals),
    ]
    return form
