"""Pages of the letter: the letter itself, its files, signing it, freezing it."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.pages.downloads import file_download
from congress.policies import electors, everyone, secretariat
from core.errors import NotFound
from core.unit_of_work import run
from letters import services
from letters.letter_formats import ALL_FORMATS, letter_file
from letters.letter_page import letter_page, record_for
from letters.queries import letter_of
from motions.queries.motion_queries import motion_of

blueprint = Blueprint("letter", __name__, url_prefix="/<slug>")


@blueprint.get("/lettre")
@access(everyone)
def show(slug: str) -> str:
    """The letter as it stands, what may be done with it, its files."""
    congress, actor = current_congress(), current_actor()
    motion = motion_of(congress.id)
    if motion is None:
        return render_template("letters/empty.html")
    page = letter_page(congress, motion, actor, now_in(congress))
    return render_template("letters/show.html", page=page, formats=ALL_FORMATS)


@blueprint.get("/lettre.<name>")
@access(everyone)
def download(slug: str, name: str) -> Response:
    """The letter as a file."""
    if name not in ALL_FORMATS:
        raise NotFound(_("La lettre n’existe pas dans ce format."))
    content = letter_file(name, current_congress(), record_for(current_congress(), current_actor()))
    answer = file_download(content, ALL_FORMATS[name].media_type, f"{slug}-lettre.{name}")
    if name == "html":  # its style is inside it; it may run and load nothing
        answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


@blueprint.post("/lettre/signature")
@access(electors)
def sign(slug: str) -> Page:
    """Sign, or change one's consent, or take the signature back."""
    congress, actor = current_congress(), current_actor()
    letter = letter_of(congress.id)
    if letter is None:
        raise NotFound(_("La lettre n’est pas encore figée."))
    letter_id, now, form = letter.id, now_in(congress), request.form
    if form.get("geste") == "retirer":
        run(lambda: services.withdraw_signature(letter_id, actor=actor, now=now))
        flash(_("Votre signature est retirée."), "success")
    else:
        named, seen = form.get("publier") == "oui", form.get("texte", "")
        run(lambda: services.sign(letter_id, publish_name=named, seen_sha256=seen, actor=actor, now=now))
        flash(_("Votre signature est enregistrée."), "success")
    return redirect(url_for("letter.show", slug=slug) + "#signer", code=303)


@blueprint.post("/lettre/figer")
@access(secretariat)
def freeze(slug: str) -> Page:
    """Freeze the letter on the adopted motion."""
    congress, actor = current_congress(), current_actor()
    congress_id, now = congress.id, now_in(congress)
    run(lambda: services.freeze_letter(congress_id, actor=actor, now=now))
    flash(_("La lettre est figée\u00a0: les signatures peuvent commencer à leur heure."), "success")
    return redirect(url_for("letter.show", slug=slug), code=303)
