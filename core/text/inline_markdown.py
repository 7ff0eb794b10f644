"""The inline text of one block: bold, italics, links, nothing else; no other character is lost or changed.

redline alone finds blocks; Python-Markdown reads what stands inside one, nh3 cleans what it wrote. The result is
told as runs that know where their characters stand in the text, or as safe HTML made of them. A rendering that
cannot be laid along its text, character for character, is not trusted: the text is then shown as it was written.
"""

import functools
import html
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor
from markupsafe import Markup, escape

_MARKED = re.compile(r"[*_\[\\]")
_WRAPPER = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)
# A link leads to a page or an address, written out; anything else between parentheses is a parenthesis.
_ADDRESS = r"\((?P<address>(?i:https?://|mailto:)(?:[^\s()<>\\\x02\x03]|\([^\s()<>\\\x02\x03]*\))+)\)"
_TARGET = re.compile(_ADDRESS)
_LINK = rf"(?<!!)\[(?P<words>[^\[\]]+)\]{_ADDRESS}"
_OPENING = {"strong": ("**", "__"), "em": ("*", "_"), "a": ("[",)}
_ESCAPED = ("\\", "*", "_", "[", "]")
_PIECE = re.compile(r"[\\*_\[\]][^\\*_\[\]]*|[^\\*_\[\]]+")
_ESCAPE = re.compile(r"\\[\\*_\[\]]")
_KEPT = {f"\\{sign}": f"\x02{ord(sign)}\x03" for sign in _ESCAPED}
# Python-Markdown keeps these two for itself.
_RESERVED = re.compile("[\x02\x03]")


@dataclass(frozen=True, slots=True)
class InlineRun:
    """Characters that share their style: `text` is [`start`, `end`) of the source, markers left out.

    `tags` are what is around it, outermost first: "strong", "em", "a" (to `href`), any other name being a class.
    """

    text: str
    start: int
    end: int
    tags: tuple[str, ...] = ()
    href: str = ""


@functools.lru_cache(maxsize=4096)
def render_inline(text: str) -> Markup:
    """Safe HTML of a block's inline text; HTML in it is shown as text."""
    return html_of(inline_runs(text))


@functools.lru_cache(maxsize=4096)
def inline_runs(text: str) -> tuple[InlineRun, ...]:
    """The runs of a block's inline text in order; what lies between two of them is markers only."""
    plain = (InlineRun(text, 0, len(text)),) if text else ()
    kept = text.strip()
    if not _MARKED.search(kept) or _RESERVED.search(kept):
        return plain
    start = text.index(kept)
    along = _Alongside(text, start)
    try:
        along.feed(_cleaned(kept))
        along.close()
        along.finish(start + len(kept))
    except _Astray:
        return plain
    return tuple(along.runs)


def html_of(runs: Iterable[InlineRun]) -> Markup:
    """Well-formed HTML of some runs; neighbours share the elements around them. A tab is a no-break space."""
    written: list[str] = []
    opened: list[tuple[str, str]] = []
    for run in runs:
        said = html.escape(run.text.replace("\t", "\u00a0"), quote=False)
        if not run.tags and not opened:
            written.append(said)
            continue
        wanted = [(tag, run.href if tag == "a" else "") for tag in run.tags]
        shared = 0
        while shared < min(len(opened), len(wanted)) and opened[shared] == wanted[shared]:
            shared += 1
        written.extend(_closing(tag) for tag, _ in reversed(opened[shared:]))
        written.extend(_element(tag, href) for tag, href in wanted[shared:])
        written.append(said)
        opened = wanted
    written.extend(_closing(tag) for tag, _ in reversed(opened))
    return Markup("".join(written))  # noqa: S704 (every piece was escaped or is one of our elements)


def _element(tag: str, href: str) -> str:
    if tag == "a":
        return f'<a href="{escape(href)}" rel="noopener">'
    return f"<{tag}>" if tag in _OPENING else f'<span class="{tag}">'


def _closing(tag: str) -> str:
    return f"</{tag}>" if tag in _OPENING else "</span>"


def _cleaned(text: str) -> str:
    """What Python-Markdown and nh3 make of a text without space around it."""
    # Escapes as Python-Markdown keeps them until its end: its own rule writes the whole text again for each.
    kept = _ESCAPE.sub(lambda escape: _KEPT[escape[0]], html.escape(text, quote=False))
    written = _renderer().reset().convert(kept)
    return nh3.clean(
        _WRAPPER.sub(r"\1", written),
        tags={"strong", "em", "a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


_local = threading.local()


def _renderer() -> markdown.Markdown:
    """The card's Markdown, one for each thread, without its block rules and with two of its inline ones."""
    renderer: markdown.Markdown | None = getattr(_local, "renderer", None)
    if renderer is None:
        renderer = markdown.Markdown(output_format="html")
        _keep_only(renderer.preprocessors)
        _keep_only(renderer.parser.blockprocessors, "paragraph")
        _keep_only(renderer.inlinePatterns, "em_strong")
        _keep_only(renderer.treeprocessors, "inline", "unescape")
        renderer.inlinePatterns.register(_WrittenOutLink(_LINK, renderer), "link", 160)
        _local.renderer = renderer
    return renderer


def _keep_only(registry: Any, *names: str) -> None:
    for name in [item.name for item in registry._priority if item.name not in names]:  # noqa: SLF001 - the library lists names nowhere else
        registry.deregister(name)


class _WrittenOutLink(InlineProcessor):
    """`[words](https://…)`: no title, no relative address, no script, some words to press."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (as its parent)
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library’s call
    ) -> tuple[Element | None, int | None, int | None]:
        """The link, where it starts and where it ends; nothing when no word would be seen."""
        if not m["words"].strip():
            return None, None, None
        link = Element("a", href=html.unescape(m["address"]))
        link.text = m["words"]
        return link, m.start(), m.end()


class _Astray(Exception):
    """The rendering does not follow its source."""


class _Alongside(HTMLParser):
    """Reads a rendering along its source: each tag that is met is a marker to step over there."""

    def __init__(self, source: str, start: int) -> None:
        super().__init__(convert_charrefs=True)
        self.runs = [InlineRun(source[:start], 0, start)] if start else []
        self._source = source
        self._at = start
        self._tags: list[str] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._step_over(_OPENING[tag])
        self._tags.append(tag)
        if tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if not self._tags or self._tags.pop() != tag:
            raise _Astray
        if tag != "a":
            self._step_over(_OPENING[tag])
            return
        self._step_over(("]",))
        target = _TARGET.match(self._source, self._at)
        if target is None or not self._href:
            raise _Astray
        self._at = target.end()
        self._href = ""

    def handle_data(self, data: str) -> None:
        source, at, tags, href = self._source, self._at, tuple(self._tags), self._href
        for piece in _PIECE.findall(data):
            if source[at] == "\\" and source[at + 1 : at + 2] in _ESCAPED:
                at += 1
            if not source.startswith(piece, at):
                raise _Astray
            end = at + len(piece)
            self.runs.append(InlineRun(piece, at, end, tags, href))
            at = end
        self._at = at

    def finish(self, end: int) -> None:
        """What stood after the text's last visible character."""
        if self._tags or self._at != end:
            raise _Astray
        if end < len(self._source):
            self.runs.append(InlineRun(self._source[end:], end, len(self._source)))

    def _step_over(self, markers: tuple[str, ...]) -> None:
        if not self._source.startswith(markers, self._at):
            raise _Astray
        self._at += len(markers[0])
