"""Forms of amendments. A draft may lack anything: what one must hold is told by `amendments.services.admissibility`."""

from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not exported, yet the public name
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from core.text.reader import lazily as _
from core.told_form import ToldForm
from motions.models import Cause


class AmendmentForm(ToldForm):
    """An amendment as it is written. Its text: a field for each alinéa written anew (`writing_sheet`), or `text`."""

    base_number = IntegerField(widget=HiddenInput(), validators=[Optional()])  # the version shown
    on = IntegerField(widget=HiddenInput(), validators=[Optional()])  # the version of the text, of a rectification
    seen = HiddenField()  # what the draft shown said
    was = HiddenField()  # the same, as `two_windows.remembered` writes it
    sheet = HiddenField()  # the page that begins a draft
    text = TextAreaField(_("Votre rédaction"))
    title = StringField(_("En quelques mots"))
    reasons = TextAreaField(_("Exposé sommaire"))


class EditorialForm(ToldForm):
    """A text as the secretariat corrects it, and why."""

    base_number = IntegerField(widget=HiddenInput(), validators=[Optional()])
    seen = HiddenField()  # fingerprint of the text whose differences were shown
    kind = RadioField(
        _("Ce que vous changez"),
        choices=[
            SelectChoice(Cause.EDITORIAL.value, _("Mise au point rédactionnelle\u00a0: orthographe, renvois, numéros")),
            SelectChoice(Cause.CORRECTION.value, _("Correction\u00a0: le texte enregistré n’est pas le bon")),
        ],
        validate_choice=False,
    )
    text = TextAreaField(_("Le texte corrigé"))
    because = StringField(_("Pourquoi\u00a0: tout le monde le lira"))

    @property
    def has_faults(self) -> bool:
        """Whether something stands in the way."""
        return bool(self.errors)
