"""The sheet of components: every macro in every state, for those who build pages. Only beside a demonstration."""

from flask import Blueprint, render_template
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # not exported, yet the public name

from app.pages.demonstration_page import offered_moments
from app.security import site_page
from core.text.reader import lazily as _
from core.told_form import HouseForm
from voting.pages.seating import seats
from voting.rules.count_sentences import ShownCount
from voting.rules.methods.answers import FOR_OR_AGAINST

blueprint = Blueprint("components", __name__)


class SheetForm(HouseForm):
    """Each kind of control once."""

    title = StringField(_("En quelques mots"))
    reasons = TextAreaField(_("Exposé sommaire"))
    opinion = RadioField(
        _("Votre point de vue"),
        choices=[
            SelectChoice("favourable", _("favorable")),
            SelectChoice("reserved", _("favorable avec réserve")),
        ],
        default="favourable",
    )
    named = BooleanField(_("Publier avec mon nom"))


@blueprint.get("/demonstration/composants")
@site_page
def show() -> str:
    """All the components; the names and texts on it are examples."""
    offered_moments()  # refused where there is no demonstration
    form = SheetForm(formdata=None, title="Cinq ans au lieu de trois")
    form.reasons.errors = [_("Dites en une phrase pourquoi vous proposez ce changement.")]
    drawn = seats([("for", 61), ("abstain", 12), ("against", 40), ("not_taking_part", 2), ("absent", 16)])
    counts = [ShownCount(choice, heads, str(heads), is_lesser=choice in FOR_OR_AGAINST.aside)
              for choice, heads in zip(FOR_OR_AGAINST.offered, (61, 40, 12, 2), strict=True)]  # fmt: skip
    return render_template("app/composants.html", form=form, seats=drawn, counts=counts, answers=FOR_OR_AGAINST)
