"""What became of an amendment, in one true sentence: the answer to « pourquoi mon amendement a-t-il disparu ? ».

Pure. Told in docs/rules/after-proclamation.md. Each kind of fate has its sentence, whole, so that words agree; where a
batch of identical amendments caused it, another. `Fate` holds what the sentence says, already in words; nothing is
found out here. An author is told of « votre amendement », anybody else of « l’amendement n° 14 de Mme Allain ».
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.text.languages import listed
from voting.rules.translations import N_, NO_BREAK, Translations, enumerate_numbers, language_of


class FateKind(StrEnum):
    """Where an amendment is, or how it ended."""

    DEPOSITED = "deposited"
    INADMISSIBLE = "inadmissible"
    WAITING = "waiting"
    RESERVED = "reserved"  # its vote waits for those after it
    UNDER_VOTE = "under_vote"
    TO_CHECK = "to_check"  # the text changed under it: published, and it cannot be put to the vote as it is
    NO_QUORUM = "no_quorum"  # voted without effect: still to be voted
    TIED = "tied"  # to be voted a second time
    LEFT = "left"  # the sitting ended before its vote
    ADOPTED = "adopted"
    ADOPTED_TOGETHER = "adopted_together"  # by one vote with others, that say something else: a version each
    ADOPTED_PROPOSAL = "adopted_proposal"  # it adds a proposal, of the number `version`
    ADOPTED_SUB = "adopted_sub"  # a sub-amendment: it changes its amendment
    ADOPTED_BY_CORRECTION = "adopted_by_correction"
    REJECTED = "rejected"
    REJECTED_BY_CORRECTION = "rejected_by_correction"
    FALLEN_DELETED = "fallen_deleted"  # another, adopted, deleted the words that it changed
    FALLEN_REPLACED = "fallen_replaced"  # … replaced them
    FALLEN_KEPT = "fallen_kept"  # … changed the words that it deleted
    FALLEN_PLACE = "fallen_place"  # … bears on the same passage, no more is known
    FALLEN_PARENT = "fallen_parent"  # an adopted sub-amendment: the amendment that it changed is not adopted
    FALLEN_DECLARED = "fallen_declared"  # the chair said so, and why
    SATISFIED = "satisfied"  # the text says it since another was adopted
    SATISFIED_AT_ONCE = "satisfied_at_once"  # when it was published
    SATISFIED_BY_TEXT = "satisfied_by_text"  # since the secretariat corrected the text
    NO_OBJECT_DECLARED = "no_object_declared"
    NO_OBJECT_VOTED = "no_object_voted"  # its text was voted meanwhile
    NO_OBJECT_PARENT = "no_object_parent"  # of a sub-amendment: its amendment is no longer to be voted
    NO_OBJECT_AT_ONCE = "no_object_at_once"  # … before its publication
    WITHDRAWN = "withdrawn"
    WITHDRAWN_BY_BEARER = "withdrawn_by_bearer"  # by whoever had taken it up
    RESUBMITTED = "resubmitted"  # another of the same author takes its place
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True, slots=True)
class Fate:
    """What the sentence of an amendment says, in words; what a kind has no use for is empty."""

    kind: FateKind
    number: str = ""  # « 14 », « 12 rect. »; empty before its publication
    receipt: str = ""  # « D-0014 »
    author: str = ""
    moment: str = ""  # « 12 octobre 2020 à 14 h 37 »
    place: str = ""  # « proposition n° 5, alinéa 3 »
    part: str = ""  # « la proposition n° 5 »
    by: tuple[str, ...] = ()  # the numbers that caused it, or those voted with it
    words: str = ""  # those that both wanted
    poll: str = ""
    former_poll: str = ""  # the one that `poll` corrects
    counts: str = ""  # « par 61 voix pour, 40 contre et 12 abstentions, sur 113 votants »
    version: str = ""
    because: str = ""
    left_at: str = ""  # the version at which the passage of an adopted one left the text, by a vote by division
    is_all_gone: bool = False  # all of that passage
    taken_up_by: str = ""  # « Mme Fatima Allain », whose it is, its author gave it up

    @property
    def is_final(self) -> bool:
        """Whether nothing more is to come."""
        return self.kind not in _PENDING


_PENDING: Final = frozenset(
    {
        FateKind.DEPOSITED, FateKind.WAITING, FateKind.RESERVED, FateKind.UNDER_VOTE, FateKind.TO_CHECK,
        FateKind.NO_QUORUM, FateKind.TIED, FateKind.LEFT,
    }
)  # fmt: skip
# By kind: the sentence, and the one where several amendments, adopted together, caused it.
_SENTENCES: Final[dict[FateKind, tuple[str, ...]]] = {
    FateKind.DEPOSITED: (N_("%(one)s a été déposé le %(moment)s. Le secrétariat ne l’a pas encore publié."),),
    FateKind.INADMISSIBLE: (N_("%(one)s a été déclaré irrecevable le %(moment)s\u00a0: %(because)s"),),
    FateKind.WAITING: (N_("%(one)s est publié (%(place)s). Il n’a pas encore été mis aux voix."),),
    FateKind.RESERVED: (
        N_("%(one)s est publié (%(place)s). Son vote est réservé\u00a0: il viendra après d’autres."),
    ),
    FateKind.UNDER_VOTE: (N_("%(one)s est mis aux voix, au scrutin n°\u00a0%(poll)s (%(place)s)."),),
    FateKind.TO_CHECK: (
        N_("%(one)s n’a pas été mis aux voix\u00a0: les mots qu’il modifie ont changé à la version %(version)s du"
           " texte (%(place)s)."),
    ),
    FateKind.NO_QUORUM: (
        N_("%(one)s a été mis aux voix le %(moment)s, sans effet\u00a0: le quorum n’était pas atteint au scrutin"
           " n°\u00a0%(poll)s. Il reste à voter (%(place)s)."),
    ),
    FateKind.TIED: (
        N_("%(one)s a été mis aux voix le %(moment)s\u00a0: les voix étaient à égalité au scrutin n°\u00a0%(poll)s. Un"
           " second vote est nécessaire (%(place)s)."),
    ),
    FateKind.LEFT: (
        N_("%(one)s n’a pas été mis aux voix\u00a0: la séance s’est close le %(moment)s avant son vote (%(place)s)."),
    ),
    FateKind.ADOPTED: (
        N_("%(one)s a été adopté le %(moment)s%(vote)s\u00a0: il fait la version"
           " %(version)s du texte (%(place)s)."),
        N_("%(one)s a été adopté le %(moment)s avec %(by)s, identique%(vote)s\u00a0:"
           " ils font la version %(version)s du texte (%(place)s)."),
        N_("%(one)s a été adopté le %(moment)s avec %(by)s, identiques%(vote)s\u00a0:"
           " ils font la version %(version)s du texte (%(place)s)."),
    ),
    FateKind.ADOPTED_TOGETHER: (
        N_("%(one)s a été adopté le %(moment)s par un seul vote avec %(by)s%(vote)s\u00a0: il fait la version"
           " %(version)s du texte (%(place)s)."),
    ),
    FateKind.ADOPTED_PROPOSAL: (
        N_("%(one)s a été adopté le %(moment)s%(vote)s\u00a0: il est la proposition n°\u00a0%(version)s."),
    ),
    FateKind.ADOPTED_SUB: (
        N_("%(one)s a été adopté le %(moment)s%(vote)s\u00a0: il change %(by)s (%(place)s)."),
    ),
    FateKind.ADOPTED_BY_CORRECTION: (
        N_("%(one)s a été adopté le %(moment)s%(vote)s\u00a0: il fait la version %(version)s du texte (%(place)s)."),
    ),
    FateKind.REJECTED: (
        N_("%(one)s a été rejeté le %(moment)s%(vote)s (%(place)s)."),
        N_("%(one)s a été rejeté le %(moment)s avec %(by)s, identique%(vote)s"
           " (%(place)s)."),
        N_("%(one)s a été rejeté le %(moment)s avec %(by)s, identiques%(vote)s"
           " (%(place)s)."),
    ),
    FateKind.REJECTED_BY_CORRECTION: (
        N_("%(one)s a été rejeté le %(moment)s%(vote)s (%(place)s)."),
    ),
    FateKind.FALLEN_DELETED: (
        N_("%(one)s est tombé le %(moment)s\u00a0: %(by)s, adopté, a supprimé les mots qu’il modifiait (%(place)s)."),
        N_("%(one)s est tombé le %(moment)s\u00a0: %(by)s, adoptés ensemble, ont supprimé les mots qu’il modifiait"
           " (%(place)s)."),
    ),
    FateKind.FALLEN_REPLACED: (
        N_("%(one)s est tombé le %(moment)s\u00a0: %(by)s, adopté, a changé %(words)s, qu’il modifiait aussi"
           " (%(place)s)."),
        N_("%(one)s est tombé le %(moment)s\u00a0: %(by)s, adoptés ensemble, ont changé %(words)s, qu’il"
           " modifiait aussi (%(place)s)."),
    ),
    FateKind.FALLEN_KEPT: (
        N_("%(one)s est tombé le %(moment)s\u00a0: %(by)s, adopté, a changé les mots qu’il supprimait (%(place)s)."),
        N_("%(one)s est tombé le %(moment)s\u00a0: %(by)s, adoptés ensemble, ont changé les mots qu’il supprimait"
           " (%(place)s)."),
    ),
    FateKind.FALLEN_PLACE: (
        N_("%(one)s est tombé le %(moment)s\u00a0: %(by)s, adopté, porte sur le même passage (%(place)s)."),
        N_("%(one)s est tombé le %(moment)s\u00a0: %(by)s, adoptés ensemble, portent sur le même passage"
           " (%(place)s)."),
    ),
    FateKind.FALLEN_PARENT: (
        N_("%(one)s, adopté%(vote)s, est tombé le %(moment)s\u00a0: %(by)s, qu’il changeait, n’est pas adopté."),
    ),
    FateKind.FALLEN_DECLARED: (
        N_("%(one)s est tombé le %(moment)s, par décision de la présidence de séance\u00a0: %(because)s"),
    ),
    FateKind.SATISFIED: (
        N_("%(one)s est satisfait depuis le %(moment)s\u00a0: le texte dit ce qu’il proposait depuis l’adoption de"
           " %(by)s (%(place)s)."),
        N_("%(one)s est satisfait depuis le %(moment)s\u00a0: le texte dit ce qu’il proposait depuis l’adoption des"
           " amendements n°\u00a0%(numbers)s (%(place)s)."),
    ),
    FateKind.SATISFIED_AT_ONCE: (
        N_("%(one)s est satisfait depuis sa publication, le %(moment)s\u00a0: le texte disait déjà ce qu’il propose"
           " (%(place)s)."),
    ),
    FateKind.SATISFIED_BY_TEXT: (
        N_("%(one)s est satisfait depuis le %(moment)s\u00a0: la version %(version)s du texte, corrigée, dit ce qu’il"
           " proposait (%(place)s)."),
    ),
    FateKind.NO_OBJECT_DECLARED: (
        N_("%(one)s est sans objet depuis le %(moment)s, par décision de la présidence de séance\u00a0: %(because)s"),
    ),
    FateKind.NO_OBJECT_VOTED: (
        N_("%(one)s est sans objet depuis le %(moment)s\u00a0: %(part)s a été mis aux voix au scrutin"
           " n°\u00a0%(poll)s sans qu’il l’ait été, et ne s’amende plus."),
    ),
    FateKind.NO_OBJECT_PARENT: (
        N_("%(one)s est sans objet depuis le %(moment)s\u00a0: %(by)s, qu’il changeait, n’est plus à voter."),
    ),
    FateKind.NO_OBJECT_AT_ONCE: (
        N_("%(one)s est sans objet depuis sa publication, le %(moment)s\u00a0: %(part)s avait déjà été mis aux voix."),
    ),
    FateKind.WITHDRAWN: (N_("%(one)s a été retiré le %(moment)s par la personne qui l’avait déposé."),),
    FateKind.WITHDRAWN_BY_BEARER: (N_("%(one)s a été retiré le %(moment)s par %(taker)s, qui l’avait repris."),),
    FateKind.RESUBMITTED: (
        N_("%(one)s a été retiré le %(moment)s\u00a0: son auteur l’a redéposé, adapté\u202f; c’est %(by)s."),
    ),
    FateKind.NOT_SUPPORTED: (
        N_("%(one)s n’a pas été soutenu en séance le %(moment)s et n’a pas été mis aux voix\u00a0: %(because)s"),
    ),
}  # fmt: skip


_GONE: Final = N_(
    "Le passage où il porte n’est plus dans le texte depuis la version %(left)s\u00a0: un vote par division l’a rejeté."
)
_PARTLY_GONE: Final = N_(
    "Une partie du passage où il porte n’est plus dans le texte depuis la version %(left)s\u00a0: un vote par division"
    " l’a rejetée."
)
_TAKEN_UP: Final = N_("Il est porté par %(taker)s, qui l’a repris.")


def fate_sentence(fate: Fate, t: Translations, *, is_own: bool = False) -> str:
    """The whole answer; `is_own`: said to its author."""
    sentences = _SENTENCES[fate.kind]
    causes = len(fate.by)
    # Of those that end with others: alone, with one, with several. Of those that another causes: one, several.
    rank = causes if len(sentences) == 3 else max(causes - 1, 0)
    told = t.gettext(sentences[min(rank, len(sentences) - 1)])
    if fate.left_at:
        told = f"{told} {t.gettext(_GONE if fate.is_all_gone else _PARTLY_GONE)}"
    if fate.taken_up_by and fate.kind is not FateKind.WITHDRAWN_BY_BEARER:
        told = f"{told} {t.gettext(_TAKEN_UP)}"
    return told % {
        "one": _one(fate, t, is_own=is_own),
        "moment": fate.moment,
        "place": fate.place,
        "part": fate.part,
        "by": _others(fate.by, t),
        "numbers": enumerate_numbers(fate.by, t) if fate.by else "",
        "words": fate.words,
        "poll": fate.poll,
        "vote": _vote(fate, t),
        "version": fate.version,
        "left": fate.left_at,
        "because": _sentence(fate.because),
        "taker": fate.taken_up_by,
    }


def _one(fate: Fate, t: Translations, *, is_own: bool) -> str:
    """« Votre amendement n° 14 », « L’amendement n° 14 », « L’amendement reçu D-0042 »."""
    if not fate.number:
        said = t.gettext(N_("Votre amendement, reçu %(receipt)s,") if is_own else N_("L’amendement reçu %(receipt)s"))
        return said % {"receipt": fate.receipt}
    said = N_("Votre amendement n°\u00a0%(number)s") if is_own else N_("L’amendement n°\u00a0%(number)s")
    if "-" in fate.number:
        said = N_("Votre sous-amendement n°\u00a0%(number)s") if is_own else N_("Le sous-amendement n°\u00a0%(number)s")
    return t.gettext(said) % {"number": fate.number.replace(" ", NO_BREAK)}


def _vote(fate: Fate, t: Translations) -> str:
    """« , au scrutin n° 7, par 61 voix pour… »; nothing where its reader may not know."""
    if not fate.poll:
        return ""
    said = N_(", au scrutin n°\u00a0%(poll)s, %(counts)s")
    if fate.former_poll:
        said = N_(", au scrutin n°\u00a0%(poll)s, qui corrige le n°\u00a0%(former)s, %(counts)s")
    return t.gettext(said) % {"poll": fate.poll, "former": fate.former_poll, "counts": fate.counts}


def _others(numbers: tuple[str, ...], t: Translations) -> str:
    """« l’amendement n° 12 », « les amendements n° 14 et 16 »; nothing for none."""
    if not numbers:
        return ""
    said = t.ngettext("l’amendement n°\u00a0%(numbers)s", "les amendements n°\u00a0%(numbers)s", len(numbers))
    if all("-" in number for number in numbers):
        said = t.ngettext(
            "le sous-amendement n°\u00a0%(numbers)s", "les sous-amendements n°\u00a0%(numbers)s", len(numbers)
        )
    return said % {"numbers": enumerate_numbers(numbers, t)}


def _sentence(words: str) -> str:
    """The words with a full stop at their end."""
    said = words.strip()
    return said if not said or said[-1] in ".!?…" else f"{said}."


def quoted(words: tuple[str, ...], t: Translations) -> str:
    """« trois », « trois » et « dix mille »: long ones cut in their middle."""
    return listed((t.gettext(N_("«\u00a0%(words)s\u00a0»")) % {"words": _short(one)} for one in words), language_of(t))


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 80 else flat[:60].rsplit(" ", 1)[0] + " […]"
