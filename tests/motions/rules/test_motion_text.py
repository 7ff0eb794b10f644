"""The motion's one canonical text, byte for byte: signatures and the vote of the motion bind to its SHA-256."""

import hashlib

import pytest

from core.digest import sha256_text
from motions.rules.motion_text import PartText, text_of

PREAMBLE = PartText("preamble", None, "Nous, élus,\n")
FIRST = PartText("proposal", 1, "# Un\n\n1. demandons « ceci »\u00a0;\n")
CLOSING = PartText("closing", None, "Fait à Paris.\n")


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        ([FIRST], "# Un\n\n1. demandons « ceci »\u00a0;\n"),
        ([PREAMBLE, CLOSING], "Nous, élus,\n\nFait à Paris.\n"),
        ([PREAMBLE, FIRST, CLOSING], "Nous, élus,\n\n# Un\n\n1. demandons « ceci »\u00a0;\n\nFait à Paris.\n"),
    ],
    ids=["no part", "one part", "without proposals", "in order"],
)
def test_parts_in_their_order_with_a_blank_line_between(parts, text):
    assert text_of(parts) == text
    assert sha256_text(text_of(parts)) == hashlib.sha256(text.encode()).hexdigest()
