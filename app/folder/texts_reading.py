"""Proposals and amendments of a folder: Markdown files, taken as plain text whatever HTML they hold."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from flask_babel import gettext as _
from pydantic import AfterValidator, PlainValidator, ValidationInfo

import redline
from amendments.rules.labels_of_numbers import read_label
from app.folder.content import AmendmentText, ProposalText
from core.files import validation
from core.files.decoding import decode, read_file
from core.files.faults import Findings
from core.files.front_matter import read_front_matter
from core.text.endless import endless_words
from core.text.typography import normalise_typography
from core.validation import Model
from motions.models import PartKind
from motions.rules.motion_text import clean_text

LONGEST_TEXT = 100_000
LONGEST_TITLE = 300
_HTML = re.compile(r"<(?:\s*[/!])?\s*[a-zA-Z][^<>]*>|<script", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_ONE_LINE = re.compile(r"[ \t\n]+")  # no-break spaces stay as they are


def read_proposals(
    folder: Path, wanted: Iterable[tuple[int, str, str]], findings: Findings
) -> tuple[ProposalText, ...]:
    """The first texts of the proposals; `wanted`: number, file, provenance."""
    found = []
    for number, file, provenance in wanted:
        data = read_file(folder, file, findings) if file else None
        text = decode(data, file, findings) if data is not None else None
        if text is not None:
            found.append(ProposalText(number, provenance, checked_text(file, text, findings), file))
    return tuple(found)


def checked_text(
    file: str, text: str, findings: Findings, *, first_line: int = 1, is_titled: bool = True, is_amended: bool = False
) -> str:
    """The text as it will be stored; what it must not be is noted. `first_line`: where it starts in the file.

    `is_titled`: false of a preamble and of a closing, which have no title. `is_amended`: an amendment may leave nothing
    but the title.
    """
    if len(text) > LONGEST_TEXT:
        told = _(
            "ce texte est trop long : %(length)s signes, au plus %(longest)s.", length=len(text), longest=LONGEST_TEXT
        )
        findings.error(file, None, None, told)
        return text
    clean = clean_text(text)
    blocks = redline.parse(clean).blocks
    if not blocks:
        findings.error(file, None, None, _("ce texte est vide."))
    elif is_titled and (blocks[0].kind != "title" or not blocks[0].body):
        told = _("ce texte n’a pas de titre : la première ligne est « # Pour… ».")
        findings.error(file, first_line, None, told)
    elif is_titled and len(blocks) == 1 and not is_amended:
        findings.error(file, None, None, _("ce texte n’a qu’un titre : il lui faut au moins un alinéa."))
    elif is_titled and len(blocks[0].body) > LONGEST_TITLE:
        told = _("ce titre est trop long : au plus %(longest)s signes.", longest=LONGEST_TITLE)
        findings.error(file, first_line, None, told)
    if told := endless_words(text):
        findings.error(file, None, None, told)
    if html := _HTML.search(text):
        line = first_line + text.count("\n", 0, html.start())
        told = _("ce texte contient du HTML : il est pris comme du texte et montré tel quel.")
        findings.warning(file, line, None, told)
    return clean


def read_amendments(folder: Path, proposals: set[int], findings: Findings) -> tuple[AmendmentText, ...]:
    """The amendments of a folder, by number, each before its sub-amendments; a folder without any is fine."""
    place = folder / "amendments"
    if not place.is_dir():
        return ()
    found = []
    named = [(_label(path.stem), path.name) for path in place.glob("*.md")]
    for label, name in sorted(named, key=lambda one: (one[0] or (0, 0), one[1])):
        file = f"amendments/{name}"
        if label is None:
            told = _("un amendement porte son numéro, un sous-amendement sa lettre\u00a0: amendments/12.md, 12-A.md.")
            findings.error(file, None, None, told)
            continue
        data = read_file(folder, file, findings)
        text = decode(data, file, findings) if data is not None else None
        if text is not None and (read := _amendment(label, file, text, proposals, findings)):
            found.append(read)
    return tuple(found)


def _needed(value: str) -> str:
    if not value.strip():
        raise ValueError(_("cette valeur manque."))
    return value.strip()


def _known_proposal(value: str | None, info: ValidationInfo) -> str:
    known: set[int] = info.context  # type: ignore[assignment]  # given by `_amendment`
    key = _needed(value or "")
    named = key.removeprefix("after ")
    if not (key in _OTHER_KEYS or (_NUMBER.fullmatch(named) and int(named) in known)):
        raise ValueError(_("« %(value)s » n’est pas le numéro d’une proposition.", value=value))
    return key


_OTHER_KEYS = ("preamble", "closing", "after preamble")
_Needed = Annotated[str, AfterValidator(_needed)]


class _Front(Model):
    """What the front matter of an amendment says."""

    proposal: Annotated[str, PlainValidator(_known_proposal)] = ""
    author: _Needed = ""
    title: _Needed = ""
    reasons: _Needed = ""


def _label(stem: str) -> tuple[int, int] | None:
    """(12, 1) of « 12-A »; None of what names no amendment."""
    label = read_label(stem)
    return label if label and _NUMBER.fullmatch(str(label[0])) else None


def _amendment(
    label: tuple[int, int], file: str, text: str, proposals: set[int], findings: Findings
) -> AmendmentText | None:
    number, sub_number = label
    front = read_front_matter(file, text, findings)
    if front is None:
        told = _("cet amendement n’a pas d’en-tête : trois traits, proposal, author, title, reasons, trois traits.")
        findings.error(file, 1, None, told)
        return None
    read = None
    if front.values:
        values = dict.fromkeys(_Front.model_fields, "") | front.values
        read = validation.read(_Front, values, file, lambda path: front.lines.get(str(path[0]), 1), findings, proposals)
    read = read or _Front()
    is_titled = read.proposal not in (PartKind.PREAMBLE, PartKind.CLOSING)
    body = checked_text(file, front.body, findings, first_line=front.first_line, is_titled=is_titled, is_amended=True)
    title = _ONE_LINE.sub(" ", normalise_typography(read.title)).strip()
    reasons = clean_text(read.reasons).rstrip("\n")
    return AmendmentText(number, read.proposal, read.author, title, reasons, body, file, sub_number)
