"""What may be answered to a question, and what each answer counts for: the one list of choices in the house. Pure.

Pages, forms, drawings, sentences and tables walk through it in its order; none of them names a choice.
"""

from dataclasses import dataclass
from typing import Final

from voting.rules.majority import Choice


@dataclass(frozen=True, slots=True)
class Answers:
    """The choices of a question, each group in the order in which it is shown.

    `main`: what answers it, as large buttons. `aside`: what is offered beside them, and is no vote. `spoilt`: what is
    found in a count of papers and nobody is offered. `expressed`: what counts as a vote cast (« suffrages exprimés »).
    `listed`: what a list of counts tells even where nobody said it. `drawn`: from left to right in the drawing of a
    chamber.
    """

    main: tuple[str, ...]
    aside: tuple[str, ...]
    spoilt: tuple[str, ...]
    expressed: frozenset[str]
    listed: tuple[str, ...]
    drawn: tuple[str, ...]

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
