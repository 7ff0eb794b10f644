"""What the secretariat types about a sitting."""

from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, Length, Optional

from congress.chamber_models import AgendaItemKind
from congress.rules.rule_names import ItemNature
from core.text.reader import lazily as _l
from core.told_form import HouseForm


class ItemForm(HouseForm):
    """A new item of the agenda; `proposal` where the kind is a proposal."""

    kind = RadioField(
        _l("Ce point porte sur"),
        choices=[
            SelectChoice(AgendaItemKind.PROPOSAL.value, _l("une proposition")),
            SelectChoice(AgendaItemKind.MOTION.value, _l("l’ensemble de la motion")),
            SelectChoice(AgendaItemKind.OTHER.value, _l("autre chose")),
        ],
        default=AgendaItemKind.OTHER.value,
    )
    proposal = SelectField(_l("Proposition"), choices=[SelectChoice("", "–")], validators=[Optional()])
    nature = SelectField(
        _l("Ce que la loi règle à part"),
        choices=[
            SelectChoice(ItemNature.ORDINARY.value, _l("rien")),
            SelectChoice(ItemNature.ELECTION.value, _l("l’élection de la présidence ou du bureau")),
            SelectChoice(ItemNature.BUDGET.value, _l("le budget primitif")),
            SelectChoice(ItemNature.DELEGATES.value, _l("la désignation de délégués dans un organisme extérieur")),
        ],
        default=ItemNature.ORDINARY.value,
        validators=[Optional()],
    )
    title = StringField(
        _l("Titre du point"),
        validators=[
            DataRequired(message=_l("Le point de l’ordre du jour n’a pas de titre.")),
            Length(max=300, message=_l("300 signes au plus.")),
        ],
    )
