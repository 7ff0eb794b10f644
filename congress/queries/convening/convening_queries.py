"""What was sent for a sitting, what it is worth, what changed since: reads for pages, services and minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select

from congress.chamber.convening_models import (
    Convening,
    ConveningAnswer,
    ConveningLetter,
    ConveningMeans,
    ConveningReply,
    SecondSitting,
)
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.clock import local
from congress.models import Accreditation, Member, RoomKind
from congress.moments import day_in_words, moment_in_words
from congress.rules.convening import time_limits
from congress.rules.convening.regularity import Regularity, regularity
from congress.rules.convening.time_limits import TimeLimit, Timeliness
from core.database import session
from core.errors import RuleBroken


def is_convened(congress_id: int) -> ColumnElement[bool]:
    """The condition, in SQL, that a member is convened: who votes, and substitutes, who are told too (CGCT L5211-6)."""
    accredited = (Member.congress_id == congress_id) & (Member.accreditation == Accreditation.ACCREDITED)
    return accredited & (Member.votes | Member.substitute_of_id.is_not(None))


def convened_count(congress_id: int) -> int:
    """How many members a convening is for."""
    return session().scalar(select(func.count()).select_from(Member).where(is_convened(congress_id))) or 0


def convenings_of(sitting_id: int) -> list[Convening]:
    """The convenings sent for a sitting, the first one first."""
    wanted = select(Convening).where(Convening.sitting_id == sitting_id).order_by(Convening.rank)
    return list(session().scalars(wanted))


def last_convening(sitting_id: int) -> Convening | None:
    """The convening in force: the last one sent."""
    wanted = select(Convening).where(Convening.sitting_id == sitting_id).order_by(Convening.rank.desc()).limit(1)
    return session().scalar(wanted)


def told_start(sitting: Sitting, sent: Sequence[Convening]) -> datetime:
    """For when members know a sitting to be: as it is planned where a letter says so, or none left; else the last."""
    is_told = not sent or any(one.starts_at == sitting.starts_at for one in sent)
    return sitting.starts_at if is_told else sent[-1].starts_at


def limit_of(sitting: Sitting) -> TimeLimit:
    """How long before this sitting its convening must leave."""
    congress = sitting.congress
    return time_limits.time_limit(congress.body, congress.convening_days, is_second=sitting.convocation == 2)


def is_bound(sitting: Sitting) -> bool:
    """Whether the law binds the sitting to the questions that its convening told."""
    return sitting.congress.body in time_limits.COUNCILS


def regularity_of(sitting: Sitting, sent: Sequence[Convening] | None = None) -> Regularity:
    """What the convening of a sitting is worth now. `sent`: its convenings, where they are read already."""
    found = convenings_of(sitting.id) if sent is None else sent
    return regularity([convening.weighed for convening in found], sitting.starts_at)


def put_off_by_council(sitting: Sitting) -> frozenset[int]:
    """The ids of the items that the council, admitting an emergency, put off to another sitting (CGCT L2121-11)."""
    return regularity_of(sitting).put_off if is_bound(sitting) else frozenset()


def place_of(sitting: Sitting) -> str:
    """Where a sitting is held, as its convening says it: the room, the town where it is one, the address to join by."""
    room = sitting.room
    if room is None:
        return sitting.congress.place
    place = sitting.congress.place if room.kind is not RoomKind.VIRTUAL else ""
    named = [place] if room.name in place else [room.name, "" if place in room.name else place]
    return ", ".join(filter(None, [*named, room.url]))


def changes_since(convening: Convening, sitting: Sitting, items: Sequence[AgendaItem]) -> list[str]:
    """What a convening no longer says of the sitting as it is planned, a sentence each; none when it says all."""
    congress, told = sitting.congress, []
    if convening.starts_at != sitting.starts_at:
        told.append(
            _("La séance est déplacée\u00a0: %(after)s, et non plus %(before)s.",
              after=moment_in_words(congress, sitting.starts_at), before=moment_in_words(congress, convening.starts_at))
        )  # fmt: skip
    if convening.place != place_of(sitting):
        told.append(_("Le lieu change\u00a0: %(place)s.", place=place_of(sitting)))
    before, now = dict(convening.agenda), {item.id: item for item in items}
    for item in items:
        if item.id not in before:
            told.append(_("Point ajouté\u00a0: %(number)s. %(title)s.", number=item.position, title=item.title))
        elif item.title != before[item.id]:
            told.append(
                _("L’intitulé du point n°\u00a0%(number)s devient\u00a0: %(title)s.",
                  number=item.position, title=item.title)
            )  # fmt: skip
    told += [_("Point retiré\u00a0: %(title)s.", title=title) for id_, title in before.items() if id_ not in now]
    kept = [item.id for item in items if item.id in before]
    if kept != [id_ for id_ in before if id_ in now]:
        told.append(_("L’ordre des points change."))
    return told


def letter_to(convening_id: int, member_id: int | None) -> ConveningLetter | None:
    """The letter of one member, or None."""
    wanted = select(ConveningLetter).where(ConveningLetter.convening_id == convening_id)
    return session().scalar(wanted.where(ConveningLetter.member_id == member_id))


def reply_of(convening_id: int, member_id: int | None) -> ConveningReply | None:
    """What a member did of their letter, or None."""
    wanted = select(ConveningReply).where(ConveningReply.convening_id == convening_id)
    return session().scalar(wanted.where(ConveningReply.member_id == member_id))


def answer_of(sitting_id: int, member_id: int | None) -> ConveningAnswer | None:
    """What a member answered to the convening in force of a sitting; None where they have not."""
    wanted = select(ConveningReply.answer).join(Convening, Convening.id == ConveningReply.convening_id)
    last = select(func.max(Convening.rank)).where(Convening.sitting_id == sitting_id).scalar_subquery()
    wanted = wanted.where(Convening.sitting_id == sitting_id, Convening.rank == last)
    return session().scalar(wanted.where(ConveningReply.member_id == member_id))


def last_answer_before(convening: Convening, member_id: int | None) -> ConveningReply | None:
    """What a member answered to an earlier convening of the sitting: to be said again, where the last one differs."""
    wanted = (
        select(ConveningReply)
        .join(Convening, Convening.id == ConveningReply.convening_id)
        .where(
            Convening.sitting_id == convening.sitting_id,
            Convening.rank < convening.rank,
            ConveningReply.member_id == member_id,
            ConveningReply.answer.is_not(None),
        )
    )
    return session().scalar(wanted.order_by(Convening.rank.desc()).limit(1))


def not_convened(convening: Convening) -> int:
    """How many of those to convene have no letter of a convening: they came since."""
    sent = select(ConveningLetter.member_id).where(ConveningLetter.convening_id == convening.id)
    members = select(func.count()).select_from(Member).where(is_convened(convening.sitting.congress_id))
    return session().scalar(members.where(Member.id.not_in(sent))) or 0


def is_without_quorum(sitting_id: int) -> bool:
    """Whether the last check of the quorum at a sitting found too few."""
    wanted = select(QuorumCheck.is_met).where(QuorumCheck.sitting_id == sitting_id)
    return session().scalar(wanted.order_by(QuorumCheck.at.desc(), QuorumCheck.id.desc()).limit(1)) is False


def second_of(sitting_id: int) -> Sitting | None:
    """The sitting convened anew after this one, or None."""
    wanted = select(Sitting).join(SecondSitting, SecondSitting.second_id == Sitting.id)
    return session().scalar(wanted.where(SecondSitting.first_id == sitting_id))


def first_of(sitting_id: int) -> Sitting | None:
    """The sitting without a quorum after which this one was convened anew, or None."""
    wanted = select(Sitting).join(SecondSitting, SecondSitting.first_id == Sitting.id)
    return session().scalar(wanted.where(SecondSitting.second_id == sitting_id))


@dataclass(frozen=True, slots=True)
class ConveningMention:
    """What the minutes say of the convening of a sitting (CGCT L2121-15): its day, its means, a sentence."""

    day: date
    means: ConveningMeans
    sentence: str


def convening_mention(sitting: Sitting) -> ConveningMention | None:
    """What the minutes say of the convening; None where none was sent nor said."""
    every = convenings_of(sitting.id)
    starts_at = told_start(sitting, every)
    sent = [convening for convening in every if convening.starts_at == starts_at]
    if not sent:
        return None
    first, congress = sent[0], sitting.congress
    day = day_in_words(congress, first.sent_at)
    told = (
        _("Convocation adressée par voie électronique le %(day)s.", day=day)
        if first.means is ConveningMeans.MAIL
        else _("Convocation adressée le %(day)s.", day=day)
    )
    sentences = [told, *(_rectified(convening) for convening in sent[1:]), *_emergency(sent)]
    if sitting.opened_at and local(congress, sitting.opened_at).date() != local(congress, starts_at).date():
        its_day = day_in_words(congress, starts_at)
        sentences.append(_("Convoquée pour le %(day)s, la séance s’est ouverte un autre jour.", day=its_day))
    return ConveningMention(local(congress, first.sent_at).date(), first.means, " ".join(sentences))


def _rectified(convening: Convening) -> str:
    day = day_in_words(convening.sitting.congress, convening.sent_at)
    return _("Convocation rectificative adressée le %(day)s.", day=day)


def _emergency(sent: Sequence[Convening]) -> list[str]:
    """Why it was shortened, and what the council said of that."""
    told = []
    for convening in sent:
        if convening.timeliness is Timeliness.SHORTENED:
            told.append(_("Délai abrégé\u00a0: %(because)s", because=_ended(convening.because)))
            if convening.admitted is not None:
                told.append(
                    _("Le conseil a admis l’urgence.") if convening.admitted
                    else _("Le conseil n’a pas admis l’urgence.")
                )  # fmt: skip
    return told


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def require_convened(sitting: Sitting, item: AgendaItem) -> None:
    """Nothing where the sitting may decide on an item; else a refusal. Only a council is bound (CGCT L2121-10)."""
    if not is_bound(sitting):
        return
    stands = regularity_of(sitting)
    if stands.may_decide(item.id):
        return
    if item.id in stands.awaiting:
        raise RuleBroken(_("Le délai de convocation est abrégé\u00a0: le conseil se prononce d’abord sur l’urgence."))
    require_not_put_off(item, stands.put_off)
    raise RuleBroken(
        _("Ce point ne peut pas être décidé\u00a0: aucune convocation envoyée à temps ne l’annonce (CGCT, art."
          " L2121-10). Il peut être discuté.")
    )  # fmt: skip


def require_not_put_off(item: AgendaItem, put_off: frozenset[int]) -> None:
    """Nothing where the council did not put the item off: it is then neither discussed nor voted here."""
    if item.id in put_off:
        raise RuleBroken(_("Le conseil a renvoyé ce point à une séance ultérieure."))
