"""Links that many open in the same minute: each sees their own, and each signs one device in."""

import re
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from accounts.models import Device
from congress.pages import signing_in_kept, signing_in_views
from congress.pages.kept.kept_pages import KeptPages
from core.database import session


def test_each_is_shown_their_own_name_and_link_and_nobody_elses(door, monkeypatch):
    """The page is made once for all who open theirs; it says what the ordinary route says to each."""
    kept = KeptPages()
    monkeypatch.setattr(signing_in_kept, "_pages", kept)
    links = {}
    for name in ("ada", "bela", "dora", "emile"):
        door.ask(f"{name}@essai.example")
        links[name] = door.link()

    def look() -> dict[tuple[str, str], str]:
        found = {}
        for name, language in ((name, language) for name in links for language in ("fr", "en")):
            visitor = door.visitor()
            visitor.set_cookie("langue", language)
            page = visitor.get(links[name]).text
            found[name, language] = re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", page)
        return found

    first, again = look(), look()
    monkeypatch.setattr(signing_in_views, "confirm_page", lambda token, made: None)
    expected = look()
    assert first == again == expected
    assert [page.is_same for page in kept._pages.values()] == [True, True]
    for name, link in links.items():
        assert first[name, "fr"].count(link) == 2  # the form, and the form of the language
        assert not [other for other in links if other != name and links[other] in first[name, "fr"]]


def test_a_link_pressed_by_two_at_once_signs_one_device_in(door):
    door.ask("ada@essai.example")
    link, visitors = door.link(), [door.visitor() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(answer.status_code for answer in pool.map(lambda one: one.post(link), visitors))
    assert statuses == [303, 410, 410, 410]
    assert door.cast.read(lambda: len(session().scalars(select(Device)).all())) == 1
