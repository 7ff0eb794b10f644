"""What pages say of the convening of a sitting: whether it is regular, on what it decides; of each letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from congress.chamber.convening_models import Convening, ConveningAnswer
from congress.chamber_models import AgendaItem, Sitting, SittingState
from congress.clock import local
from congress.moments import day_in_words, moment_in_words
from congress.queries.convening import convening_queries as queries
from congress.queries.convening.letter_lines import LetterLine
from congress.rules.convening.regularity import ConveningStanding, Regularity
from congress.rules.convening.time_limits import earliest_second, time_limit
from congress.rules.honorifics import agreed
from core.text.reader import enumeration_of_numbers
from voting.queries.challenge.quorum_missed import lacked_quorum


@dataclass(frozen=True, slots=True)
class ConveningTold:
    """What the page of a sitting, and the console, say of its convening.

    `not_to_decide`: the items on which it may not decide, in a sentence; `asks_council`: the emergency is to be put.
    """

    sentence: str
    is_good: bool
    not_to_decide: str = ""
    because: str = ""
    asks_council: bool = False
    may_second: bool = False
    second: Sitting | None = None
    changed: bool = False
    is_sent: bool = False
    awaiting: tuple[AgendaItem, ...] = ()  # on which it decides once the council admits the emergency


def convening_told(sitting: Sitting, items: Sequence[AgendaItem], *, may_convene: bool = True) -> ConveningTold | None:
    """What there is to say now: of a sitting to open, or open with an emergency to put; of one without a quorum.

    Nothing is asked where nothing may be said: while a sitting that no law binds goes on, to whoever convenes nobody.
    """
    goes_on = sitting.state is SittingState.OPEN and not may_convene and not queries.is_bound(sitting)
    if goes_on or sitting.state is SittingState.SUSPENDED:
        return None
    sent = queries.convenings_of(sitting.id)
    stands = queries.regularity_of(sitting, sent)
    without_quorum = sitting.convocation == 1 and lacked_quorum(sitting.id)
    second = queries.second_of(sitting.id) if without_quorum else None
    asks = stands.standing is ConveningStanding.TO_ADMIT
    if sitting.state is not SittingState.PLANNED and not asks and not without_quorum:
        return None
    last = sent[-1] if sent else None
    return ConveningTold(
        sentence=standing_sentence(sitting, stands, sent),
        is_good=stands.standing in (ConveningStanding.REGULAR, ConveningStanding.ADMITTED),
        not_to_decide=_not_to_decide(sitting, stands, items),
        because=last.because if last and asks else "",
        asks_council=asks and sitting.state is SittingState.OPEN,
        may_second=without_quorum and second is None,
        second=second,
        changed=last is not None and bool(queries.changes_since(last, sitting, items)),
        is_sent=last is not None,
        awaiting=tuple(item for item in items if item.id in stands.awaiting),
    )


def standing_sentence(sitting: Sitting, stands: Regularity, sent: Sequence[Convening]) -> str:
    """« Convocation régulière, envoyée le mardi 6 octobre 2020 : 5 jours francs. »"""
    if not sent:
        return _("Aucune convocation n’est partie d’ici.")
    if stands.standing is ConveningStanding.MOVED:
        return _("La séance a été déplacée depuis sa convocation\u00a0: les membres sont convoqués à une autre heure.")
    for_it = [one for one in sent if one.starts_at == sitting.starts_at]
    first = next(one for one in for_it if one.weighed.standing is stands.standing)
    day = day_in_words(sitting.congress, first.sent_at)
    left = ngettext("%(num)s jour franc", "%(num)s jours francs", first.days_left)
    asked = ngettext("%(num)s jour franc", "%(num)s jours francs", first.days_asked)
    if not first.days_asked and stands.standing is ConveningStanding.REGULAR:
        return _("Convocation envoyée le %(day)s\u00a0: %(left)s.", day=day, left=left)
    sentences = {
        ConveningStanding.REGULAR: _("Convocation régulière, envoyée le %(day)s\u00a0: %(left)s.", day=day, left=left),
        ConveningStanding.TO_ADMIT: _(
            "Délai abrégé\u00a0: %(left)s au lieu de %(asked)s. Le conseil se prononce sur l’urgence à l’ouverture.",
            left=left, asked=asked,
        ),
        ConveningStanding.ADMITTED: _("Délai abrégé (%(left)s)\u00a0: le conseil a admis l’urgence.", left=left),
        ConveningStanding.NOT_ADMITTED: _(
            "Délai abrégé (%(left)s)\u00a0: le conseil n’a pas admis l’urgence.", left=left,
        ),
        ConveningStanding.LATE: _(
            "Convocation tardive, envoyée le %(day)s\u00a0: %(left)s au lieu de %(asked)s.", day=day, left=left,
            asked=asked,
        ),
    }  # fmt: skip
    return sentences[stands.standing]


def _not_to_decide(sitting: Sitting, stands: Regularity, items: Sequence[AgendaItem]) -> str:
    """The items that no convening in time told; of a council it may not decide on them, elsewhere it is warned."""
    left = [item for item in items if not stands.may_decide(item.id) and item.id not in stands.awaiting]
    if not left:
        return ""
    numbers = enumeration_of_numbers(item.position for item in left)
    if queries.is_bound(sitting):
        return ngettext(
            "Le point %(numbers)s ne peut pas être décidé\u00a0: aucune convocation à temps ne l’annonce.",
            "Les points %(numbers)s ne peuvent pas être décidés\u00a0: aucune convocation à temps ne les annonce.",
            len(left), numbers=numbers,
        )  # fmt: skip
    return ngettext(
        "Le point %(numbers)s n’est annoncé par aucune convocation à temps\u00a0: vérifiez vos statuts.",
        "Les points %(numbers)s ne sont annoncés par aucune convocation à temps\u00a0: vérifiez vos statuts.",
        len(left), numbers=numbers,
    )  # fmt: skip


def answer_words(answer: ConveningAnswer | None) -> str:
    """« Viendra », « Ne viendra pas », « Donne pouvoir »; a dash of who has not answered."""
    if answer is None:
        return "–"
    return {
        ConveningAnswer.COMES: _("Viendra"),
        ConveningAnswer.ABSENT: _("Ne viendra pas"),
        ConveningAnswer.PROXY: _("Donne pouvoir"),
    }[answer]


def own_words(answer: ConveningAnswer, honorific: str) -> str:
    """The answer as the member gives it: « Je viendrai », « Je serai absente »."""
    away = agreed(honorific, _("Je serai absente"), _("Je serai absent"), _("Je serai absente ou absent"))
    return {
        ConveningAnswer.COMES: _("Je viendrai"),
        ConveningAnswer.ABSENT: away,
        ConveningAnswer.PROXY: _("Je donne pouvoir"),
    }[answer]


def mail_words(sitting: Sitting, line: LetterLine) -> str:
    """What became of the mail: « remis au serveur le… », « refusé »; of who has no address, the letter on paper."""
    if line.handed_at:
        return _("remise sur papier, %(when)s", when=moment_in_words(sitting.congress, line.handed_at))
    if not line.email:
        return _("sans adresse\u00a0: à remettre sur papier")
    if line.sent_at:
        return _("parti, %(when)s", when=moment_in_words(sitting.congress, line.sent_at))
    if line.is_failed:
        return _("refusé (%(error)s)\u00a0: à remettre sur papier", error=line.error)
    return _("en attente d’envoi")


def suggested_second(sitting: Sitting, now: datetime) -> str:
    """The first day on which the second sitting may be, convened today, at the same hour, as a field takes it."""
    congress = sitting.congress
    limit = time_limit(congress.body, congress.convening_days, is_second=True)
    first = sitting.opened_at or sitting.starts_at
    day, hour = local(congress, first).date(), local(congress, sitting.starts_at)
    day = max(earliest_second(congress.body, day), limit.first_day(local(congress, now).date()))
    at = hour.replace(year=day.year, month=day.month, day=day.day)
    if at <= local(congress, now):  # statutes that ask for no day: an hour later
        at = (local(congress, now) + timedelta(hours=2)).replace(minute=0)
    return f"{at:%Y-%m-%dT%H:%M}"


def console_convening(sitting: Sitting, items: Sequence[AgendaItem]) -> ConveningTold | None:
    """What the console says: before the opening; once open, of a council that has an emergency to judge, before all."""
    if sitting.state is SittingState.OPEN and queries.is_bound(sitting):
        told = convening_told(sitting, items)
        return told if told is not None and told.asks_council else None
    return convening_told(sitting, items) if sitting.state is SittingState.PLANNED else None
