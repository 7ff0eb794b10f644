"""The words that a rendered difference says around the text, in French, each to be replaced by a translation."""

from collections.abc import Sequence
from dataclasses import dataclass

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said to a reader, with places for numbers in braces."""

    added: str = f"ajouté{NBSP}: "
    removed: str = f"supprimé{NBSP}: "
    alinea: str = f"Alinéa{NBSP}{{alinea}}"
    line: str = f"ligne{NBSP}{{first}}"
    two_lines: str = f"lignes{NBSP}{{first}} et{NBSP}{{last}}"
    lines: str = f"lignes{NBSP}{{first}} à{NBSP}{{last}}"
    title: str = "Titre"
    after: str = f"Après l’alinéa{NBSP}{{alinea}}"
    at_head: str = f"Avant l’alinéa{NBSP}1"
    moved_from: str = f"Alinéa{NBSP}{{alinea}} de la version précédente, déplacé ici"
    moved_to: str = f"L’alinéa{NBSP}{{alinea}} est déplacé"
    split: str = "alinéa coupé en deux"
    joined: str = "alinéas réunis"
    before_column: str = "Avant"
    after_column: str = "Après"
    added_words: str = "mots ajoutés"
    underlined: str = "soulignés"
    removed_words: str = "mots supprimés"
    struck: str = "barrés"
    identical: str = "Aucune différence."

    def line_range(self, numbers: Sequence[int]) -> str:
        """« ligne 4 », « lignes 4 et 5 », « lignes 12 à 14 »; nothing for no line."""
        if not numbers:
            return ""
        first, last = numbers[0], numbers[-1]
        shape = self.line if first == last else self.two_lines if last == first + 1 else self.lines
        return shape.format(first=first, last=last)

    def reference(self, alinea: int | None, numbers: Sequence[int]) -> str:
        """« Alinéa 3, lignes 4 et 5 », or « Titre »."""
        name = self.title if alinea is None else self.alinea.format(alinea=alinea)
        return ", ".join(part for part in (name, self.line_range(numbers)) if part)

    def insertion_point(self, alinea: int) -> str:
        """« Après l’alinéa 5 », or before the first."""
        return self.after.format(alinea=alinea) if alinea else self.at_head


FRENCH = Phrases()
