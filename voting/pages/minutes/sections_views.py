"""« Sections du procès-verbal »: which ones, and in which order; numbered and ticked by the secretariat."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import get_translations
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.models import Congress
from congress.policies import secretariat
from core.database import session
from core.errors import Invalid
from core.text.reader import quotation
from core.unit_of_work import run
from voting.rules.minutes.sections import REQUIRED, USUAL, MinutesRules, SectionKey, in_order, section_title
from voting.services.minutes.choosing import SectionsChanged, changed_sections, choose_sections, sections_seen

blueprint = Blueprint("minutes_sections", __name__, url_prefix="/<slug>/regles/proces-verbal")
MOST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as the form shows it: its rank as it was typed, whether it is kept, what is wrong with the rank."""

    key: SectionKey
    title: str
    rank: str
    is_kept: bool
    is_required: bool
    fault: str = ""


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("")
@access(secretariat)
def show(slug: str) -> Page:
    """The sections in the order in force; those left out at the end, not ticked."""
    kept = in_order(MinutesRules.of(current_congress().minutes_rules).sections)
    listed = [*kept, *(key for key in USUAL if key not in kept)]
    return _page([_row(key, str(rank), is_kept=key in kept) for rank, key in enumerate(listed, start=1)])


@blueprint.post("")
@access(secretariat)
def save(slug: str) -> Page:
    """Keep the sections ticked, by their numbers; refused: the page with what was typed, and what is wrong."""
    rows = list(_read(request.form))
    seen = request.form.get("vu", "?")  # a form without it has seen nothing: no sections are said so
    if any(row.fault for row in rows):
        has_changed = seen != sections_seen(_in_force())
        return (_page(rows, changed_sections(_in_force()).sentence), 409) if has_changed else (_page(rows), 422)
    congress_id, actor, now = current_congress().id, current_actor(), now_in(current_congress())
    chosen = [row.key.value for row in sorted(filter(lambda row: row.is_kept, rows), key=lambda row: int(row.rank))]
    try:
        change = run(lambda: choose_sections(congress_id, chosen, seen=seen, actor=actor, now=now))
    except (Invalid, SectionsChanged) as refused:
        return _page(rows, refused.sentence), refused.status
    flash(_("Les sections du procès-verbal sont enregistrées.") if change else _("Rien n’a changé."), "success")
    return redirect(url_for(".show", slug=slug), code=303)


def _read(form: Mapping[str, str]) -> Iterator[SectionRow]:
    """Each section in its usual place, with what was typed of it."""
    taken: dict[int, SectionKey] = {}
    for key in USUAL:
        rank = form.get(f"rang-{key.value}", "").strip()[:20]
        is_kept = key in REQUIRED or form.get(f"garder-{key.value}") == "oui"
        number = int(rank) if rank.isascii() and rank.isdigit() and len(rank) <= MOST_DIGITS else 0
        fault = ""
        if is_kept and not number:
            fault = _("Écrivez un numéro, de 1 à 99.")
        elif is_kept and number in taken:
            other = quotation(section_title(taken[number], get_translations()))
            fault = _("Ce numéro est déjà celui de %(name)s.", name=other)
        elif is_kept:
            taken[number] = key
        yield _row(key, rank, is_kept=is_kept, fault=fault)


def _row(key: SectionKey, rank: str, *, is_kept: bool, fault: str = "") -> SectionRow:
    return SectionRow(key, section_title(key, get_translations()), rank, is_kept, key in REQUIRED, fault)


def _in_force() -> MinutesRules:
    """The rules of the minutes as they are now: a form that was refused is filled anew with them."""
    return MinutesRules.of(session().get_one(Congress, current_congress().id, populate_existing=True).minutes_rules)


def _page(rows: list[SectionRow], refusal: str = "") -> str:
    return render_template("voting/minutes/sections.html", rows=rows, refusal=refusal, seen=sections_seen(_in_force()))
