"""The attendance sheet: to print and sign before a sitting, with the hours of each after it; and as a table."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, g, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from congress.access import Page, access, current_congress
from congress.chamber_models import Sitting
from congress.moments import hour_beside
from congress.pages.downloads import table_download
from congress.policies import secretariat
from congress.queries.chamber_queries import sitting_by_number
from congress.queries.homonyms import told_name
from congress.queries.presence.attendance import Attended, MemberAttendance, Stay, attendance_of
from congress.rules.honorifics import agreed
from core.text.reader import enumeration
from voting.pages.sitting_page import presence_words
from voting.queries.minutes.presences import carriers_of, held_in_turn

blueprint = Blueprint("attendance", __name__, url_prefix="/<slug>/seances/<int:number>")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/feuille")
@access(secretariat)
def sheet(slug: str, number: int) -> Page:
    """The sheet to print: one line a member, a place to sign; once the sitting is over, from when to when."""
    sitting = sitting_by_number(current_congress().id, number)
    lines = attendance_of(sitting, carriers_of(sitting))
    return render_template(
        "voting/presence/sheet.html",
        sitting=sitting,
        lines=lines,
        counts=_counts(lines),
        in_turn=sum(line.was_held_in_turn for line in lines),
        held_in_turn=held_in_turn,
        said=attended_words,
        beside=partial(beside_name, sitting),
    )


@blueprint.get("/feuille.csv")
@access(secretariat)
def table(slug: str, number: int) -> Response:
    """The sheet as a table."""
    sitting = sitting_by_number(current_congress().id, number)
    columns, rows = people_table(sitting)
    return table_download(columns, rows, f"{slug}-seance-{number}-feuille.csv")


def people_table(sitting: Sitting) -> tuple[list[str], list[list[str]]]:
    """The columns and the lines of a sitting's people: of the sheet, of the register."""
    columns = [
        _("Nom"), _("Prénom"), _("Fonction"), _("Présence"), _("De"), _("À"), _("Comment"), _("Pouvoir à"),
        _("Points sans prendre part"),
    ]  # fmt: skip
    lines = attendance_of(sitting, carriers_of(sitting))
    return [str(column) for column in columns], [_row(sitting, line) for line in lines]


def attended_words(line: MemberAttendance) -> str:
    """« présente », « excusé », « représentée »: accorded with the member."""
    honorific = line.member.honorific
    match line.attended:  # one is translated, not all of them: a register has thousands of lines
        case Attended.PRESENT:
            return agreed(honorific, _("présente"), _("présent"), _("en séance"))
        case Attended.SUBSTITUTED:
            return agreed(honorific, _("suppléée"), _("suppléé"), _("par suppléance"))
        case Attended.REPRESENTED:
            return agreed(honorific, _("représentée"), _("représenté"), _("par pouvoir"))
        case Attended.EXCUSED:
            return agreed(honorific, _("excusée"), _("excusé"), _("absence excusée"))
        case Attended.ABSENT:
            return agreed(honorific, _("absente"), _("absent"), _("pas là"))


def _counts(lines: Sequence[MemberAttendance]) -> list[tuple[str, int]]:
    """« Présents », « Représentés »…: how many of each; « Suppléés », whose seat a substitute held at any time."""
    found = [line.attended for line in lines]
    named = [
        (_("Présents"), Attended.PRESENT), (_("Représentés"), Attended.REPRESENTED),
        (_("Excusés"), Attended.EXCUSED), (_("Absents"), Attended.ABSENT),
    ]  # fmt: skip
    counts = [(name, found.count(kind)) for name, kind in named]
    return [counts[0], (_("Suppléés"), sum(line.was_seated for line in lines)), *counts[1:]]


def beside_name(sitting: Sitting, line: MemberAttendance) -> str:
    """What is said beside a name: hours, who sat, who carries the proxy, the items left."""
    told = [_stay(sitting, stay) for stay in line.stays]
    if line.holders:
        told.append(_("pouvoir à %(names)s", names=_(", à défaut ").join(told_name(one) for one in line.holders)))
    if line.substitutes and not line.stays:
        names = enumeration(map(told_name, line.substitutes))
        told.append(_("suppléance\u00a0: %(names)s", names=names))
    if line.left:
        told.append(_("sans prendre part au point n°\u00a0%(items)s", items=", ".join(map(str, line.left))))
    return _(" ; ").join(told)


def _stay(sitting: Sitting, stay: Stay) -> str:
    hours = " – ".join(filter(None, _hours(sitting, stay)))
    if stay.presence is not None:
        return f"{hours}, {presence_words(stay.presence.mode)}"
    return f"{hours}, {_by(stay)}"


def _by(stay: Stay) -> str:
    return _("par %(name)s", name=told_name(stay.substitute)) if stay.substitute else ""


def _hours(sitting: Sitting, stay: Stay) -> tuple[str, str]:
    """From when to when, with the day where it is not that of the sitting; the end may be to come."""
    beside = sitting.opened_at or sitting.starts_at
    since, *until = (hour_beside(sitting.congress, at, beside) for at in (stay.since, stay.until) if at)
    return since, "".join(until)


def _row(sitting: Sitting, line: MemberAttendance) -> list[str]:
    hours = [_hours(sitting, stay) for stay in line.stays]
    ways = [presence_words(stay.presence.mode) if stay.presence else _by(stay) for stay in line.stays]
    return [
        line.member.family_name,
        line.member.given_name,
        line.member.role_line,
        attended_words(line),
        " / ".join(since for since, _until in hours),
        " / ".join(until for _since, until in hours),
        " / ".join(ways),
        " / ".join(told_name(one) for one in line.holders),
        ", ".join(map(str, line.left)),
    ]
