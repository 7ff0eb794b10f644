"""What an electronic address is, wherever one is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.addresses import _is_domain, _is_valid, is_address


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


NAMES = st.text(st.sampled_from('aZ0.-_+@ "é<'), max_size=6) | st.just("a" * 64) | st.just("a" * 65)
DOMAINS = st.sampled_from(
    ["b.fr", "b.test", "b", "b..fr", "b.fr.", "-b.fr", "localhost", "xn--.fr", "B.FR", f"{'b.' * 120}fr", ""]
)


@given(NAMES, DOMAINS)
def test_the_short_way_answers_as_the_library(name, domain):
    """The library is asked about a domain once; a whole roll costs it few domains."""
    assert is_address(f"{name}@{domain}") == _is_valid(f"{name}@{domain}")


def test_a_roll_asks_the_library_once_for_each_domain():
    _is_domain.cache_clear()
    assert all(is_address(f"elu.{number}@mairie-{number % 7}.fr") for number in range(700))
    assert _is_domain.cache_info().misses == 7
