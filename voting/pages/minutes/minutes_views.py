"""The minutes of a sitting by their address: read, keyed, submitted, adopted, signed, published; their files."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import Sitting, SittingState
from congress.clock import now_in
from congress.pages.downloads import file_download
from congress.policies import can_see, members, sittings_readers
from congress.queries.chamber_queries import agenda_of, sitting_by_number
from core.errors import Invalid, NotFound, RuleBroken
from core.unit_of_work import run
from voting.minutes_models import Minutes
from voting.pages.minutes.minutes_files import MINUTES_FORMATS, minutes_file
from voting.pages.minutes.minutes_page import changes_of, minutes_page
from voting.policies import may_read_minutes
from voting.queries.minutes.minutes_queries import minutes_of, notes_of, report_by_id
from voting.queries.minutes.recording import publishes_names
from voting.rules.minutes.record import LineKind
from voting.services.minutes import adopting, keying

blueprint = Blueprint("minutes", __name__, url_prefix="/<slug>/seances/<int:number>")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/proces-verbal")
@access(sittings_readers)
def show(slug: str, number: int) -> Page:
    """The minutes: a draft for the people of the roll, published for whoever reads sittings."""
    return _page(_sitting(number))


@blueprint.get("/proces-verbal.<name>")
@access(sittings_readers)
def download(slug: str, number: int, name: str) -> Response:
    """The minutes as a file."""
    sitting, congress = _sitting(number), current_congress()
    if name not in MINUTES_FORMATS:
        raise NotFound(_("Le procès-verbal n’existe pas dans ce format."))
    if not _may_read(sitting, minutes_of(sitting.id)):
        raise NotFound(_("Le procès-verbal de cette séance n’est pas encore publié."))
    with_names = can_see(congress.named_votes_visible, current_actor(), congress)
    content = minutes_file(sitting, name, with_names=with_names)
    return file_download(content, MINUTES_FORMATS[name], f"{slug}-seance-{number}-proces-verbal.{name}")


@blueprint.get("/proces-verbal/debats/<int:position>")
@access(members)
def versions(slug: str, number: int, position: int) -> Page:
    """The versions of the substance of one item, and what each changed."""
    sitting, congress = _sitting(number), current_congress()
    item = next((one for one in agenda_of(sitting.id) if one.position == position), None)
    found = notes_of(sitting.id).get(item.id if item else 0, [])
    if not found or (position and item is None):
        raise NotFound(_("Rien n’a été écrit des débats de ce point."))
    told = changes_of(found, congress.line_length)
    return render_template("voting/minutes/versions.html", sitting=sitting, item=item, versions=told)


@blueprint.get("/proces-verbal/rapports/<int:report_id>")
@access(sittings_readers)
def report(slug: str, number: int, report_id: int) -> Page:
    """A report attached to an item: its file, or its address."""
    sitting = _sitting(number)
    if not _may_read(sitting, minutes_of(sitting.id)):
        raise NotFound(_("Le procès-verbal de cette séance n’est pas encore publié."))
    found = report_by_id(sitting.id, report_id)
    if found.file is None:
        return redirect(found.url, code=303)
    return file_download(
        found.file.content, found.file.media_type, f"{slug}-seance-{number}-rapport-{report_id}.pdf"
    )  # fmt: skip


@blueprint.post("/proces-verbal/debats")
@access(members)
def key(slug: str, number: int) -> Page:
    """Key the substance of an item, or of the sitting as a whole."""
    form, told = request.form, _("Le compte rendu des débats est enregistré.")
    item_id, text, seen = form.get("point", type=int), form.get("texte", ""), form.get("version", 0, type=int)
    return _act(number, keying.write_note, item_id, text, seen_version=seen, told=told, anchor="rediger")


@blueprint.post("/proces-verbal/rapports")
@access(members)
def attach(slug: str, number: int) -> Page:
    """Attach a report to an item, or withdraw one (`retire`)."""
    form, sent = request.form, request.files.get("fichier")
    withdrawn = form.get("retire", type=int)
    if withdrawn:
        return _act(number, keying.withdraw_report, withdrawn, told=_("Le rapport est retiré."), anchor="rediger")
    content = sent.stream.read(keying.LONGEST_REPORT + 1) if sent and sent.filename else None
    return _act(
        number, keying.attach_report, form.get("point", 0, type=int), form.get("titre", ""),
        url=form.get("adresse", ""), content=content or None, told=_("Le rapport est joint."), anchor="rediger",
    )  # fmt: skip


@blueprint.post("/proces-verbal/soumettre")
@access(members)
def submit(slug: str, number: int) -> Page:
    """« Soumettre à la présidente »."""
    return _act(number, adopting.submit_minutes, told=_("Le projet est soumis à la présidence."))


@blueprint.post("/proces-verbal/arreter")
@access(members)
def adopt(slug: str, number: int) -> Page:
    """The chair of a later sitting has the minutes adopted there."""
    form = request.form
    return _act(
        number, adopting.adopt_minutes, in_sitting=form.get("seance", 0, type=int),
        adopting_poll=form.get("scrutin", ""), seen=form.get("vu", ""),
        told=_("Le procès-verbal est arrêté\u00a0: il ne change plus. Signez-le."), anchor="approbation",
    )  # fmt: skip


@blueprint.post("/proces-verbal/signature")
@access(members)
def sign(slug: str, number: int) -> Page:
    """« Je signe »."""
    told = _("Votre signature est enregistrée.")
    return _act(number, adopting.sign_minutes, seen_sha256=request.form.get("vu", ""), told=told, anchor="approbation")


@blueprint.post("/proces-verbal/publier")
@access(members)
def publish(slug: str, number: int) -> Page:
    """Publish the minutes."""
    return _act(number, adopting.publish_minutes, told=_("Le procès-verbal est publié."))


def _act(
    number: int, service: Callable[..., object], *args: object, told: str, anchor: str | None = None, **named: object
) -> Page:
    congress, actor = current_congress(), current_actor()
    sitting_id, now = _sitting(number).id, now_in(congress)
    try:
        run(lambda: service(sitting_id, *args, actor=actor, now=now, **named))
    except NotFound:  # an item that the page does not show: what was typed comes back from the page of errors
        raise
    except RuleBroken as broken:
        field = broken.field if isinstance(broken, Invalid) else ""
        return _page(_sitting(number), broken.sentence, sent=request.form, bad=field or ""), broken.status
    flash(told, "success")
    return redirect(url_for("minutes.show", slug=congress.slug, number=number, _anchor=anchor), code=303)


def _sitting(number: int) -> Sitting:
    return sitting_by_number(current_congress().id, number)


def _may_read(sitting: Sitting, minutes: Minutes | None) -> bool:
    is_published = minutes is not None and minutes.published_at is not None
    return may_read_minutes(current_actor(), sitting, is_published=is_published)


def _page(sitting: Sitting, refusal: str = "", sent: Mapping[str, str] | None = None, bad: str = "") -> str:
    actor, minutes = current_actor(), minutes_of(sitting.id)
    if sitting.state == SittingState.PLANNED or not _may_read(sitting, minutes):
        return render_template("voting/minutes/not_yet.html", sitting=sitting)
    return render_template(
        "voting/minutes/minutes.html",
        sitting=sitting,
        page=minutes_page(sitting, minutes, actor, now_in(sitting.congress)),
        kinds=LineKind,
        formats=tuple(MINUTES_FORMATS),
        refusal=refusal,
        sent=sent or {},
        bad=bad,
        publishes_names=publishes_names(sitting),
    )
