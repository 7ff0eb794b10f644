"""Forms of the bureau's advice: of one amendment on its page, of each batch on the page of a proposal."""

import re
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not exported, yet the public name
from wtforms.validators import AnyOf

from amendments.models import Opinion, OpinionKind
from amendments.services.opinions.opinion_services import Advice
from core.errors import Invalid
from core.text.reader import lazily as _
from core.told_form import ToldForm

_NUMBER = re.compile(r"\s{0,9}(?:n[°o]\s{0,9})?([0-9]{1,6})\s{0,9}", re.IGNORECASE)
_KINDS = {
    OpinionKind.FAVOURABLE: _("Favorable"),
    OpinionKind.FAVOURABLE_IF: _("Favorable sous réserve"),
    OpinionKind.UNFAVOURABLE: _("Défavorable"),
    OpinionKind.WITHDRAWAL: _("Demande de retrait"),
    OpinionKind.WITHDRAWAL_FOR: _("Retrait au profit d’un autre"),
    OpinionKind.WISDOM: _("Sagesse de l’assemblée"),
    OpinionKind.SATISFIED: _("Satisfait"),
    OpinionKind.NONE: _("Sans avis"),
}


class _Advising(ToldForm):
    """What both forms hold; the field `opinion` is chosen among buttons or in a list."""

    rival = StringField(_("Au profit de l’amendement n°"), render_kw={"inputmode": "numeric", "autocomplete": "off"})
    reason = TextAreaField(_("Raison"))

    @property
    def advice(self) -> Advice:
        """What was chosen and typed; `Invalid` beside the field that is not understood."""
        kind = OpinionKind(self["opinion"].data)
        typed = str(self.rival.data or "").strip() if kind == OpinionKind.WITHDRAWAL_FOR else ""
        found = _NUMBER.fullmatch(typed[:40])
        if typed and found is None:
            raise Invalid(str(_("Écrivez le numéro d’un amendement, 12 par exemple.")), "rival")
        return Advice(kind, str(self.reason.data or ""), int(found[1]) if found else None)


class OpinionForm(_Advising):
    """The bureau's advice on one amendment."""

    opinion = RadioField(
        _("Avis du bureau"),
        choices=[SelectChoice(kind.value, label) for kind, label in _KINDS.items()],
        validate_choice=False,
        validators=[AnyOf([kind.value for kind in OpinionKind], message=_("Choisissez un avis."))],
    )
    identical = BooleanField(_("Le même avis à tous"))

    @classmethod
    def of(cls, opinion: Opinion | None) -> "OpinionForm":
        """The form as it is first shown: with what the bureau said last."""
        form: OpinionForm = cls(data={**filled(opinion), "identical": True})
        return form


class BatchOpinionForm(_Advising):
    """The bureau's advice on a batch, among others; `seen`: the advice that the page showed, by its id."""

    opinion = SelectField(
        _("Avis"),
        choices=[SelectChoice("", "–"), *(SelectChoice(kind.value, label) for kind, label in _KINDS.items())],
        validate_choice=False,
        validators=[AnyOf(["", *(kind.value for kind in OpinionKind)], message=_("Choisissez un avis."))],
    )
    seen = HiddenField()


def filled(opinion: Opinion | None) -> dict[str, Any]:
    """The fields of an advice already given."""
    if opinion is None:
        return {}
    rival = opinion.rival.public_number if opinion.rival else ""
    return {"opinion": opinion.kind.value, "reason": opinion.reason, "rival": str(rival)}
