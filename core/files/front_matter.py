"""The front matter of a file: YAML between two lines of three hyphens, each value a text, each with its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml
from flask_babel import gettext as _
from yaml.scanner import ScannerError

from core.files.faults import Findings

_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST = 100_000  # signs
_TEXT, _MAPPING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter says: its values (None for what is no text), their lines, and what follows it."""

    values: dict[str, str | None]
    lines: dict[str, int]
    body: str
    first_line: int  # of the body, in the file


def read_front_matter(file: str, text: str, findings: Findings) -> FrontMatter | None:
    """The front matter of a file; None when there is none. What is no YAML is noted, and has no value."""
    found = _FRONT.match(text)
    if found is None:
        return None
    front = FrontMatter({}, {}, text[found.end() :], 1 + found.group().count("\n"))
    for key, value in _pairs(file, found["front"] or "", findings):
        if key.value in front.lines:
            findings.error(file, key.start_mark.line + 2, key.value, _("cette clé est déjà écrite plus haut."))
        front.lines[key.value] = key.start_mark.line + 2
        front.values[key.value] = value.value if isinstance(value, yaml.ScalarNode) else None
    return front


def _pairs(file: str, front: str, findings: Findings) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    try:
        root = yaml.compose(front, Loader=yaml.BaseLoader) if len(front) <= _LONGEST else yaml.ScalarNode(_TEXT, "")
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:  # \UFFFFFFFF is no sign
        started = error.context_mark if isinstance(error, ScannerError) else None  # of a value that does not end
        mark = started or getattr(error, "problem_mark", None)
        told = _("la syntaxe YAML de l’en-tête est rompue : au besoin, mettre la valeur entre guillemets.")
        findings.error(file, mark.line + 2 if mark else 1, None, told)
        return []
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    if not (pairs and all(isinstance(key, yaml.ScalarNode) for key, _value in pairs)):
        findings.error(file, 2, None, _("l’en-tête n’est pas fait de lignes de la forme `nom: valeur`."))
        return []
    return pairs


def written_front_matter(values: Mapping[str, str], notice: str = "") -> str:
    """The front matter: plain values where YAML takes them so, else in double quotes; lines as a block.

    `notice`: a line for people, that is no value.
    """
    pairs = [(yaml.ScalarNode(_TEXT, key), _written(value)) for key, value in values.items()]
    written = yaml.serialize(yaml.MappingNode(_MAPPING, pairs), Dumper=_Dumper, allow_unicode=True, width=10**9)
    said = f"# {notice}\n" if notice else ""
    return f"---\n{said}{written}---\n"


def _written(value: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_TEXT, f"{value}\n", style="|") if "\n" in value else yaml.ScalarNode(_TEXT, value)


class _Dumper(yaml.BaseDumper):
    """Double quotes rather than single ones, which are apostrophes to those who write French."""

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        return '"' if style == "'" else style
