"""The rules in sentences: those of a congress, one below the other, and the rule of one poll in one sentence.

Pure. « Le quorum est atteint quand plus de la moitié des membres en exercice sont présents. » Each name of a rule has
its words here, and nowhere else.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from congress.rules.colleges.settings import NO_COLLEGES, CollegeSettings, exact_share
from congress.rules.convening.time_limits import TimeLimit, time_limit
from congress.rules.presets.house_rules import HouseRules
from congress.rules.rule_names import BallotKind, Body, CollegeRule, QuorumRule, TieRule
from core.text.languages import listed
from voting.rules.majority import MajorityRule
from voting.rules.outcome import Rules
from voting.rules.translations import N_, Translations, language_of, number

QUORUMS: Final = {
    QuorumRule.NONE: N_("aucun quorum n’est exigé"),
    QuorumRule.MAJORITY_MEMBERS: N_("plus de la moitié des membres en exercice sont présents"),
    QuorumRule.ON_REQUEST_MAJORITY_MEMBERS: N_(
        "plus de la moitié des membres en exercice sont présents, si quelqu’un le demande"
    ),
    QuorumRule.HALF_MEMBERS_CEIL: N_("la moitié au moins des membres en exercice sont présents"),
    QuorumRule.TWO_THIRDS_MEMBERS: N_("les deux tiers au moins des membres en exercice sont présents"),
    QuorumRule.QUARTER_MEMBERS_WITH_PROXIES: N_(
        "le quart au moins des membres en exercice sont présents ou représentés"
    ),
    QuorumRule.HALF_VOTED_CEIL: N_("la moitié au moins des membres en exercice ont voté"),
}
MOMENTS: Final = {
    "item": N_("à la mise en discussion de chaque point"),
    "vote": N_("avant chaque vote"),
    "sitting": N_("à l’ouverture de la séance"),
    "on_request": N_("quand un membre le demande"),
}
MAJORITIES: Final = {
    MajorityRule.ABSOLUTE_CAST: N_("plus de voix pour que de voix contre"),
    MajorityRule.TWO_THIRDS_CAST: N_("les deux tiers au moins des suffrages exprimés"),
    MajorityRule.THREE_FIFTHS_CAST: N_("les trois cinquièmes au moins des suffrages exprimés"),
    MajorityRule.ABSOLUTE_CAST_WITH_ABSTENTIONS: N_("plus de voix pour que de voix contre et d’abstentions ensemble"),
    MajorityRule.ABSOLUTE_CAST_WITH_ABSTENTIONS_AND_BLANKS: N_(
        "plus de voix pour que de voix contre, d’abstentions et de bulletins blancs ensemble"
    ),
    MajorityRule.ABSOLUTE_CAST_WITH_NULL: N_(
        "plus de la moitié des voix pour, des voix contre et des bulletins nuls ensemble"
    ),
    MajorityRule.ABSOLUTE_MEMBERS: N_("les voix de plus de la moitié des membres en exercice"),
    MajorityRule.TWO_THIRDS_MEMBERS: N_("les voix des deux tiers au moins des membres en exercice"),
    MajorityRule.THREE_FIFTHS_MEMBERS: N_("les voix des trois cinquièmes au moins des membres en exercice"),
    MajorityRule.ABSOLUTE_PRESENT: N_("les voix de plus de la moitié des membres présents ou représentés"),
}
TIES: Final = {
    TieRule.REJECTED: N_("le texte est rejeté"),
    TieRule.CASTING_VOTE: N_("la voix de la présidence l’emporte, sauf au scrutin secret"),
    TieRule.REVOTE_THEN_REJECTED: N_("on vote une seconde fois, et à égalité encore le texte est rejeté"),
    TieRule.REVOTE_THEN_CASTING_VOTE: N_(
        "on vote une seconde fois, et à égalité encore la voix de la présidence l’emporte, si son vote est connu"
    ),
}
BALLOTS: Final = {
    BallotKind.PUBLIC: N_("public\u00a0: le vote de chaque membre est écrit à son nom"),
    BallotKind.SECRET: N_("secret, sur papier"),
}
COLLEGES: Final = {
    CollegeRule.EACH: N_("plus de voix pour que de voix contre dans chaque collège"),
    CollegeRule.EACH_AND_MAJORITY: N_("%(majority)s, et dans chaque collège plus de voix pour que de voix contre"),
    CollegeRule.SHARE: N_("plus de la moitié des voix pour, chaque collège comptant pour sa part%(shares)s"),
}
TIE_OF_COLLEGES: Final = {
    CollegeRule.EACH: N_("À égalité dans un collège, le texte est rejeté."),
    CollegeRule.EACH_AND_MAJORITY: N_("À égalité dans un collège, le texte est rejeté."),
    CollegeRule.SHARE: N_("À la moitié juste, le texte est rejeté."),
}
_REQUESTS: Final = {
    3: N_("Le tiers"), 4: N_("Le quart"), 5: N_("Le cinquième"), 6: N_("Le sixième"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of a congress: what it is about, and its sentences."""

    about: str
    sentences: tuple[str, ...]


