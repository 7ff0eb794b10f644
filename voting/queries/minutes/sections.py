"""The sections of the minutes, line by line, from what was read of a sitting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _

from congress.chamber_models import AgendaItem, Office, QuorumCheck, Sitting, SittingOffice
from congress.models import WEIGHT_SCALE, RoomKind
from congress.moments import day_in_words, hour_in_words
from congress.queries.convening.convening_queries import convening_mention, first_of
from congress.queries.presence.at_a_distance import distance_told
from congress.rules.rule_names import CollegeRule
from core.text.reader import enumeration
from core.text.retelling import retold
from voting.minutes_models import ItemReport
from voting.queries.carried_rights import told_through
from voting.queries.minutes import course, presences
from voting.queries.minutes.course import DatedDeed
from voting.queries.minutes.deliberations import Deliberation, decided_since
from voting.queries.minutes.known import SittingNames
from voting.queries.minutes.presences import SittingPeople, held_in_turn, in_both_lists
from voting.queries.minutes.secretaries import secretaries_among
from voting.queries.poll_queries import NamedVote
from voting.queries.quorum_readings import chamber_of, check_of
from voting.rules.asking.short_options import short_among
from voting.rules.colleges.college_sentences import college_sentences
from voting.rules.count_sentences import short_counts, unit_of
from voting.rules.counted_poll import CountedPoll
from voting.rules.methods.answers import FOR_OR_AGAINST, Answers
from voting.rules.methods.choice_words import group_word
from voting.rules.minutes.deeds import DeedPlace, with_stop
from voting.rules.minutes.record import Figure, LineKind, MinutesLine
from voting.rules.minutes.sections import SectionKey
from voting.rules.outcome import Reason
from voting.rules.quorum_sentences import quorum_recall
from voting.rules.verdict_sentences import reason_sentence
from voting.rules.weight_words import votes_said


@dataclass(frozen=True, slots=True)
class Sections:
    """What was read of one sitting, and the lines that it makes."""

    sitting: Sitting
    items: Sequence[AgendaItem]
    names: SittingNames
    deeds: Sequence[DatedDeed]
    results: Mapping[int, CountedPoll]
    checks: Sequence[QuorumCheck]
    attendance: SittingPeople
    offices: Mapping[Office, Sequence[SittingOffice]]
    notes: Mapping[int, str]  # by item id; 0: of the sitting as a whole
    reports: Sequence[ItemReport]
    deliberations: Sequence[Deliberation]
    votes: Mapping[int, Sequence[NamedVote]]

    def lines(self, key: SectionKey) -> Iterator[MinutesLine]:
        """The lines of a section; none where it has nothing to say."""
        return {
            SectionKey.OPENING: self._opening,
            SectionKey.CONVENING: self._convening,
            SectionKey.AGENDA: self._agenda,
            SectionKey.PRESENCES: self._presences,
            SectionKey.REQUESTS: self._requests,
            SectionKey.COURSE: self._course,
            SectionKey.DELIBERATIONS: self._deliberations,
            SectionKey.NAMED_VOTES: self._named_votes,
        }[key]()

    @property
    def place(self) -> str:
        """Where the sitting was held: of a meeting in no place, how."""
        room = self.sitting.room.name if self.sitting.room else ""
        if self.sitting.room is not None and self.sitting.room.kind is RoomKind.VIRTUAL:
            return room
        place = self.sitting.congress.place
        return place if place.startswith(room) else f"{room}, {place}"

    @property
    def about(self) -> str:
        """« Rédaction collective et vote de la motion, Sénat, Paris, 14 h à 15 h 58 »."""
        congress, sitting = self.sitting.congress, self.sitting
        starts = hour_in_words(congress, sitting.opened_at or sitting.starts_at)
        ends = self.names.hour(sitting.closed_at) if sitting.closed_at else ""
        has_end = ends not in ("", starts)  # opened and ended in one minute: said once
        hours = _("de %(starts)s à\u00a0%(ends)s", starts=starts, ends=ends) if has_end else starts
        return ", ".join(filter(None, (retold(sitting.title, congress.locale.value), self.place, hours)))

    def _opening(self) -> Iterator[MinutesLine]:
        sitting = self.sitting
        if sitting.opened_at is None:
            return
        chair = presences.chair_at_opening(sitting, self.offices)
        hour = self.names.hour(sitting.opened_at)
        if chair is None:
            yield _text(_("La séance est ouverte à\u00a0%(hour)s.", hour=hour))
        else:
            said = {"hour": hour, "chair": presences.person_line(chair)}
            yield _text(_("La séance est ouverte à\u00a0%(hour)s sous la présidence de %(chair)s.", **said))
        if far := distance_told(sitting):
            yield _text(far)
        secretaries = secretaries_among(sitting, self.offices[Office.SECRETARY])
        if secretaries:
            people = presences.people_line(secretaries)
            yield _text(
                ngettext("Secrétaire de séance\u00a0: %(people)s.", "Secrétaires de séance\u00a0: %(people)s.",
                         len(secretaries), people=people)
            )  # fmt: skip
        tellers = presences.in_office(sitting, self.offices[Office.TELLER])
        if tellers:
            yield _text(_("Dépouillement des votes\u00a0: %(people)s.", people=presences.people_line(tellers)))

    def _convening(self) -> Iterator[MinutesLine]:
        if self.sitting.convocation > 1:
            yield _text(_after_first(self.sitting))
        mention = convening_mention(self.sitting)
        if mention is not None:
            yield _text(mention.sentence)
        yield from course.lines_at(self.deeds, DeedPlace.CONVENING)

    def _agenda(self) -> Iterator[MinutesLine]:
        for item in self.items:
            title = retold(item.title, self.sitting.congress.locale.value)
            yield _text(_("%(number)s. %(title)s", number=item.position, title=title))

    def _presences(self) -> Iterator[MinutesLine]:
        found, sitting = self.attendance, self.sitting
        yield from self._quorum()
        lists = (
            (_("Présents"), [presences.said_of(sitting, member, stays) for member, stays in found.present]),
            (_("Représentés"), [presences.represented_line(one) for one in found.represented]),
            (_("Suppléants"), [presences.seated_line(sitting, one) for one in found.seated]),
            (_("Excusés"), [presences.person_line(member) for member in found.excused]),
            (_("Absents"), [presences.person_line(member) for member in found.absent]),
        )
        for heading, people in lists:
            if people:
                told = _("%(heading)s (%(count)s)", heading=heading, count=len(people))
                yield MinutesLine(LineKind.PEOPLE, heading=told, people=tuple(people))
        if found.in_both:
            yield _text(in_both_lists(found.in_both))
        if found.held_in_turn:
            yield _text(held_in_turn(found.held_in_turn))
        if self.checks and not found.are_those_of(self.checks[0]):
            hour = self.names.hour(self.checks[0].at)
            yield _text(
                _("Les nombres du quorum sont ceux de %(hour)s\u202f; les listes nomment qui a été présent, ou "
                  "représenté, à un moment de la séance.", hour=hour)
            )  # fmt: skip
        yield from course.lines_at(self.deeds, DeedPlace.PRESENCE)

    def _quorum(self) -> Iterator[MinutesLine]:
        """The counts of the first check, its sentence, how many were made and when the quorum was missing."""
        if not self.checks:
            return
        first, t = self.checks[0], get_translations()
        entitled = first.present - first.barred + first.represented
        counts = [
            (_("En exercice"), first.members), (_("Présents"), first.present), (_("Représentés"), first.represented),
            (_("Appelés à voter"), entitled),
        ]  # fmt: skip
        if seated := sum(one.sits_at(first.at) for one in self.attendance.seated):
            counts.insert(2, (_("Dont suppléants"), seated))
        if first.barred:
            counts.insert(-1, (_("Retirés"), first.barred))
        figures = tuple(Figure(label, str(count)) for label, count in counts)
        yield MinutesLine(LineKind.COUNTS, figures=figures)
        is_second = self.sitting.convocation == 2
        made = [row for row in self.checks if not (is_second and check_of(row).waived)]
        waived = _("Aucun quorum n’est exigé pour les points de la première convocation.")
        said = [waived] if len(made) < len(self.checks) else []
        if made:
            hour = _("à %(hour)s", hour=self.names.hour(made[0].at))
            said.append(quorum_recall(check_of(made[0]), chamber_of(made[0]), t, hour))
        if len(made) > 1:
            said.append(
                ngettext("Il a été vérifié %(num)s fois pendant la séance.",
                         "Il a été vérifié %(num)s fois pendant la séance.", len(made))
            )  # fmt: skip
        if missing := dict.fromkeys(self.names.hour(row.at) for row in made[1:] if row.is_met is False):
            said.append(_("Il n’était pas atteint à %(hours)s.", hours=enumeration(missing)))
        yield _text(" ".join(said))

    def _requests(self) -> Iterator[MinutesLine]:
        asked = course.lines_at(self.deeds, DeedPlace.REQUESTS)
        yield from asked
        if not asked and self.results:
            yield _text(_("Aucun scrutin particulier n’a été demandé."))

    def _course(self) -> Iterator[MinutesLine]:
        notes = {item.position: self.notes[item.id] for item in self.items if self.notes.get(item.id)}
        if self.notes.get(0):
            notes[0] = self.notes[0]
        yield from course.course_lines(self.deeds, self.names, notes, self.results)

    def _deliberations(self) -> Iterator[MinutesLine]:
        by_id = {item.id: item.position for item in self.items}
        for one in self.deliberations:
            words = _("Délibération n°\u00a0%(number)s. %(about)s", number=one.number, about=with_stop(one.about))
            counts = " ".join(filter(None, [_counts_after(one.counted), decided_since(one)]))
            yield MinutesLine(LineKind.TEXT, words=words, decision=one.decision, after=counts, poll=one.poll.number)
            for report in self.reports:
                if by_id.get(report.item_id) == one.item:
                    yield _report(report, _("Rapport joint\u00a0: %(title)s.", title=report.title))
        if not self.deliberations:
            yield _text(_("La séance n’a pris aucune délibération."))
        decided = {one.item for one in self.deliberations}
        for report in self.reports:
            if (number := by_id.get(report.item_id)) not in decided:
                words = _(
                    "Rapport joint au point n°\u00a0%(number)s\u00a0: %(title)s.", number=number, title=report.title
                )
                yield _report(report, words)

    def answers_of(self, number: int) -> Answers:
        """What a counted poll offered."""
        counted = self.results.get(number)
        return counted.answers if counted is not None else FOR_OR_AGAINST

    def _named_votes(self) -> Iterator[MinutesLine]:
        for number, votes in self.votes.items():
            told = self.names.polls[number]
            heading = _("Scrutin n°\u00a0%(number)s", number=number)
            words = told.put.rstrip(",")
            yield MinutesLine(
                LineKind.VOTES,
                heading=heading,
                words=words,
                poll=number,
                people=tuple(_groups(votes, self.answers_of(number))),
            )


def _counts_after(counted: CountedPoll) -> str:
    """What follows a decision: the count of all where all decide, that of each college, and why where neither shows it.

    Of an election or a choice: what each received; of orders, what their rule counted.
    """
    if counted.among is not None:
        told = short_among(counted, get_translations())
        return f"{told.rstrip('.')}." if told else ""
    t, weighed, rule = get_translations(), counted.weighted, counted.rules.college_rule
    heads = None if counted.verdict.reason is Reason.DECLARED else counted.heads
    weights, scale = (weighed.counts, weighed.scale) if weighed else (None, 1)
    told = short_counts(heads, weights, t, scale=scale, answers=counted.answers)
    said = [f"{told[:1].upper()}{told[1:]}."] if rule in (None, CollegeRule.EACH_AND_MAJORITY) else []
    if rule is not None:
        said += college_sentences(rule, counted.colleges, t, unit_of(counted))
    return " ".join(filter(None, [*said, reason_sentence(counted, t)]))


def _groups(votes: Sequence[NamedVote], answers: Answers) -> Iterator[str]:
    """« Pour (2) : Mme Karine Prigent et M. Didier Jacquot (pouvoir porté par Mme Arnaud). »: one for each choice."""
    t = get_translations()
    by_choice: dict[str | None, list[str]] = {}
    for vote in votes:
        by_choice.setdefault(vote.choice, []).append(_voter(vote))
    order = answers.in_order(choice for choice in by_choice if choice is not None)
    for choice in (*order, *((None,) if None in by_choice else ())):
        said = group_word(choice, t, answers) if choice is not None else _("N’ont rien exprimé")
        people = by_choice[choice]
        yield _("%(choice)s (%(count)s)\u00a0: %(people)s.", choice=said, count=len(people), people=enumeration(people))


def _voter(vote: NamedVote) -> str:
    said = []
    if vote.holder:
        said.append(told_through(vote.holder, by_substitute=vote.by_substitute))
    if vote.spoken:
        said.append(_("dit à voix haute, saisi par le secrétariat"))
    if vote.weight != WEIGHT_SCALE:
        said.append(votes_said(Fraction(vote.weight, WEIGHT_SCALE), get_translations()))
    return f"{vote.name} ({', '.join(said)})" if said else vote.name


def _after_first(sitting: Sitting) -> str:
    first = first_of(sitting.id)
    if first is None:
        return _("La séance se tient sur seconde convocation.")
    return _(
        "La séance se tient sur seconde convocation, le quorum ayant manqué à la séance n°\u00a0%(number)s, "
        "le %(day)s.",
        number=first.number, day=day_in_words(sitting.congress, first.opened_at or first.starts_at),
    )  # fmt: skip


def _report(report: ItemReport, words: str) -> MinutesLine:
    """A report by its title, and what tells it from any other: the fingerprint of its file, or its address."""
    if report.sha256:
        after = _("Fichier PDF, empreinte SHA-256\u00a0: %(sha256)s.", sha256=report.sha256)
        return MinutesLine(LineKind.TEXT, words=words, after=after, link=f"rapport:{report.id}")
    after = _("Adresse\u00a0: %(url)s", url=report.url)
    return MinutesLine(LineKind.TEXT, words=words, after=after, link=report.url)


def _text(words: str) -> MinutesLine:
    return MinutesLine(LineKind.TEXT, words=words)
