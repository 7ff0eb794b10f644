"""What is put to the vote, as pages show it: its name, its words, the difference it makes, what falls with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from amendments.labels import labels_of, numbers, opinion_word
from amendments.models import Opinion, OpinionKind
from amendments.pages.amendment_page import differences_html, place_in_words
from amendments.pages.list_page import authors_of
from amendments.queries.amendment_queries import known_revision
from amendments.queries.amendment_readings import Reading, reading_of
from amendments.queries.bundle_queries import text_of_all
from congress.models import Congress
from congress.queries.homonyms import told_name
from congress.written import language_written, named_inside, written
from core.text.reader import enumeration, reader_language
from motions.pages.motion_labels import part_name
from motions.pages.text_layout import ReadBlock, read_blocks
from motions.queries.motion_queries import current_revision, current_revisions, proposals_of, revisions_of
from voting.dividing_models import DivisionPart
from voting.models import Falling, Poll
from voting.pages.dividing.part_shown import blocks_of_part, difference_of_part
from voting.queries.asking.question_words import asked_aloud, asked_name
from voting.queries.asking.subject_words import named_subject, put_retained_aloud, question
from voting.queries.dividing.division_words import put_part_aloud, short_name, where_words
from voting.queries.sub_votes import put_sub, sub_falling_sentence
from voting.queries.subjects import LoadedSubject, subject_at_hand
from voting.subject_models import Question


@dataclass(frozen=True, slots=True)
class ShownSubject:
    """The subject of a poll. `number`: in the gutter; `difference`: for amendments; `blocks`: for a text."""

    kind: str  # amendment, proposal, preamble, closing, motion, free, procedural
    number: str
    name: str  # « Amendement n° 12 », « Amendements n° 14 et 16 », « Proposition n° 5 », « Motion »
    title: str
    authors: str
    author: str  # without the co-signers: what is said aloud
    place: str  # « alinéa 3, lignes 4 et 5 »
    opinion: str
    url: str
    difference: Markup | None = None
    blocks: tuple[ReadBlock, ...] = ()
    proposals: tuple[tuple[int | None, str, str], ...] = ()  # of the whole motion: number, title, state

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read beside the question."""
        return bool(self.difference or self.blocks or self.proposals)


def shown_subject(
    congress: Congress, subject: LoadedSubject, readings: Mapping[int, Reading] | None = None
) -> ShownSubject:
    """The subject of a poll, in a bounded number of queries; `readings`: of amendments, where they were read."""
    if subject.amendments:
        return _amendments(congress, subject, readings or {})
    if subject.part is not None:
        part = subject.part
        revision = current_revision(part.id)
        url = url_for("proposals.show", slug=congress.slug, number=part.number) if part.number is not None else ""
        return ShownSubject(
            kind=part.kind.value,
            number=str(part.number or ""),
            name=subject_name(subject),
            title=revision.title,
            authors="",
            author="",
            place="",
            opinion="",
            url=url,
            blocks=tuple(read_blocks(revision.text, congress.line_length)),
        )
    if subject.divided is not None:
        return _part(congress, subject, subject.divided)
    if subject.question is not None:
        return _question(subject, subject.question)
    motion = subject.motion
    texts = current_revisions(motion.id) if motion else {}
    return ShownSubject(
        kind="motion",
        number="",
        name=subject_name(subject),
        title=motion.title if motion else "",
        authors="",
        author="",
        place="",
        opinion="",
        url=url_for("proposals.index", slug=congress.slug),
        proposals=tuple((part.number, texts[part.id].title, part.state.value) for part in proposals_of(congress.id)),
    )


def _question(subject: LoadedSubject, asked: Question) -> ShownSubject:
    return ShownSubject(
        kind=asked.kind.value, number="", name=subject_name(subject), title=asked.words, authors="", author="",
        place="", opinion="", url="",
    )  # fmt: skip


