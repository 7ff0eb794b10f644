"""What people are told of a document that they bring: why nothing of it can be read, what of it was not understood."""

from flask_babel import gettext as _

from papers.reading.what_was_read import NotUnderstood, Unknown, WhyUnreadable


def refusal_words(refusal: WhyUnreadable) -> str:
    """Why nothing of a file can be read, and what to do."""
    told: dict[WhyUnreadable, str] = {
        WhyUnreadable.PDF: _(
            "Un PDF ne garde ni les alinéas ni les numéros\u00a0: envoyez le document de Word (.docx) ou de LibreOffice"
            " (.odt) dont il vient."
        ),
        WhyUnreadable.OLD_WORD: _(
            "Ce document est dans l’ancien format de Word (.doc), ou protégé par un mot de passe\u00a0: enregistrez-le"
            " en .docx, sans mot de passe."
        ),
        WhyUnreadable.ENCRYPTED: _(
            "Ce document est protégé par un mot de passe\u00a0: enregistrez-le sans mot de passe."
        ),
        WhyUnreadable.NOT_A_DOCUMENT: _(
            "Ce fichier n’est ni un document de Word (.docx) ni un document de LibreOffice (.odt)\u00a0: ouvrez-le dans"
            " votre traitement de texte, puis enregistrez-le en .docx."
        ),
        WhyUnreadable.DAMAGED: _(
            "Ce document est abîmé\u00a0: ouvrez-le dans votre traitement de texte et enregistrez-le à nouveau."
        ),
        WhyUnreadable.TOO_LARGE: _("Ce document est trop lourd (10\u00a0Mo au plus)\u00a0: retirez-en les images."),
        WhyUnreadable.BOMB: _("Ce document se déplie en un volume démesuré\u00a0: il n’est pas lu."),
        WhyUnreadable.TOO_LONG: _("Ce document est plus long qu’un texte ne peut l’être\u00a0: il n’est pas lu."),
        WhyUnreadable.BUSY: _("Un autre document est en cours de lecture\u00a0: réessayez dans un instant."),
        WhyUnreadable.EMPTY: _("Ce fichier est vide."),
    }
    return told[refusal]


def doubt_words(doubt: NotUnderstood) -> str:
    """What was not understood, with its place: « Paragraphe 12 : … »."""
    said = _unknown(doubt.kind)
    if doubt.words:
        said = _("%(said)s «\u00a0%(words)s\u00a0»", said=said, words=doubt.words)
    if not doubt.paragraph:
        return said
    return _("Paragraphe %(number)s\u00a0: %(said)s", number=doubt.paragraph, said=said[:1].lower() + said[1:])


def _unknown(kind: Unknown) -> str:
    told: dict[Unknown, str] = {
        Unknown.MACROS: _("Les macros du document ne sont ni lues ni gardées."),
        Unknown.EXTERNAL: _("Un lien va chercher quelque chose hors du document\u00a0: il n’est pas suivi."),
        Unknown.STRICT: _(
            "Le document est en «\u00a0Strict Open XML\u00a0»\u00a0: il est lu comme un document de Word ordinaire."
        ),
        Unknown.ALT_CHUNK: _("Un autre document est inséré ici\u00a0: il n’est pas lu."),
        Unknown.TEXT_BOX: _("Une zone de texte est laissée de côté."),
        Unknown.PICTURE: _("Une image est laissée de côté."),
        Unknown.FOOTNOTE: _("Une note de bas de page est laissée de côté."),
        Unknown.COMMENT: _("Un commentaire est laissé de côté."),
        Unknown.HIDDEN: _("Du texte masqué est laissé de côté."),
        Unknown.STRUCK: _("Des mots sont barrés à la main, sans suivi des modifications\u00a0: ils sont gardés."),
        Unknown.SYMBOL: _("Un symbole d’une police particulière est laissé de côté."),
        Unknown.EQUATION: _("Une équation est laissée de côté."),
        Unknown.NUMBERING: _("Le numéro automatique est d’une forme inconnue\u00a0: il est laissé de côté."),
        Unknown.CONTENTS: _("La table des matières est laissée de côté."),
        Unknown.MERGED_CELLS: _("Des cellules du tableau sont fusionnées\u00a0: relisez cette ligne."),
        Unknown.EMPHASIS: _("Le gras ou l’italique ne se garde pas tel quel."),
        Unknown.MARK: _(
            "Le signe du début se lit comme une marque du texte (titre, liste, citation, tableau)\u00a0: relisez-le."
        ),
    }
    return told[kind]
