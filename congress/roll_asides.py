"""Rows of a roll that name nobody: totals are passed over and told, notes under the table are refused.

Taken for people, they would be electors whom a quorum counts.
"""

import re
from dataclasses import replace

from flask_babel import gettext as _

from core.files.faults import Findings
from core.files.tables import Row, Table
from core.text.folding import folded

_TOTAL = re.compile(
    r"(?:sous[- ]?|grand )?tot(?:al|aux)\b|effectifs?\b|nombre (?:d|de|total)\b|nb\b"
    r"|(?:soit )?\d+ (?:elu|membre|ligne|personne|votant)"
)
_LETTER = re.compile(r"[^\W\d_]")
_NOTE = re.compile(r"[(\[*#•→/]|n\.? ?b\.? ?:|nota\b|source ?:|note ?:|remarque ?:|legende ?:")


def without_totals(table: Table, findings: Findings) -> Table:
    """The table without its totals, each told."""
    kept = []
    for row in table.rows:
        if _is_total(row):
            shown = next(cell for cell in row.cells.values() if cell)
            told = _("« %(cell)s » : cette ligne est un total, elle n’est pas lue.", cell=shown[:60])
            findings.mend(table.file, row.line, None, told)
        else:
            kept.append(row)
    return replace(table, rows=tuple(kept))


def _is_total(row: Row) -> bool:
    """Whether a cell says so and none says who: no address, and no word as the other name."""
    cells = [cell for cell in row.cells.values() if cell]
    says = [cell for cell in cells if _TOTAL.match(folded(cell).strip())]
    return bool(says) and not any(_LETTER.search(cell) for cell in cells if cell not in says)


def refuse_notes(table: Table, findings: Findings) -> None:
    """Note each row whose name is none, or that holds a name alone where the others say the given name too."""
    names = [row.cells["family_name"] for row in table.rows if row.cells["given_name"]]
    for row in table.rows:
        name = row.cells["family_name"]
        is_alone = bool(names) and not any(
            cell for column, cell in row.cells.items() if cell and column != "family_name"
        )
        if name and (is_alone or not _LETTER.search(name) or _NOTE.match(folded(name))):
            told = _(
                "« %(cell)s » n’est pas le nom d’une personne : si c’est une note, l’ôter du fichier ; sinon, écrire "
                "le prénom.",
                cell=name[:60],
            )
            findings.error(table.file, row.line, "family_name", told)
