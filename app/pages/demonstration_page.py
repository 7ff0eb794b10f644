"""What `/demonstration` offers: the moments that this site holds, who can be played at each, what was done there."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import select

from app.pages import demonstration_told
from app.pages.demonstration_told import PUBLIC
from app.server.played_demonstration import played_file
from congress.clock import local, now_in
from congress.models import Congress, Member
from core.database import session
from core.errors import NotFound
from demo import scenario
from demo.moments import MOMENTS, DemonstrationMoment
from demo.restarting import done_since


@dataclass(frozen=True, slots=True)
class WayIn:
    """One part to play: its name in the form, the person (none for the public), what can be done, the button."""

    key: str
    person: Member | None
    can: str
    button: str


@dataclass(frozen=True, slots=True)
class OfferedMoment:
    """A moment: its congress, the local time there, its words, the ways in, what was done since it begins."""

    moment: DemonstrationMoment
    congress: Congress
    now: datetime
    acts: str
    title: str
    ways_in: tuple[WayIn, ...]
    done: int
    last: datetime | None  # local, when the last of it was done
    can_restart: bool

    @property
    def name(self) -> str:
        """Its name in the forms of the page."""
        return self.moment.name

    def way_in(self, key: str) -> WayIn | None:
        """The way in of this name."""
        return next((way for way in self.ways_in if way.key == key), None)


def title_of_moment(congress: Congress) -> str:
    """What tells a congress of the demonstration from the others of the same name; nothing for any other congress."""
    moment = next((moment for moment in MOMENTS if moment.slug == congress.slug), None)
    if moment is None or not congress.demonstration:
        return ""
    return demonstration_told.title_of_moment(moment, congress)


def offered_moments() -> list[OfferedMoment]:
    """The moments that this site holds, in the order of their dates; `NotFound` when it holds none."""
    rows = select(Congress).where(Congress.slug.in_([moment.slug for moment in MOMENTS]), Congress.demonstration)
    congresses = {congress.slug: congress for congress in session().scalars(rows)}
    if not congresses:
        raise NotFound(_("Ce site ne contient pas de démonstration."))
    ids = [congress.id for congress in congresses.values()]
    emails = (scenario.OFFICIAL, scenario.CHAIR, scenario.SECRETARY)
    members = select(Member).where(Member.congress_id.in_(ids), Member.email.in_(emails))
    people = {(member.congress_id, member.email): member for member in session().scalars(members)}
    can_restart = kept_file() is not None
    return [
        _offered(moment, congresses[moment.slug], people, can_restart=can_restart)
        for moment in MOMENTS
        if moment.slug in congresses
    ]


def kept_file() -> Path | None:
    """The demonstration as this version played it, where it was kept: what a moment starts again from."""
    file = played_file()
    return file if file.exists() else None


def _offered(
    moment: DemonstrationMoment,
    congress: Congress,
    people: dict[tuple[int, str | None], Member],
    *,
    can_restart: bool,
) -> OfferedMoment:
    told = demonstration_told.told_of(moment, congress, people.get((congress.id, scenario.OFFICIAL)))
    ways = [_way_in(key, can, people.get((congress.id, _email(key)))) for key, can in told.can.items()]
    done, last = done_since(congress, moment)
    return OfferedMoment(
        moment=moment,
        congress=congress,
        now=local(congress, now_in(congress)),
        acts=told.acts,
        title=told.title,
        ways_in=tuple(way for way in ways if way is not None),
        done=done,
        last=local(congress, last) if last is not None else None,
        can_restart=can_restart,
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
