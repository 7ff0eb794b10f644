"""The words that a rendered difference says around the text, in French, each to be replaced by a translation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NBSP = "\u00a0"

_STYLES = {
    "strong-on": "mis en gras",
    "strong-off": "n’est plus en gras",
    "em-on": "mis en italique",
    "em-off": "n’est plus en italique",
    "a-on": "lien ajouté",
    "a-off": "lien retiré",
    "a-other": "l’adresse du lien change",
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said to a reader, with places for numbers in braces."""

    added: str = f"ajouté{NBSP}: "
    removed: str = f"supprimé{NBSP}: "
    alinea: str = f"Alinéa{NBSP}{{alinea}}"
    line: str = f"ligne{NBSP}{{line}}"
    lines: str = f"lignes{NBSP}{{lines}}"
    from_to: str = f"{{first}} à{NBSP}{{last}}"
    last_of_list: str = f"{{others}} et{NBSP}{{last}}"
    title: str = "Titre"
    after: str = f"Après l’alinéa{NBSP}{{alinea}}"
    at_head: str = f"Avant l’alinéa{NBSP}1"
    moved_from: str = f"Alinéa{NBSP}{{alinea}} de la version précédente, déplacé ici"
    moved_to: str = f"L’alinéa{NBSP}{{alinea}} est déplacé"
    level: str = f"placé au niveau{NBSP}{{new}} de la liste, et non plus au niveau{NBSP}{{old}}"
    split: str = "alinéa coupé en deux"
    joined: str = "alinéas réunis"
    before_column: str = "Avant"
    after_column: str = "Après"
    identical: str = "Aucune différence."
    styles: Mapping[str, str] = field(default_factory=lambda: dict(_STYLES))

    def line_range(self, numbers: Sequence[int]) -> str:
        """« ligne 4 », « lignes 4 et 5 », « lignes 12 à 14 », « lignes 1 à 3 et 7 »; nothing for no line."""
        if len(numbers) < 2:
            return self.line.format(line=numbers[0]) if numbers else ""
        said: list[str] = []
        for first, last in runs_of(numbers):
            if last - first > 1:
                said.append(self.from_to.format(first=first, last=last))
            else:
                said += [str(number) for number in range(first, last + 1)]
        if len(said) == 1:
            return self.lines.format(lines=said[0])
        return self.lines.format(lines=self.last_of_list.format(others=", ".join(said[:-1]), last=said[-1]))

    def reference(self, alinea: int | None, numbers: Sequence[int]) -> str:
        """« Alinéa 3, lignes 4 et 5 », or « Titre »."""
        name = self.title if alinea is None else self.alinea.format(alinea=alinea)
        return ", ".join(part for part in (name, self.line_range(numbers)) if part)

    def level_of(self, levels: tuple[int, int] | None) -> str:
        """« placé au niveau 2 de la liste, et non plus au niveau 1 »; nothing for what keeps its level."""
        return self.level.format(old=levels[0], new=levels[1]) if levels else ""

    def insertion_point(self, alinea: int) -> str:
        """« Après l’alinéa 5 », or before the first."""
        return self.after.format(alinea=alinea) if alinea else self.at_head


def runs_of(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each stretch of consecutive numbers."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


FRENCH = Phrases()
