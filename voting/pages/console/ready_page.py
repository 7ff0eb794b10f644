"""« Prêt pour la séance ? »: what is ready, what is left to settle before it opens, and where each is settled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.queries.amendment_queries import waiting_on
from congress.chamber_models import AgendaItem, Office, Sitting, SittingKind, SittingOffice, SittingState
from congress.models import RoomKind
from congress.queries import chamber_queries
from congress.queries.convening.convening_queries import last_convening, limit_of
from congress.queries.convening.other_day import other_day
from congress.queries.homonyms import told_name
from congress.queries.presence.electorate import electors_without_address
from congress.rules.rule_names import BallotKind, Body
from congress.services.lawful.countable import refusal_of_count
from motions.queries.motion_queries import proposals_of
from voting.pages.convening.convening_words import convening_told
from voting.pages.modes.chosen_by_chair import TELLERS
from voting.queries import quorum_readings, votes_left
from voting.queries.minutes.minutes_queries import minutes_of, waiting_for_adoption
from voting.queries.votes_left import Vote


@dataclass(frozen=True, slots=True)
class Check:
    """A thing to have before a sitting: whether it is there, what there is of it, and where the rest is settled."""

    is_ready: bool
    title: str
    words: str
    action: tuple[str, str] | None = None  # its words and its address


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """All that has to be there, what is left first."""

    left: tuple[Check, ...]
    ready: tuple[Check, ...]

    @property
    def answer(self) -> str:
        """« Pas encore. 2 points restent à régler, 6 sont prêts. »"""
        if not self.left:
            return _("Oui. Tout est prêt.")
        remain = ngettext("%(num)s point reste à régler", "%(num)s points restent à régler", len(self.left))
        ready = ngettext("%(num)s est prêt", "%(num)s sont prêts", len(self.ready))
        return _("Pas encore. %(remain)s, %(ready)s.", remain=remain, ready=ready)


def ready_page(sitting: Sitting, now: datetime) -> ReadyPage:
    """What a sitting has and lacks, for its chair and the secretariat."""
    items, left = chamber_queries.agenda_of(sitting.id), votes_left.left_to_vote(sitting.congress_id)
    on_agenda = [vote for item in items for vote in votes_left.left_on_item(item, left)]
    checks = [
        _convening(sitting, items),
        *_note(sitting),
        *_day(sitting, now),
        *_bureau(sitting, chamber_queries.offices_of(sitting.id)),
        _agenda(sitting, items, on_agenda),
        *_amendments(sitting, items, on_agenda),
        _members(sitting),
        *_countable(sitting),
        *_room(sitting),
        *_minutes(sitting, items),
    ]
    return ReadyPage(
        tuple(check for check in checks if not check.is_ready), tuple(check for check in checks if check.is_ready)
    )


def _convening(sitting: Sitting, items: Sequence[AgendaItem]) -> Check:
    """Whether it is convened in its time, as it now stands, and on what it may decide."""
    told = convening_told(sitting, items)
    place = url_for("convening_desk.write", slug=sitting.congress.slug, number=sitting.number)
    is_free = told is not None and not told.is_sent and not limit_of(sitting).days  # no rule asks for it
    if told is None or is_free or (told.is_good and not told.changed):
        return Check(True, _("Convocation"), told.sentence if told else "")
    said = " ".join(filter(None, [told.sentence, told.not_to_decide]))
    return Check(False, _("La convocation est à régler"), said, (_("Convoquer les membres"), place))


def _note(sitting: Sitting) -> Iterator[Check]:
    """The « note de synthèse » that goes with the convening of a council from 3,500 inhabitants (CGCT L2121-12)."""
    if not limit_of(sitting).wants_note or sitting.state is not SittingState.PLANNED:
        return
    last = last_convening(sitting.id)
    if last is not None and last.note:
        yield Check(True, _("Note explicative de synthèse"), _("jointe à la convocation"))
        return
    said = _(
        "Elle est jointe à la convocation (CGCT, art.\u00a0L2121-12)\u00a0: son texte, ou l’adresse où elle se lit."
    )
    place = url_for("convening_desk.write", slug=sitting.congress.slug, number=sitting.number)
    yield Check(False, _("La note explicative de synthèse manque"), said, (_("La joindre"), place))


def _day(sitting: Sitting, now: datetime) -> Iterator[Check]:
    """For which day it is, where it is not today: to be settled once that day is over, waited for until then."""
    other = other_day(sitting, now)
    if other is None:
        return
    if other.starts_at > now:
        yield Check(True, _("La séance est pour un autre jour"), other.sentence)
    else:
        yield Check(False, _("Le jour de la séance est passé"), other.sentence)


def _bureau(sitting: Sitting, offices: Sequence[SittingOffice]) -> Iterator[Check]:
    """Who presides, who keeps the minutes (CGCT L2121-15), who counts the papers where votes are secret."""
    place = (_("Nommer"), _sitting(sitting) + "#fonctions")
    named = {office: [told_name(row.member) for row in offices if row.office == office] for office in Office}
    wanted = [
        (Office.CHAIR, 1, _("Présidence"), _("Il manque qui préside"), _("Sans présidence, la séance ne s’ouvre pas.")),
        (Office.SECRETARY, 1, _("Secrétaire"), _("Il manque un secrétaire de séance"),
         _("C’est lui ou elle qui tient le procès-verbal et le signe.")),
    ]  # fmt: skip
    if sitting.congress.ballot is BallotKind.SECRET:
        said = _("Un vote secret, sur papier, se compte deux fois.")
        wanted.append((Office.TELLER, TELLERS, _("Scrutateurs"), _("Il manque des scrutateurs"), said))
    for office, number, title, missing, why in wanted:
        if len(named[office]) >= number:
            yield Check(True, title, ", ".join(named[office]))
        else:
            yield Check(False, missing, why, place)


def _agenda(sitting: Sitting, items: Sequence[AgendaItem], votes: Sequence[Vote]) -> Check:
    if not items:
        said = _("Rien ne peut être mis en discussion.")
        return Check(False, _("L’ordre du jour est vide"), said, (_("Ajouter un point"), _sitting(sitting)))
    points = ngettext("%(num)s point", "%(num)s points", len(items))
    if sitting.kind == SittingKind.PREPARATION:
        return Check(True, _("Ordre du jour"), points)
    left = ngettext("%(num)s vote", "%(num)s votes", len(votes))
    return Check(True, _("Ordre du jour"), f"{points}, {left}")


def _amendments(sitting: Sitting, items: Sequence[AgendaItem], votes: Sequence[Vote]) -> Iterator[Check]:
    """Those that the secretariat has not published, those that no longer apply as they are."""
    numbers = {item.proposal_number for item in items if item.proposal_number is not None}
    parts = [part for part in proposals_of(sitting.congress_id) if part.number in numbers]
    waiting = sum(map(waiting_on, (part.id for part in parts)))
    published = sum(len(vote.amendments) for vote in votes)
    if waiting:
        title = ngettext(
            "Un amendement attend sa publication", "%(num)s amendements attendent leur publication", waiting
        )
        said = _("Un amendement publié après le vote de son texte est sans objet.")
        yield Check(False, title, said, (_("Décider"), url_for("amendment_desk.queue", slug=sitting.congress.slug)))
    elif parts:
        words = ngettext("%(num)s à voter, tous publiés", "%(num)s à voter, tous publiés", published)
        yield Check(True, _("Amendements"), words)
    unclean = [vote for vote in votes if vote.amendments and not vote.is_clean]
    if unclean:
        title = ngettext("Un amendement est à vérifier", "%(num)s amendements sont à vérifier", len(unclean))
        said = _("Tels quels, ils ne peuvent pas être mis aux voix\u00a0: %(numbers)s.", numbers=_numbers(unclean))
        address = url_for("polls.index", slug=sitting.congress.slug)
        yield Check(False, title, said, (_("Voir"), address))


def _members(sitting: Sitting) -> Check:
    """How many may vote, how many make a quorum, how many cannot be written to."""
    numbers = chamber_queries.chamber(sitting.id)
    members = ngettext("%(num)s membre en exercice", "%(num)s membres en exercice", numbers.members)
    needed = quorum_readings.quorum_now(sitting, numbers).needed
    words = members + (
        ngettext("\u00a0: il faudra %(num)s présent", "\u00a0: il faudra %(num)s présents", needed) if needed else ""
    )
    if quorum_readings.is_waived_for_all(sitting):
        words += ". " + _("Aucun quorum n’est exigé pour les points de la première convocation.").rstrip(".")
    if not numbers.members:
        said = _("La liste des membres n’a personne qui vote.")
        roll = (_("La liste"), url_for("roll.index", slug=sitting.congress.slug))
        return Check(False, _("Personne ne peut voter"), said, roll)
    unreachable = electors_without_address(sitting.congress_id)
    if unreachable:
        words += ". " + ngettext(
            "%(num)s sans adresse électronique\u00a0: son vote se dit à voix haute",
            "%(num)s sans adresse électronique\u00a0: leur vote se dit à voix haute",
            unreachable,
        )
    return Check(True, _("Quorum"), words)


def _countable(sitting: Sitting) -> Iterator[Check]:
    """Who could not be counted by the rules: the sitting does not open before it is settled."""
    if sitting.kind != SittingKind.PREPARATION and (told := refusal_of_count(sitting.congress)):
        roll = (_("La liste"), url_for("roll.index", slug=sitting.congress.slug))
        yield Check(False, _("Des voix ne pourraient pas être comptées"), told, roll)


def _room(sitting: Sitting) -> Iterator[Check]:
    room, place = sitting.room, (_("La salle"), _sitting(sitting))
    if room is None:
        yield Check(False, _("La séance n’a pas de salle"), _("Les membres ne savent pas où aller."), place)
    elif room.kind is not RoomKind.PHYSICAL and not room.url:
        said = _("Qui siège à distance n’a pas de lien.")
        yield Check(False, _("La salle virtuelle n’a pas d’adresse"), said, place)
    else:
        yield Check(True, _("Salle"), room.name)
    if room is not None and room.kind is not RoomKind.PHYSICAL and sitting.congress.body is Body.EPCI:
        said = _("À distance ou en plusieurs lieux, la séance est retransmise en direct au public (CGCT,"
                 " art.\u00a0L5211-11-1). On n’y vote qu’au scrutin public.")  # fmt: skip
        if room.url:
            yield Check(True, _("Retransmission"), f"{room.url}. {said}")
        else:
            yield Check(False, _("La retransmission en direct n’a pas de lien"), said, place)


def _minutes(sitting: Sitting, items: Sequence[AgendaItem]) -> Iterator[Check]:
    """The minutes of the sittings before, that this one adopts as it begins (CGCT L2121-15); nothing once it has."""
    if any(item.opened_at for item in items):
        return
    for former in waiting_for_adoption(sitting.congress_id, sitting.number):
        minutes = minutes_of(former.id)
        if minutes is not None and minutes.submitted_at is not None:
            said = _("celui de la séance n°\u00a0%(number)s, soumis, est à arrêter avant le premier point",
                     number=former.number)  # fmt: skip
            yield Check(True, _("Procès-verbal"), said)
            continue
        title = _("Le procès-verbal de la séance n°\u00a0%(number)s n’est pas soumis", number=former.number)
        place = url_for("minutes.show", slug=sitting.congress.slug, number=former.number)
        yield Check(False, title, _("Il est à arrêter avant le premier point."), (_("Le relire"), place))


def _numbers(votes: Sequence[Vote]) -> str:
    return ", ".join(vote.named for vote in votes)


def _sitting(sitting: Sitting) -> str:
    return url_for("sittings.show", slug=sitting.congress.slug, number=sitting.number)
