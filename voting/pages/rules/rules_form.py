"""The rules of a congress as its secretariat changes them: a setting in each sentence, numbers to try them on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from flask_babel import get_translations
from flask_babel import gettext as _
from wtforms import IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import NumberRange, ValidationError

from congress.models import Congress
from congress.rules.presets.house_rules import PRESETS, HouseRules
from congress.rules.rule_names import BallotKind, Body, PresetName, QuorumRule, TieRule
from core.text.reader import lazily as _l
from voting.pages.rules.college_fields import CollegeFields
from voting.rules.ruling.rule_sentences import MAJORITIES, MOMENTS, QUORUMS, TIES

MODELS: Final = {
    PresetName.OWN: (_l("Nos propres règles"), _l("telles qu’elles sont écrites ci-dessous")),
    PresetName.ASSOCIATION: (_l("D’une association"), _l("le quart des adhérents, deux pouvoirs, selon les statuts")),
    PresetName.MUNICIPAL_COUNCIL: (
        _l("D’un conseil municipal"),
        _l("plus de la moitié des membres, dans la salle, un pouvoir (CGCT)"),
    ),
    PresetName.EPCI: (_l("D’un EPCI"), _l("comme un conseil municipal, à distance aussi, au scrutin public (CGCT)")),
    PresetName.TWO_THIRDS: (_l("Des deux tiers"), _l("deux tiers des suffrages exprimés, selon les statuts")),
    PresetName.NATIONAL_ASSEMBLY: (
        _l("De l’Assemblée nationale"),
        _l("le quorum sur demande, à égalité le texte est rejeté"),
    ),
}
BODIES: Final = {
    Body.ASSOCIATION: _l("une association\u00a0: ses statuts décident"),
    Body.COMMUNE: _l("un conseil municipal"),
    Body.EPCI: _l("un conseil d’EPCI"),
    Body.PARLIAMENT: _l("une assemblée parlementaire"),
}
MOST_PROXIES, MOST_VOTES = 20, 100_000


def _of_names(words: Mapping[Any, str]) -> Callable[[], list[SelectChoice]]:
    """The choices of a setting, in the reader's language."""
    return lambda: [SelectChoice(str(name), get_translations().gettext(said)) for name, said in words.items()]


def _yes_or_no(yes: str, no: str) -> list[SelectChoice]:
    return [SelectChoice("oui", yes), SelectChoice("non", no)]


