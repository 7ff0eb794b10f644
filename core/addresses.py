"""Electronic addresses: what one is, the same wherever somebody writes one (the roll, signing in)."""

import re
from functools import lru_cache

# What most addresses have before their @; what stands after it is known again: a roll has few domains.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}(?:\.[A-Za-z0-9_-]{1,64})*")
_LONGEST_NAME, _LONGEST = 64, 254


def is_address(text: str) -> bool:
    """Whether this can be somebody's address: « mailto: » before it or a point after it makes it none.

    Nothing is asked of the network: whether a server takes it, only the mail itself tells.
    """
    name, _at, domain = text.rpartition("@")
    if text.isascii() and len(name) <= _LONGEST_NAME and len(text) <= _LONGEST and _PLAIN_NAME.fullmatch(name):
        return _is_domain(domain)
    return _is_valid(text)


@lru_cache(maxsize=4096)
def _is_domain(domain: str) -> bool:
    return _is_valid(f"a@{domain}")


def _is_valid(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email  # only where an address comes in

    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True
