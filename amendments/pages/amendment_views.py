"""Pages of published amendments: lists, one amendment, and what its author and its readers may do with it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments import policies
from amendments.labels import linked_numbers, numbers, opinion_word, status_kind, status_word, to_part
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import VIEWS, AmendmentPage, amendment_page, falls_sentence
from amendments.pages.amendment_table import csv_of
from amendments.pages.kept.kept_lists import list_shown, matrix_shown
from amendments.pages.life.life_on_page import life_on_page
from amendments.pages.list_page import FILTERS, filter_links
from amendments.pages.opinions.opinion_forms import OpinionForm
from amendments.pages.opinions.suggestion_on_page import suggestion_shown
from amendments.pages.ordering.bundle_page import undebated
from amendments.pages.reservations.reserved_passages import answered_by, may_see_answered
from amendments.pages.sharing.short_addresses import shared
from amendments.queries.amendment_queries import by_public_number, published_in, published_on
from amendments.queries.competing_amendments import field_of
from amendments.queries.cosigning_queries import cosigner_of, is_to_confirm
from amendments.queries.life.sub_texts import numbered_subs_in, numbered_subs_on
from amendments.queries.note_queries import note_of
from amendments.services import amendment_services, cosigning_services
from amendments.services.notes.note_services import stamp_of
from amendments.services.opinions import opinion_services
from amendments.submission_window import window_sentence
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.pages.downloads import CSV, file_download
from congress.policies import amendments_readers, electors, members, secretariat
from core.errors import Invalid
from core.unit_of_work import run
from motions.models import Part
from motions.pages import motion_labels
from motions.queries.motion_queries import motion_of, places_of, proposal

blueprint = Blueprint("amendments", __name__, url_prefix="/<slug>")


@blueprint.get("/amendements")
@access(amendments_readers)
def index(slug: str) -> str:
    """All the amendments, by proposal then in the order of the text."""
    return _list_page(None, lambda word: url_for("amendments.index", slug=slug, statut=word or None))


@blueprint.get("/propositions/<int:number>/amendements")
@access(amendments_readers)
def of_proposal(slug: str, number: int) -> str:
    """The amendments to one proposal, in the order of the text then of the votes."""
    part = proposal(current_congress().id, number)
    return _list_page(
        part,
        lambda word: url_for("amendments.of_proposal", slug=slug, number=number, statut=word or None),
    )


@blueprint.get("/propositions/<int:number>/concurrents")
@access(amendments_readers)
def competing(slug: str, number: int) -> str:
    """The amendments still to vote on one proposal, against its alinéas: which want the same words."""
    g.section = "amendments.index"
    part = proposal(current_congress().id, number)
    return render_template("amendments/competing.html", part=part, shown=matrix_shown(current_congress(), part))


@blueprint.get("/amendements.csv")
@access(amendments_readers)
def table(slug: str) -> Response:
    """All the amendments as a table, sub-amendments too."""
    motion = motion_of(current_congress().id)
    found = [*published_in(motion.id), *numbered_subs_in(motion.id)] if motion else []
    return _csv(found, places_of(motion.id) if motion else [], f"{slug}-amendements.csv")


@blueprint.get("/propositions/<int:number>/amendements.csv")
@access(amendments_readers)
def table_of_proposal(slug: str, number: int) -> Response:
    """The amendments to one proposal as a table, sub-amendments too."""
    part = proposal(current_congress().id, number)
    found = [*published_on(part.id), *numbered_subs_on(part.id)]
    return _csv(found, [part], f"{slug}-proposition-{number}-amendements.csv")


@blueprint.get("/amendements/<amendment:number>")
@access(amendments_readers)
def show(slug: str, number: int | str) -> str:
    """One amendment."""
    amendment = by_public_number(current_congress().id, number)
    return _amendment_page(amendment, OpinionForm.of(amendment.opinion))


@blueprint.post("/amendements/<amendment:number>/cosignature")
@access(electors)
def cosign(slug: str, number: int | str) -> Page:
    """Support the amendment, on the text that was read."""
    told = _("Vous avez cosigné l’amendement n° %(number)s.", number=number)
    seen, version = request.form.get("texte", ""), request.form.get("version", type=int)
    return _act(slug, number, cosigning_services.cosign, told, seen_sha256=seen, seen_version=version)


@blueprint.post("/amendements/<amendment:number>/cosignature/retrait")
@access(electors)
def uncosign(slug: str, number: int | str) -> Page:
    """Take one's support back."""
    told = _("Vous ne cosignez plus l’amendement n°\u00a0%(number)s.", number=number)
    return _act(slug, number, cosigning_services.uncosign, told)


@blueprint.post("/amendements/<amendment:number>/retrait")
@access(members)
def withdraw(slug: str, number: int | str) -> Page:
    """Give one's amendment up."""
    return _act(slug, number, amendment_services.withdraw, _("L’amendement n° %(number)s est retiré.", number=number))


def _act(slug: str, number: int | str, service: Callable[..., None], told: str, **more: str | int | None) -> Page:
    """What a member does to a published amendment, then its page, that says so."""
    congress, actor = current_congress(), current_actor()
    amendment_id, now = by_public_number(congress.id, number).id, now_in(congress)
    run(lambda: service(amendment_id, actor=actor, now=now, **more))
    flash(told, "success")
    return _back(slug, number)


