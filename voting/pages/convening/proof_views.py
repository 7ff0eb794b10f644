"""The proof of a convening: who was sent what, when, what the mail became, who read it, who answers what."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from congress.access import Page, access, current_actor, current_congress
from congress.chamber.convening_models import Convening, ConveningAnswer
from congress.chamber_models import Sitting, SittingState
from congress.clock import local, now_in
from congress.pages.downloads import table_download
from congress.policies import secretariat
from congress.queries.chamber_queries import agenda_of, sitting_by_number
from congress.queries.convening import convening_queries as queries
from congress.queries.convening.letter_lines import LetterLine, counts_of, letter_lines
from congress.services.convening.answering import answer as answer_convening
from congress.services.convening.answering import hand_over
from congress.services.convening.completing import complete_convening
from congress.services.convening.reminding import set_reminder
from core.errors import NotFound, RuleBroken
from core.mail.sending import message_id
from core.unit_of_work import run
from voting.pages.convening.convening_words import answer_words, mail_words, standing_sentence
from voting.pages.convening.typed_moments import required_instant

blueprint = Blueprint("convening_proof", __name__, url_prefix="/<slug>/seances/<int:number>/convocation")
AT_ONCE = 100


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/suivi")
@access(secretariat)
def show(slug: str, number: int) -> Page:
    """The proof, searched by name or commune, a hundred at a time."""
    return _page(number)


@blueprint.get("/suivi.csv")
@access(secretariat)
def table(slug: str, number: int) -> Response:
    """The proof as a table, one line a member."""
    sitting, convening = _sent(number)
    columns = [_("Nom"), _("Prénom"), _("Fonction"), _("Adresse"), _("Envoyée à"), _("Courriel"),
               _("Identifiant du courriel"), _("Lue à"),
               _("Réponse"), _("Motif"), _("Répondu à"), _("Empreinte de vérification")]  # fmt: skip
    rows = [_row(sitting, convening, line) for line in letter_lines(convening)]
    return table_download([str(column) for column in columns], rows, f"{slug}-seance-{number}-convocation.csv")


@blueprint.get("/lettres")
@access(secretariat)
def letters(slug: str, number: int) -> Page:
    """What is to be printed: a letter for each member without an address, and the sheet on which they sign."""
    sitting, convening = _sent(number)
    lines = [line for line in letter_lines(convening) if not line.email or line.is_failed]
    return render_template("voting/convening/letters.html", sitting=sitting, convening=convening, lines=lines)


@blueprint.post("/suivi")
@access(secretariat)
def keep(slug: str, number: int) -> Page:
    """What the secretariat does of the letters: `_done` says of each what it asks for."""
    sitting_id = sitting_by_number(current_congress().id, number).id
    try:
        told = _done(sitting_id)
    except RuleBroken as refused:
        return _page(number, refused.sentence), refused.status
    flash(told, "success")
    here = url_for(".show", slug=slug, number=number, q=request.form.get("q") or None)
    return redirect(here, code=303)


def _done(sitting_id: int) -> str:
    """What was done, in a sentence: a letter handed over (`remise`), an answer told by telephone (`membre`), the
    convening sent to those who came since (`completer`), or a reminder set (`rappel`).
    """
    congress, actor, form = current_congress(), current_actor(), request.form
    now, handed, answered = now_in(congress), form.get("remise", type=int), form.get("membre", type=int)
    if form.get("geste") == "completer":
        sent = run(lambda: complete_convening(sitting_id, actor=actor, now=now))
        return ngettext("Convocation envoyée à %(num)s membre.", "Convocation envoyée à %(num)s membres.", sent)
    if answered:
        said = next((found for found in ConveningAnswer if found == form.get("reponse")), ConveningAnswer.COMES)
        because = form.get("motif", "")
        run(lambda: answer_convening(sitting_id, answered, said, because, actor=actor, now=now))
        return _("La réponse est enregistrée.")
    if handed:
        run(lambda: hand_over(sitting_id, handed, actor=actor, now=now))
        return _("La remise de la lettre est enregistrée.")
    remind_at = required_instant(congress, form.get("rappel", ""), "remind_at")
    run(lambda: set_reminder(sitting_id, remind_at, actor=actor, now=now))
    return _("Le rappel est prévu.")


def _sent(number: int) -> tuple[Sitting, Convening]:
    sitting = sitting_by_number(current_congress().id, number)
    convening = queries.last_convening(sitting.id)
    if convening is None:
        raise NotFound(_("Cette séance n’est pas encore convoquée."))
    return sitting, convening


def _page(number: int, refusal: str = "") -> str:
    sitting, convening = _sent(number)
    searched, only = request.args.get("q", ""), request.args.get("seulement", "")
    lines, page = letter_lines(convening, searched, only), max(1, request.args.get("page", 1, type=int))
    sent = queries.convenings_of(sitting.id)
    return render_template(
        "voting/convening/proof.html",
        sitting=sitting,
        convening=convening,
        sent=sent,
        counts=counts_of(convening),
        lines=lines[(page - 1) * AT_ONCE : page * AT_ONCE],
        total=len(lines),
        page=page,
        pages=-(-len(lines) // AT_ONCE),
        searched=searched,
        answers_for=request.args.get("membre", type=int) if sitting.state is SittingState.PLANNED else None,
        may_key=sitting.state is SittingState.PLANNED,
        only=only,
        standing=standing_sentence(sitting, queries.regularity_of(sitting, sent), sent),
        missing=queries.not_convened(convening),
        changed=bool(queries.changes_since(convening, sitting, agenda_of(sitting.id))),
        answer_words=answer_words,
        mail_words=mail_words,
        refusal=refusal,
        typed=request.form if refusal else {},
    )


def _row(sitting: Sitting, convening: Convening, line: LetterLine) -> list[str]:
    def hour(instant: object) -> str:
        return f"{local(sitting.congress, instant):%Y-%m-%d %H:%M:%S}" if instant else ""  # type: ignore[arg-type]

    return [
        line.family_name, line.given_name, line.role_line, line.email, hour(line.convened_at),
        mail_words(sitting, line), message_id(f"{convening.mail_key}{line.member_id}") if line.email else "",
        hour(line.read_at), answer_words(line.answer) if line.answer else "",
        line.because, hour(line.answered_at), convening.body_sha256,
    ]  # fmt: skip
