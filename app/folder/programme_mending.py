"""What French files call the columns of rooms and of a programme, what their words stand for, and what a spreadsheet
made of telephones, days and hours that it took for numbers: put back, and told once a kind.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from flask_babel import gettext as _

from core.files.faults import Findings
from core.files.tables import Row

# As `core.files.headings.plain_heading` gives them; a column of either table.
SYNONYMS: Final = {
    "room": ("salle", "nom de la salle", "lieu"),
    "kind": ("genre", "type", "nature"),
    "url": ("lien", "adresse web", "lien de connexion", "lien visio", "visio"),
    "phone": ("telephone", "tel", "numero de telephone"),
    "capacity": ("capacite", "places", "nombre de places", "jauge"),
    "date": ("jour",),
    "start": ("debut", "heure de debut", "heure debut"),
    "end": ("fin", "heure de fin", "heure fin"),
    "title": ("titre", "intitule", "sujet"),
    "access": ("acces", "ouvert a"),
    "registration": ("inscription", "sur inscription"),
    "theme": ("thematique",),
    "speakers": ("intervenants", "intervenant", "orateurs"),
    "summary": ("resume", "description"),
}

WORDS: Final = {
    "kind": {
        "virtuel": "virtual", "virtuelle": "virtual", "a distance": "virtual", "physique": "physical",
        "presentiel": "physical", "mixte": "mixed", "hybride": "mixed", "pleniere": "plenary",
        "seance pleniere": "plenary", "preparation": "preparation", "seance de preparation": "preparation",
        "webinaire": "webinar", "conference": "conference", "debat": "debate", "presentation": "pitch",
        "entretien": "interview", "atelier": "workshop", "permanent": "permanent", "permanence": "permanent",
        "pause": "break",
    },
    "access": {
        "public": "public", "tous": "public", "inscrits": "registered", "sur inscription": "registered",
        "accredites": "accredited", "elus": "elected",
    },
}  # fmt: skip

_FIRST_DAY = date(1899, 12, 30)  # of the calendar of spreadsheets
_MINUTES = 24 * 60


def _telephone(cell: str) -> str:
    """« 612345678 » is 06 12 34 56 78 without its zero, « 33612345678 » is +33 6… without its plus."""
    if re.fullmatch(r"[1-9]\d{8}", cell):
        return f"0{cell}"
    return f"+{cell}" if re.fullmatch(r"33[1-9]\d{8}", cell) else cell


def _day(cell: str) -> str:
    """« 46354 » is the number of a day since 1900."""
    return (_FIRST_DAY + timedelta(days=int(cell))).isoformat() if re.fullmatch(r"[3-7]\d{4}", cell) else cell


def _hour(cell: str) -> str:
    """« 0,375 » is a part of a day."""
    if not re.fullmatch(r"0[.,]\d{1,17}", cell):
        return cell
    minutes = round(float(cell.replace(",", ".")) * _MINUTES)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


_MENDS: dict[str, Callable[[str], str]] = {"phone": _telephone, "date": _day, "start": _hour, "end": _hour}


def mended(file: str, rows: Iterable[Row], findings: Findings) -> list[Row]:
    """The rows as they were typed."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    kept = []
    for row in rows:
        cells = dict(row.cells)
        for column, mend in _MENDS.items():
            meant = mend(cells.get(column, ""))
            if meant != cells.get(column, ""):
                found.setdefault(column, []).append((row.line, cells[column], meant))
                cells[column] = meant
        kept.append(Row(row.line, cells))
    for column, mends in found.items():
        line, written, meant = mends[0]
        told = _(
            "« %(written)s » est lu « %(code)s » : le tableur en avait fait un nombre. Lignes ainsi corrigées : "
            "%(count)s.",
            written=written,
            code=meant,
            count=len(mends),
        )
        findings.mend(file, line, column, told)
    return kept
