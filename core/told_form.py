"""A form that tells what is wrong with it: each fault beside the field that it names, others before them all."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from flask_wtf.i18n import translations

from core.errors import Invalid, RuleBroken
from core.text.reader import lazily as _

_CHOOSE = _("Choisissez l’une des réponses proposées.")
_WORDS = {
    "Not a valid choice.": _CHOOSE,
    "Invalid Choice: could not coerce.": _CHOOSE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _CHOOSE,
    "'%(value)s' is not a valid choice for this field.": _CHOOSE,
    "Not a valid integer value.": _("Écrivez un nombre entier."),
    "This field is required.": _("Ce champ est à remplir."),
}


class HouseWords:
    """What the library of forms says of a fault, in the house's own words."""

    def gettext(self, string: str) -> str:
        """The house's sentence; the library's, where no form of ours comes to it."""
        return str(_WORDS[string]) if string in _WORDS else str(translations.gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same, of several."""
        return str(_WORDS[singular]) if singular in _WORDS else str(translations.ngettext(singular, plural, n))


class HouseForm(FlaskForm):
    """A form whose faults are told in the house's words, whatever was sent that no page of ours sends."""

    class Meta(FlaskForm.Meta):
        """What the library asks for its sentences."""

        def get_translations(self, _form: object) -> HouseWords:
            """Ours."""
            return HouseWords()


class ToldForm(HouseForm):
    """A form whose faults the services find: `Invalid.field` is the name of a field, or one of `called`."""

    called: dict[str, str] = {}  # noqa: RUF012 (a table of names, that nobody writes to)

    def tell(self, refusal: RuleBroken) -> None:
        """Put the sentence beside the field that it names, else before them all."""
        field = refusal.field if isinstance(refusal, Invalid) else None
        name = self.called.get(field or "", field)
        if name and name in self:
            self[name].errors = [*self[name].errors, refusal.sentence]
        else:
            self.form_errors.append(refusal.sentence)

    def show_faults(self, faults: Iterable[RuleBroken]) -> None:
        """All of them."""
        for fault in faults:
            self.tell(fault)
