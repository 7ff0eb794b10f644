"""The adopted deliberations as the schema « SCDL Délibérations » 2.1 publishes them.

Seventeen columns in the order of the schema (schema.data.gouv.fr/scdl/deliberations), a comma between them, in UTF-8.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from congress.models import Congress
from core.files.tables import neutral
from voting.pages.minutes.deliberations_paper import figures_of
from voting.queries.minutes.deliberations import Deliberation
from voting.rules.minutes.sections import MinutesRules

COLUMNS = (
    "COLL_NOM", "COLL_SIRET", "DELIB_ID", "DELIB_DATE", "DELIB_MATIERE_CODE", "DELIB_MATIERE_NOM", "DELIB_OBJET",
    "BUDGET_ANNEE", "BUDGET_NOM", "PREF_ID", "PREF_DATE", "VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE",
    "VOTE_ABSTENTION", "DELIB_URL",
)  # fmt: skip


def scdl_file(congress: Congress, found: Iterable[Deliberation], address: Callable[[int], str]) -> bytes:
    """The file; `address`: where the page of a poll is read."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in found:
        if one.is_adopted and one.overtaken_by is None:
            writer.writerow([neutral(value) for value in _row(congress, one, address)])
    return out.getvalue().encode()


def _row(congress: Congress, one: Deliberation, address: Callable[[int], str]) -> Iterator[str]:
    """A deliberation. Who could vote: members in exercise; who did: those who voted, abstentions included."""
    house = MinutesRules.of(congress.minutes_rules)
    yield from (congress.organiser, house.siret, one.number, one.day.isoformat())
    yield from (house.matter_code, house.matter_name, one.about)
    yield from ("", "", "", "")
    yield str(one.counted.chamber.members)
    yield from ("" if figure is None else str(figure) for figure in figures_of(one))
    yield address(one.poll.number)