def quorum_words(rule: QuorumRule, moment: str, t: Translations, *, in_each: bool = False) -> tuple[str, ...]:
    """When the quorum is reached, who does not count, when it is checked and what a departure does."""
    if rule is QuorumRule.NONE:
        return (t.gettext("Aucun quorum n’est exigé."),)
    said = [t.gettext("Le quorum est atteint quand %(quorum)s.") % {"quorum": t.gettext(QUORUMS[rule])}]
    if in_each:
        said.append(t.gettext("Il doit l’être aussi dans chaque collège."))
    if rule.judged_at_closing:
        return (*said, t.gettext("On le juge à la clôture de chaque vote."))
    if not rule.counts_proxies:
        said.append(t.gettext("Les pouvoirs ne comptent pas."))
    if rule is not QuorumRule.ON_REQUEST_MAJORITY_MEMBERS:
        said.append(t.gettext("On le vérifie %(when)s.") % {"when": t.gettext(MOMENTS[moment])})
    after = {
        "item": N_("Un point une fois ouvert va à son terme, même si des membres s’en vont\u202f; après une suspension"
                   " de séance, on vérifie de nouveau."),
        "sitting": N_("Après une suspension de séance, on vérifie de nouveau."),
    }.get(moment)  # fmt: skip
    return (*said, *([t.gettext(after)] if after else []))


def majority_words(majorities: tuple[MajorityRule, ...], colleges: CollegeSettings, t: Translations) -> str:
    """« plus de voix pour que de voix contre »; several joined, since all must hold; with the share of each college."""
    of_all = listed((t.gettext(MAJORITIES[rule]) for rule in majorities), language_of(t))
    if colleges.rule is None:
        return of_all
    return t.gettext(COLLEGES[colleges.rule]) % {"majority": of_all, "shares": _shares(colleges, t)}


def _shares(colleges: CollegeSettings, t: Translations) -> str:
    """« : Communes 0,6 et EPCI 0,4 »; empty where no share is known."""
    told = [
        t.gettext("%(college)s %(share)s") % {"college": name, "share": number(exact_share(written) or Fraction(0), t)}
        for name, written in colleges.shares.items()
    ]
    return t.gettext(" (%(shares)s)") % {"shares": listed(told, language_of(t))} if told else ""


def rules_in_sentences(
    rules: HouseRules, t: Translations, *, colleges: CollegeSettings = NO_COLLEGES
) -> tuple[RuleLine, ...]:
    """The rules of a congress, as its page and its minutes say them."""
    majorities = tuple(map(MajorityRule, rules.majority))
    tie = t.gettext("À égalité des voix, %(tie)s.") % {"tie": t.gettext(TIES[rules.tie_rule])}
    ballot = t.gettext("Le scrutin est %(ballot)s.") % {"ballot": t.gettext(BALLOTS[rules.ballot])}
    return (
        RuleLine(t.gettext("Quorum"), quorum_words(rules.quorum, rules.quorum_checked, t,
                                                   in_each=colleges.quorum_in_each)),
        RuleLine(t.gettext("Majorité"), _majority_sentences(majorities, colleges, t)),
        RuleLine(t.gettext("Égalité"), (tie if colleges.rule is None else t.gettext(TIE_OF_COLLEGES[colleges.rule]),)),
        RuleLine(t.gettext("Scrutin"), (ballot, *_requests(rules, t))),
        RuleLine(t.gettext("Pouvoirs"), _proxies(rules.proxies_per_holder, colleges, t)),
        RuleLine(t.gettext("Présence"), _presence(rules, t)),
        RuleLine(t.gettext("Convocation"), _convening(rules.body, rules.convening_days, t)),
    )  # fmt: skip


def _majority_sentences(
    majorities: tuple[MajorityRule, ...], colleges: CollegeSettings, t: Translations
) -> tuple[str, ...]:
    said = [t.gettext("Un texte est adopté s’il reçoit %(majority)s.")
            % {"majority": majority_words(majorities, colleges, t)}]  # fmt: skip
    aside = (MajorityRule.ABSOLUTE_CAST, MajorityRule.TWO_THIRDS_CAST, MajorityRule.THREE_FIFTHS_CAST)
    if colleges.rule in (CollegeRule.EACH, CollegeRule.SHARE) or all(rule in aside for rule in majorities):
        said.append(t.gettext("Les abstentions et les bulletins blancs ne comptent pas."))
    return tuple(said)


def _requests(rules: HouseRules, t: Translations) -> tuple[str, ...]:
    public, secret = (_fraction(share, t) for share in (rules.public_request, rules.secret_request))
    said = []
    if public:
        said.append(t.gettext("%(fraction)s des membres présents obtient un scrutin public.") % {"fraction": public})
    if secret:
        said.append(t.gettext("%(fraction)s des membres présents obtient un scrutin secret.") % {"fraction": secret})
    if public and secret:
        secret_first = N_("Si les deux sont obtenus, le scrutin est secret.")
        public_first = N_("Si les deux sont obtenus, le scrutin est public.")
        said.append(t.gettext(secret_first if rules.prevailing_request is BallotKind.SECRET else public_first))
    return tuple(said)


