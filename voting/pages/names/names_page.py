"""The named list of a poll, two hundred names a page, grouped by what they say; those alone that a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from congress.models import WEIGHT_SCALE
from core.text.folding import holds
from core.text.pages_of import PageOf, page_of
from voting.queries.poll_queries import NamedVote
from voting.rules.methods.answers import Answers


@dataclass(frozen=True, slots=True)
class VotesOfAChoice:
    """The named votes of a page that say the same thing (None: nothing was said), and how many there are in all."""

    choice: str | None
    votes: tuple[NamedVote, ...]
    number: int


@dataclass(frozen=True)
class NamesPage:
    """A page of the list: its groups, where it stands among the others, what is searched and how many it finds."""

    found_votes: Sequence[NamedVote]
    answers: Answers
    page: PageOf
    searched: str = ""

    @property
    def found(self) -> int:
        """How many votes the search finds; all, without a search."""
        return self.page.total

    @cached_property
    def is_weighted(self) -> bool:
        """Whether some vote weighs more or less than one."""
        return any(vote.weight != WEIGHT_SCALE for vote in self.found_votes)

    @cached_property
    def groups(self) -> tuple[VotesOfAChoice, ...]:
        """What the page shows: worked out where it is made, not where it is kept."""
        shown, begun = [], 0
        said = self.answers.in_order({vote.choice for vote in self.found_votes if vote.choice})
        for choice in (*said, None):
            votes = [vote for vote in self.found_votes if vote.choice == choice]
            here = tuple(votes[max(0, self.page.first - begun) : max(0, self.page.end - begun)])
            if here:
                shown.append(VotesOfAChoice(choice, here, len(votes)))
            begun += len(votes)
        return tuple(shown)


def names_page(names: Sequence[NamedVote], answers: Answers, searched: str = "", page: int = 1) -> NamesPage:
    """A page of the named votes, each group by name."""
    found = [vote for vote in names if holds(vote.words, searched)] if searched.strip() else names
    return NamesPage(found, answers, page_of(len(found), page), searched)
