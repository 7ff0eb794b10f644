"""The booklet as a sheet of paper: by part, in the order of the votes, each amendment with all that is said of it."""

from collections.abc import Iterator, Sequence

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

import redline
from amendments.labels import cause_told, given_up_by, numbers, opinion_word, status_word
from amendments.models import Amendment, OpinionKind
from amendments.pages.amendment_page import place_in_words, sentences_of
from amendments.pages.out.booklet import Booklet, BookletItem, BookletSection
from amendments.queries.amendment_readings import Reading, form_of
from congress.models import Congress
from congress.moments import moment_in_words
from congress.pages.downloads import footer_of
from motions.pages.motion_labels import part_name, text_state_on_paper
from papers.paper import Paper, Paragraph, Role, plain, with_words
from papers.runs import Run, inline_runs, printable
from papers.tracking.change_stream import ADDED, REMOVED, changed_words


def booklet_paper(booklet: Booklet) -> Paper:
    """The paper, in the language of the congress, whose text it is."""
    congress, as_of = booklet.congress, booklet.as_of
    with force_locale(congress.locale):
        title = _("Cahier des amendements")
        about = part_name(booklet.part) if booklet.part else (booklet.motion.title if booklet.motion else "")
        paragraphs = [*_head(booklet, title, about)]
        for section in booklet.sections:
            paragraphs += _section(congress, section)
    return Paper(
        title=f"{title} – {about}" if about else title, paragraphs=with_words(paragraphs), author=congress.organiser,
        issuer=congress.title, subject=title, date=as_of.date().isoformat() if as_of else "",
        language=congress.locale, footer=footer_of(congress, title),
    )  # fmt: skip


def _head(booklet: Booklet, title: str, about: str) -> Iterator[Paragraph]:
    congress = booklet.congress
    yield plain(Role.NOTICE, congress.counts_for_nothing)
    if booklet.sections:
        yield plain(Role.STATE, text_state_on_paper(booklet.sections[0].part) if booklet.part else "")
    yield plain(Role.TITLE, title)
    yield plain(Role.SUBJECT, about)
    told = ngettext("%(num)s amendement publié", "%(num)s amendements publiés", booklet.total)
    if booklet.as_of is not None:
        told = _("%(told)s, dans leur état du %(moment)s", told=told, moment=moment_in_words(congress, booklet.as_of))
    yield plain(Role.UNDER_TITLE, congress.title, told + ".")
    yield plain(
        Role.BODY,
        _("Dans l’ordre des votes, proposé par le calcul et arrêté par la présidence. Dans les textes, les mots"
          " supprimés sont barrés, les mots ajoutés sont en gras et soulignés\u202f; le dispositif les dit en toutes"
          " lettres."),
    )  # fmt: skip


def _section(congress: Congress, section: BookletSection) -> Iterator[Paragraph]:
    name = part_name(section.part)
    title = section.revision.title
    yield plain(Role.SECTION, f"{name} – {title}" if title else name)
    if section.revision.text:
        yield plain(
            Role.UNDER_TITLE,
            _("Version %(number)s, empreinte de vérification %(sha256)s.", number=section.revision.number,
              sha256=section.revision.sha256),
        )  # fmt: skip
    for item in section.items:
        yield from _amendment(congress, section, item)


