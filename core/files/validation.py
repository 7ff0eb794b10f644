"""Files that people bring, held against models; the one table of what is said, in French, of each kind of flaw."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask_babel import gettext as _

from core.files.faults import Findings
from core.text.reader import alternatives
from core.validation import FieldPath, Flaw, Model, checked

M = TypeVar("M", bound=Model)
UNKNOWN = "extra_forbidden"


def read(
    model: type[M],
    values: object,
    file: str,
    line_of: Callable[[FieldPath], int | None],
    findings: Findings,
    context: object = None,
) -> M | None:
    """The values as the model, None when one that nothing stands for is missing or wrong. Each flaw is noted at its
    line: a key that nobody reads as a warning, everything else as an error.
    """
    found, flaws = checked(model, values, context)
    for flaw in flaws:
        if flaw.kind == UNKNOWN:
            findings.warning(file, line_of(flaw.path), str(flaw.path[-1]), sentence_of(flaw))
        else:
            findings.error(file, line_of(flaw.path), _name(flaw.path), sentence_of(flaw))
    return found


def _name(path: FieldPath) -> str:
    """« proposals.2.file »: lists are counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def sentence_of(flaw: Flaw) -> str:
    """What is wrong and what to write instead; what a rule of ours refused is said in its own words."""
    say = SENTENCES.get(flaw.kind)
    return say(flaw) if say else flaw.sentence


def not_one_of(value: str, names: list[str]) -> str:
    """« « élu » n’est pas admis : attendu elected, staff ou press. »."""
    expected = alternatives(name or _("(vide)") for name in names)
    sentence: str = (
        _("« %(value)s » n’est pas admis : attendu %(expected)s.", value=value, expected=expected)
        if value
        else _("cette case est vide : attendu %(expected)s.", expected=expected)
    )
    return sentence


def _too_long(flaw: Flaw) -> str:
    length, longest = len(flaw.value.strip()), flaw.context["max_length"]
    return _("ce texte est trop long : %(length)s signes, au plus %(longest)s.", length=length, longest=longest)


def _text(flaw: Flaw) -> str:
    is_listed = bool(flaw.path) and isinstance(flaw.path[-1], int)
    return _("attendu : une liste de textes.") if is_listed else _("attendu : un texte.")


SENTENCES: Mapping[str, Callable[[Flaw], Any]] = {
    "missing": lambda _flaw: _("cette valeur manque."),
    UNKNOWN: lambda _flaw: _("cette clé n’est pas connue : elle n’est pas lue."),
    "model_type": lambda _flaw: _("attendu : un tableau."),
    "dict_type": lambda _flaw: _("attendu : un tableau."),
    "tuple_type": lambda _flaw: _("attendu : une liste."),
    "bool_type": lambda _flaw: _("attendu : %(kind)s.", kind="true ou false"),
    "int_type": lambda _flaw: _("attendu : un nombre entier."),
    "string_type": _text,
    "string_unicode": lambda _flaw: _("ce texte contient un signe qui n’est d’aucune écriture."),
    "string_too_short": lambda _flaw: _("cette valeur est vide."),
    "string_too_long": _too_long,
    "string_pattern_mismatch": lambda flaw: _(
        "cette valeur n’a pas la forme attendue\u00a0: %(value)s.", value=flaw.value
    ),
    "too_short": lambda _flaw: _("cette valeur est vide."),  # of a text that was trimmed first
    "too_long": _too_long,
    "enum": lambda flaw: not_one_of(str(flaw.value or ""), re.findall(r"'([^']*)'", flaw.context["expected"])),
}
