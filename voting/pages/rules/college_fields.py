"""What the page of the rules asks of colleges: how they make one decision, their shares, one to a line."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from congress.rules.colleges.settings import CollegeSettings, ShareFlaw, exact_share, exactly, flaw_of_shares
from congress.rules.rule_names import CollegeRule
from core.errors import Invalid
from core.text.reader import lazily as _l
from core.text.reader import number, quotation
from core.told_form import ToldForm

RULES = {
    "": _l("ensemble, sans collèges"),
    CollegeRule.EACH.value: _l("par collège\u00a0: plus de voix pour que contre dans chacun"),
    CollegeRule.EACH_AND_MAJORITY.value: _l("ensemble à cette majorité, et plus de voix pour que contre dans chacun"),
    CollegeRule.SHARE.value: _l("par collège, chacun comptant pour sa part"),
}


class CollegeFields(ToldForm):
    """The fields; a form that does not hold them leaves colleges as they are."""

    college_rule = SelectField(
        _l("Compte des voix"), default="", choices=[SelectChoice(name, said) for name, said in RULES.items()]
    )
    college_shares = TextAreaField(_l("Part de chaque collège"), default="")
    quorum_by_college = SelectField(
        _l("Quorum de chaque collège"),
        default="non",
        choices=[SelectChoice("non", _l("de tous ensemble")), SelectChoice("oui", _l("de chaque collège aussi"))],
    )
    proxies_within_college = SelectField(
        _l("Pouvoirs et collèges"),
        default="non",
        choices=[SelectChoice("non", _l("à tout membre")), SelectChoice("oui", _l("à un membre du même collège"))],
    )

    def fill_colleges(self, settings: CollegeSettings, known: Iterable[str]) -> None:
        """Show these settings; `known`: the colleges of the roll, offered a line each where none has a share."""
        self.college_rule.data = settings.rule.value if settings.rule else ""
        self.college_shares.data = written_shares(settings.shares) or "\n".join(f"{name}\u00a0: " for name in known)
        self.quorum_by_college.data = "oui" if settings.quorum_in_each else "non"
        self.proxies_within_college.data = "oui" if settings.proxies_within else "non"

    def wanted_colleges(self, kept: CollegeSettings) -> CollegeSettings:
        """What the form asks for; `Invalid` where shares are none. `kept`: what is in force, of a form without them."""
        if self.college_rule.raw_data == []:
            return kept
        rule = CollegeRule(self.college_rule.data) if self.college_rule.data else None
        return CollegeSettings(
            rule=rule,
            shares=read_shares(self.college_shares.data or "") if rule is CollegeRule.SHARE else {},
            quorum_in_each=self.quorum_by_college.data == "oui",
            proxies_within=self.proxies_within_college.data == "oui",
        )


def written_shares(shares: Mapping[str, str]) -> str:
    """« Communes : 0.6 », one to a line."""
    return "\n".join(f"{name}\u00a0: {share}" for name, share in shares.items())


def read_shares(written: str) -> dict[str, str]:
    """The share of each college, exact, from lines « Communes : 0,6 »; `Invalid` where they do not make the whole."""
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, written.replace("\u00a0", " ").splitlines())):
        name, colon, share = line.rpartition(":")
        if not colon:
            raise Invalid(
                _(
                    "%(line)s\u00a0: écrivez un collège par ligne, son nom, deux-points, sa part.",
                    line=quotation(line),
                ),
                "college_shares",
            )
        if name.strip() in found:
            raise Invalid(_("Le collège %(name)s est écrit deux fois.", name=quotation(name.strip())), "college_shares")
        exact = exact_share(share)
        found[name.strip()] = share.strip() if exact is None else exactly(exact)
    if flaw := flaw_of_shares(found):
        raise Invalid(flaw_sentence(*flaw), "college_shares")
    return found


def flaw_sentence(flaw: ShareFlaw, college: str) -> str:
    """What is wrong with the shares, in a sentence."""
    name = quotation(college)
    return {
        ShareFlaw.MISSING: _("Écrivez la part de chaque collège, un par ligne."),
        ShareFlaw.TOO_MANY: _("Vingt collèges au plus ont une part."),
        ShareFlaw.NO_NAME: _("Une part n’a pas de nom de collège."),
        ShareFlaw.TOO_LONG: _("Le nom %(name)s est trop long.", name=name),
        ShareFlaw.NO_NUMBER: _(
            "La part du collège %(name)s est un nombre entre 0 et 1, comme 0,6 ou 60\u00a0%%.", name=name
        ),
        ShareFlaw.NOT_ONE: _("Les parts des collèges font ensemble %(whole)s.", whole=number(1)),
    }[flaw]
