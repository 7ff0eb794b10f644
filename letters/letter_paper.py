"""The letter as a paper: its record told paragraph by paragraph, for every format. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from letters.letter_record import LetterBlock, LetterRecord
from letters.letter_words import letter_words
from papers.paper import Paper, Paragraph, Role, plain, with_words
from papers.runs import inline_runs

ROLES = {
    "ordered_item": Role.ITEM,
    "unordered_item": Role.ITEM,
    "heading": Role.HEADING,
    "title": Role.HEADING,
    "quotation": Role.QUOTATION,
}


def letter_paper(record: LetterRecord) -> Paper:
    """The letter from top to bottom; what has no words is left out."""
    cover = record.cover
    return Paper(
        title=record.title,
        paragraphs=(
            *with_words(_head(record)),
            *with_words(_motion(record)),
            *_apart(with_words(_end(record))),
            *_annex(record),
        ),
        author=cover.sender[0] if cover.sender else "",
        issuer=record.congress,
        subject=cover.subject,
        date=cover.date,
        language=record.locale,
        footer=tuple(filter(None, (record.demonstration_notice, record.draft_notice, record.congress))),
        begins_like_letter=True,
    )


def _head(record: LetterRecord) -> Iterator[Paragraph]:
    cover, words = record.cover, letter_words(record)
    yield plain(Role.NOTICE, record.demonstration_notice)
    yield plain(Role.STATE, record.draft_notice)
    yield plain(Role.SENDER, *cover.sender)
    yield plain(Role.ADDRESSEE, *cover.addressee)
    yield plain(Role.DATE, cover.place_and_date)
    yield plain(Role.REFERENCE, words.reference, words.contact)
    yield plain(Role.SUBJECT, words.subject)
    yield plain(Role.BODY, words.salutation)


def _motion(record: LetterRecord) -> Iterator[Paragraph]:
    yield from map(_block, record.preamble)
    yield plain(Role.TITLE, record.title)
    yield plain(Role.UNDER_TITLE, record.adoption)
    for section in record.sections:
        yield plain(Role.SECTION, section.title, marker=f"{section.number}.")
        yield from map(_block, section.blocks)


def _end(record: LetterRecord) -> Iterator[Paragraph]:
    """What belongs to no proposal: the conclusion, who signs, who receives a copy."""
    signed, words = record.signed, letter_words(record)
    yield from map(_block, record.closing)
    yield plain(Role.BODY, record.cover.closing_formula)
    yield plain(Role.SIGNATURE, signed.office, signed.name, signed.role)
    yield plain(Role.NAMES_HEAD, words.names_head)
    for name in signed.names:
        yield plain(Role.NAME, name)
    yield plain(Role.BODY, words.unnamed)
    yield plain(Role.MENTIONS_HEAD, words.copies_head)
    for copy in words.copies:
        yield plain(Role.MENTION, copy)
    yield plain(Role.SMALL_PRINT, f"{words.fingerprint} {record.fingerprint}")
    yield plain(Role.SMALL_PRINT, f"{words.journal} {record.journal}" if record.journal else "")


def _annex(record: LetterRecord) -> tuple[Paragraph, ...]:
    """The positions not taken, after all that is the letter; nothing where there are none."""
    if not record.annex:
        return ()
    words = letter_words(record)
    told = [plain(Role.SECTION, words.annex_head), plain(Role.BODY, words.annex_note)]
    for position in record.annex:
        told += [plain(Role.HEADING, position.called), plain(Role.BODY, position.where)]
        told += [Paragraph(Role.QUOTATION, (inline_runs(said),)) for said in position.sentences]
        told += [Paragraph(Role.BODY, (inline_runs(said),)) for said in position.reasons]
    return _apart(with_words(told))


def _apart(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The same, the first of them set apart from what stands above."""
    first, *others = paragraphs
    return (replace(first, is_apart=True), *others)


def _block(block: LetterBlock) -> Paragraph:
    role = ROLES.get(block.kind, Role.BODY)
    if role is not Role.ITEM:
        return Paragraph(role, (block.runs,))
    return Paragraph(role, (block.runs,), "–" if block.kind == "unordered_item" else block.marker, block.depth)
