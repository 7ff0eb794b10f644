"""The people of the long journey, and what they ask of the fifth proposal."""

from dataclasses import dataclass
from pathlib import Path

from tests.journeys.crowd import Crowd
from tests.journeys.person import Person
from tests.journeys.site import Site

OFFICIAL = "karine.prigent@le-havre.example"  # Mme Karine Prigent, maire du Havre
CHAIR = "chloe.arnaud@saint-cirq-lapopie.example"
SECRETARY = "sven.keller@congres.example"
OPPONENT = "gael.vallet@camphin-en-pevele.example"
ABSENT = "stephane.lebrun@lavernose-lacasse.example"  # gives a proxy to the official
RIVAL = "raphaelle.meunier@baccarat.example"

SITTING = "seances/3"
MEMBERS = 131
ASKED, ADOPTED = "cofinancer dix mille postes", "cofinancer quinze mille postes"
YEARS_ASKED, YEARS_ADOPTED = "trois ans au moins", "cinq ans au moins"


@dataclass
class Journey:
    """The people, the folder of their congress, the crowd once it is imported, and how many polls were opened."""

    site: Site
    folder: Path
    official: Person
    chair: Person
    secretary: Person
    polls: int = 0
    crowd: Crowd | None = None
