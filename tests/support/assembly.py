"""A congress with as many electors as a test wishes and a plenary sitting: the people of the cast, and as many others.

chloe chairs; ada, bela, dora, emile, fatou, gaspard, hana and iris vote after her, then those of `neighbour`; sven is
the secretariat, elodie an aide.

Rows of the roll are written as they stand: who enters a roll, and how, is tested where it is imported.
"""

import datetime as dt
from dataclasses import dataclass, field

from flask import Flask

from congress.actors import Actor
from core import unit_of_work
from tests.support.essai import COMMUNES, ELECTORS, NAMES

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
        """The actor that a member is, read by itself."""
        return self.read(lambda: found(member_id))

    def then(self) -> dt.datetime:
        """The next second."""
        self.now += dt.timedelta(seconds=1)
        return self.now

    def do(self, service, *args, by: int, **kwargs):
        """What a service answers, called by a member at the next second."""
        now = self.then()
        return self.run(lambda: service(*args, actor=found(by), now=now, **kwargs))

    def present(self, *member_ids: int) -> None:
        """These members arrive, each by themselves."""
        from congress.services.presence_services import arrive

        now = self.then()

        def all_arrive() -> None:
            for member_id in member_ids:
                arrive(self.sitting_id, member_id, actor=found(member_id), now=now)

        self.run(all_arrive)


def found(member_id: int) -> Actor:
    """The actor that a member is, inside a read or a unit of work: a session more would cost as much as most acts."""
    from congress.models import Member
    from core.database import session

    return Actor.of(session().get_one(Member, member_id))


def names_of_electors(count: int) -> list[str]:
    """So many electors, the first of whom chairs: those of the cast, then neighbours without a name of their own."""
    known = ["chloe", *(name for name in ELECTORS if name != "chloe")]
    return [*known, *("a neighbour" for _ in range(count - len(known)))][:count]


def neighbour(position: int) -> tuple[str, str, str]:
    """Honorific, given name and family name of somebody whom no test names."""
    return "Mme" if position % 2 else "M.", "Camille", f"Électeur{position:03d}"


def assemble(app: Flask, *, electors: int = 5, slug: str = "essai", opened: bool = False, **rules) -> Assembly:
    """A congress of so many electors, of whom the first chairs; with a secretary and an aide, who do not vote."""
    from congress.chamber_models import Office, SittingKind
    from congress.models import Category, Congress, Function, Member
    from congress.services.sitting_services import give_office, open_sitting, plan_sitting
    from core.database import session

    def member(congress_id: int, position: int, category: Category, name: str, **more) -> Member:
        honorific, given, family = NAMES.get(name) or neighbour(position)
        _, commune, insee, departement = COMMUNES.get(name, COMMUNES["ada"])
        row = Member(
            congress_id=congress_id,
            ref=f"{slug}-{position}",
            pseudonym=f"{slug}-m{position}",
            position=position,
            category=category,
            honorific=honorific,
            given_name=given,
            family_name=family,
            office="maire",
            commune=commune,
            insee=insee,
            departement=departement,
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
            member(row.id, position, Category.ELECTED, name, votes=True).id
            for position, name in enumerate(names_of_electors(electors), start=1)
        ]
        secretary = member(row.id, electors + 1, Category.ORGANISER, "sven", function=Function.SECRETARIAT).id
        staff = member(row.id, electors + 2, Category.STAFF, "elodie", aide_of_id=voters[0]).id
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
    from congress.rules.visibility import Visibility

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


FIRST_TEXT = """# Médiation numérique

Nous demandons à l’État de :

1. cofinancer dix mille postes de médiateurs numériques, sur trois ans au moins ;
2. rémunérer les aidants qui accompagnent les personnes éloignées du numérique.
"""


def with_motion(assembly: Assembly, *, proposals: int = 1) -> tuple[int, list[int]]:
    """The motion's id and those of its proposals: a preamble, so many proposals of the same text, a closing."""
    from motions.models import PartKind
    from motions.services.motion_services import add_part, create_motion

    motion = assembly.do(create_motion, assembly.congress_id, "Motion", by=assembly.secretary)

    def add(kind: PartKind, number: int | None, position: int, text: str) -> int:
        return assembly.do(add_part, motion, kind, number=number, position=position, text=text, by=assembly.secretary)

    add(PartKind.PREAMBLE, None, 0, "Nous, élus réunis en congrès, avons débattu.\n")
    parts = [add(PartKind.PROPOSAL, n, n, FIRST_TEXT) for n in range(1, proposals + 1)]
    add(PartKind.CLOSING, None, proposals + 1, "Nous demandons une réponse écrite.\n")
    return motion, parts


def in_discussion(assembly: Assembly, number: int | None = 1) -> int:
    """The id of an item on a proposal (on the motion when None), put in discussion by the chair."""
    from congress.chamber_models import AgendaItemKind
    from congress.services.sitting_services import add_item
    from voting.services.discussion_services import put_in_discussion

    kind = AgendaItemKind.MOTION if number is None else AgendaItemKind.PROPOSAL
    item = assembly.do(add_item, assembly.sitting_id, kind, "Point", number, by=assembly.secretary)
    check = assembly.do(put_in_discussion, item, by=assembly.chair)
    assert check is None or check.is_met, "the quorum of this test is not met"
    return item


def published(assembly: Assembly, part_id: int, text: str, *, by: int, title: str = "En quelques mots") -> int:
    """The id of an amendment written, deposited and published."""
    from amendments.services.amendment_services import publish, save_draft, submit
    from motions.queries.motion_queries import current_revision

    base = assembly.read(lambda: current_revision(part_id).number)
    amendment = assembly.do(
        save_draft, None, part_id, base_number=base, text=text, title=title, reasons="Parce que.", by=by
    )
    assembly.do(submit, amendment, by=by)
    assembly.do(publish, amendment, by=assembly.secretary)
    return amendment


def opened_poll(assembly: Assembly, item_id: int, **subject) -> int:
    """The id of a poll announced and opened by the chair on this subject (of `SubjectKeys`)."""
    from voting.queries.subjects import SubjectKeys
    from voting.services.poll_services import announce_poll, open_poll

    poll = assembly.do(announce_poll, item_id, SubjectKeys(**subject), by=assembly.chair)
    check = assembly.do(open_poll, poll, by=assembly.chair)
    assert check is None or check.is_met, "the quorum of this test is not met"
    return poll


def rights(assembly: Assembly, poll_id: int, member_id: int) -> list[int]:
    """Ids of the rights to vote in a member's hands, their own first."""
    from voting.queries.poll_queries import rights_of

    return [right.id for right in assembly.read(lambda: rights_of(poll_id, member_id))]


def vote(assembly: Assembly, poll_id: int, choice: str, *members: int):
    """Each of these members votes so with their own right, a second after the one before; the last ballot."""
    from core.database import session
    from voting.models import Poll
    from voting.queries.poll_queries import rights_of
    from voting.services.ballot_services import cast_ballot

    hours = [(member, assembly.then()) for member in members]

    def all_vote():
        ballot, seen = None, session().get_one(Poll, poll_id).text_sha256
        for member, now in hours:
            right = rights_of(poll_id, member)[0].id
            ballot = cast_ballot(poll_id, right, choice, actor=found(member), now=now, seen_sha256=seen)
        return ballot

    return assembly.run(all_vote)
