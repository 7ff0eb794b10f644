"""Inline text as runs of one emphasis each, for renderers that are not HTML. Pure."""

from dataclasses import dataclass
from html.parser import HTMLParser

from core.inline_markdown import render_inline


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one emphasis; `link` is the address of a link, or empty."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open."""
        self._open.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost of that name."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index]
                return

    def handle_data(self, data: str) -> None:
        """Words under the emphasis in force."""
        names = {tag for tag, _ in self._open}
        link = next((href for tag, href in reversed(self._open) if tag == "a"), "")
        self.runs.append(Run(data, "strong" in names, "em" in names, link))


def inline_runs(text: str) -> tuple[Run, ...]:
    """The runs of a block's inline text; their words put end to end are what a page shows."""
    reader = _Reader()
    reader.feed(str(render_inline(" ".join(text.split("\n")))))
    reader.close()
    return tuple(reader.runs)