def _fraction(share: int, t: Translations) -> str:
    """« Le quart », « Un membre sur 9 »; empty where nobody obtains it by number."""
    if not share:
        return ""
    named = _REQUESTS.get(share)
    return t.gettext(named) if named else t.gettext("Une part de 1 sur %(share)s") % {"share": number(share, t)}


def _proxies(most: int, colleges: CollegeSettings, t: Translations) -> tuple[str, ...]:
    if not most:
        return (t.gettext("Un membre absent ne donne pas de pouvoir."),)
    said = t.ngettext(
        "Un membre absent peut donner pouvoir à un autre\u202f; chacun en porte un au plus.",
        "Un membre absent peut donner pouvoir à un autre\u202f; chacun en porte %(most)s au plus.",
        most,
    )
    told = said % {"most": number(most, t)}
    if colleges.rule is None:
        return (told,)
    inside = N_("Un pouvoir se donne à un membre du même collège.")
    across = N_("Un pouvoir compte dans le collège de qui le donne.")
    return (told, t.gettext(inside if colleges.proxies_within else across))


def _presence(rules: HouseRules, t: Translations) -> tuple[str, ...]:
    where = (
        t.gettext("On siège dans la salle ou à distance.")
        if rules.remote_presence
        else t.gettext("On siège dans la salle.")
    )
    seats = t.gettext("Un suppléant prend le siège d’un titulaire absent.") if rules.substitutes else ""
    return tuple(filter(None, (where, seats)))


def _convening(body: Body, days: int, t: Translations) -> tuple[str, ...]:
    if not days:
        return (t.gettext("Aucun délai de convocation n’est fixé."),)
    said = t.ngettext(
        "La convocation part %(days)s jour franc au moins avant la séance.",
        "La convocation part %(days)s jours francs au moins avant la séance.",
        days,
    )
    size = size_told(time_limit(body, days), body, t)
    return (said % {"days": number(days, t)}, *filter(None, [size]))


def size_told(limit: TimeLimit, body: Body, t: Translations) -> str:
    """Of a council, for which population its days are: nobody tells the site how many inhabitants there are."""
    if limit.shortest is None:
        return ""
    if limit.wants_note:
        return t.gettext("Une note explicative de synthèse est jointe à la convocation (CGCT, art.\u00a0L2121-12).")
    if body is Body.COMMUNE:
        return t.gettext(
            "Trois jours valent pour une commune de moins de 3\u202f500 habitants\u00a0: à partir de 3\u202f500, il en"
            " faut cinq, et une note explicative de synthèse (CGCT, art.\u00a0L2121-12)."
        )
    return t.gettext(
        "Trois jours valent où aucune commune membre n’atteint 3\u202f500 habitants\u00a0: dès que l’une les atteint,"
        " il en faut cinq, et une note explicative de synthèse (CGCT, art.\u00a0L2121-12, L5211-1)."
    )


def poll_rule_sentence(
    rules: Rules,
    quorum_checked: str,
    t: Translations,
    chosen: str = "",
    colleges: CollegeSettings = NO_COLLEGES,
    *,
    is_second: bool = False,
    is_by_hands: bool = False,
) -> str:
    """The rule of one poll, frozen when it was announced, in one sentence.

    « Règle de ce scrutin : plus de voix pour que de voix contre ; à égalité, la voix de la présidence l’emporte… »
    `chosen`: of options, how one is found, in place of the majority of those for and against. `is_second`: on an item
    that a second convening puts to the vote without a quorum. `is_by_hands`: it names no vote, and so is no « scrutin
    public » (CGCT L2121-21).
    """
    said = [chosen or majority_words(rules.majorities, colleges, t)]
    if not chosen and rules.college_rule is None and rules.majorities == (MajorityRule.ABSOLUTE_CAST,):
        said.append(t.gettext("à égalité, %(tie)s") % {"tie": t.gettext(TIES[rules.tie_rule])})
    if rules.quorum is QuorumRule.NONE:
        said.append(t.gettext(QUORUMS[QuorumRule.NONE]))
    elif is_second:
        said.append(t.gettext("aucun quorum n’est exigé, sur seconde convocation"))
    else:
        quorum = t.gettext("quorum\u00a0: %(quorum)s") % {"quorum": t.gettext(QUORUMS[rules.quorum])}
        if not rules.quorum.judged_at_closing and rules.quorum is not QuorumRule.ON_REQUEST_MAJORITY_MEMBERS:
            quorum += t.gettext(", vérifié %(when)s") % {"when": t.gettext(MOMENTS[quorum_checked])}
        said.append(quorum + (t.gettext(", et de même dans chaque collège") if colleges.quorum_in_each else ""))
    if not is_by_hands:
        ballot = N_("scrutin secret") if rules.ballot is BallotKind.SECRET else N_("scrutin public")
        said.append(t.gettext(ballot))
    return t.gettext("Règle de ce scrutin\u00a0: %(rule)s.") % {"rule": t.gettext("\u202f; ").join(said)}
