"""A list has one order, whatever the database finds first: a sub-amendment bears the number of its amendment."""

import re

import pytest

from tests.support.session import ROOT

pytestmark = pytest.mark.one_database
BY_NUMBER_ALONE = re.compile(r"order_by\([^()]*\.public_number(?!, Amendment\.sub_number)")


def test_whatever_is_ordered_by_its_number_is_by_its_letter_too():
    found = [
        f"{path.relative_to(ROOT)}: {call}"
        for package in ("amendments", "app", "congress", "letters", "motions", "voting")
        for path in sorted((ROOT / package).rglob("*.py"))
        for call in BY_NUMBER_ALONE.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_one_by_its_number_alone_is_found():
    assert BY_NUMBER_ALONE.search("rows.order_by(Part.position, Amendment.public_number)")
