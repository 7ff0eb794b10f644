"""What the secretariat keys of a sheet handed in during a sitting, and the text that it makes.

A sheet says its dispositif in the sentences of an assembly: they are read back, and the text is made of them; where one
is not understood, nothing is guessed, and one alinéa may be keyed whole in its place.
"""

import re
from dataclasses import dataclass

from flask_babel import gettext as _
from wtforms import FileField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional

from amendments.models import LONGEST_TITLE
from amendments.rules.dispositif.statements import NotReadable
from amendments.rules.dispositif.without_lines import amended_by_hand
from amendments.rules.written_alineas import place_of, rebuilt
from congress.models import Congress, Member
from core.errors import Invalid
from core.text.reader import lazily
from core.text.typography import normalise_typography
from core.told_form import ToldForm
from motions.models import Revision

_STRAIGHT_QUOTES = re.compile(r'"([^"\n]+)"')
_MOST_SENTENCES = 20


class KeyedSheetForm(ToldForm):
    """A sheet, as it is keyed."""

    called = {"text": "dispositif"}  # noqa: RUF012 (a table of names, that nobody writes to)

    author = SelectField(lazily("Qui le dépose"), coerce=str, validate_choice=False)
    cosigners = SelectMultipleField(lazily("Cosignataires"), coerce=str, validate_choice=False)
    dispositif = TextAreaField(lazily("Dispositif, comme sur la feuille"))
    alinea = IntegerField(lazily("Numéro de l’alinéa"), validators=[Optional()])
    wording = TextAreaField(lazily("Sa nouvelle rédaction"))
    title = StringField(lazily("En quelques mots"))
    reasons = TextAreaField(lazily("Exposé sommaire"))
    photograph = FileField(lazily("Photographie de la feuille"))

    def offer(self, people: list[Member], names: dict[int, str]) -> None:
        """The members who may sign."""
        known = [(str(member.id), names[member.id]) for member in people]
        self.author.choices = [("", _("Choisissez un membre")), *known]
        self.cosigners.choices = known


@dataclass(frozen=True, slots=True)
class KeyedWords:
    """What a sheet makes: the whole text, in a few words, why."""

    text: str
    title: str
    reasons: str


def keyed_words(congress: Congress, base: Revision, form: KeyedSheetForm) -> KeyedWords:
    """The words of a sheet keyed over a version; `Invalid`, beside its field, where they make no text."""
    said, wording = (form.dispositif.data or "").strip(), (form.wording.data or "").strip()
    if form.alinea.errors:
        raise Invalid(_("Donnez le numéro de l’alinéa en chiffres."), "alinea")
    if not said and form.alinea.data is None:
        raise Invalid(_("Écrivez le dispositif de la feuille, ou l’alinéa qu’elle change."), "dispositif")
    if said:
        sentences = _sentences(said)
        text = _read(congress, base, sentences)
    else:
        sentences, text = [], _rewritten(base, form.alinea.data or 0, wording)
    title = (form.title.data or "").strip() or _shortened(sentences[0] if sentences else wording)
    return KeyedWords(text, title, (form.reasons.data or "").strip() or _("Motifs exposés en séance."))


def _sentences(said: str) -> list[str]:
    """One a line, as they are read: « » around what is quoted, a full stop at the end."""
    lines = [_STRAIGHT_QUOTES.sub("«\u00a0\\1\u00a0»", line.strip()) for line in said.splitlines() if line.strip()]
    if len(lines) > _MOST_SENTENCES:
        raise Invalid(_("Il y a là plus de %(most)s phrases.", most=_MOST_SENTENCES), "dispositif")
    return [normalise_typography(line if line.endswith(".") else f"{line}.") for line in lines]


def _read(congress: Congress, base: Revision, sentences: list[str]) -> str:
    try:
        return amended_by_hand(base.text, sentences, congress.line_length, congress.locale.value)
    except NotReadable as refusal:
        raise Invalid(
            _("Le site ne sait pas lire cette phrase sur le texte en vigueur. Écrivez-la comme «\u00a0À l’alinéa 3,"
              " remplacer les mots «\u00a0…\u00a0» par les mots «\u00a0…\u00a0».\u00a0», ou donnez plus bas l’alinéa"
              " et sa nouvelle rédaction."),
            "dispositif",
        ) from refusal  # fmt: skip


def _rewritten(base: Revision, alinea: int, wording: str) -> str:
    place = place_of(base.text, alinea)
    if place is None:
        raise Invalid(_("Il n’y a pas d’alinéa %(number)s dans ce texte.", number=alinea), "alinea")
    return rebuilt(base.text, {place: [wording]})


def _shortened(words: str) -> str:
    """What « En quelques mots » says where the sheet gives no title."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST_TITLE else flat[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