def _amendment(congress: Congress, section: BookletSection, item: BookletItem) -> Iterator[Paragraph]:
    amendment, reading, width = item.amendment, item.reading, congress.line_length
    called = _("Amendement n°\u00a0%(number)s", number=amendment.label)
    if amendment.is_sub:
        called = _("Sous-amendement n°\u00a0%(number)s", number=amendment.label)
    yield plain(Role.HEADING, f"{called} – {amendment.title}")
    where = place_in_words(reading.old, reading.new, width)
    if reading.old.text:
        where = _("%(place)s, version %(number)s", place=where, number=reading.number)
    moved = _("Place décidée par la présidence\u00a0: %(because)s", because=item.move.because) if item.move else ""
    yield plain(Role.UNDER_TITLE, _place_among_votes(item), moved, where[:1].upper() + where[1:] + ".")
    if cause := cause_told(amendment, item.felled_by):
        yield plain(Role.BODY, cause)
    yield plain(Role.LABEL, _("Dispositif"))
    for sentence in sentences_of(reading.old, reading.new, width, form_of(congress, section.part)):
        yield Paragraph(Role.BODY, (inline_runs(sentence),))
    yield plain(Role.LABEL, _("Texte"))
    yield from changed_alineas(reading)
    yield plain(Role.LABEL, _("Exposé sommaire"))
    for said in amendment.reasons.split("\n\n"):
        yield Paragraph(Role.BODY, (inline_runs(said),)) if said.strip() else plain(Role.BODY)
    yield plain(Role.LABEL, _("Signataires"))
    for member in item.signers:
        role = member.role_line
        yield plain(Role.NAME, f"{member.civil_name}, {role}" if role else member.civil_name)
    yield plain(Role.NAME, given_up_by(amendment))
    if advice := advice_of(amendment):
        yield plain(Role.LABEL, _("Avis du bureau"))
        yield plain(Role.BODY, advice)


def _place_among_votes(item: BookletItem) -> str:
    """« Publié. 3e vote sur ce texte, avec le n° 8. »."""
    status, parent = status_word(item.amendment), item.amendment.parent
    if parent is not None:
        return _("%(status)s. À l’amendement n°\u00a0%(number)s, et voté avant lui.", status=status,
                 number=parent.label)  # fmt: skip
    if item.rank is None:
        return f"{status}."
    told = _("%(status)s. Vote %(rank)s sur ce texte", status=status, rank=item.rank)
    if item.voted_with:
        return _(
            "%(told)s, avec %(numbers)s, identique.", told=told, numbers=numbers([row.label for row in item.voted_with])
        )
    return f"{told}."


def advice_of(amendment: Amendment) -> str:
    """« Favorable. La raison. », nothing where the bureau said nothing."""
    opinion = amendment.opinion
    if opinion is None or opinion.kind == OpinionKind.NONE:
        return ""
    word = opinion_word(opinion)
    return " ".join(filter(None, (f"{word[:1].upper()}{word[1:]}.", opinion.reason)))


def changed_alineas(reading: Reading) -> Iterator[Paragraph]:
    """The alinéas that change, each called by its number in the text amended: words struck, words brought."""
    found = redline.difference(reading.old.text, reading.new.text)
    for block in found.blocks:
        if not block.is_marked:
            continue
        head = Run(f"{_called(block, found.old.blocks)} ", is_italic=True)
        for paragraph in changed_words(block, found.old.blocks, found.new.blocks):
            runs = tuple(_shown(sign, run) for sign, run in paragraph.pieces)
            if runs:
                yield Paragraph(Role.QUOTATION, ((head, *runs) if head.text.strip() else runs,))
                head = Run("")


def _called(block: redline.BlockDifference, olds: Sequence[redline.Block]) -> str:
    """« Alinéa 3\u00a0: », « Alinéa ajouté\u00a0: »; nothing in a proposal that is added."""
    if not olds:
        return ""
    if not block.old:
        return _("Alinéa ajouté\u00a0:")
    alinea = olds[block.old[0]].alinea
    if not alinea:
        return _("Titre\u00a0:")
    if not block.new:
        return _("Alinéa %(alinea)s, supprimé\u00a0:", alinea=alinea)
    if block.op == "move":
        return _("Alinéa %(alinea)s, déplacé\u00a0:", alinea=alinea)
    return _("Alinéa %(alinea)s\u00a0:", alinea=alinea)


def _shown(sign: str, run: Run) -> Run:
    return Run(
        printable(run.text), run.is_bold, run.is_italic, run.link, is_struck=sign == REMOVED, is_inserted=sign == ADDED
    )
