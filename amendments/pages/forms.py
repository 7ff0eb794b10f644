"""Forms of amendments. A draft may lack anything: what one must hold is told by `amendments.services.admissibility`."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not exported, yet the public name
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from core.errors import Invalid
from core.text.reader import lazily as _
from motions.models import Cause


class AmendmentForm(FlaskForm):
    """An amendment as it is written. Its text: a field for each alinéa written anew (`writing_sheet`), or `text`."""

    base_number = IntegerField(widget=HiddenInput(), validators=[Optional()])  # the version shown
    on = IntegerField(widget=HiddenInput(), validators=[Optional()])  # the version of the text, of a rectification
    seen = HiddenField()  # what the draft shown said
    was = HiddenField()  # the same, as `two_windows.remembered` writes it
    sheet = HiddenField()  # the page that begins a draft
    text = TextAreaField(_("Votre rédaction"))
    title = StringField(_("En quelques mots"))
    reasons = TextAreaField(_("Exposé sommaire"))

    def show_faults(self, faults: Iterable[Invalid]) -> None:
        """Put each fault beside the field it names; one without a field stands before them all."""
        for fault in faults:
            if fault.field in ("text", "title", "reasons"):
                self[fault.field].errors = [*self[fault.field].errors, fault.sentence]
            else:
                self.form_errors.append(fault.sentence)


class EditorialForm(FlaskForm):
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

    def show_faults(self, faults: Iterable[Invalid]) -> None:
        """Put each fault beside the field it names; one without a field stands before them all."""
        for fault in faults:
            if fault.field in ("text", "kind", "because"):
                self[fault.field].errors = [*self[fault.field].errors, fault.sentence]
            else:
                self.form_errors.append(fault.sentence)

    @property
    def has_faults(self) -> bool:
        """Whether something stands in the way."""
        return bool(self.errors)
