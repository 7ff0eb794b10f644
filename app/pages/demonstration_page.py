"""What `/demonstration` offers: the moments that this site holds, and who can be played at each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.clock import local, now_in
from congress.models import Congress, Member
from core.database import session
from core.errors import NotFound
from demo import scenario
from demo.moments import AUGUST, MOMENTS, SIGNING, DemonstrationMoment
from letters.models import Letter
from letters.queries import letter_of

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class WayIn:
    """One part to play: its name in the form, the person (none for the public), what can be done, the button."""

    key: str
    person: Member | None
    can: str
    button: str


@dataclass(frozen=True, slots=True)
class OfferedMoment:
    """A moment: its congress and the local time there, the acts that it is for, its title, the ways in."""

    name: str
    congress: Congress
    now: datetime
    acts: str
    title: str
    ways_in: tuple[WayIn, ...]

    def way_in(self, key: str) -> WayIn | None:
        """The way in of this name."""
        return next((way for way in self.ways_in if way.key == key), None)


def title_of_moment(congress: Congress) -> str:
    """What tells a congress of the demonstration from the others of the same name; nothing for any other congress."""
    moment = next((moment for moment in MOMENTS if moment.slug == congress.slug), None)
    if moment is None or not congress.demonstration:
        return ""
    told = SIGNING if letter_of(congress.id) is not None else moment
    return _TOLD[told.name]()[1]


def offered_moments() -> list[OfferedMoment]:
    """The moments that this site holds, in the order of their dates; `NotFound` when it holds none."""
    rows = select(Congress).where(Congress.slug.in_([moment.slug for moment in MOMENTS]), Congress.demonstration)
    congresses = {congress.slug: congress for congress in session().scalars(rows)}
    if not congresses:
        raise NotFound(_("Ce site ne contient pas de démonstration."))
    ids = [congress.id for congress in congresses.values()]
    adopted = set(session().scalars(select(Letter.congress_id).where(Letter.congress_id.in_(ids))))
    emails = (scenario.OFFICIAL, scenario.CHAIR, scenario.SECRETARY)
    members = select(Member).where(Member.congress_id.in_(ids), Member.email.in_(emails))
    people = {(member.congress_id, member.email): member for member in session().scalars(members)}
    return [
        _offered(moment, congresses[moment.slug], people, is_adopted=congresses[moment.slug].id in adopted)
        for moment in MOMENTS
        if moment.slug in congresses
    ]


def _offered(
    moment: DemonstrationMoment,
    congress: Congress,
    people: dict[tuple[int, str | None], Member],
    *,
    is_adopted: bool,
) -> OfferedMoment:
    """A moment as its congress stands: one in sitting that was played to its end is told as what it became."""
    told = SIGNING if is_adopted else moment
    acts, title, parts = _TOLD[told.name]()
    ways = [_way_in(key, can, people.get((congress.id, _email(key)))) for key, can in parts.items()]
    return OfferedMoment(
        name=moment.name,
        congress=congress,
        now=local(congress, now_in(congress)),
        acts=acts,
        title=title,
        ways_in=tuple(way for way in ways if way is not None),
    )


def _email(key: str) -> str | None:
    return {"elue": scenario.OFFICIAL, "presidence": scenario.CHAIR, "secretariat": scenario.SECRETARY}.get(key)


def _way_in(key: str, can: str, person: Member | None) -> WayIn | None:
    """Nothing for somebody who is not on the roll."""
    if person is None and key != PUBLIC:
        return None
    buttons = {
        "elue": _("Entrer comme élue"),
        "presidence": _("Entrer comme présidente"),
        "secretariat": _("Entrer comme secrétariat"),
        PUBLIC: _("Entrer sans se connecter"),
    }
    return WayIn(key, person, can, buttons[key])


Told = tuple[str, str, dict[str, str]]  # the acts, the title, what each part can do


def _august() -> Told:
    return (
        _("Donner son point de vue, amender"),
        _("Le 26\u00a0août\u00a0: les points de vue et le dépôt sont ouverts"),
        {
            "elue": _("Donne ses trois derniers points de vue, dépose un amendement, en cosigne un autre."),
            "secretariat": _("Donne son numéro à l’amendement qui l’attend, ou le dit irrecevable."),
            PUBLIC: _("Lit les huit propositions et le premier amendement publié."),
        },
    )


def _sitting() -> Told:
    return (
        _("Voter"),
        _("Le 12\u00a0octobre, dès 14\u00a0h\u00a034\u00a0: en séance"),
        {
            "elue": _("Vote sur l’amendement n°\u00a012, pour elle et pour l’absent dont elle a le pouvoir."),
            "presidence": _("Clôt le scrutin, proclame le résultat, met la suite en discussion."),
            "secretariat": _("Tient l’émargement et les pouvoirs pendant la séance."),
            PUBLIC: _("Lit les propositions, leurs amendements et ce qui en est adopté."),
        },
    )


def _signing() -> Told:
    return (
        _("Signer"),
        _("Le 13\u00a0octobre\u00a0: la motion est adoptée, on signe"),
        {
            "elue": _("Relit la lettre ouverte et la signe."),
            "secretariat": _("Suit les signatures, télécharge la lettre à envoyer."),
            PUBLIC: _("Lit la motion adoptée, la lettre et le détail de chaque scrutin."),
        },
    )


_TOLD: dict[str, Callable[[], Told]] = {
    AUGUST.name: _august,
    "sitting": _sitting,
    SIGNING.name: _signing,
}
