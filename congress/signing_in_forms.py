"""Forms of the sign-in pages."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length, Regexp


class AskForm(FlaskForm):  # type: ignore[misc]
    """The address to which the link goes."""

    email = StringField(
        _("Votre adresse électronique"),
        validators=[
            DataRequired(_("Tapez votre adresse électronique.")),
            Length(max=320, message=_("Cette adresse est trop longue.")),
            Regexp(
                r"^\s*[^@\s]+@[^@\s]+\.[^@\s.]+\s*$",
                message=_("Cette adresse n’est pas complète\u00a0: il faut la forme nom@commune.fr."),
            ),
        ],
    )
    suite = HiddenField()


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The code that the mail carries."""

    email = StringField(_("Votre adresse électronique"), validators=[DataRequired(_("Tapez votre adresse."))])
    code = StringField(
        _("Le code reçu par courriel"),
        validators=[
            DataRequired(_("Tapez le code de huit caractères.")),
            Length(min=8, max=12, message=_("Le code a huit caractères.")),
        ],
    )
    suite = HiddenField()
