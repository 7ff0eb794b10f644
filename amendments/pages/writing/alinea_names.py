"""What the alinéas of a sheet are called, and what a button has just done to them, in a sentence."""

from dataclasses import dataclass

from flask_babel import gettext as _

Named = tuple[int, bool]  # the number of an alinéa, 0 for the title; whether what is named was added after it


@dataclass(frozen=True, slots=True)
class Done:
    """What a button did: to which alinéa, past or with which other."""

    action: str  # raised, lowered, joined, cut, home, deleted, published, undone, redone
    what: Named = (0, False)
    other: Named | None = None

    @property
    def is_arrangement(self) -> bool:
        """Whether an alinéa was moved, cut or joined: what is often done more than once."""
        return self.action in ("raised", "lowered", "joined", "cut")

    @property
    def sentence(self) -> str:
        """« L’alinéa 3 est maintenant au-dessus de l’alinéa 2. »"""
        what = alinea_name(self.what)
        names = {"what": what[:1].upper() + what[1:], "other": alinea_name(self.other or (0, False))}
        match self.action:
            case "raised":
                return _("%(what)s est maintenant au-dessus de %(other)s.", **names)
            case "lowered":
                return _("%(what)s est maintenant au-dessous de %(other)s.", **names)
            case "joined":
                return _("%(what)s se termine maintenant par %(other)s\u00a0: les deux n’en font qu’un.", **names)
            case "cut":
                return _("%(what)s est coupé en deux\u00a0: la fin est l’alinéa que voici.", **names)
            case "home":
                return _("%(what)s est remis à sa place.", **names)
            case "published":
                return _("%(what)s est rétabli comme il était.", **names)
            case "undone":
                return _("C’est annulé\u00a0: le texte est comme avant.")
            case "redone":
                return _("C’est rétabli.")
            case _:
                return _("L’alinéa ajouté est supprimé.")


def alinea_name(named: Named) -> str:
    """« l’alinéa 3 », « le titre », « l’alinéa ajouté après l’alinéa 3 »."""
    number, is_added = named
    name = _("l’alinéa %(alinea)s", alinea=number) if number else _("le titre")
    return _("l’alinéa ajouté après %(what)s", what=name) if is_added else name
