"""The minutes as a paper: the record told section by section, who signs, the fingerprints at the foot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask_babel import force_locale
from flask_babel import gettext as _

from congress.chamber_models import Office
from congress.models import REHEARSAL, Member
from congress.moments import moment_in_words
from core.text.bound_counts import held
from core.text.reader import unbroken
from papers.paper import Paper, Paragraph, Role, plain, with_words
from papers.runs import Run, printable
from voting.minutes_models import Adoption, Minutes
from voting.queries.minutes.minutes_queries import is_adopted_first
from voting.rules.minutes.record import LineKind, MinutesLine, MinutesRecord

__all__ = ["SignedBy", "minutes_paper", "unbroken"]


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Somebody who signs the minutes, and when they did; empty as long as they have not."""

    office: Office
    member: Member
    moment: str


def minutes_paper(record: MinutesRecord, minutes: Minutes | None, signers: tuple[SignedBy, ...], journal: str) -> Paper:
    """The paper, in the language of the record; marked as a draft until the minutes are adopted."""
    with force_locale(record.locale):
        state = state_words(minutes)
        paragraphs = [
            plain(Role.NOTICE, record.notice),
            plain(Role.STATE, state),
            plain(Role.TITLE, record.title),
            plain(Role.UNDER_TITLE, record.about),
        ]
        for section in record.sections:
            paragraphs.append(plain(Role.SECTION, section.title))
            paragraphs += _without_gap(paragraph for line in section.lines for paragraph in _line(line))
        paragraphs += _approval(record, minutes, signers)
        paragraphs += _foot(minutes, journal)
        is_rehearsal = record.notice == REHEARSAL
        footer = (*((record.notice,) if is_rehearsal else ()), record.title, state, record.congress)
    return Paper(
        title=record.title, paragraphs=with_words(paragraphs), author=record.organiser, issuer=record.congress,
        subject=record.about, date=record.day, language=record.locale, footer=footer,
    )  # fmt: skip


def state_words(minutes: Minutes | None) -> str:
    """« Projet de procès-verbal, non arrêté », « Procès-verbal arrêté »."""
    if minutes is None or minutes.adopted_at is None:
        return _("Projet de procès-verbal, non arrêté")
    return _("Procès-verbal arrêté")


def office_named(office: Office) -> str:
    """Above a signature."""
    return _("La présidence de séance") if office is Office.CHAIR else _("Le secrétariat de séance")


def _without_gap(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs of a section: an hour above its first heading is a heading itself, so that no level is skipped."""
    is_under = False
    for one in paragraphs:
        is_under = is_under or one.role is Role.HEADING
        yield replace(one, role=Role.HEADING) if one.role is Role.LABEL and not is_under else one


def _line(line: MinutesLine) -> Iterator[Paragraph]:
    match line.kind:
        case LineKind.ITEM:
            yield plain(Role.HEADING, f"{line.heading} – {line.words}")
        case LineKind.NOTE:
            for said in line.words.split("\n\n"):
                yield plain(Role.QUOTATION, *said.split("\n"))
        case LineKind.COUNTS:
            told = [_("%(label)s\u00a0: %(figure)s", label=one.label, figure=one.figure) for one in line.figures]
            yield plain(Role.BODY, held(_(", ").join(told) + "."))
        case LineKind.PEOPLE:
            yield plain(Role.HEADING, line.heading)
            yield from (plain(Role.NAME, person) for person in line.people)
        case LineKind.VOTES:
            yield plain(Role.HEADING, f"{line.heading} – {line.words}")
            yield from (plain(Role.BODY, said) for said in line.people)
        case LineKind.DEED | LineKind.TEXT:
            yield from _deed(line)


def _deed(line: MinutesLine) -> Iterator[Paragraph]:
    """A deed under its hour, the decision in bold, then the numbers of its poll on a line."""
    runs: list[Run] = []
    for text, is_bold in ((line.words, False), (line.decision, True), (line.after, False)):
        if text:
            runs.append(Run(printable(held(f" {text}" if runs else text)), is_bold=is_bold, link=_address(line, text)))
    if line.hour:
        yield Paragraph(Role.LABEL, ((Run(line.hour),),))
    yield Paragraph(Role.BODY, (tuple(runs),))
    if line.kind is LineKind.DEED and line.poll and line.decision:  # of hands that nobody counted, the number alone
        told = [_("%(label)s\u00a0: %(figure)s", label=one.label, figure=one.figure) for one in line.figures]
        counted = [held(_(", ").join(told))] if told else []
        yield plain(Role.QUOTATION, _("Scrutin n°\u00a0%(number)s", number=line.poll), *counted)


def _address(line: MinutesLine, text: str) -> str:
    return line.link if line.link.startswith(("http://", "https://")) and text == line.words else ""


def _approval(record: MinutesRecord, minutes: Minutes | None, signers: tuple[SignedBy, ...]) -> Iterator[Paragraph]:
    yield plain(Role.SECTION, _("Approbation"))
    yield plain(Role.BODY, adoption_sentence(minutes))
    for one in signers:
        signed = _("signé le %(moment)s", moment=one.moment) if one.moment else _("signature attendue")
        yield plain(Role.SIGNATURE, office_named(one.office), one.member.signature_line, signed)
    yield plain(Role.BODY, record.place)


def adoption_sentence(minutes: Minutes | None) -> str:
    """How and when the minutes were adopted, as a sitting began or after something else; or will be."""
    if minutes is None or minutes.adopted_at is None or minutes.adopted_in is None:
        return _(
            "Le présent procès-verbal est un projet\u00a0: il sera arrêté au début d’une séance suivante, puis signé"
            " par la présidence et par les secrétaires."
        )
    congress = minutes.adopted_in.congress
    said = {
        "sitting": minutes.adopted_in.number,
        "moment": moment_in_words(congress, minutes.adopted_at),
        "poll": minutes.poll.number if minutes.poll else 0,
    }
    is_first, is_voted = is_adopted_first(minutes), minutes.adoption is Adoption.VOTED
    if is_voted and is_first:
        return _(
            "Arrêté le %(moment)s, au début de la séance n°\u00a0%(sitting)s, par le scrutin n°\u00a0%(poll)s.", **said
        )
    if is_voted:
        return _(
            "Arrêté le %(moment)s, au cours de la séance n°\u00a0%(sitting)s, par le scrutin n°\u00a0%(poll)s.", **said
        )
    if is_first:
        return _("Arrêté le %(moment)s, au début de la séance n°\u00a0%(sitting)s, sans opposition.", **said)
    return _("Arrêté le %(moment)s, au cours de la séance n°\u00a0%(sitting)s, sans opposition.", **said)


def _foot(minutes: Minutes | None, journal: str) -> Iterator[Paragraph]:
    if minutes is not None and minutes.sha256:
        yield plain(Role.SMALL_PRINT, _("Empreinte de vérification %(sha256)s", sha256=minutes.sha256))
    yield plain(Role.SMALL_PRINT, _("Tête du journal %(sha256)s", sha256=journal))
