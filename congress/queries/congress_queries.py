"""A congress by its name; its roll for pages, in one query whatever its length."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, joinedload

from congress.models import Category, Congress, Member
from congress.queries.people.directory import directory_of
from congress.rules.same_person import Seen
from core.database import session
from core.errors import NotFound
from core.text.folding import folded
from core.text.pages_of import PageOf, page_of


class Given(Protocol):
    """Something that a member did: a point of view, a cosignature, a signature."""

    @property
    def member(self) -> Member: ...  # noqa: D102


T = TypeVar("T", bound=Given)


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll of a congress: how many people of each kind, and a page of those whom a search finds, in its order."""

    members: int
    electors: int
    by_category: dict[Category, int]
    found: tuple[Member, ...]  # those of the page
    page: PageOf


def congress_by_slug(slug: str) -> Congress:
    """The congress of this name, for commands; `NotFound` when there is none."""
    found = session().scalar(select(Congress).where(Congress.slug == slug))
    if found is None:
        raise NotFound(f"aucun congrès ne s’appelle «\u00a0{slug}\u00a0»")
    return found


def roll_of(congress: Congress, search: str = "", page: int = 1) -> Roll:
    """A page of the roll; `search`: words that a person's name, address, office or commune holds, accents apart."""
    everybody = [person for person in directory_of(congress.id, congress.slug).people if not person.is_merged]
    words = folded(search).split()
    found = [person.id for person in everybody if all(word in person.words for word in words)]
    shown = page_of(len(found), page)
    here = Member.id.in_(found[shown.first : shown.end])
    rows = select(Member).where(here).order_by(Member.position).options(joinedload(Member.aide_of))
    return Roll(
        members=len(everybody),
        electors=sum(person.is_elector for person in everybody),
        by_category=dict(Counter(person.category for person in everybody)),
        found=tuple(session().scalars(rows)),
        page=shown,
    )


def everybody_of(congress_id: int) -> list[Member]:
    """The whole roll, in its order, those who were merged apart: for what compares each with all the others."""
    rows = select(Member).where(Member.congress_id == congress_id, Member.merged_into_id.is_(None))
    return list(session().scalars(rows.order_by(Member.position)))


def alike(members: Iterable[Member]) -> list[tuple[Member, Member]]:
    """The pairs of electors who may be one person written twice, in the order of the roll."""
    seen, found = Seen(), []
    electors = [member for member in members if member.is_elector]
    for member in electors:
        found += [(electors[rank], member) for rank in seen.alike(member)]
        seen.add(member)
    return found


def merged_into(congress_id: int) -> list[tuple[Member, Member]]:
    """Each row that was merged, with the row that is kept, in the order of the roll."""
    kept = aliased(Member)
    rows = select(Member, kept).join(kept, Member.merged_into_id == kept.id).where(Member.congress_id == congress_id)
    return [(member, into) for member, into in session().execute(rows.order_by(Member.position))]


def rows_of(member_id: int | None) -> Select[int]:
    """The ids of the rows of a person: the one that they have now, and those that were merged into it."""
    return select(Member.id).where((Member.id == member_id) | (Member.merged_into_id == member_id))


def one_each(given: Iterable[T]) -> list[T]:
    """What members gave, once for each person: what stands under the row they have now, else the last."""
    listed = list(given)
    kept: dict[int, T] = {}
    for found in listed:
        person = found.member.person_id
        if person not in kept or kept[person].member.merged_into_id is not None:
            kept[person] = found
    ids = {id(found) for found in kept.values()}
    return [found for found in listed if id(found) in ids]
