"""Sentences of the quorum: met, refused, waived, still to be judged.

Pure. A refusal says what is missing, out of how many, how many are needed, and what does not count.
"""

from congress.rules.rule_names import QuorumRule
from voting.rules.colleges.college_sentences import quorum_in_colleges, quorum_is_in_each
from voting.rules.quorum import Chamber, QuorumFinding
from voting.rules.translations import Translations, number


def quorum_state(check: QuorumFinding, t: Translations) -> str:
    """« Quorum atteint », « Quorum non atteint », « Aucun quorum exigé », « Quorum jugé à la clôture »."""
    if check.needed == 0:
        return t.gettext("Aucun quorum exigé")
    if check.met is None:
        return t.gettext("Quorum jugé à la clôture")
    return t.gettext("Quorum atteint") if check.met else t.gettext("Quorum non atteint")


def quorum_short(check: QuorumFinding, t: Translations, *, is_past: bool = False) -> str:
    """« 106 présents, il en faut 66 »; of a check made before, « il en fallait 66 »."""
    said = t.gettext("%(who)s, il en fallait %(needed)s") if is_past else t.gettext("%(who)s, il en faut %(needed)s")
    return said % {"who": _short(check, t), "needed": number(check.needed, t)}


def quorum_detail(check: QuorumFinding, chamber: Chamber, t: Translations) -> str:
    """« 106 membres présents sur 131 en exercice, il en faut au moins 66. »"""
    detail = _detail(check, chamber, t)
    return " ".join(filter(None, [detail[:1].upper() + detail[1:], quorum_in_colleges(check, t)]))


def quorum_recall(check: QuorumFinding, chamber: Chamber, t: Translations, moment: str = "") -> str:
    """« Quorum atteint à la mise en discussion, 14 h 05 : 106 présents sur 131 en exercice… », said afterwards.

    `moment`: when it was judged, since another moment of the same sitting may find otherwise.
    """
    if check.needed == 0 or check.met is None:
        return quorum_sentence(check, chamber, t)
    said = {
        "state": " ".join(filter(None, [quorum_state(check, t), moment])),
        "who": _short(check, t),
        "members": number(chamber.members, t),
        "needed": number(check.needed, t),
    }
    told = t.gettext("%(state)s : %(who)s sur %(members)s en exercice, il en fallait au moins %(needed)s.") % said
    return " ".join(filter(None, [told, quorum_is_in_each(check, t, is_past=True), quorum_in_colleges(check, t)]))


def quorum_recall_short(check: QuorumFinding, chamber: Chamber, t: Translations, moment: str = "") -> str:
    """« Quorum atteint à 14 h 05 : 106 présents, il en fallait 66. »"""
    if check.needed == 0 or check.met is None:
        return quorum_sentence(check, chamber, t)
    state = " ".join(filter(None, [quorum_state(check, t), moment]))
    return t.gettext("%(state)s : %(short)s.") % {"state": state, "short": quorum_short(check, t, is_past=True)}


def quorum_sentence(check: QuorumFinding, chamber: Chamber, t: Translations) -> str:
    """The whole sentence of a check.

    « Le quorum n’est pas atteint : 65 membres présents sur 131 en exercice, il en faut au moins 66. Les pouvoirs ne
    comptent pas. », « Le quorum est atteint : … », or why nothing is required.
    """
    if check.needed == 0:
        return _nothing_required(check, t)
    if check.met is None:
        said = t.ngettext(
            "Le quorum sera jugé à la clôture : il faut au moins %(needed)s votant.",
            "Le quorum sera jugé à la clôture : il faut au moins %(needed)s votants.",
            check.needed,
        )
        return said % {"needed": number(check.needed, t)}
    detail = {"detail": _detail(check, chamber, t)}
    if check.met:
        said = t.gettext("Le quorum est atteint : %(detail)s") % detail
        return " ".join(filter(None, [said, *_barred_out(check, chamber, t), quorum_is_in_each(check, t)]))
    refused = t.gettext("Le quorum n’est pas atteint : %(detail)s") % detail
    return " ".join(filter(None, [refused, quorum_in_colleges(check, t), *_left_out(check, chamber, t)]))


def _left_out(check: QuorumFinding, chamber: Chamber, t: Translations) -> list[str]:
    """Who does not count: members who must withdraw, proxies."""
    sentences = _barred_out(check, chamber, t)
    if not check.rule.counts_proxies and not check.rule.judged_at_closing:
        sentences.append(t.gettext("Les pouvoirs ne comptent pas."))
    return sentences


def _barred_out(check: QuorumFinding, chamber: Chamber, t: Translations) -> list[str]:
    """That members present who must withdraw are not in the numbers; nothing where there are none."""
    if not chamber.barred or check.rule.judged_at_closing:
        return []
    said = t.ngettext(
        "Un membre présent, qui doit se retirer, ne compte pas.",
        "%(number)s membres présents, qui doivent se retirer, ne comptent pas.",
        chamber.barred,
    )
    return [said % {"number": number(chamber.barred, t)}]


def _nothing_required(check: QuorumFinding, t: Translations) -> str:
    if check.waited:
        return t.gettext("Le vote, reporté faute de quorum, est valable quel que soit le nombre des présents.")
    if not check.waived:
        return t.gettext("Aucun quorum n’est exigé.")
    if check.rule is QuorumRule.ON_REQUEST_MAJORITY_MEMBERS:
        return t.gettext("Aucune vérification du quorum n’est demandée : l’assemblée est réputée en nombre.")
    return t.gettext("Seconde convocation : aucun quorum n’est exigé pour ce point.")


def _detail(check: QuorumFinding, chamber: Chamber, t: Translations) -> str:
    facts = {"who": _long(check, t), "members": number(chamber.members, t), "needed": number(check.needed, t)}
    return t.gettext("%(who)s sur %(members)s en exercice, il en faut au moins %(needed)s.") % facts


def _long(check: QuorumFinding, t: Translations) -> str:
    """« 65 membres présents », « 1 membre présent », « aucun membre présent »: those that the rule counts."""
    n = int(check.here)
    if check.rule.judged_at_closing:
        none = t.gettext("aucun membre votant")
        some = t.ngettext("%(n)s membre votant", "%(n)s membres votants", n)
    elif check.rule.counts_proxies:
        none = t.gettext("aucun membre présent ou représenté")
        some = t.ngettext("%(n)s membre présent ou représenté", "%(n)s membres présents ou représentés", n)
    else:
        none = t.gettext("aucun membre présent")
        some = t.ngettext("%(n)s membre présent", "%(n)s membres présents", n)
    return some % {"n": number(check.here, t)} if check.here else none


def _short(check: QuorumFinding, t: Translations) -> str:
    """« 65 présents », « 1 présent », « aucun présent »: those that the rule counts."""
    n = int(check.here)
    if check.rule.judged_at_closing:
        none = t.gettext("aucun votant")
        some = t.ngettext("%(n)s votant", "%(n)s votants", n)
    elif check.rule.counts_proxies:
        none = t.gettext("aucun présent ou représenté")
        some = t.ngettext("%(n)s présent ou représenté", "%(n)s présents ou représentés", n)
    else:
        none = t.gettext("aucun présent")
        some = t.ngettext("%(n)s présent", "%(n)s présents", n)
    return some % {"n": number(check.here, t)} if check.here else none