class NumberField(IntegerField):
    """A whole number; what is typed otherwise is said in the language of the reader."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """The number typed."""
        try:
            self.data = int(valuelist[0]) if valuelist else None
        except ValueError:
            self.data = None
            raise ValueError(_("Écrivez un nombre entier.")) from None


class RulesForm(CollegeFields):
    """What the page holds; `called` names the settings as the services do."""

    called = {"remote_presence": "remote", "substitutes": "suppleants", "proxies_per_holder": "proxies"}  # noqa: RUF012

    preset = RadioField(
        _l("Partir des règles…"),
        choices=[SelectChoice(name.value, said) for name, (said, _more) in MODELS.items()],
        validate_choice=False,  # below, in words that say what to do
    )
    body = SelectField(_l("L’assemblée est"), choices=[SelectChoice(body.value, said) for body, said in BODIES.items()])
    quorum = SelectField(_l("Quorum"), choices=_of_names(QUORUMS))
    quorum_checked = SelectField(_l("Vérification du quorum"), choices=_of_names(MOMENTS))
    majority = SelectField(_l("Majorité"))
    tie_rule = SelectField(_l("À égalité"), choices=_of_names(TIES))
    proxies = SelectField(_l("Pouvoirs portés par un membre"), coerce=int)
    suppleants = SelectField(
        _l("Suppléants"), choices=_yes_or_no(_l("est remplacé par son suppléant"), _l("n’a pas de suppléant"))
    )
    remote = SelectField(_l("Lieu"), choices=_yes_or_no(_l("dans la salle ou à distance"), _l("dans la salle")))
    convening_days = NumberField(
        _l("Jours francs de convocation"), validators=[NumberRange(0, 365, _l("De 0 à 365 jours."))]
    )
    public_request = SelectField(_l("Demande de scrutin public"), coerce=int)
    secret_request = SelectField(_l("Demande de scrutin secret"), coerce=int)
    prevailing_request = SelectField(
        _l("Si les deux sont obtenus"),
        choices=[SelectChoice("secret", _l("secret")), SelectChoice("public", _l("public"))],
    )
    members = NumberField(_l("Membres en exercice"), validators=[NumberRange(1, MOST_VOTES, _l("Au moins 1 membre."))])
    pour = NumberField(_l("Pour"), default=61, validators=[NumberRange(0, MOST_VOTES, _l("Un nombre de voix."))])
    contre = NumberField(_l("Contre"), default=40, validators=[NumberRange(0, MOST_VOTES, _l("Un nombre de voix."))])
    abstention = NumberField(
        _l("Abstentions"), default=12, validators=[NumberRange(0, MOST_VOTES, _l("Un nombre de voix."))]
    )

    def offer(self, rules: HouseRules) -> None:
        """The choices that depend on what is in force: nothing that a folder wrote is lost by looking at it."""
        said = get_translations().gettext
        single = {rule.value: said(words) for rule, words in MAJORITIES.items()}
        several = " ".join(rules.majority)
        if several not in single:
            single[several] = _(
                "plusieurs ensemble\u00a0: %(all)s", all=", ".join(single[name] for name in rules.majority)
            )
        self.majority.choices = [SelectChoice(value, words) for value, words in single.items()]
        self.proxies.choices = _numbers({*range(6), rules.proxies_per_holder}, _proxies_words)
        for field, share in ((self.public_request, rules.public_request), (self.secret_request, rules.secret_request)):
            field.choices = _numbers({0, 2, 3, 4, 5, 6, 10, share}, _share_words)

    def fill(self, rules: HouseRules, members: int) -> None:
        """Show these rules."""
        for name in ("preset", "body", "quorum", "tie_rule", "prevailing_request"):
            self[name].data = getattr(rules, name).value
        self.quorum_checked.data, self.majority.data = rules.quorum_checked, " ".join(rules.majority)
        self.proxies.data, self.convening_days.data = rules.proxies_per_holder, rules.convening_days
        self.public_request.data, self.secret_request.data = rules.public_request, rules.secret_request
        self.suppleants.data = "oui" if rules.substitutes else "non"
        self.remote.data = "oui" if rules.remote_presence else "non"
        self.members.data = self.members.data or max(members, 1)

    def validate_preset(self, field: RadioField) -> None:
        """A model that is none is refused; what was chosen stays, as rules of one's own, and can be kept so."""
        if field.data not in {name.value for name in MODELS}:
            field.data = PresetName.OWN.value
            raise ValidationError(
                _(
                    "Le modèle de départ n’existe pas\u00a0: choisissez-en un ci-dessous, ou enregistrez ce que vous"
                    " avez choisi comme vos propres règles."
                )
            )

    def wanted(self, congress: Congress) -> HouseRules:
        """The rules that the page asks for, once the form is valid; the body is that of the model, if it has one."""
        preset = PresetName(self.preset.data)
        model = PRESETS.get(preset)
        return HouseRules(
            preset=preset,
            body=model.body if model else Body(self.body.data),
            quorum=QuorumRule(self.quorum.data),
            quorum_checked=self.quorum_checked.data,
            majority=tuple(self.majority.data.split()),
            tie_rule=TieRule(self.tie_rule.data),
            ballot=congress.ballot,
            proxies_per_holder=self.proxies.data,
            substitutes=self.suppleants.data == "oui",
            remote_presence=self.remote.data == "oui",
            convening_days=self.convening_days.data or 0,
            public_request=self.public_request.data,
            secret_request=self.secret_request.data,
            prevailing_request=BallotKind(self.prevailing_request.data),
        )


def _numbers(values: Iterable[int], words: Callable[[int], str]) -> list[SelectChoice]:
    return [SelectChoice(value, words(value)) for value in sorted(values)]


def _proxies_words(most: int) -> str:
    told: str = _("aucun") if not most else str(most)
    return told


def _share_words(share: int) -> str:
    named = {0: _("personne, par le nombre"), 2: _("la moitié"), 3: _("le tiers"), 4: _("le quart"),
             5: _("le cinquième"), 6: _("le sixième"), 10: _("le dixième")}  # fmt: skip
    told: str = named.get(share) or _("un membre sur %(share)s", share=share)
    return told
