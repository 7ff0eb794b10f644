"""Proposals and amendments of a folder: Markdown files, taken as plain text whatever HTML they hold."""

import json
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path

from flask_babel import gettext as _

import redline
from app.folder.content import AmendmentText, ProposalText
from core.files.faults import Findings
from core.files.reading import decode, read_file
from core.text.typography import normalise_typography
from motions.services.motion_services import clean_text

LONGEST_TEXT = 100_000
LONGEST_TITLE = 300
_HTML = re.compile(r"<\s*[/!]?\s*[a-zA-Z][^<>]*>|<script", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_KEY = re.compile(r"(?P<key>[a-z_]+)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ONE_LINE = re.compile(r"[ \t\n]+")  # no-break spaces stay as they are
FRONT_KEYS = ("proposal", "author", "title", "reasons")


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


def checked_text(file: str, text: str, findings: Findings, *, first_line: int = 1) -> str:
    """The text as it will be stored; what it must not be is noted. `first_line`: where it starts in the file."""
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
    elif blocks[0].kind != "title" or not blocks[0].body:
        told = _("ce texte n’a pas de titre : la première ligne est « # Pour… ».")
        findings.error(file, first_line, None, told)
    elif len(blocks) == 1:
        findings.error(file, None, None, _("ce texte n’a qu’un titre : il lui faut au moins un alinéa."))
    elif len(blocks[0].body) > LONGEST_TITLE:
        told = _("ce titre est trop long : au plus %(longest)s signes.", longest=LONGEST_TITLE)
        findings.error(file, first_line, None, told)
    if html := _HTML.search(text):
        line = first_line + text.count("\n", 0, html.start())
        told = _("ce texte contient du HTML : il est pris comme du texte et montré tel quel.")
        findings.warning(file, line, None, told)
    return clean


def read_amendments(folder: Path, proposals: set[int], findings: Findings) -> tuple[AmendmentText, ...]:
    """The amendments of a folder, in the order of their numbers; a folder without any is fine."""
    place = folder / "amendments"
    if not place.is_dir():
        return ()
    found = []
    for path in sorted(place.glob("*.md"), key=lambda path: (len(path.stem), path.stem)):
        file = f"amendments/{path.name}"
        if not _NUMBER.fullmatch(path.stem):
            findings.error(file, None, None, _("un amendement porte son numéro : amendments/12.md."))
            continue
        data = read_file(folder, file, findings)
        text = decode(data, file, findings) if data is not None else None
        if text is not None and (read := _amendment(int(path.stem), file, text, proposals, findings)):
            found.append(read)
    return tuple(found)


def _amendment(number: int, file: str, text: str, proposals: set[int], findings: Findings) -> AmendmentText | None:
    front = _FRONT.match(text)
    if front is None:
        told = _("cet amendement n’a pas d’en-tête : trois traits, proposal, author, title, reasons, trois traits.")
        findings.error(file, 1, None, told)
        return None
    values = _front_values(file, front["front"] or "", findings)
    for key in FRONT_KEYS:
        if not values.get(key):
            findings.error(file, 1, key, _("cette valeur manque."))
    proposal = values.get("proposal", "")
    if proposal and not (_NUMBER.fullmatch(proposal) and int(proposal) in proposals):
        told = _("« %(value)s » n’est pas le numéro d’une proposition.", value=proposal)
        findings.error(file, 2, "proposal", told)
    body = checked_text(file, text[front.end() :], findings, first_line=1 + front.group().count("\n"))
    known = int(proposal) if _NUMBER.fullmatch(proposal) else 0
    title = _ONE_LINE.sub(" ", normalise_typography(values.get("title", ""))).strip()
    reasons = clean_text(values.get("reasons", "")).rstrip("\n")
    return AmendmentText(number, known, values.get("author", ""), title, reasons, body, file)


def _front_values(file: str, front: str, findings: Findings) -> dict[str, str]:
    """The values of a front matter: `key: value`, quoted or not, or `key: |` and indented lines (a part of YAML)."""
    values: dict[str, str] = {}
    lines = front.split("\n")
    index = 0
    while index < len(lines):
        line, number = lines[index], index + 2
        index += 1
        if not line.strip() or line.startswith("#"):
            continue
        found = _FRONT_KEY.fullmatch(line.rstrip())
        if found is None:
            findings.error(file, number, None, _("cette ligne de l’en-tête n’est pas de la forme `nom: valeur`."))
            continue
        key, value = found["key"], (found["value"] or "").strip()
        if value in {"|", "|-", ">", ">-"}:
            block = []
            while index < len(lines) and (lines[index].startswith((" ", "\t")) or not lines[index].strip()):
                block.append(lines[index])
                index += 1
            block = textwrap.dedent("\n".join(block)).split("\n")
            value = ("\n".join(block) if value.startswith("|") else _folded(block)).strip("\n")
        else:
            value = _unquoted(value)
        if key not in FRONT_KEYS:
            findings.warning(file, number, key, _("cette clé n’est pas connue : elle n’est pas lue."))
        values[key] = value
    return values


def _folded(lines: list[str]) -> str:
    paragraphs = "\n".join(lines).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value.startswith('"') and value.endswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return value
    if len(value) > 1 and value.startswith("'") and value.endswith("'"):
        return value[1:-1].replace("''", "'")
    return value
