"""A member's own notes by their addresses; each answers the member who wrote them, whoever asks for another's."""

from dataclasses import dataclass

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments.labels import called, to_part
from amendments.models import Amendment
from amendments.note_models import PrivateNote
from amendments.queries.amendment_queries import by_public_number
from amendments.queries.note_queries import note_of, notes_of
from amendments.services.notes.note_services import NoteChanged, NoteSubject, keep_note, stamp_of
from congress.access import Page, access, current_actor, current_congress
from congress.actors import Actor
from congress.clock import now_in
from congress.models import Congress
from congress.pages.downloads import file_download
from congress.policies import amendments_readers, members
from core.errors import RuleBroken
from core.unit_of_work import run
from motions.models import Part
from motions.pages.motion_labels import part_name
from motions.queries.motion_queries import proposal

blueprint = Blueprint("notes", __name__, url_prefix="/<slug>/notes")


@dataclass(frozen=True, slots=True)
class About:
    """What a note is about, its name, where it is read, where its note is kept."""

    subject: NoteSubject
    name: str
    url: str
    action: str


def readers_on_roll(actor: Actor, congress: Congress) -> bool:
    """Members who may read amendments."""
    return members(actor, congress) and actor.is_member and amendments_readers(actor, congress)


def noters(actor: Actor, congress: Congress) -> bool:
    """People on the roll of this congress: each has their own notes."""
    return members(actor, congress) and actor.is_member


@blueprint.get("")
@access(noters)
def index(slug: str) -> str:
    """All that the reader noted."""
    return render_template("amendments/notes/mine.html", notes=_told())


@blueprint.get("/mes-notes.txt")
@access(noters)
def download(slug: str) -> Response:
    """All that the reader noted, as a text of their own."""
    said = "\n\n".join(f"{about.name}\n{'=' * len(about.name)}\n\n{note.text}" for about, note in _told())
    return file_download(f"{said}\n" if said else "", "text/plain; charset=utf-8", f"{slug}-mes-notes.txt")


@blueprint.get("/propositions/<int:number>")
@access(noters)
def of_proposal(slug: str, number: int) -> Page:
    """The reader's note on a proposal."""
    return _page(about_proposal(slug, proposal(current_congress().id, number)))


@blueprint.post("/propositions/<int:number>")
@access(noters)
def keep_on_proposal(slug: str, number: int) -> Page:
    """Keep it."""
    return _keep(about_proposal(slug, proposal(current_congress().id, number)))


@blueprint.get("/amendements/<amendment:number>")
@access(readers_on_roll)
def of_amendment(slug: str, number: int | str) -> Page:
    """The reader's note on a published amendment."""
    return _page(about_amendment(slug, by_public_number(current_congress().id, number)))


@blueprint.post("/amendements/<amendment:number>")
@access(readers_on_roll)
def keep_on_amendment(slug: str, number: int | str) -> Page:
    """Keep it."""
    return _keep(about_amendment(slug, by_public_number(current_congress().id, number)))


def about_proposal(slug: str, part: Part) -> About:
    """A note on a proposal."""
    url = url_for("proposals.show", slug=slug, number=part.number)
    action = url_for("notes.of_proposal", slug=slug, number=part.number)
    return About(NoteSubject(part_id=part.id), part_name(part), url, action)


def about_amendment(slug: str, amendment: Amendment) -> About:
    """A note on a published amendment."""
    name = called(amendment.label) + " " + to_part(amendment.part)
    url = url_for("amendments.show", slug=slug, number=amendment.address)
    action = url_for("notes.of_amendment", slug=slug, number=amendment.address)
    return About(NoteSubject(amendment_id=amendment.id), name, url, action)


def _told() -> list[tuple[About, PrivateNote]]:
    slug, found = current_congress().slug, []
    for note in notes_of(current_actor().member_id or 0):
        if note.amendment is not None:
            found.append((about_amendment(slug, note.amendment), note))
        elif note.part is not None:
            found.append((about_proposal(slug, note.part), note))
    return found


def _own(about: About) -> PrivateNote | None:
    subject = about.subject
    return note_of(current_actor().member_id, amendment_id=subject.amendment_id, part_id=subject.part_id)


def _keep(about: About) -> Page:
    actor, now, typed = current_actor(), now_in(current_congress()), request.form.get("note", "")
    seen, subject = request.form.get("vu", ""), about.subject
    try:
        is_kept = run(lambda: keep_note(subject, typed, seen=seen, actor=actor, now=now))
    except RuleBroken as refusal:
        return _page(about, typed, refusal), refusal.status
    told = _("Votre note est enregistrée\u00a0: personne d’autre ne la lit.") if is_kept else _("La note est effacée.")
    flash(told, "success")
    return redirect(about.url if request.form.get("retour") else about.action, code=303)


def _page(about: About, typed: str | None = None, refusal: RuleBroken | None = None) -> str:
    g.section = "amendments.index" if about.subject.amendment_id else "proposals.index"
    kept = _own(about)
    return render_template(
        "amendments/notes/note.html",
        about=about,
        words=kept.text if typed is None and kept else typed or "",
        other=kept.text if kept and isinstance(refusal, NoteChanged) else "",
        seen=stamp_of(kept),
        refusal=refusal.sentence if refusal else "",
    )
