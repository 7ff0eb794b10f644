"""What people write (a table of congress.toml, a row of a roll, a case of the rules) held against its model.

Pure. Pydantic finds every flaw and the way to it; what is said of a flaw belongs to whoever reads: `core.files`
says it in French, a command to programs in the words of pydantic and of the rules. Pydantic takes a quarter of a
second to load: only what reads such things imports this.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

FieldPath = tuple[str | int, ...]
M = TypeVar("M", bound="Model")
T = TypeVar("T")
Name = Annotated[T, Field(strict=False)]  # one of the names of an enumeration, written as a text
Listed = Annotated[tuple[T, ...], Field(strict=False)]  # written as a list, TOML and JSON have no other


class Model(BaseModel):
    """Values of the kinds that are written, no other, and no key that nobody reads."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: the way to it, what is written there, its kind, and a sentence about it."""

    path: FieldPath
    value: Any
    kind: str
    sentence: str
    context: Mapping[str, Any]


def checked(model: type[M], values: object, context: object = None) -> tuple[M | None, list[Flaw]]:
    """The values as the model, and all that a first reading finds wrong with them.

    What is wrong is left out, so that reading goes on: the model's own default stands for it. Where it has none, there
    is no model. What only a later reading finds (a rule between values, once each is well written) is said next time.
    """
    flaws: list[Flaw] | None = None
    while True:
        try:
            return model.model_validate(values, context=context), flaws or []
        except ValidationError as refused:
            found = [_flaw(error, values) for error in refused.errors(include_url=False)]
        flaws = found if flaws is None else flaws
        left = _without(values, found)
        if left == values:
            return None, flaws
        values = left


def refusal(title: str, flaws: Iterable[tuple[FieldPath, str, object]]) -> ValidationError:
    """What a validator raises when the flaws are deeper than what it validates: (way, sentence, value) of each."""
    errors = [
        InitErrorDetails(type=PydanticCustomError("rule", "{told}", {"told": told}), loc=path, input=value)
        for path, told, value in flaws
    ]
    return ValidationError.from_exception_data(title, errors)


def _flaw(error: Mapping[str, Any], values: object) -> Flaw:
    path, value = _way(error["loc"], values)
    context = error.get("ctx", {})
    sentence = str(context["error"]) if error["type"] == "value_error" else str(error["msg"])
    return Flaw(path, value, error["type"], sentence, context)


def _way(location: FieldPath, values: object) -> tuple[FieldPath, object]:
    """The way as far as it was written, and what stands there: pydantic's own also names what a value was made into."""
    path: FieldPath = ()
    here = values
    for part in location:
        if isinstance(here, Mapping) and isinstance(part, str):
            path, here = (*path, part), here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            path, here = (*path, part), here[part]
        else:
            break
    return path, here


def _without(values: object, flaws: Iterable[Flaw]) -> object:
    """The values without the keys where a flaw was found; where the key itself is missing, without what holds it."""
    left = deepcopy(values)
    for flaw in flaws:
        holders = []
        here: Any = left
        for part in flaw.path:
            if isinstance(here, dict) and part in here:
                holders.append((here, part))
            here = here[part] if (part in here if isinstance(here, dict) else isinstance(here, list)) else None
        if holders:
            holder, name = holders[-1]
            del holder[name]
    return left
