"""The words that redline says around a difference, in the reader's language."""

from flask_babel import gettext as _

import redline
from core.text.inline_markdown import html_of, inline_runs

INLINE = redline.Inline(inline_runs, html_of)


def phrases() -> redline.Phrases:
    """Redline's phrases, translated."""
    return redline.Phrases(
        added=_("ajouté\u00a0: "),
        removed=_("supprimé\u00a0: "),
        alinea=_("Alinéa\u00a0{alinea}"),
        line=_("ligne\u00a0{line}"),
        lines=_("lignes\u00a0{lines}"),
        from_to=_("{first}\u00a0à\u00a0{last}"),
        last_of_list=_("{others}\u00a0et\u00a0{last}"),
        title=_("Titre"),
        after=_("Après l’alinéa\u00a0{alinea}"),
        at_head=_("Avant l’alinéa\u00a01"),
        moved_from=_("Alinéa\u00a0{alinea} de la version précédente, déplacé ici"),
        moved_to=_("L’alinéa\u00a0{alinea} est déplacé"),
        level=_("placé au niveau\u00a0{new} de la liste, et non plus au niveau\u00a0{old}"),
        split=_("alinéa coupé en deux"),
        joined=_("alinéas réunis"),
        before_column=_("Avant"),
        after_column=_("Après"),
        identical=_("Aucune différence."),
        styles={
            "strong-on": _("mis en gras"),
            "strong-off": _("n’est plus en gras"),
            "em-on": _("mis en italique"),
            "em-off": _("n’est plus en italique"),
            "a-on": _("lien ajouté"),
            "a-off": _("lien retiré"),
            "a-other": _("l’adresse du lien change"),
        },
    )
