"""What the law of a congress forbids, in a sentence with its article."""

from typing import Final

from congress.rules.presets.law import Breach, Prohibition
from core.text.reader import lazily as _

_SENTENCES: Final = {
    Prohibition.OTHER_BODY: _("Ce modèle est celui d’une autre assemblée\u00a0: choisissez les deux ensemble."),
    Prohibition.OTHER_QUORUM: _("Le quorum est ici plus de la moitié des membres en exercice, présents."),
    Prohibition.OTHER_MOMENT: _("Le quorum se vérifie ici à la mise en discussion de chaque point."),
    Prohibition.OTHER_MAJORITY: _("Les décisions se prennent ici à la majorité absolue des suffrages exprimés."),
    Prohibition.OTHER_TIE_RULE: _("La loi dit ici ce que devient un partage égal des voix."),
    Prohibition.SECRET_BY_DEFAULT: _("Le scrutin est ici public, sauf demande ou nomination."),
    Prohibition.MORE_PROXIES: _("Un même membre ne porte ici qu’un seul pouvoir."),
    Prohibition.SUBSTITUTES: _("Un membre absent donne ici pouvoir à un autre\u00a0: il n’a pas de suppléant."),
    Prohibition.REMOTE_PRESENCE: _("Les membres siègent ici dans la salle\u00a0: nul n’est présent à distance."),
    Prohibition.SHORTER_CONVENING: _("La convocation part ici au moins trois jours francs avant la séance."),
    Prohibition.OTHER_PUBLIC_REQUEST: _("Le quart des membres présents obtient ici un scrutin public."),
    Prohibition.OTHER_SECRET_REQUEST: _("Le tiers des membres présents obtient ici un scrutin secret."),
    Prohibition.COLLEGES: _("Chaque membre a ici une voix, sans collèges."),
    Prohibition.WEIGHTS: _("Chaque membre a ici une voix, qui en vaut une."),
    Prohibition.SECRET_AT_A_DISTANCE: _(
        "À distance, on ne vote qu’au scrutin public\u00a0: ce point est reporté à une séance où l’on est présent."
    ),
    Prohibition.HANDS_AT_A_DISTANCE: _(
        "À distance, on ne vote qu’au scrutin public, avec le nom de chaque votant\u00a0: pas à main levée."
    ),
    Prohibition.ELECTION_AT_A_DISTANCE: _("L’élection de la présidence et du bureau ne se tient pas à distance."),
    Prohibition.BUDGET_AT_A_DISTANCE: _("Le budget primitif ne s’adopte pas à distance."),
    Prohibition.DELEGATES_AT_A_DISTANCE: _(
        "La désignation de délégués dans un organisme extérieur ne se tient pas à distance."
    ),
}  # fmt: skip


def breach_sentence(breach: Breach) -> str:
    """« Un même membre ne porte ici qu’un seul pouvoir (CGCT, art. L2121-20). »"""
    sentence = str(_SENTENCES[breach.prohibition])
    return f"{sentence.removesuffix('.')} ({breach.article})." if breach.article else sentence
