"""What an electronic address is, wherever one is written."""

import pytest

from core.addresses import is_address


@pytest.mark.parametrize(
    "text", ["ada@essai.example", "ada@sous.domaine.fr", "prénom@mairie-évry.fr", "ada+congres@essai.fr", "a@b.test"]
)
def test_an_address_is_one(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "ada", "ada@", "@essai.fr", "ada@essai", "ada@@essai.fr", "ada@essai..fr", "ada@essai.fr.", "mailto:ada@essai.fr",
        "Ada <ada@essai.fr>", "ada@essai.fr,bela@essai.fr", "ada@essai.fr\r\nBcc: eve@essai.fr", "ada bis@essai.fr",
        "ada\u00a0@essai.fr", "ada\x00@essai.fr", "ada@-essai.fr", "ada@" + "a" * 300 + ".fr",
    ],
)  # fmt: skip
def test_what_is_none_is_not(text):
    assert not is_address(text)
