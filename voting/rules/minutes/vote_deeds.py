"""The deeds of the votes: what was put to the vote, its numbers, what was decided, what fell with it. Pure.

Counts, arithmetic and decision are the sentences of `voting.rules.verdict_sentences`, as they were proclaimed.
"""

from collections.abc import Mapping
from typing import Final

from voting.rules.count_sentences import not_taking_part_sentences
from voting.rules.methods.method import MethodName
from voting.rules.minutes.deeds import Known, PollTold, Teller, ToldDeed, ToldEntry, deed, reason
from voting.rules.outcome import Reason
from voting.rules.quorum_sentences import quorum_sentence
from voting.rules.translations import N_, Translations, enumerate_numbers
from voting.rules.verdict_sentences import count_sentences, decision_sentence, reason_sentence

# For each way in which a vote ends another amendment: one, several. Whole clauses, so that words agree.
_ENDED: Final[Mapping[str, tuple[str, str]]] = {
    "fallen": (N_("l’amendement n°\u00a0%(numbers)s tombe"), N_("les amendements n°\u00a0%(numbers)s tombent")),
    "satisfied": (
        N_("l’amendement n°\u00a0%(numbers)s est satisfait"),
        N_("les amendements n°\u00a0%(numbers)s sont satisfaits"),
    ),
    "no_object": (
        N_("l’amendement n°\u00a0%(numbers)s est sans objet"),
        N_("les amendements n°\u00a0%(numbers)s sont sans objet"),
    ),
    "reinstated": (
        N_("l’amendement n°\u00a0%(numbers)s est de nouveau à voter"),
        N_("les amendements n°\u00a0%(numbers)s sont de nouveau à voter"),
    ),
}
_PUT: Final[Mapping[tuple[bool, bool], str]] = {  # by whether it is feminine, and plural
    (False, False): N_("%(what)s est mis aux voix."),
    (True, False): N_("%(what)s est mise aux voix."),
    (False, True): N_("%(what)s sont mis aux voix."),
    (True, True): N_("%(what)s sont mises aux voix."),
}
# How the votes were given, where it is not by each on a device of their own (CGCT L2121-21).
_HELD: Final[Mapping[MethodName, str]] = {
    MethodName.ROLL_CALL: N_("Il est voté au scrutin public, par appel nominal."),
    MethodName.SHOW_OF_HANDS: N_("Il est voté à main levée."),
    MethodName.PAPER: N_("Il est voté au scrutin secret, sur papier."),
}


def poll_deed(poll: PollTold, t: Translations) -> ToldDeed:
    """A proclaimed poll: what was put to the vote, its arithmetic, the decision, what it ended."""
    return ToldDeed(
        (put_sentence(poll, t), *filter(None, [poll.rule, held_sentence(poll, t)]), *arithmetic_sentences(poll, t)),
        decision=decided(poll, t), consequences=consequence_sentence(poll.ended, t), poll=poll.number,
    )  # fmt: skip


def held_sentence(poll: PollTold, t: Translations) -> str:
    """« Il est voté au scrutin public, par appel nominal. »; empty of an ordinary vote, and where the counts say it."""
    if poll.counted is not None and poll.counted.verdict.reason is Reason.DECLARED:
        return ""
    method = poll.counted.method.name if poll.counted is not None else poll.held
    held = _HELD.get(method) if method is not None else None
    return t.gettext(held) if held else ""


def put_sentence(poll: PollTold, t: Translations) -> str:
    """« L’amendement n° 12 de Mme Fatima Allain, avis défavorable du bureau, est mis aux voix. »"""
    if poll.is_election:
        said = t.gettext("Il est procédé à %(what)s.") % {"what": poll.put[:1].lower() + poll.put[1:]}
    else:
        said = t.gettext(_PUT[poll.is_feminine, poll.is_plural]) % {"what": poll.put}
    return " ".join(filter(None, [said, _link(poll, t)]))


def _link(poll: PollTold, t: Translations) -> str:
    """« Ce scrutin corrige le scrutin n° 2. Motif : … », in the words of the page of a poll; empty of one by itself."""
    if poll.tied is not None and poll.corrects is None:
        tied = t.gettext("C’est le second vote, après l’égalité du scrutin n°\u00a0%(number)s.")
        return tied % {"number": poll.tied}
    if poll.corrects is None:
        return ""
    if not poll.corrects_because or poll.counted is None:
        linked = t.gettext("Ce scrutin est lié au scrutin n°\u00a0%(number)s, qu’il reprend.")
    elif poll.counted.verdict.adopted is None:
        linked = t.gettext(
            "Ce scrutin devait corriger le scrutin n°\u00a0%(number)s\u00a0: sans résultat, il n’y change rien."
        )
    else:
        linked = t.gettext("Ce scrutin corrige le scrutin n°\u00a0%(number)s.")
    return " ".join(filter(None, [linked % {"number": poll.corrects}, reason(poll.corrects_because, t)]))


