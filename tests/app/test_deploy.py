"""The example of a proxy: it says who asks, and neither of its logs keeps what signs somebody in."""

import re

import pytest

from tests.support.session import ROOT

EXAMPLE = (ROOT / "docs" / "deploy" / "nginx.conf").read_text(encoding="utf-8")
TOKEN = "Zk3-9_aQ" * 4


def logged(path: str) -> str:
    """What the log keeps of a path, by the map of the example."""
    found = re.search(r"^\s+~(\S+)\s+\"\$\{before\}-\";", EXAMPLE, re.MULTILINE)
    assert found is not None
    secret = re.match(found[1].replace("(?<", "(?P<"), path)
    return secret["before"] + "-" if secret else path


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (f"/congres-2020/connexion/{TOKEN}", "/congres-2020/connexion/-"),
        (f"/congres-2020/mon-agenda/{TOKEN}.ics", "/congres-2020/mon-agenda/-"),
        ("/congres-2020/connexion/code", "/congres-2020/connexion/code"),
        ("/congres-2020/connexion/qui", "/congres-2020/connexion/qui"),
        ("/congres-2020/connexion", "/congres-2020/connexion"),
        ("/congres-2020/propositions/5", "/congres-2020/propositions/5"),
    ],
)
def test_the_log_keeps_no_secret_of_an_address(path, kept):
    assert logged(path) == kept


def test_every_address_that_signs_in_is_one_that_the_log_cuts(app):
    """A route with a token is known to the example, or is added to it."""
    secret = [rule.rule for rule in app.url_map.iter_rules() if "token" in rule.arguments]
    assert secret
    for rule in secret:
        path = rule.replace("<slug>", "congres").replace("<token>", TOKEN)
        assert TOKEN not in logged(path), rule


def test_neither_log_writes_whole_addresses():
    (format_,) = re.findall(r"log_format .*", EXAMPLE)
    assert "$kept_path" in format_
    assert not re.findall(r"\$(?:request|request_uri|uri|args|query_string|http_referer)\b", format_)
    location = re.search(r"location ~ (\S+) \{(.*?)\}", EXAMPLE, re.DOTALL)
    assert location is not None
    assert re.match(location[1], f"/congres/connexion/{TOKEN}")
    assert "error_log /dev/null" in location[2]


def test_the_site_believes_the_proxy_alone():
    """What a visitor sends as a forwarded header never reaches the site."""
    headers = dict(re.findall(r"proxy_set_header (\S+)\s+([^;]+);", EXAMPLE))
    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["Forwarded"] == '""'
    assert "TRUSTED_PROXIES=1" in EXAMPLE
    assert "alias" not in EXAMPLE, "the site alone puts its headers on what is static"


def test_the_nginx_of_debian_takes_the_example():
    """1.22 knows no directive `http2` and would not start; later ones take it after `listen` too."""
    directives = re.sub(r"#.*", "", EXAMPLE)
    assert re.findall(r"listen 443 [^;]+", directives) == ["listen 443 ssl http2"]
    assert not re.search(r"^\s*http2\b", directives, re.MULTILINE)
