"""A congress by its name; its roll for pages, in one query whatever its length."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, joinedload

from congress.models import Category, Congress, Member
from congress.rules.same_person import Seen
from core.database import session
from core.errors import NotFound
from core.text.folding import folded


class Given(Protocol):
    """Something that a member did: a point of view, a cosignature, a signature."""

    @property
    def member(self) -> Member: ...  # noqa: D102


T = TypeVar("T", bound=Given)


@dataclass(frozen=True, slots=True)
class Roll:
    """The roll of a congress: how many people of each kind, and those whom a search finds, in its order."""

    members: int
    electors: int
    by_category: dict[Category, int]
    found: tuple[Member, ...]


def congress_by_slug(slug: str) -> Congress:
    """The congress of this name, for commands; `NotFound` when there is none."""
    found = session().scalar(select(Congress).where(Congress.slug == slug))
    if found is None:
        raise NotFound(f"aucun congrès ne s’appelle «\u00a0{slug}\u00a0»")
    return found


def roll_of(congress_id: int, search: str = "") -> Roll:
    """The roll; `search`: words that a person's name, address, office or commune holds, accents and case apart."""
    rows = (
        select(Member)
        .where(Member.congress_id == congress_id, Member.merged_into_id.is_(None))
        .order_by(Member.position)
        .options(joinedload(Member.aide_of))
    )
    members = list(session().scalars(rows))
    words = folded(search).split()
    return Roll(
        members=len(members),
        electors=sum(member.is_elector for member in members),
        by_category=dict(Counter(member.category for member in members)),
        found=tuple(member for member in members if all(word in _searched(member) for word in words)),
    )


def _searched(member: Member) -> str:
    told = (member.civil_name, member.email or "", member.office, member.commune, member.departement, member.body)
    return folded(" ".join(told))


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
