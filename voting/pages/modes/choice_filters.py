"""The words of a choice as templates ask for them, in the reader's language: `{{ right.choice|choice_offered }}`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from flask_babel import get_translations

from voting.rules.methods import choice_words


def choice_offered(choice: str) -> str:
    """On its button: « Pour », « Je ne prends pas part au vote »."""
    return choice_words.offered_word(choice, get_translations())


def choice_said(choice: str) -> str:
    """In a list, of one person: « Pour », « Ne prend pas part au vote »."""
    return choice_words.said_word(choice, get_translations())


def choice_grouped(choice: str) -> str:
    """Above those who chose it: « Pour », « Ne prennent pas part au vote »."""
    return choice_words.group_word(choice, get_translations())


def choice_counted(choice: str, heads: int) -> str:
    """Before a number: « Pour », « Abstentions »."""
    return choice_words.counted_word(choice, heads, get_translations())


FILTERS: Final[Mapping[str, Callable[..., str]]] = MappingProxyType(
    {said.__name__: said for said in (choice_offered, choice_said, choice_grouped, choice_counted)}
)
