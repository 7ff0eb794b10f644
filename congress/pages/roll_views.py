"""The roll, for the secretariat: who is on it, and a new roll taken in two steps, seen before it is kept."""

import base64
import binascii
import zlib
from dataclasses import dataclass, field
from decimal import Decimal

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.models import WEIGHT_SCALE, Category, Function, Member
from congress.pages.kept.reader_answer import kept_for_readers
from congress.policies import secretariat
from congress.queries.congress_queries import roll_of
from congress.roll import Person
from congress.roll_table import COLUMNS, OPTIONAL_COLUMNS, check_aides, column_words
from congress.rules.honorifics import agreed
from congress.services.electorate_services import waiting_changes
from congress.services.roll_doubts import said_of
from congress.services.roll_import import RollReport, import_roll_if_seen, people_of
from congress.services.roll_services import fields_of
from core.errors import Invalid
from core.files.decoding import LARGEST_FILE, MEGABYTE
from core.files.faults import Findings

blueprint = Blueprint("roll", __name__, url_prefix="/<slug>/membres")

# A roll waits in the page between its two steps: the site keeps nothing of what is not confirmed.
LARGEST_KEPT = MEGABYTE


@dataclass(frozen=True, slots=True)
class Sent:
    """A roll as it was sent: its file's name and bytes, what was found in it, and what it would do."""

    name: str
    data: bytes
    findings: Findings = field(default_factory=Findings)
    report: RollReport | None = None


@blueprint.get("")
@kept_for_readers
@access(secretariat)
def index(slug: str) -> str:
    """The members, those that a search finds, and how many there are."""
    search = request.args.get("q", "").strip()[:200]
    return render_template(
        "congress/roll.html",
        roll=roll_of(current_congress(), search, request.args.get("page", 1, type=int)),
        search=search,
        category_words=category_words,
        weight_of=_weight,
        waiting=frozenset(waiting_changes(current_congress().id)),
        function_words={Function.CHAIR: _("présidence"), Function.SECRETARIAT: _("secrétariat")},
    )


def _weight(member: Member) -> str:
    """« 2,5 »: what the vote of a member weighs; empty where it weighs one."""
    return "" if member.weight == WEIGHT_SCALE else str(format_decimal(Decimal(member.weight) / WEIGHT_SCALE))


@blueprint.get("/importer")
@access(secretariat)
def choose(slug: str) -> str:
    """The page that asks for a file."""
    return _choose_page(None)


@blueprint.post("/importer")
@access(secretariat)
def rehearse(slug: str) -> Page:
    """What the file would change, to be confirmed; or what is wrong with it, line by line."""
    file = request.files.get("roll")
    if file is None or not file.filename:
        findings = Findings()
        findings.error(_("liste"), None, None, _("choisissez un fichier."))
        return _choose_page(Sent("", b"", findings)), 422
    data = file.read(LARGEST_FILE + 1)
    file.close()  # a large one waits in a temporary file
    sent = _tried(_name_of(file), data)
    if sent.findings.errors:
        return _choose_page(sent), 422
    return _preview_page(sent)


@blueprint.post("/importer/confirmer")
@access(secretariat)
def confirm(slug: str) -> Page:
    """Keep what was seen; if it would do something else by now, show that first."""
    name, data = request.form.get("name", "")[:200], _unpacked(request.form.get("content", ""))
    seen, answers = request.form.get("seen", ""), _answers()
    is_too_soon = bool(g.get("is_too_soon"))  # `app.refusals.pace`: the press that asked for this page, made twice
    sent = _tried(name, data, seen=None if is_too_soon else seen, answers=answers)
    if sent.findings.errors:
        return _choose_page(sent), 422
    if is_too_soon:
        flash(_("Cet appui suit de trop près le précédent\u00a0: il n’a rien fait."), "message")
        return _preview_page(sent), 409
    assert sent.report is not None  # noqa: S101 (a roll without errors has one)
    if not sent.report.is_answered:
        return _preview_page(sent, asks=True), 422
    if sent.report.fingerprint != seen:
        if answers and request.form.get("answered", "") != _written(answers):
            return _preview_page(sent)  # what the answers do, to be seen before it is kept
        return _preview_page(sent, has_changed=True), 409
    created, updated = len(sent.report.created), len(sent.report.updated)
    flash(
        ngettext(
            "Liste enregistrée : %(num)s personne ajoutée, %(updated)s modifiées.",
            "Liste enregistrée : %(num)s personnes ajoutées, %(updated)s modifiées.",
            created,
            updated=updated,
        ),
        "success",
    )
    return redirect(url_for("roll.index", slug=slug), code=303)


