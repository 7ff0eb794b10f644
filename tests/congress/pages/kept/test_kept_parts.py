"""Parts of pages that are kept: the one that was asked for the longest ago goes first."""

import pytest
from flask import g
from markupsafe import Markup

from congress.pages.kept import kept_parts
from congress.queries.congress_queries import congress_by_slug

pytestmark = pytest.mark.one_database


@pytest.fixture
def part(cast, monkeypatch):
    """A part of forty letters by its name, where a hundred are kept; the names of those that were made."""
    monkeypatch.setattr(kept_parts, "LARGEST", 100)
    monkeypatch.setattr(kept_parts, "_parts", type(kept_parts._parts)())
    made = []

    def shown(name: str) -> str:
        def caller() -> Markup:
            made.append(name)
            return Markup.escape(name * 40)

        return str(kept_parts.kept_part(name, caller=caller))

    with cast.app.test_request_context(cast.path("")):
        g.congress = congress_by_slug(cast.slug)
        yield shown, made


def test_a_part_is_made_once(part):
    shown, made = part
    assert shown("a") == shown("a") == "a" * 40
    assert made == ["a"]


def test_the_one_asked_for_the_longest_ago_goes_not_the_one_made_first(part):
    shown, made = part
    for name in ("a", "b", "a", "c", "a", "b"):
        shown(name)
    assert made == ["a", "b", "c", "b"]
