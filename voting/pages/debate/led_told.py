"""What a press that leads the debate did, in a sentence at the head of the list: who does not see it starts there."""

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.chamber_models import Sitting
from congress.queries.homonyms import told_name
from voting.queries.debate.floor_queries import floor_of
from voting.rules.debate.debate_sentences import has_floor


def led_told(sitting: Sitting, button: str) -> str:
    """« La parole est à Mme Raphaëlle Meunier. », « La liste de parole est close. », once it is done."""
    if button in ("donner", "parole"):
        running = floor_of(sitting).running
        return has_floor(told_name(running.member), get_translations()) if running is not None else ""
    return {
        "finir": _("Personne n’a la parole."),
        "couper": _("Personne n’a la parole."),
        "plus": _("Une minute de plus est donnée."),
        "arreter": _("Le temps est arrêté."),
        "reprendre": _("Le temps reprend."),
        "tete": _("L’ordre de la liste est changé."),
        "place": _("L’ordre de la liste est changé."),
        "clore": _("La liste de parole est close."),
        "rouvrir": _("La liste de parole est rouverte."),
        "continuer": _("La discussion reprend."),
        "expliquer": _("Les explications de vote sont appelées."),
        "regles": _("Les règles du débat sont enregistrées."),
        "voter": _("La motion est mise aux voix."),
        "adoptee": _("La motion est adoptée."),
        "rejetee": _("La motion est rejetée."),
        "accorder": _("La suspension est accordée."),
        "repondre": _("La réponse est enregistrée."),
        "refuser": _("La motion n’est pas reçue."),
    }.get(button, "")
