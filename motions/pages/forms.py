"""Forms of the pages of the motion."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not exported, yet the public name
from wtforms.validators import InputRequired, Length, StopValidation

from core.text.reader import lazily as _
from motions.models import Position, Viewpoint
from motions.services.viewpoint_services import MOST_CHARACTERS, is_said

IN_A_ROW = "rangee"  # the form stands among the others of the page that answers them in a row


class ReservationSaid:
    """A favourable position with a reservation says which."""

    def __call__(self, form: Any, field: Any) -> None:
        """Stop the validation when the sentence is missing."""
        if form.position.data == Position.RESERVED and not is_said(field.data or ""):
            raise StopValidation(_("Dites votre réserve en une phrase."))


class ViewpointForm(FlaskForm):
    """One answer to one proposal; `seen` is the fingerprint of the text shown above it."""

    position = RadioField(
        _("Votre point de vue"),
        choices=[
            SelectChoice(Position.FAVOURABLE.value, _("Favorable")),
            SelectChoice(Position.RESERVED.value, _("Favorable avec réserve")),
            SelectChoice(Position.UNFAVOURABLE.value, _("Défavorable")),
            SelectChoice(Position.NO_OPINION.value, _("Sans avis")),
        ],
        validators=[InputRequired(_("Choisissez l’une des quatre réponses."))],
    )
    reservation = TextAreaField(
        _("Votre réserve, en une phrase"),
        validators=[
            ReservationSaid(),
            Length(max=MOST_CHARACTERS, message=_("Votre réserve est trop longue\u00a0: abrégez-la.")),
        ],
    )
    named = BooleanField(_("Montrer mon nom"))
    seen = HiddenField()
    place = HiddenField()

    @classmethod
    def of(cls, number: int, viewpoint: Viewpoint | None, seen: str, place: str = "") -> "ViewpointForm":
        """The form of a proposal, filled in with what the member answered before."""
        filled: dict[str, Any] = {"seen": seen, "place": place}  # a political opinion: the name is never ticked before
        if viewpoint is not None:
            filled |= {
                "position": viewpoint.position.value,
                "reservation": viewpoint.reservation,
                "named": viewpoint.named,
            }
        form: ViewpointForm = cls(formdata=None, prefix=prefix(number), data=filled)
        return form


def prefix(number: int) -> str:
    """What begins the names of a proposal's fields, so that eight forms may share a page."""
    return f"p{number}-"
