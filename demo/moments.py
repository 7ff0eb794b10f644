"""The three moments at which the demonstration can be entered, each a congress of its own with the same people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemonstrationMoment:
    """A moment: its name for commands, in French; its congress; the local time that the congress's clock shows."""

    name: str
    told: str
    slug: str
    at: str


AUGUST = DemonstrationMoment(
    "august", "le 26\u00a0août, points de vue et dépôt", "congres-2020-26-aout", "2020-08-26T16:30:00"
)
SITTING = DemonstrationMoment("sitting", "le 12\u00a0octobre, en séance", "congres-2020", "2020-10-12T14:34:00")
SIGNING = DemonstrationMoment(
    "signing", "le 13\u00a0octobre, signatures", "congres-2020-13-octobre", "2020-10-13T09:00:00"
)
MOMENTS = (AUGUST, SITTING, SIGNING)


def moment_named(name: str) -> DemonstrationMoment:
    """The moment that a command names."""
    return next(moment for moment in MOMENTS if moment.name == name)
