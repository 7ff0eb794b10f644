"""The names of a sitting as they are printed before it: every elector, and who was given their proxy."""

from dataclasses import dataclass

from congress.chamber_models import Sitting
from congress.queries.chamber_queries import proxies_to_show
from congress.queries.people.directory import directory_of
from congress.rules.names import listed_name
from core.text.collation import alphabetic


@dataclass(frozen=True, slots=True)
class BlankName:
    """A line of the sheet: « Prigent Karine », « Brest », and « Le Goff Yann » where a proxy is known already."""

    name: str
    commune: str
    holder: str


def names_to_print(sitting: Sitting) -> tuple[BlankName, ...]:
    """The electors in French alphabetical order, with the first holder of each proxy given for the sitting."""
    holders: dict[int, str] = {}
    for proxy in sorted(proxies_to_show(sitting.id), key=lambda row: row.rank):
        if not proxy.refused:
            holders.setdefault(proxy.principal_id, listed_name(proxy.holder.given_name, proxy.holder.family_name))
    electors = directory_of(sitting.congress_id, sitting.congress.slug).electors
    in_order = sorted(electors, key=lambda one: (alphabetic(one.family_name, one.given_name), one.id))
    return tuple(
        BlankName(listed_name(one.given_name, one.family_name), one.commune, holders.get(one.id, ""))
        for one in in_order
    )
