"""The forms of a page, as a browser without JavaScript would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form that posts: where to, its fields as they stand, and which of them a person types."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    @property
    def shape(self) -> tuple[str, tuple[str, ...]]:
        """What makes it the same form on two pages."""
        return self.action, tuple(sorted(self.fields))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._open = Form(given["action"])
            self.forms.append(self._open)
        elif self._open is not None and tag in {"input", "button", "textarea", "select"}:
            self._take(tag, given, self._open)
        elif self._open is not None and tag == "option" and self._select in self._open.fields:
            chosen = self._open.fields[self._select]
            self._open.fields[self._select] = given.get("value", "") if "selected" in given else chosen

    def _take(self, tag: str, given: dict[str, str], form: Form) -> None:
        name, kind = given.get("name"), given.get("type", "text")
        if not name or name == "csrf_token":
            return
        if kind in {"radio", "checkbox"} and name in form.fields and "checked" not in given:
            return
        form.fields[name] = given.get("value", "on" if kind == "checkbox" else "")
        if tag == "textarea":
            self._area = name
        self._select = name if tag == "select" else self._select
        if tag == "textarea" or (tag == "input" and kind in {"text", "email", "search", "number", "date"}):
            form.typed.append(name)

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._area:
            self._open.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None


def forms_of(page: str) -> list[Form]:
    """The forms of a page that post."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
