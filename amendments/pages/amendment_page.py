"""The page of one amendment: its differences, its dispositif, what it would do, who signs it, its way so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

import redline
from amendments.labels import cause_told, labels_of, linked_numbers, opinion_word, places_told, status_words
from amendments.models import Amendment, AmendmentStatus, CarriedText
from amendments.pages.kept.until_journal import KeptUntilJournal
from amendments.pages.life.told_events import told_events
from amendments.pages.list_page import lines_in_words, spot_title
from amendments.queries.amendment_history import carried_history, felled_by
from amendments.queries.amendment_readings import Reading, form_of, history_of, readings_of
from amendments.queries.competing_amendments import Consequences, Fall, consequences, field_around
from amendments.queries.order_queries import moves_of
from amendments.queries.suggestion_queries import answered_on
from amendments.rules.carry_over import KnownText
from amendments.rules.dispositif.statements import SentenceForm
from amendments.rules.kept.bearings import location_of
from amendments.rules.kept.sentences import sentences_kept
from amendments.rules.locations import compared
from amendments.suggestion_models import SuggestionAnswer
from congress.models import Congress
from congress.written import differences_told, quoted, written
from core.text.reader import unbroken
from motions.pages.difference_phrases import INLINE, phrases
from motions.pages.text_layout import ReadBlock, read_blocks

VIEWS = ("differences", "actuel", "adopte")


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """A step of the amendment's way, as the macro `timeline` reads it."""

    state: str
    title: str
    detail: str = ""
    at: datetime | None = None
    when: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class FallGroup:
    """Amendments that would fall for the same reason: « n° 14 et 16 »."""

    numbers: Markup  # linked
    because: str


@dataclass(frozen=True, slots=True)
class OneSide:
    """What one of the two texts says where they differ: its title if it is touched, its alinéas."""

    title: str
    blocks: tuple[ReadBlock, ...]


@dataclass(frozen=True, slots=True)
class AmendmentPage:
    """All that the page of an amendment shows beside the amendment's own columns."""

    reading: Reading
    where: str
    sentences: tuple[str, ...]
    html: Markup | None
    side: OneSide | None
    consequences: Mapping[str, tuple[str, ...]]  # labels, by what becomes of them
    falls: tuple[FallGroup, ...]
    events: tuple[HistoryEvent, ...]
    felled_by: tuple[str, ...]  # the numbers of those whose adoption made it fall: one, or a batch of identical ones


amendment_pages: KeptUntilJournal[AmendmentPage] = KeptUntilJournal(256)


def amendment_page(congress: Congress, amendment: Amendment, view: str) -> AmendmentPage:
    """The page, in the view asked for: differences, the text in force, the text if adopted."""
    if not amendment.public_number:
        return _made(congress, amendment, view)
    return amendment_pages.kept_or_made(congress, (amendment.id, view), lambda: _made(congress, amendment, view))


def _made(congress: Congress, amendment: Amendment, view: str) -> AmendmentPage:
    history, part = history_of([amendment.part_id]), amendment.part
    reading = readings_of([amendment], {part.id: part}, history)[amendment.id]
    found = Consequences()
    if amendment.status == AmendmentStatus.PUBLISHED and reading.is_clean:
        in_force = history[part.id][part.current_number - 1]
        found = consequences(field_around(amendment, congress.line_length, in_force), amendment)
    return AmendmentPage(
        reading=reading,
        where=place_in_words(reading.old, reading.new, congress.line_length),
        sentences=sentences_of(reading.old, reading.new, congress.line_length, form_of(congress, amendment.part)),
        html=differences_html(reading.old, reading.new, congress.line_length) if view == VIEWS[0] else None,
        side=one_side(reading, view, congress.line_length) if view != VIEWS[0] else None,
        consequences=_labels(found),
        falls=_fall_groups(congress.slug, found.falling),
        events=tuple(_events(congress.slug, amendment, carried_history(amendment.id))),
        felled_by=tuple(felled_by([amendment]).get(amendment.id, ())),
    )


def _labels(found: Consequences) -> dict[str, tuple[str, ...]]:
    """The labels of those to which each thing happens."""
    falling = tuple(fall.amendment.label for fall in found.falling)
    rest = {name.name: tuple(row.label for row in getattr(found, name.name)) for name in fields(found)[1:]}
    return {"falling": falling} | rest


def sentences_of(old: KnownText, new: KnownText, width: int, form: SentenceForm) -> tuple[str, ...]:
    """The dispositif of a change between two texts."""
    return sentences_kept(old, new, width, form)


def place_in_words(old: KnownText, new: KnownText, width: int) -> str:
    """« alinéa 3, lignes 4 et 5 », « après l’alinéa 5 », « titre »; « alinéas 3 et 4 » of several.

    A proposal that is added bears on no alinéa: there is no text there yet.
    """
    if not old.text:
        return _("proposition nouvelle")
    place = location_of(old, new, width)
    spots = place.spots
    if len(spots) == 1 and not spots[0].is_after and not spots[0].is_title:
        return f"{_lower(spot_title(spots[0]))}, {lines_in_words([place])}"
    return _(", ").join(places_told(place))