def _part(congress: Congress, subject: LoadedSubject, divided: DivisionPart) -> ShownSubject:
    """A part of a text that is voted in parts."""
    part, amendment = divided.division.part, divided.division.amendment
    slug, title = congress.slug, amendment.title if amendment else current_revision(part.id).title
    address = ("amendments.show", amendment.address) if amendment else ("proposals.show", part.number)
    return ShownSubject(
        kind=named_subject(subject).kind.value, number="", name=subject_name(subject), title=title,
        authors="", author="", place=where_words(divided.spots),
        opinion="", url=url_for(address[0], slug=slug, number=address[1]),
        difference=difference_of_part(congress, divided), blocks=blocks_of_part(congress, divided),
    )  # fmt: skip


def subject_name(subject: LoadedSubject) -> str:
    """« Amendement n° 12 », « Sous-amendement n° 12-A », « Proposition n° 5 », « Motion »."""
    if subject.amendments:
        found = [row.label for row in subject.amendments]
        if subject.is_retained:
            return _("Amendements retenus par le bureau\u00a0: %(numbers)s", numbers=numbers(found))
        if subject.bundle_id is not None:
            return _("Adoption sans débat des amendements %(numbers)s", numbers=numbers(found))
        if subject.amendments[0].is_sub:
            return str(
                ngettext("Sous-amendement %(numbers)s", "Sous-amendements %(numbers)s", len(found),
                         numbers=numbers(found))
            )  # fmt: skip
        return str(ngettext("Amendement %(numbers)s", "Amendements %(numbers)s", len(found), numbers=numbers(found)))
    if subject.divided is not None:
        return short_name(subject.divided)
    if subject.question is not None:
        return asked_name(subject.question)
    return part_name(subject.part) if subject.part is not None else _("Motion")


def question_of(poll: Poll) -> str:
    """The question of a poll: as it was frozen to those who read the congress's language, else asked in theirs."""
    if reader_language() == poll.congress.locale.value or poll.subjects[0].question is not None:
        return poll.question
    subject = subject_at_hand(poll)
    return question(subject, subject.part.in_force.title if subject.part else None)


def question_shown(poll: Poll) -> str | Markup:
    """The question of a poll as pages show it: the title that it quotes is said to be in its own language."""
    asked, part = question_of(poll), poll.subjects[0].part
    if poll.subjects[0].question is not None:
        return written(asked)
    if part is None or not language_written():
        return asked
    return named_inside(asked, part.in_force.title)


def falling_sentence(labels: Sequence[str], subject: LoadedSubject) -> str:
    """« S’il est adopté, les amendements n° 14, 15 et 16 tomberont. » (« S’ils » of a batch), or nothing."""
    if not labels:
        return ""
    count, told = len(labels), numbers(labels)
    if subject.amendments and subject.amendments[0].is_sub:
        return sub_falling_sentence(labels, is_batch=len(subject.amendments) > 1)
    if len(subject.amendments) > 1:
        return str(
            ngettext(
                "S’ils sont adoptés, l’amendement %(numbers)s tombera.",
                "S’ils sont adoptés, les amendements %(numbers)s tomberont.",
                count,
                numbers=told,
            )
        )
    return str(
        ngettext(
            "S’il est adopté, l’amendement %(numbers)s tombera.",
            "S’il est adopté, les amendements %(numbers)s tomberont.",
            count,
            numbers=told,
        )
    )


def falling_numbers(found: Sequence[Falling]) -> list[str]:
    """The numbers of the amendments foreseen to fall."""
    return labels_of(row.amendment for row in found)