@blueprint.post("/amendements/<amendment:number>/avis")
@access(secretariat)
def give_opinion(slug: str, number: int | str) -> Page:
    """Key the bureau's advice."""
    congress, actor = current_congress(), current_actor()
    amendment = by_public_number(congress.id, number)
    form, now = OpinionForm(), now_in(congress)
    if not form.validate_on_submit():
        return _amendment_page(amendment, form), Invalid.status
    try:
        advice, ids = form.advice, [amendment.id, *(_identical_to(amendment) if form.identical.data else ())]
        run(lambda: opinion_services.give_opinion(ids, advice, actor=actor, now=now))
    except Invalid as refusal:
        form.tell(refusal)
        return _amendment_page(by_public_number(congress.id, number), form), refusal.status
    told = _("L’avis du bureau est enregistré pour les %(count)s amendements identiques.", count=len(ids))
    flash(told if len(ids) > 1 else _("L’avis du bureau est enregistré."), "success")
    return _back(slug, number)


def _beside(amendment: Amendment) -> dict[str, Any]:
    """What stands beside an amendment: what is shared, the reader's own note, the reservations that it would answer."""
    congress, actor = current_congress(), current_actor()
    is_told = may_see_answered(actor, congress, amendment.part, now_in(congress))
    return {
        "share": shared(congress, amendment),
        "note": note_of(actor.member_id, amendment_id=amendment.id),
        "stamp_of": stamp_of,
        "answered": answered_by(congress, [amendment])[amendment.id] if is_told else None,
    }


def _identical_to(amendment: Amendment) -> list[int]:
    """The ids of the amendments that make the same text, still to be voted on."""
    found = field_of(amendment.part_id, current_congress().line_length)
    return found.identical(amendment.id) if amendment.id in found.amendments else []


def _back(slug: str, number: int | str) -> Page:
    return redirect(url_for("amendments.show", slug=slug, number=number), code=303)


def _list_page(part: Part | None, url: Callable[[str], str]) -> str:
    g.section = "amendments.index"
    congress, actor = current_congress(), current_actor()
    chosen = request.args.get("statut", "")
    chosen = chosen if chosen in FILTERS else ""
    tells_answered = part is not None and may_see_answered(actor, congress, part, now_in(congress))
    shown = list_shown(congress, part, chosen, request.path, tells_answered=tells_answered)
    return render_template(
        "amendments/list.html",
        part=part,
        shown=shown,
        filters=filter_links(shown.counts, chosen, url),
        chosen=chosen,
        labels=motion_labels,
        to_part=to_part,
        may_publish=secretariat(actor, congress),
        may_write=policies.writers(actor, congress),
        now=now_in(congress),
        window_sentence=window_sentence(congress, now_in(congress)),
    )


def _amendment_page(amendment: Amendment, opinion: OpinionForm) -> str:
    g.section = "amendments.index"
    congress, actor = current_congress(), current_actor()
    views = VIEWS[:2] if amendment.decided_at else VIEWS  # what is decided can no longer be adopted
    view = asked if (asked := request.args.get("vue", VIEWS[0])) in views else VIEWS[0]
    page = amendment_page(congress, amendment, view)
    is_published = amendment.status == AmendmentStatus.PUBLISHED
    is_author = policies.is_author(actor, amendment)
    own = cosigner_of(amendment, actor.member_id)
    may_advise = secretariat(actor, congress) and is_published and not amendment.under_vote
    may_act = electors(actor, congress) and is_published and not amendment.under_vote
    return render_template(
        "amendments/amendment.html",
        amendment=amendment,
        page=page,
        view=view,
        labels=motion_labels,
        to_part=to_part,
        tag=(status_kind(amendment), status_word(amendment)),
        opinion_word=opinion_word,
        numbers=numbers,
        linked_numbers=linked_numbers,
        falls_sentence=falls_sentence,
        may_cosign=may_act and not is_author and own is None,
        has_cosigned=own is not None,
        is_to_confirm=own is not None and is_to_confirm(own),
        may_uncosign=may_act and own is not None,
        may_ask=may_act and policies.bears(actor, amendment),
        may_withdraw=may_act and policies.bears(actor, amendment),
        life=life_on_page(congress, amendment, actor),
        may_advise=may_advise,
        opinion_form=opinion,
        suggestion=suggestion_shown(congress, amendment, actor),
        undebated=undebated(congress, amendment, actor, now_in(congress)),
        **_beside(amendment),
        identical=_identical_numbers(amendment, page, may_advise=may_advise),
    )


def _identical_numbers(amendment: Amendment, page: AmendmentPage, *, may_advise: bool) -> str:
    """« n° 14 et 16 »: to whom one advice may be given at once; nothing where there is nobody else."""
    same = page.consequences.get("identical", ())
    return numbers([amendment.label, *same]) if may_advise and same and not amendment.is_sub else ""


def _csv(found: list[Amendment], parts: list[Part], name: str) -> Response:
    return file_download(csv_of(current_congress(), parts, found), CSV, name)
