"""The words of choices and methods as templates ask for them, in the reader's language: `choice|choice_offered`."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from flask_babel import get_translations

from voting.dividing_models import DivisionPart
from voting.queries.asking.question_words import asked_name
from voting.queries.dividing import division_words
from voting.rules.methods import choice_words, method_words
from voting.rules.methods.answers import FOR_OR_AGAINST, Answers
from voting.rules.methods.method import Method
from voting.subject_models import Question


def choice_offered(choice: str, answers: Answers = FOR_OR_AGAINST) -> str:
    """On its button: « Pour », « Je ne prends pas part au vote »."""
    return choice_words.offered_word(choice, get_translations(), answers)


def choice_said(choice: str, answers: Answers = FOR_OR_AGAINST) -> str:
    """In a list, of one person: « Pour », « Ne prend pas part au vote »."""
    return choice_words.said_word(choice, get_translations(), answers)


def choice_grouped(choice: str, answers: Answers = FOR_OR_AGAINST) -> str:
    """Above those who chose it: « Pour », « Ne prennent pas part au vote »."""
    return choice_words.group_word(choice, get_translations(), answers)


def choice_counted(choice: str, heads: int, answers: Answers = FOR_OR_AGAINST) -> str:
    """Before a number: « Pour », « Abstentions »."""
    return choice_words.counted_word(choice, heads, get_translations(), answers)


def method_told(method: Method) -> str:
    """« Vote à main levée »."""
    return method_words.method_name(method, get_translations())


def method_put(method: Method) -> str:
    """On its button: « Mettre aux voix à main levée »."""
    return method_words.putting_words(method, get_translations())


def method_gone_on(method: Method) -> str:
    """On its button, while another one fails: « Poursuivre à main levée »."""
    return method_words.going_on_words(method, get_translations())


def part_called(divided: DivisionPart) -> str:
    """« Partie 2 de l’amendement n° 12 (alinéas 3 et 4) »."""
    told = division_words.divided_name(divided)
    return told[:1].upper() + told[1:]


def part_asked(divided: DivisionPart) -> str:
    """« Vote par division demandé par Mme Fatima Allain »."""
    return division_words.asked_by_words(divided.division)


def asked_called(asked: Question) -> str:
    """« Question », « Élection, deuxième tour »."""
    return asked_name(asked)


FILTERS: Final[Mapping[str, Callable[..., str]]] = MappingProxyType(
    {
        said.__name__: said
        for said in (
            choice_offered,
            choice_said,
            choice_grouped,
            choice_counted,
            method_told,
            method_put,
            method_gone_on,
            part_called,
            part_asked,
            asked_called,
        )
    }
)