def put_to_the_vote(subject: LoadedSubject, view: ShownSubject) -> str:
    """« Je mets aux voix l’amendement n° 12 de Mme Fatima Allain, avis défavorable du bureau. »"""
    if subject.divided is not None:
        return put_part_aloud(subject.divided)
    if subject.is_retained:
        return put_retained_aloud(subject)
    if subject.question is not None:
        return asked_aloud(subject.question)
    what, count, opinion = _what(subject, view), len(subject.amendments), _common_opinion(subject)
    if opinion is None:
        return _("Je mets aux voix %(what)s.", what=what)
    if opinion.rival is not None:
        return _(
            "Je mets aux voix %(what)s ; le bureau demandait le retrait au profit de l’amendement n°\u00a0%(number)s.",
            what=what,
            number=opinion.rival.label,
        )
    said = {
        OpinionKind.FAVOURABLE: _("Je mets aux voix %(what)s, avis favorable du bureau.", what=what),
        OpinionKind.FAVOURABLE_IF: _("Je mets aux voix %(what)s, avis favorable du bureau sous réserve.", what=what),
        OpinionKind.UNFAVOURABLE: _("Je mets aux voix %(what)s, avis défavorable du bureau.", what=what),
        OpinionKind.WITHDRAWAL: _("Je mets aux voix %(what)s ; le bureau demandait le retrait.", what=what),
        OpinionKind.WISDOM: _("Je mets aux voix %(what)s ; le bureau s’en remet à la sagesse du congrès.", what=what),
        OpinionKind.SATISFIED: ngettext(
            "Je mets aux voix %(what)s, que le bureau estime satisfait.",
            "Je mets aux voix %(what)s, que le bureau estime satisfaits.",
            count,
            what=what,
        ),
        OpinionKind.NONE: _("Je mets aux voix %(what)s, sans avis du bureau.", what=what),
    }
    return str(said[opinion.kind])


def _common_opinion(subject: LoadedSubject) -> Opinion | None:
    """What the bureau advises on all that is put to the vote; None where it did not say one thing of them all."""
    found = [row.opinion for row in subject.amendments]
    same = {(opinion.kind, opinion.rival_id) if opinion else None for opinion in found}
    return found[0] if len(same) == 1 else None


def _what(subject: LoadedSubject, view: ShownSubject) -> str:
    if subject.bundle_id is not None:
        told = numbers([row.public_number or 0 for row in subject.amendments])
        return _("l’adoption sans débat des amendements %(numbers)s", numbers=told)
    if subject.amendments and subject.amendments[0].is_sub:
        return put_sub(subject.amendments, view.author)
    if subject.amendments:
        return str(
            ngettext(
                "l’amendement %(numbers)s de %(authors)s",
                "les amendements %(numbers)s, identiques, de %(authors)s",
                len(subject.amendments),
                numbers=numbers([row.label for row in subject.amendments]),
                authors=view.author,
            )
        )
    words = {
        "proposal": _("la proposition n° %(number)s", number=view.number),
        "preamble": _("le préambule"),
        "closing": _("la conclusion"),
        "motion": _("l’ensemble de la motion"),
    }
    return words[view.kind]


def _amendments(congress: Congress, subject: LoadedSubject, readings: Mapping[int, Reading]) -> ShownSubject:
    if subject.bundle_id is not None:
        return _bundle(congress, subject)
    first = subject.amendments[0]
    reading = readings.get(first.id) or reading_of(first)
    found = [row.label for row in subject.amendments]
    names = list(dict.fromkeys(authors_of(row) for row in subject.amendments))
    opinion = _common_opinion(subject)
    return ShownSubject(
        kind=named_subject(subject).kind.value,
        number=", ".join(str(number) for number in found),
        name=subject_name(subject),
        title=first.title,
        authors=_(", ").join(names),
        author=enumeration(dict.fromkeys(told_name(row.bearer) for row in subject.amendments)),
        place=place_in_words(reading.old, reading.new, congress.line_length),
        opinion=opinion_word(opinion) if opinion else "",
        url=url_for("amendments.show", slug=congress.slug, number=first.address),
        difference=differences_html(reading.old, reading.new, congress.line_length),
    )


def _bundle(congress: Congress, subject: LoadedSubject) -> ShownSubject:
    """Amendments adopted by one vote: the text with all of them, as it stands or as it was adopted."""
    rows, part = subject.amendments, subject.amendments[0].part
    versions = revisions_of(part.id)
    made = [revision for revision in versions if revision.id in {row.adopted_revision_id for row in rows}]
    old = versions[made[0].number - 2] if made else versions[part.current_number - 1]
    new = known_revision(made[-1]) if made else text_of_all(rows, old).text
    return ShownSubject(
        kind=named_subject(subject).kind.value,
        number="",
        name=subject_name(subject),
        title="",
        authors="",
        author="",
        place="",
        opinion="",
        url=url_for("proposals.show", slug=congress.slug, number=part.number) if part.number else "",
        difference=differences_html(known_revision(old), new, congress.line_length),
    )
