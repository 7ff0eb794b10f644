"""A form that tells what is wrong with it: each fault beside the field that it names, others before them all."""

from collections.abc import Iterable

from flask_wtf import FlaskForm

from core.errors import Invalid, RuleBroken


class ToldForm(FlaskForm):
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
