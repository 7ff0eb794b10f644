"""The page where the secretariat brings a proposal as a document: read alinéa by alinéa, then accepted."""

from collections.abc import Iterator

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import FileField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not exported, yet the public name

import redline
from amendments.pages.documents.returned import titled
from amendments.services.bringing_services import bring_proposal, refusal_to_replace, text_faults
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import secretariat
from congress.queries.chamber_queries import agenda_of, sittings_of
from core.errors import Invalid, RuleBroken
from core.text.reader import lazily
from core.told_form import ToldForm
from core.unit_of_work import run
from motions.models import Motion
from motions.pages.document_words import doubt_words, refusal_words
from motions.pages.text_layout import read_blocks
from motions.queries.motion_queries import motion_of, proposals_of
from motions.rules.motion_text import clean_text
from motions.services.import_services import texts_in_use
from papers.apart.asking import read_apart
from papers.reading.documents import WordText
from papers.reading.what_was_read import Unreadable

blueprint = Blueprint("bringing", __name__, url_prefix="/<slug>/propositions/apporter")
_NEW = "nouvelle"
LONGEST_TOLD = 60  # signs of a title that is told


class BringingForm(ToldForm):
    """A document, or the text that was read in it, and which proposal it is."""

    document = FileField(lazily("Le document (.docx ou .odt)"))
    place = RadioField(lazily("Où va ce texte"), validate_choice=False)
    text = TextAreaField(lazily("Le texte lu, à corriger s’il le faut"))


@blueprint.get("")
@access(secretariat)
def choose(slug: str) -> str:
    """A document to choose, and where its text goes."""
    return _page(_form())


@blueprint.post("")
@access(secretariat)
def bring(slug: str) -> Page:
    """The text read in the document, shown alinéa by alinéa; then accepted."""
    form, action = _form(), request.form.get("geste", "")
    doubts: tuple[str, ...] = ()
    sent = request.files.get("document")
    if sent is not None and sent.filename:
        try:
            found = _read(sent.read())
        except RuleBroken as refused:
            form.tell(refused)
            return _page(form), refused.status
        (form.text.data, is_read_as_title), action = titled(found.accepted), ""
        doubts = tuple(doubt_words(doubt) for doubt in found.doubts)
        if is_read_as_title:
            doubts = (_("La première ligne est lue comme le titre de la proposition."), *doubts)
        if found.has_changes:
            doubts = (_("Le document porte des modifications suivies\u00a0: elles sont lues comme acceptées."), *doubts)
    elif not form.text.data:
        form.tell(Invalid(_("Choisissez un document."), "document"))
        return _page(form), 422
    text = clean_text(form.text.data or "")
    doubts += tuple(_other_titles(text))
    for fault in text_faults(text):
        form.tell(fault)
    if form.errors:
        return _page(form, text, doubts), 422
    return _accept(form, text) if action == "accepter" else _page(form, text, doubts)


def _read(data: bytes) -> WordText:
    try:
        return read_apart(data)
    except Unreadable as refused:
        raise Invalid(refusal_words(refused.refusal), "document") from refused


def _accept(form: BringingForm, text: str) -> Page:
    congress = current_congress()
    actor, now, motion_id = current_actor(), now_in(congress), _motion().id
    chosen = form.place.data or ""
    wanted = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 9 else None
    if wanted is None and chosen != _NEW:
        form.tell(Invalid(_("Choisissez où va ce texte."), "place"))
        return _page(form, text), 422
    try:
        number = run(lambda: bring_proposal(motion_id, wanted, text, actor=actor, now=now))
    except RuleBroken as broken:
        form.tell(broken)
        return _page(form, text), broken.status
    flash(_("La proposition n°\u00a0%(number)s est enregistrée.", number=number), "success")
    agendas = [agenda_of(sitting.id) for sitting in sittings_of(congress.id)]
    if not any(item.proposal_number == number for agenda in agendas for item in agenda):
        flash(_("Elle n’est à l’ordre du jour d’aucune séance\u00a0: ajoutez-la à celle qui la votera."), "message")
    return redirect(url_for("proposals.show", slug=congress.slug, number=number), code=303)


def _other_titles(text: str) -> Iterator[str]:
    """A document often holds several proposals one after another: each other title is told."""
    read = redline.parse(text)
    for block in read.blocks:
        if block.kind == "heading" and block.marker == "#":
            yield _(
                "Alinéa %(number)s\u00a0: un autre titre, «\u00a0%(words)s\u00a0». Si le document porte plusieurs"
                " propositions, apportez-les une à une.",
                number=block.index + (read.title is None),
                words=block.body[:LONGEST_TOLD],
            )


def _motion() -> Motion:
    motion = motion_of(current_congress().id)
    if motion is None:
        raise RuleBroken(_("Ce congrès n’a pas encore de motion."))
    return motion


def _form() -> BringingForm:
    form = BringingForm()
    free = [part for part in proposals_of(current_congress().id) if not refusal_to_replace(part)]
    form.place.choices = [SelectChoice(_NEW, _("Une nouvelle proposition, après la dernière"))] + [
        SelectChoice(
            str(part.number),
            _("À la place du texte de la proposition n°\u00a0%(number)s, que personne n’a amendée", number=part.number),
        )
        for part in free
    ]
    form.place.data = form.place.data or _NEW
    return form


def _page(form: BringingForm, text: str = "", doubts: tuple[str, ...] = ()) -> str:
    g.section = "proposals.index"
    congress = current_congress()
    told = texts_in_use(_motion())
    title = redline.parse(text).title
    return render_template(
        "amendments/documents/bring.html",
        form=form,
        refusal=told[:1].upper() + told[1:],
        doubts=doubts,
        title=title.body if title else "",
        blocks=read_blocks(text, congress.line_length) if text else [],
    )