def category_words(member: Member) -> str:
    """What a person's category is called on the screen."""
    honorific = member.honorific
    return {
        Category.ELECTED: agreed(honorific, _("élue"), _("élu"), _("élu ou élue")),
        Category.STAFF: agreed(
            honorific, _("collaboratrice"), _("collaborateur"), _("collaborateur ou collaboratrice")
        ),
        Category.PARTNER: _("partenaire"),
        Category.PRESS: _("presse"),
        Category.ORGANISER: _("organisation"),
    }[member.category]


def _answers() -> dict[int, bool]:
    """By line, whether the row is the person whom it may be: the fields « meme-14 », « oui » or « non »."""
    found = {}
    for name, said in request.form.items():
        kind, _dash, line = name.partition("-")
        if kind == "meme" and line.isascii() and line.isdigit() and len(line) < 7 and said in ("oui", "non"):
            found[int(line)] = said == "oui"
    return found


def _written(answers: dict[int, bool]) -> str:
    return " ".join(f"{line}{'+' if said else '-'}" for line, said in sorted(answers.items()))


def _tried(name: str, data: bytes, *, seen: str | None = None, answers: dict[int, bool] | None = None) -> Sent:
    """The roll read, and what it does: kept only if that is what was seen, else a rehearsal."""
    findings = Findings()
    congress, actor = current_congress(), current_actor()
    if len(data) > LARGEST_KEPT:
        told = _("cette page prend des listes d’un Mo au plus : au-delà, la commande « hemicycle congress import ».")
        findings.error(name, None, None, told)
        return Sent(name, data, findings)
    from congress.roll_reading import read_roll  # slow to load, and only for the secretariat

    rows = read_roll(name, data, findings)
    check_aides(rows, [Person(member.id, fields_of(member)) for member in people_of(congress.id)], findings)
    if findings.errors:
        return Sent(name, data, findings)
    report = import_roll_if_seen(
        congress.id, rows, findings, seen=seen, answers=answers or {}, actor=actor, now=now_in(congress)
    )
    return Sent(name, data, findings, report)


def _name_of(file: FileStorage) -> str:
    return (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1][:200]


def _choose_page(sent: Sent | None) -> str:
    return render_template("congress/roll_import.html", sent=sent, columns=COLUMNS, optional=OPTIONAL_COLUMNS)


def _preview_page(sent: Sent, *, has_changed: bool = False, asks: bool = False) -> str:
    doubts = sent.report.doubts if sent.report else ()
    answered = {doubt.line: doubt.answer for doubt in doubts if doubt.answer is not None}
    words = column_words()
    return render_template(
        "congress/roll_preview.html", sent=sent, content=_packed(sent.data), has_changed=has_changed, asks=asks,
        field_words={**words, "given_ref": words["ref"]}, said_of=said_of, answered=_written(answered),
    )  # fmt: skip


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode("ascii")


def _unpacked(content: str) -> bytes:
    """The bytes of a roll that waited in a page; `Invalid` when the page was tampered with or cut."""
    try:
        return zlib.decompressobj().decompress(base64.b64decode(content, validate=True), LARGEST_KEPT + 1)
    except (binascii.Error, ValueError, zlib.error) as error:
        raise Invalid(_("La liste n’est pas arrivée entière. Choisissez de nouveau le fichier.")) from error