def differences_html(old: KnownText, new: KnownText, width: int) -> Markup:
    """The affected passages with the words added and removed, safe."""
    return differences_told(redline.html_affected(compared(old, new, width), phrases=phrases(), inline=INLINE))


def one_side(reading: Reading, view: str, width: int) -> OneSide:
    """The affected alinéas as one of the two texts has them, with that text's numbers."""
    difference = compared(reading.old, reading.new, width)
    marked = [block for block in difference.blocks if block.is_marked or redline.levels_of(difference, block)]
    if view == "actuel":
        document, indices = difference.old, {index for block in marked for index in block.old}
    else:
        document, indices = difference.new, {index for block in marked for index in block.new}
    title = document.title
    return OneSide(
        title=title.body if title is not None and title.index in indices else "",
        blocks=tuple(block for block in read_blocks(document.text, width) if block.index in indices),
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _fall_groups(slug: str, falls: Sequence[Fall]) -> tuple[FallGroup, ...]:
    """Falls for the same reason told together, those that are identical first of all."""
    by_reason: dict[str, list[Amendment]] = {}
    for fall in falls:
        by_reason.setdefault(fall.because, []).append(fall.amendment)
    return tuple(FallGroup(linked_numbers(slug, labels_of(found)), because) for because, found in by_reason.items())


def _events(slug: str, amendment: Amendment, carried: Sequence[CarriedText]) -> list[HistoryEvent]:
    """The way of an amendment: what happened, what is happening, what is to come."""
    received = Markup(_("reçu %(receipt)s")) % {"receipt": unbroken(amendment.receipt)}  # noqa: S704 (our own words)
    events = [HistoryEvent("done", _("Déposé,"), received, amendment.deposited_at)]
    if amendment.published_at:
        detail = _("sous le n° %(number)s", number=amendment.address)
        events.append(HistoryEvent("done", _("Publié"), detail, amendment.published_at))
    for opinion in amendment.opinions:
        title = _("Avis du bureau : %(opinion)s", opinion=opinion_word(opinion))
        events.append(HistoryEvent("done", title, at=opinion.given_at))
    for suggested in answered_on(amendment.id):
        is_taken = suggested.answer is SuggestionAnswer.ACCEPTED
        title = _("Version du bureau acceptée,") if is_taken else _("Version du bureau refusée,")
        events.append(HistoryEvent("done", title, written(suggested.word), suggested.answered_at))
    for row in carried:
        detail = _("sur la version %(number)s", number=row.revision.number)
        title = _("Reporté sans changement") if row.clean else _("À vérifier")
        if not row.already_satisfied:
            events.append(HistoryEvent("done", title, detail, row.carried_at))
    for move in moves_of(amendment):
        title = _("Déplacé dans l’ordre des votes\u00a0:")
        events.append(HistoryEvent("done", title, quoted(move.because), move.moved_at))
        if move.undone_at:
            events.append(HistoryEvent("done", _("Revenu à sa place dans l’ordre"), at=move.undone_at))
    events += [HistoryEvent("done", *told) for told in told_events(slug, amendment)]
    events.sort(key=lambda event: (event.at is not None, event.at))
    return [*events, *_ending(slug, amendment)]


def _ending(slug: str, amendment: Amendment) -> list[HistoryEvent]:
    if amendment.decided_at:
        causes = felled_by([amendment]).get(amendment.id, [])
        url = (
            url_for("amendments.show", slug=slug, number=amendment.cause_amendment.address)
            if amendment.cause_amendment and len(causes) < 2
            else None
        )
        told = cause_told(amendment, causes)
        return [HistoryEvent("done", status_words(amendment.status), told, amendment.decided_at, url=url)]
    if amendment.under_vote:
        return [
            HistoryEvent("now", _("Mis aux voix")),
            HistoryEvent("next", _("Résultat"), when=_("à la proclamation")),
        ]
    if amendment.status == AmendmentStatus.PUBLISHED:
        return [HistoryEvent("next", _("Vote"), when=_("à l’examen de ce texte en séance"))]
    return [HistoryEvent("next", _("Publication"), when=_("par le secrétariat"))]


def falls_sentence(count: int) -> str:
    """« Trois amendements tomberont. », in figures from ten."""
    words = (
        "",
        _("Un"),
        _("Deux"),
        _("Trois"),
        _("Quatre"),
        _("Cinq"),
        _("Six"),
        _("Sept"),
        _("Huit"),
        _("Neuf"),
        _("Dix"),
    )
    said = words[count] if count < len(words) else str(count)
    return ngettext("%(count)s amendement tombera.", "%(count)s amendements tomberont.", count, count=said)
