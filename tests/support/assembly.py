"""A congress with as many electors as a test wishes, a chair, a secretariat, and a plenary sitting.

Rows of the roll are written as they stand: who enters a roll, and how, is tested where it is imported.
"""

import datetime as dt
from dataclasses import dataclass, field

from flask import Flask

from congress.actors import Actor
from core import unit_of_work

NOW = dt.datetime(2020, 10, 12, 12, 0, tzinfo=dt.UTC)
RULES = {
    "quorum": "majority_members",
    "quorum_checked": "item",
    "majority": ["absolute_cast"],
    "tie_rule": "casting_vote",
    "ballot": "public",
    "proxies_per_holder": 1,
}


@dataclass
class Assembly:
    """Ids of what was made; `now` moves by a second at each call of `then`."""

    app: Flask
    slug: str
    congress_id: int
    sitting_id: int
    electors: list[int]
    chair: int
    secretary: int
    staff: int
    now: dt.datetime = field(default=NOW)

    def run(self, work):
        """What `work` returns, inside a unit of work."""
        with self.app.app_context():
            return unit_of_work.run(work)

    def read(self, work):
        """What `work` returns, outside any unit of work."""
        with self.app.app_context():
            return work()

    def actor(self, member_id: int) -> Actor:
        """The actor that a member is."""
        from congress.models import Member
        from core.database import session

        return self.read(lambda: Actor.of(session().get_one(Member, member_id)))

    def then(self) -> dt.datetime:
        """The next second."""
        self.now += dt.timedelta(seconds=1)
        return self.now

    def do(self, service, *args, by: int, **kwargs):
        """What a service answers, called by a member at the next second."""
        actor, now = self.actor(by), self.then()
        return self.run(lambda: service(*args, actor=actor, now=now, **kwargs))

    def present(self, *member_ids: int) -> None:
        """These members arrive, each by herself or himself."""
        from congress.presence_services import arrive

        actors = [self.actor(member_id) for member_id in member_ids]
        now = self.then()

        def all_arrive() -> None:
            for actor in actors:
                arrive(self.sitting_id, actor.member_id, actor=actor, now=now)

        self.run(all_arrive)


def assemble(app: Flask, *, electors: int = 5, slug: str = "essai", opened: bool = False, **rules) -> Assembly:
    """A congress of so many electors, of whom the first chairs; with a secretary and an aide, who do not vote."""
    from congress.chamber_models import Office, SittingKind
    from congress.models import Category, Congress, Function, Member
    from congress.sitting_services import give_office, open_sitting, plan_sitting
    from core.database import session

    def member(congress_id: int, position: int, category: Category, name: str, **more) -> Member:
        row = Member(
            congress_id=congress_id,
            ref=f"{slug}-{position}",
            pseudonym=f"{slug}-m{position}",
            position=position,
            category=category,
            civility="Mme" if position % 2 else "M.",
            given_name="Camille",
            family_name=name,
            office="maire",
            commune="Le Havre",
            insee="76351",
            departement="76",
            **more,
        )
        session().add(row)
        session().flush()
        return row

    def make() -> tuple[int, list[int], int, int]:
        row = Congress(**_columns(slug, rules))
        session().add(row)
        session().flush()
        voters = [
            member(row.id, n, Category.ELECTED, f"Électeur{n:03d}", votes=True).id for n in range(1, electors + 1)
        ]
        secretary = member(row.id, electors + 1, Category.ORGANISER, "Keller", function=Function.SECRETARIAT).id
        staff = member(row.id, electors + 2, Category.STAFF, "Aide", aide_of_id=voters[0]).id
        return row.id, voters, secretary, staff

    with app.app_context():
        congress_id, voters, secretary, staff = unit_of_work.run(make)
    made = Assembly(app, slug, congress_id, 0, voters, voters[0], secretary, staff)
    made.sitting_id = made.do(
        plan_sitting,
        congress_id,
        kind=SittingKind.PLENARY,
        title="Séance plénière",
        room_id=None,
        starts_at=NOW,
        ends_at=NOW + dt.timedelta(hours=3),
        by=secretary,
    )
    made.do(give_office, made.sitting_id, made.chair, Office.CHAIR, by=secretary)
    if opened:
        made.do(open_sitting, made.sitting_id, by=made.chair)
    return made


def _columns(slug: str, rules: dict[str, object]) -> dict[str, object]:
    from congress.models import Visibility

    day = dt.timedelta(days=1)
    visible = ("viewpoints", "amendments", "results", "named_votes", "sittings")
    return {
        "slug": slug,
        "title": "Congrès d’essai",
        "organiser": "Association d’essai",
        "timezone": "Europe/Paris",
        "starts": NOW.date(),
        "ends": NOW.date() + day,
        "minimum_signatories": 1,
        "line_length": 80,
        "viewpoint_names": "chosen",
        **{f"{name}_visible": Visibility.PUBLIC for name in visible},
        "viewpoints_open": NOW - day,
        "viewpoints_close": NOW + day,
        "amendments_open": NOW - day,
        "amendments_close": NOW + day,
        "signatures_open": NOW,
        "signatures_close": NOW + day,
        **RULES,
        **rules,
    }
