"""What `/demonstration` tells of a moment: its title, and what each part can do there, as the congress stands now."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.queries.amendment_queries import counts_by_part, submitted_amendments
from app.pages.sitting_now import SittingNow, sitting_now
from congress.actors import Actor
from congress.clock import now_in
from congress.models import Congress, Member
from demo.moments import AUGUST, SIGNING, DemonstrationMoment
from letters.queries import letter_of, signature_count, signature_of
from motions.queries.motion_queries import motion_of, proposals_of
from motions.queries.viewpoint_queries import viewpoints_of
from voting.models import PollState

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Told:
    """A moment in words: the acts that it is for, its title, what each part can do."""

    acts: str
    title: str
    can: dict[str, str]


def told_of(moment: DemonstrationMoment, congress: Congress, official: Member | None) -> Told:
    """The moment as its congress stands: one in sitting that was played to its end is told as what it became."""
    acts, title = _titles(moment, congress)
    tell = {AUGUST.name: _august, SIGNING.name: _signing}.get(_became(moment, congress).name, _sitting)
    return Told(acts, title, tell(congress, official))


def title_of_moment(moment: DemonstrationMoment, congress: Congress) -> str:
    """What tells a congress of the demonstration from the others of the same name."""
    return _titles(moment, congress)[1]


def _became(moment: DemonstrationMoment, congress: Congress) -> DemonstrationMoment:
    return SIGNING if letter_of(congress.id) is not None else moment


def _titles(moment: DemonstrationMoment, congress: Congress) -> tuple[str, str]:
    words: dict[str, Callable[[], tuple[str, str]]] = {
        AUGUST.name: lambda: (
            _("Donner son point de vue, amender"),
            _("Le 26\u00a0août\u00a0: les points de vue et le dépôt sont ouverts"),
        ),
        SIGNING.name: lambda: (_("Signer"), _("Le 13\u00a0octobre\u00a0: la motion est adoptée, on signe")),
    }
    return words.get(
        _became(moment, congress).name,
        lambda: (_("Voter"), _("Le 12\u00a0octobre, dès 14\u00a0h\u00a034\u00a0: en séance")),
    )()


def _august(congress: Congress, official: Member | None) -> dict[str, str]:
    motion = motion_of(congress.id)
    given = viewpoints_of(congress.id, official.id) if official else {}
    left = sum(part.id not in given for part in proposals_of(congress.id))
    waiting = len(submitted_amendments(congress.id))
    published = sum(counts.total for counts in counts_by_part(motion.id).values()) if motion else 0
    return {
        "elue": ngettext(
            "Donne son dernier point de vue, dépose un amendement, en cosigne un autre.",
            "Donne ses %(num)s derniers points de vue, dépose un amendement, en cosigne un autre.",
            left,
        )
        if left
        else _("A donné tous ses points de vue\u202f; dépose un amendement, en cosigne un autre."),
        "secretariat": ngettext(
            "Donne son numéro à l’amendement qui l’attend, ou le dit irrecevable.",
            "Donne leur numéro aux %(num)s amendements qui l’attendent, ou les dit irrecevables.",
            waiting,
        )
        if waiting
        else _("Relit les amendements publiés\u00a0: aucun n’attend plus son numéro."),
        PUBLIC: ngettext(
            "Lit les huit propositions et le premier amendement publié.",
            "Lit les huit propositions et les %(num)s amendements publiés.",
            published,
        ),
    }


def _sitting(congress: Congress, official: Member | None) -> dict[str, str]:
    now = sitting_now(congress, Actor.of(official), now_in(congress)) if official else None
    return {
        "elue": _voter(now),
        "presidence": _chair(now),
        "secretariat": _("Tient l’émargement et les pouvoirs pendant la séance.")
        if now
        else _("Relit les présences et les scrutins de la séance close."),
        PUBLIC: _("Lit les propositions, leurs amendements et ce qui en est adopté."),
    }


def _voter(now: SittingNow | None) -> str:
    if now is None:
        return _("Relit les résultats de la séance close.")
    if now.poll is None or now.poll.state != PollState.OPEN:
        return _("Suit la séance, en attendant le prochain scrutin.")
    about = next((subject.amendment for subject in now.poll.subjects if subject.amendment is not None), None)
    if now.at.has_voted:
        return _(
            "A voté, pour elle et pour l’absent dont elle a le pouvoir\u202f; peut changer son vote jusqu’à la clôture."
        )
    if about is None:
        return _("Vote, pour elle et pour l’absent dont elle a le pouvoir.")
    return _(
        "Vote sur l’amendement n°\u00a0%(number)s, pour elle et pour l’absent dont elle a le pouvoir.",
        number=about.label,
    )


def _chair(now: SittingNow | None) -> str:
    if now is None:
        return _("Relit les résultats de la séance qu’elle a présidée.")
    if now.poll is not None and now.poll.state == PollState.OPEN:
        return _("Clôt le scrutin, proclame le résultat, met la suite en discussion.")
    return _("Met la suite en discussion, annonce et ouvre le scrutin suivant.")


def _signing(congress: Congress, official: Member | None) -> dict[str, str]:
    letter = letter_of(congress.id)
    signed = signature_count(letter.id) if letter else 0
    own = signature_of(letter.id, official.id) if letter and official else None
    return {
        "elue": _("A signé la lettre ouverte, la relit.") if own else _("Relit la lettre ouverte et la signe."),
        "secretariat": ngettext(
            "Suit les signatures (%(num)s jusqu’ici), télécharge la lettre à envoyer.",
            "Suit les signatures (%(num)s jusqu’ici), télécharge la lettre à envoyer.",
            signed,
        ),
        PUBLIC: _("Lit la motion adoptée, la lettre et le détail de chaque scrutin."),
    }
