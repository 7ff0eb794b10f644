"""The named list of a poll, two hundred names a page, grouped by what they say; those alone that a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.text.folding import folded
from core.text.pages_of import PageOf, page_of
from voting.queries.poll_queries import NamedVote
from voting.rules.methods.answers import Answers


@dataclass(frozen=True, slots=True)
class VotesOfAChoice:
    """The named votes of a page that say the same thing (None: nothing was said), and how many there are in all."""

    choice: str | None
    votes: tuple[NamedVote, ...]
    number: int


@dataclass(frozen=True, slots=True)
class NamesPage:
    """A page of the list: its groups, where it stands among the others, what is searched and how many it finds."""

    groups: tuple[VotesOfAChoice, ...]
    page: PageOf
    searched: str = ""

    @property
    def found(self) -> int:
        """How many votes the search finds; all, without a search."""
        return self.page.total


def names_page(names: Sequence[NamedVote], answers: Answers, searched: str = "", page: int = 1) -> NamesPage:
    """A page of the named votes, each group by name."""
    wanted = folded(searched.strip())
    found = [vote for vote in names if wanted in folded(f"{vote.name} {vote.commune} {vote.holder or ''}")]
    groups = [(choice, [vote for vote in found if vote.choice == choice]) for choice in (*answers.offered, None)]
    ordered = [vote for _, votes in groups for vote in votes]
    at = page_of(len(ordered), page)
    shown, begun = [], 0
    for choice, votes in groups:
        here = tuple(votes[max(0, at.first - begun) : max(0, at.end - begun)])
        if here:
            shown.append(VotesOfAChoice(choice, here, len(votes)))
        begun += len(votes)
    return NamesPage(tuple(shown), at, searched)
