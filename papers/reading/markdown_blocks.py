"""Paragraphs that were read, written as the blocks of our texts; what would read otherwise than it stood is told."""

import re

import redline
from core.text import inline_markdown
from papers.reading.what_was_read import NotUnderstood, ReadDocument, ReadParagraph, Unknown, merged
from papers.runs import Run

_ITEM_LABEL = re.compile(r"\d{1,9}(?:[.)]|°\)?)|[a-zA-Z]\)|[ivxIVX]{2,5}\)|[-–—•]")
_SPECIAL = re.compile(r"([\\*_\[\]])")
_OPENING = re.compile(r"(?:[#>|+]|\d{3,9}[.)] )")
_DEEPEST = 6
TIGHT_STYLE = "Hemicycle tight"  # the style that our own documents give to a block on the line after another
SPACED_STYLE = "Hemicycle paragraph"


def inline_source(runs: list[Run]) -> str:
    """Runs as inline Markdown that reads as them; without emphasis where no writing of it would."""
    wanted = merged(runs)
    for escape in (False, True):
        source = "".join(_piece(run, escape=escape) for run in wanted)
        if _reads_as(source, wanted):
            return source
    words = "".join(run.text for run in wanted)
    return words if _reads_as(words, [Run(words)]) else _SPECIAL.sub(r"\\\1", words)


def shapes_of(source: str) -> list[Run]:
    """The runs of an inline text as it reads, newlines kept."""
    return merged(
        [
            Run(piece.text, "strong" in piece.tags, "em" in piece.tags, piece.href if "a" in piece.tags else "")
            for piece in inline_markdown.inline_runs(source)
        ]
    )


def _reads_as(source: str, wanted: list[Run]) -> bool:
    return _letters(shapes_of(source)) == _letters(wanted)


def _letters(runs: list[Run]) -> list[tuple[str, bool, bool, str]]:
    """Each character with its shape; that of a space is nobody's matter."""
    return [
        (sign, run.is_bold, run.is_italic, run.link) if not sign.isspace() else (sign, False, False, "")
        for run in runs
        for sign in run.text
    ]


def _piece(run: Run, *, escape: bool) -> str:
    """A run between its marks, the spaces at its ends outside of them."""
    kept = run.text.strip()
    if not kept:
        return run.text
    before = run.text[: run.text.index(kept)]
    after = run.text[len(before) + len(kept) :]
    words = _SPECIAL.sub(r"\\\1", kept) if escape else kept
    if run.is_italic:
        words = f"*{words}*"
    if run.is_bold:
        words = f"**{words}**"
    if run.link:
        words = f"[{words}]({run.link})"
    return before + words + after


def block_source(paragraph: ReadParagraph, document: ReadDocument, place: int, *, is_ours: bool) -> str:
    """The source of the block that a paragraph is."""
    runs = [run for run in paragraph.runs if run.text]
    if paragraph.heading or not is_ours:
        runs = _stripped(runs)
    marker, runs = _typed_marker(runs) if not paragraph.heading and not paragraph.is_row else ("", runs)
    words = inline_source(runs)
    if _letters(shapes_of(words)) != _letters(runs):
        document.doubts.append(NotUnderstood(Unknown.EMPHASIS, place, paragraph.words.strip()[:60]))
    words = marker + words
    if paragraph.heading:
        label = f"{paragraph.label} " if paragraph.label else ""
        return "#" * min(paragraph.heading, _DEEPEST) + " " + label + words.replace("\n", " ")
    if is_ours or paragraph.is_row:
        return words if marker else words.lstrip(" ")  # what a split leaves before its second half
    if _ITEM_LABEL.fullmatch(paragraph.label):
        return "  " * paragraph.level + f"{paragraph.label} {words}"
    if paragraph.label:
        return f"{paragraph.label} {words}"
    if _OPENING.match(words):
        document.doubts.append(NotUnderstood(Unknown.MARK, place, paragraph.words.strip()[:60]))
        words = re.sub(r"^(#{1,6}) ", "\\1\u00a0", words)
    return words


def _typed_marker(runs: list[Run]) -> tuple[str, list[Run]]:
    """The number or dash that was typed before the words, which no emphasis can be read in; the rest of the runs."""
    words = "".join(run.text for run in runs)
    blocks = redline.parse(words).blocks
    if not blocks or blocks[0].kind not in {"ordered_item", "unordered_item"} or not words.startswith(blocks[0].source):
        return "", runs
    length = len(blocks[0].source) - len(blocks[0].body)
    left, rest = length, []
    for run in runs:
        rest.append(Run(run.text[max(left, 0) :] if left > 0 else run.text, run.is_bold, run.is_italic, run.link))
        left -= len(run.text)
    return words[:length], [run for run in rest if run.text]


def _stripped(runs: list[Run]) -> list[Run]:
    """Runs without space at either end."""
    found = list(runs)
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while found:
            run = found[at]
            text = strip(run.text, " \n\t")
            found[at] = Run(text, run.is_bold, run.is_italic, run.link)
            if text:
                break
            found.pop(at)
    return found


def write_markdown(document: ReadDocument, *, is_ours: bool) -> str:
    """The text that the paragraphs make, normalised; `is_ours`: its styles say which blocks stand close together."""
    written = ""
    for place, paragraph in enumerate(document.paragraphs, start=1):
        source = block_source(paragraph, document, place, is_ours=is_ours)
        if written:
            written += "\n" if _is_tight(written, source, paragraph, is_ours=is_ours) else "\n\n"
        written += source
    return redline.normalise(written)


def _is_tight(written: str, source: str, paragraph: ReadParagraph, *, is_ours: bool) -> bool:
    before = written.rpartition("\n\n")[2].rpartition("\n")[2]
    if is_ours and paragraph.style in {TIGHT_STYLE, SPACED_STYLE}:
        # A paragraph typed after an item has its style, and is no part of it.
        return paragraph.style == TIGHT_STYLE and len(redline.parse(f"{before}\n{source}").blocks) > 1
    kinds = {redline.parse(part).blocks[0].kind for part in (before, source) if part.strip()}
    return kinds <= {"ordered_item", "unordered_item"} or kinds == {"table_row"}
