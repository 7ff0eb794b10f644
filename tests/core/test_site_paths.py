"""Addresses that lead back into the site, and those that would leave it."""

import pytest

from core.site_paths import site_path


@pytest.mark.parametrize(
    "path", ["/", "/essai/", "/essai/amendements?mot=été&page=2", "/essai/lettre#signer", "/a/../b"]
)
def test_a_path_of_the_site_is_kept(path):
    assert site_path(path) == path


@pytest.mark.parametrize(
    "path",
    [None, "", "essai", "//a.example", "/\\a.example", "/b\\a", "/\t/a.example", "/a\r\nSet-Cookie: x", "/\x7f/a",
     "https://a.example/", "javascript:alert(1)", " /essai", "/" + "a" * 500],
)  # fmt: skip
def test_what_leads_elsewhere_is_nothing(path):
    assert site_path(path) is None