def arithmetic_sentences(poll: PollTold, t: Translations) -> list[str]:
    """« Votants : 113. », … then why, where the counts do not show it; without quorum, that alone."""
    if poll.counted is None:
        return []
    if poll.counted.verdict.reason is Reason.NO_QUORUM:
        refusal = quorum_sentence(poll.counted.verdict.quorum, poll.counted.chamber, t)
        return [refusal, t.gettext("Le vote est sans effet.")]
    why = reason_sentence(poll.counted, t)
    aside = not_taking_part_sentences(poll.counted, t)
    return [*count_sentences(poll.counted, t), *aside, *([why] if why else [])]


def decided(poll: PollTold, t: Translations) -> str:
    """« L’amendement n° 12 est adopté. »"""
    return decision_sentence(poll.counted.verdict, poll.counted.subject, t) if poll.counted else ""


def consequence_sentence(ended: Mapping[str, tuple[str, ...]], t: Translations) -> str:
    """« En conséquence, l’amendement n° 15 tombe ; les amendements n° 14 et 16 sont satisfaits. »; nothing for none."""
    clauses = [
        t.gettext(_ENDED[status][len(ended[status]) > 1]) % {"numbers": enumerate_numbers(ended[status], t)}
        for status in _ENDED
        if ended.get(status)
    ]
    if not clauses:
        return ""
    return t.gettext("En conséquence, %(clauses)s.") % {"clauses": t.gettext("\u202f; ").join(clauses)}


def _proclaimed(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    poll = known.poll(entry.said["poll"])
    return poll_deed(poll, t) if poll is not None else None


def _cancelled(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    poll = known.poll(entry.said["poll"])
    if poll is None:
        return None
    if poll.held is None:
        put = poll.put[:1].lower() + poll.put[1:].removesuffix(",")
        unopened = t.gettext("Le scrutin n°\u00a0%(number)s, annoncé sur %(what)s, est annulé avant de s’ouvrir.")
        return deed(unopened % {"number": poll.number, "what": put}, reason(poll.because, t))
    cancelled = t.gettext("Le scrutin n°\u00a0%(number)s est annulé.") % {"number": poll.number}
    return deed(put_sentence(poll, t), held_sentence(poll, t), cancelled, reason(poll.because, t))


def _spoken(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    poll = known.poll(entry.said["poll"])
    if poll is None or poll.is_called:  # in a roll call every vote is said aloud: the named list has them
        return None
    said = {"name": known.person(entry.said["principal"]), "number": entry.said["poll"]}
    if entry.said["holder"] != entry.said["principal"]:  # a proxy, or a seat that is held: who said it is named first
        by_another = t.gettext(
            "Le vote que %(holder)s exprime pour %(name)s au scrutin n°\u00a0%(number)s, dit à voix haute, est saisi à"
            " sa demande par le secrétariat."
        )
        return deed(by_another % {**said, "holder": known.person(entry.said["holder"])})
    return deed(
        t.gettext(
            "Le vote de %(name)s au scrutin n°\u00a0%(number)s, dit à voix haute, est saisi à sa demande par le"
            " secrétariat."
        )
        % said
    )


def _waived(entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    present = entry.said["present"]
    said = t.ngettext(
        "L’unique membre présent renonce au scrutin secret pour cette élection.",
        "À l’unanimité des %(present)s membres présents, il est renoncé au scrutin secret pour cette élection.",
        present,
    )
    return deed(said % {"present": present})


DEEDS: Final[Mapping[str, Teller]] = {
    "secrecy_waived": _waived,
    "poll_proclaimed": _proclaimed,
    "poll_cancelled": _cancelled,
    "ballot_spoken": _spoken,
}
SILENT: Final[Mapping[str, str]] = {
    "eldest_said": "its poll, proclaimed, tells who is elected as the eldest",
    "question_asked": "its poll, proclaimed or cancelled, tells the words that were put to the vote",
    "poll_announced": "its proclamation, or its cancellation, tells what was put to the vote",
    "poll_opened": "its proclamation tells the numbers frozen at the opening",
    "poll_end_told": "the chair told when the poll would be closed: its closing has its hour",
    "poll_closed": "its proclamation tells what was counted; nothing is decided before it",
    "papers_counted": "two tellers counted the same: the proclamation tells what they found",
    "fates_told": "a mail to the authors, after the sitting",
}
