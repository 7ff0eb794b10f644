"""Forms of the pages of the motion."""

from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not exported, yet the public name
from wtforms.validators import InputRequired, Length, Optional, StopValidation
from wtforms.widgets import HiddenInput

from core.text.reader import lazily as _
from core.told_form import ToldForm
from motions.models import Position, Viewpoint
from motions.services.viewpoint_services import MOST_CHARACTERS, is_said

IN_A_ROW = "rangee"  # the form stands among the others of the page that answers them in a row


class ReservationSaid:
    """A favourable position with a reservation says which; with another position, nothing said goes without a word."""

    def __call__(self, form: Any, field: Any) -> None:
        """Stop the validation when the sentence is missing, or would be dropped and nobody said so."""
        is_written, position = is_said(field.data or ""), form.position
        if position.data == Position.RESERVED and not is_written:
            raise StopValidation(_("Dites votre réserve en une phrase."))
        if is_written and position.data and not position.errors and not form.is_asked_without:
            form.may_go_without = position.data != Position.RESERVED
            if form.may_go_without:
                raise StopValidation(
                    _("Ces mots ne vont qu’avec «\u00a0Favorable avec réserve\u00a0»\u00a0: choisissez-le, ou"
                      " enregistrez sans eux.")
                )  # fmt: skip


class ViewpointForm(ToldForm):
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
    without = BooleanField()  # a button: the words go, the position stays
    seen = HiddenField()
    place = HiddenField()
    may_go_without = False  # words were typed that this position does not take: the page asks

    @property
    def is_asked_without(self) -> bool:
        """Whether the button was pressed that leaves the words of the reservation out."""
        return bool(self.without.data)

    @property
    def position_words(self) -> str:
        """The position chosen, as its choice says it."""
        return next(
            (str(label) for value, label, *_rest in self.position.iter_choices() if value == self.position.data), ""
        )

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


class CommentForm(ToldForm):
    """What one remarks on words of an alinéa; `seen` is the fingerprint of the text shown."""

    alinea = IntegerField(widget=HiddenInput(), validators=[Optional()])
    seen = HiddenField()
    quote = StringField(_("Les mots que vous commentez"))
    words = TextAreaField(_("Votre commentaire"))


def prefix(number: int) -> str:
    """What begins the names of a proposal's fields, so that eight forms may share a page."""
    return f"p{number}-"
