"""Forms of the sign-in pages."""

from flask_babel import gettext
from wtforms import EmailField, Field, Form, HiddenField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from core.addresses import is_address
from core.text.reader import lazily as _
from core.told_form import HouseForm


def _complete(_form: Form, field: Field) -> None:
    """Refuse what cannot be an address, unless something was already said of it."""
    if not field.errors and not is_address(field.data.strip()):
        raise ValidationError(gettext("Cette adresse n’est pas complète : il faut la forme nom@commune.fr."))


def _email() -> Field:
    return EmailField(
        _("Votre adresse électronique"),
        validators=[
            DataRequired(_("Tapez votre adresse électronique.")),
            Length(max=320, message=_("Cette adresse est trop longue.")),
            _complete,
        ],
        render_kw={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"},
    )


class AskForm(HouseForm):
    """The address to which the link goes; `suite`: where the person was going."""

    email = _email()
    suite = HiddenField()


class CodeForm(HouseForm):
    """The code that the mail carries, and the address that received it."""

    email = _email()
    code = StringField(
        _("Le code reçu par courriel"),
        validators=[
            DataRequired(_("Tapez le code de huit caractères.")),
            Length(min=8, max=20, message=_("Le code a huit caractères.")),
        ],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"},
    )
