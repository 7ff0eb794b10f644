"""Fingerprints: of a text, of a canonical value, of a secret."""

import hashlib
import json
from typing import Any


def sha256_text(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sha256_bytes(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def canonical_json(value: Any) -> str:
    """The one way a value is written: keys sorted, no space, UTF-8 (RFC 8785 for the types we use: no floats)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_json(value: Any) -> str:
    """SHA-256 of the canonical JSON of a value, in hexadecimal."""
    return sha256_text(canonical_json(value))


def short_fingerprint(digest: str) -> str:
    """The first sixteen digits in fours, as printed: « 3e9a 71c0 58d2 04bf »."""
    return " ".join(digest[i : i + 4] for i in range(0, 16, 4))
