"""What may be answered to a question, and what each answer counts for: the one list of choices in the house. Pure.

Pages, forms, drawings, sentences and tables walk through it in its order; none of them names a choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from voting.rules.asking.rankings import read_ranking
from voting.rules.majority import Choice


@dataclass(frozen=True, slots=True)
class Answers:
    """The choices of a question, each group in the order in which it is shown.

    `main`: what answers it, as large buttons. `aside`: what is offered beside them, and is no vote. `spoilt`: what is
    found in a count of papers and nobody is offered. `expressed`: what counts as a vote cast (« suffrages exprimés »).
    `listed`: what a list of counts tells even where nobody said it. `drawn`: from left to right in the drawing of a
    chamber. `names`: of options, by their keys (« o1 »). `is_ranked`: a voter puts these in order (« o2>o1 »).
    """

    main: tuple[str, ...]
    aside: tuple[str, ...]
    spoilt: tuple[str, ...]
    expressed: frozenset[str]
    listed: tuple[str, ...]
    drawn: tuple[str, ...]
    names: tuple[tuple[str, str], ...] = ()
    is_ranked: bool = False

    @property
    def offered(self) -> tuple[str, ...]:
        """What a voter may choose."""
        return (*self.main, *self.aside)

    @property
    def counted(self) -> tuple[str, ...]:
        """What a count may hold."""
        return (*self.main, *self.spoilt, *self.aside)

    @property
    def taking_part(self) -> frozenset[str]:
        """What a voter (« votant ») says: all but what is beside the vote."""
        return frozenset((*self.main, *self.spoilt))

    @property
    def options(self) -> tuple[str, ...]:
        """The keys of what is to be chosen from; none where it is for or against."""
        return tuple(key for key, _name in self.names)

    def accepts(self, choice: str) -> bool:
        """Whether a voter may say this: a choice that is offered, or an order of the options."""
        return choice in self.offered or (self.is_ranked and read_ranking(choice, self.options) is not None)

    def in_order(self, choices: Iterable[str]) -> list[str]:
        """What was said, in the order of a list: what answers, orders of the options among it, then what is beside."""
        return sorted(choices, key=self._place)

    def _place(self, choice: str) -> tuple[bool, tuple[int, ...]]:
        order = read_ranking(choice, self.options)
        if order is not None:
            return False, tuple(self.options.index(key) for key in order)
        return choice not in self.main, (self.counted.index(choice),)

    def name_of_one(self, key: str) -> str:
        """« Mme Ada Martin »: the name of an option by its key."""
        return dict(self.names)[key]

    def name_of(self, choice: str) -> str:
        """« Mme Ada Martin »; of an order « 1. Lyon, 2. Brest »; empty of what is no option."""
        names = dict(self.names)
        order = read_ranking(choice, self.options) if names else None
        if order is None:
            return ""
        if len(order) == 1 and not self.is_ranked:
            return names[choice]
        return ", ".join(f"{place}.\u00a0{names[key]}" for place, key in enumerate(order, 1))


FOR_OR_AGAINST: Final = Answers(
    main=(Choice.FOR.value, Choice.AGAINST.value, Choice.ABSTAIN.value),
    aside=(Choice.NOT_TAKING_PART.value,),
    spoilt=(Choice.BLANK.value, Choice.NULL.value),
    expressed=frozenset({Choice.FOR.value, Choice.AGAINST.value}),
    listed=(Choice.FOR.value, Choice.AGAINST.value, Choice.ABSTAIN.value, Choice.NOT_TAKING_PART.value),
    drawn=(Choice.FOR.value, Choice.ABSTAIN.value, Choice.AGAINST.value, Choice.NOT_TAKING_PART.value),
)
# On ballot papers nobody abstains: whoever wants to puts a blank one, or none, in the box.
FOR_OR_AGAINST_ON_PAPER: Final = Answers(
    main=(Choice.FOR.value, Choice.AGAINST.value),
    aside=(),
    spoilt=(Choice.BLANK.value, Choice.NULL.value),
    expressed=frozenset({Choice.FOR.value, Choice.AGAINST.value}),
    listed=(Choice.FOR.value, Choice.AGAINST.value, Choice.BLANK.value, Choice.NULL.value),
    drawn=(Choice.FOR.value, Choice.AGAINST.value),
)


def among_options(names: Sequence[str], *, on_paper: bool, is_ranked: bool = False) -> Answers:
    """The choices of a question answered by one option (« o1 », « o2 »…), or by an order of them."""
    named = tuple((f"o{place}", name) for place, name in enumerate(names, 1))
    keys = tuple(key for key, _name in named)
    spoilt = (Choice.BLANK.value, Choice.NULL.value)
    main = keys if on_paper else (*keys, Choice.ABSTAIN.value)
    aside = () if on_paper else (Choice.NOT_TAKING_PART.value,)
    listed = (*keys, *spoilt) if on_paper else (*main, *aside)
    return Answers(main, aside, spoilt, frozenset(keys), listed, (*main, *aside), named, is_ranked)
