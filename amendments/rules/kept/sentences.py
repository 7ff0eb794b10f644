"""The dispositif of a change between two texts, kept. Pure."""

from typing import Any

from amendments.rules.carry_over import KnownText
from amendments.rules.dispositif.statements import SentenceForm
from amendments.rules.dispositif.writing import dispositif
from amendments.rules.kept.worked_out import WorkedOut
from amendments.rules.locations import compared


def _sentences_of(old: KnownText, new: KnownText, width: int, form: SentenceForm) -> tuple[str, ...]:
    """The sentences of a change between two texts."""
    return dispositif(compared(old, new, width), form)


def _from_json(told: Any) -> tuple[str, ...]:
    return tuple(told)


sentences_kept = WorkedOut(_sentences_of, most=4096, as_json=list, from_json=_from_json)
