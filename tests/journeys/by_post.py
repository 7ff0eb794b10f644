"""Somebody whose browser has no JavaScript, without the browser: links are followed and forms sent as they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from lxml.html import HtmlElement, document_fromstring
from werkzeug.test import TestResponse

from tests.journeys.person import Person, Words

FIELDS = "descendant::input[not(@type='hidden')] | descendant::textarea | descendant::select"
# What is there and shown: not hidden, not folded.
SHOWN = "[not(ancestor-or-self::*[@hidden])][not(ancestor::details[not(@open)]) or ancestor::summary]"
HEARD = "vh"  # the class of words that are only heard, apart from those beside them
SIMPLE = re.compile(r"(?P<tag>[\w-]*)(?P<id>#[\w-]+)?(?P<names>(?:\.[\w-]+)*)(?P<given>(?:\[[\w-]+=[\w-]+\])*)")


@dataclass
class FormSender(Person):
    """The page before them is what the last answer said."""

    client: FlaskClient = field(init=False)
    page: HtmlElement = field(init=False)
    address: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.client = self.site.live.app.test_client()

    def enter(self, cookie: str) -> None:
        self.client.set_cookie("session", cookie, domain=str(urlsplit(self.site.live.url).hostname))

    def visit(self, address: str) -> None:
        self._open(address)

    def go(self, rest: str) -> None:
        answer = self._open(self.site.path(rest))
        assert answer.status_code < 400, f"{rest}: {answer.status_code}"

    def _open(self, address: str, **sent: object) -> TestResponse:
        """The answer where the address leads; it is the page from now on."""
        answer, self.address = self.client.open(address, base_url=self.site.live.url, **sent), address
        while answer.status_code in {301, 302, 303, 307, 308}:
            self.address = urljoin(self.address, answer.headers["Location"])
            answer = self.client.get(self.address, base_url=self.site.live.url)
        assert answer.mimetype == "text/html", self.address
        self.page = document_fromstring(answer.get_data(as_text=True))
        return answer

    def is_at(self, rest: str) -> None:
        assert self.address == self.site.path(rest)

    def answer(self, rest: str) -> tuple[bool, str]:
        answer = self.client.get(self.site.path(rest), base_url=self.site.live.url, follow_redirects=True)
        return answer.status_code < 400, answer.get_data(as_text=True)

    def download(self, kind: str) -> bytes:
        (link,) = self.page.xpath(
            f"//ul[{_has_class('downloads')}]//a['.{kind}' = substring(@href, string-length(@href) - {len(kind)})]"
        )
        return self.client.get(urljoin(self.address, link.get("href")), base_url=self.site.live.url).data

    def press(self, name: Words, form: HtmlElement | None = None) -> None:
        found = self._buttons(name, form)
        assert len(found) == 1 or (found and isinstance(name, re.Pattern)), (name, len(found), self.text("main"))
        self._send(found[0])

    def press_valued(self, name: str, value: object) -> None:
        (button,) = self.page.xpath(f"//button[@name=$name][@value=$value]{SHOWN}", name=name, value=str(value))
        self._send(button)

    def _buttons(self, name: Words, form: HtmlElement | None = None, *, exact: bool = True) -> list[HtmlElement]:
        shown = (self.page if form is None else form).xpath(f"descendant::button{SHOWN}")
        return [button for button in shown if _is_named(_own_name(button), name, exact=exact)]

    def _send(self, button: HtmlElement) -> None:
        """The form of this button as it stands, to where it says."""
        form = self._form_of(button)
        assert form is not None and "disabled" not in button.attrib
        pairs = [pair for one in self._fields_of(form) for pair in _pairs(one)]
        if button.get("name"):
            pairs.append((button.get("name"), button.get("value", "")))
        address = urljoin(self.address, button.get("formaction") or form.get("action") or self.address)
        data: dict[str, list[str]] = {}
        for name, value in pairs:
            data.setdefault(name, []).append(re.sub(r"\r?\n", "\r\n", value))
        if form.get("method", "get").lower() == "post":
            self._open(address, method="POST", data=data, headers={"Referer": self.address.partition("#")[0]})
        else:
            self._open(address, query_string=data)

    def _form_of(self, element: HtmlElement) -> HtmlElement | None:
        if element.get("form"):
            return self.page.get_element_by_id(element.get("form"))
        return next(element.iterancestors("form"), None)

    def _fields_of(self, form: HtmlElement) -> Iterator[HtmlElement]:
        for one in self.page.xpath("//input | //textarea | //select"):
            if one.get("name") and self._form_of(one) is form and not one.xpath("ancestor-or-self::*[@disabled]"):
                yield one

    def follow(self, name: str) -> None:
        links = [link for link in self.page.xpath(f"//a[@href]{SHOWN}") if _is_named(_own_name(link), name)]
        assert links, (name, self.text("main"))
        self.visit(urljoin(self.address, links[0].get("href")))

    def unfold(self, words: str) -> None:
        (summary,) = [one for one in self.page.iter("summary") if _plain(words) in _plain(one.text_content())]
        summary.getparent().set("open", "")

    def form(self, name: str) -> HtmlElement:
        (found,) = [
            form for form in self.page.iter("form") if any(_is_named(one, name) for one in self._names_of(form))
        ]
        return found

    def form_at(self, where: str, rank: int = 0) -> HtmlElement:
        return self._found(where)[rank]

    def fill(self, label: Words, text: str) -> None:
        field = self._field(label)
        if field.tag == "textarea":
            field.text = text
        else:
            field.set("value", text)

    def select(self, label: Words, value: object) -> None:
        self._field(label).value = str(value)

    def check(self, label: Words, form: HtmlElement | None = None) -> None:
        chosen = self._field(label, form, exact=True)
        if chosen.get("type") == "radio":
            for one in self._form_of(chosen).xpath(".//input[@type='radio'][@name=$name]", name=chosen.get("name")):
                one.attrib.pop("checked", None)
        chosen.set("checked", "")

    def write(self, name: Words, text: str) -> None:
        self._alinea(name).text = text

    def written(self, name: Words = "Votre rédaction") -> str:
        return _value(self._alinea(name))

    def _alinea(self, name: Words) -> HtmlElement:
        found = [
            one
            for one in self.page.iter("textarea")
            if any(_is_named(said, name, exact=False) for said in self._names_of(one))
        ]
        return found[-1]

    def finds_written(self, label: Words, text: str) -> None:
        assert _value(self._field(label)) == text

    def finds_ticked(self, label: Words) -> None:
        assert "checked" in self._field(label).attrib, label

    def _field(self, label: Words, form: HtmlElement | None = None, *, exact: bool = False) -> HtmlElement:
        """The one field that bears a label."""
        fields = (self.page if form is None else form).xpath(FIELDS)
        found = [one for one in fields if any(_is_named(name, label, exact=exact) for name in self._names_of(one))]
        assert len(found) == 1, (label, len(found), self.text("main"))
        return found[0]

    def _names_of(self, element: HtmlElement) -> list[str]:
        """What an element is called: by itself, by what it refers to, by its labels."""
        by_others = [self.page.get_element_by_id(one) for one in element.get("aria-labelledby", "").split()]
        labels = self.page.xpath("//label[@for=$id]", id=element.get("id", "-")) + element.xpath("ancestor::label")
        given = [element.get("aria-label", ""), " ".join(one.text_content() for one in by_others)]
        return [name for name in (*given, *(label.text_content() for label in labels)) if name]

    def is_offered(self, button: str) -> None:
        assert self._buttons(button, exact=False), button

    def is_not_offered(self, button: str) -> None:
        assert not self._buttons(button, exact=False), button

    def reads(self, words: str, where: str = "h1") -> None:
        assert _plain(self.text(where)) == _plain(words)

    def sees(self, words: str, where: str = "main", rank: int = 0) -> None:
        assert _plain(words) in _plain(self._found(where)[rank].text_content())

    def does_not_see(self, words: str) -> None:
        assert _plain(words) not in _plain(self.text("main"))

    def soon_sees(self, words: str) -> None:
        self.lets_a_pause_go_by()
        self.sees(words)

    def text(self, where: str) -> str:
        (found,) = self._found(where)
        return str(found.text_content()).strip()

    def _found(self, where: str) -> list[HtmlElement]:
        return list(self.page.xpath("//" + "//".join(map(_xpath, where.split()))))

    def holds_time(self) -> None:
        """None goes by."""

    def lets_a_pause_go_by(self) -> None:
        """They ask for the page again, as its link « Actualiser » does."""
        self.visit(self.address)

    def finds_it_accessible(self) -> None:
        """It is not drawn: the same page is looked at where it is."""


def _pairs(one: HtmlElement) -> Iterator[tuple[str, str]]:
    """What a field sends."""
    if one.tag == "input" and one.get("type") in {"submit", "image", "reset", "button", "file"}:
        return
    if one.tag == "input" and one.get("type") in {"radio", "checkbox"}:
        if "checked" in one.attrib:
            yield one.get("name"), one.get("value", "on")
    elif one.tag == "select" and one.multiple:
        yield from ((one.get("name"), value) for value in one.value)
    else:
        yield one.get("name"), _value(one)


def _value(one: HtmlElement) -> str:
    """What stands in a field; the first line end of a text is the markup's."""
    if one.tag == "textarea":
        return (one.text or "").removeprefix("\n")
    return str((one.value if one.tag == "select" else one.get("value")) or "")


def _own_name(element: HtmlElement) -> str:
    """What a link or a button is called: what it says, drawings apart."""
    texts = element.xpath("descendant::text()[not(ancestor::*[@aria-hidden='true'])]")
    said = "".join(f" {text} " if text.is_text and text.getparent().get("class") == HEARD else text for text in texts)
    return str(element.get("aria-label") or said)


def _is_named(name: str, wanted: Words, *, exact: bool = True) -> bool:
    """As a browser compares them: spaces are alike; a name that is not exact is part of another, in small letters too."""
    if isinstance(wanted, re.Pattern):
        return wanted.search(name.strip()) is not None
    return _plain(name) == _plain(wanted) if exact else _plain(wanted).lower() in _plain(name).lower()


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub("[\u200b\u00ad]", "", text)).strip()


def _has_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _xpath(simple: str) -> str:
    """One step of a selector: `tag`, `#id`, `.class`, `[name=value]`, in this order."""
    found = SIMPLE.fullmatch(simple)
    assert found is not None, simple
    wanted = [f"@id='{found['id'][1:]}'"] if found["id"] else []
    wanted += [_has_class(name) for name in found["names"].split(".") if name]
    wanted += [f"@{name}='{value}'" for name, value in re.findall(r"\[([\w-]+)=([\w-]+)\]", found["given"])]
    return (found["tag"] or "*") + "".join(f"[{one}]" for one in wanted)
