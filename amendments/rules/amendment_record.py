"""What an amendment is, as the file that carries it holds it: enough to open the same draft again, byte for byte."""

import json
from dataclasses import asdict, dataclass

from core.digest import sha256_text

KIND = "hemicycle-amendment-1"
_LONGEST = 2_000_000  # bytes; a text has 200,000 signs at most


@dataclass(frozen=True, slots=True)
class AmendmentRecord:
    """The amendment's own text, on the version that its author amended."""

    congress: str
    proposal: int | None  # none: the preamble or the closing, by `part`
    part: str
    revision: int
    base_sha256: str
    text: str
    title: str
    reasons: str
    amends: str = ""  # the number of the amendment that a sub-amendment amends: its base is that one's text

    def as_bytes(self) -> bytes:
        """The record as it is carried; the same amendment gives the same bytes."""
        said = {"kind": KIND, **asdict(self), "text_sha256": sha256_text(self.text)}
        if not self.amends:
            del said["amends"]
        return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def reopened(self) -> dict[str, object]:
        """What `amendments reopen` answers."""
        said: dict[str, object] = {
            "proposal": self.proposal if self.proposal is not None else self.part,
            "text": self.text,
            "title": self.title,
            "reasons": self.reasons,
            "base_sha256": self.base_sha256,
        }
        return {**said, "amends": self.amends} if self.amends else said


def record_of(carried: bytes) -> AmendmentRecord | None:
    """The record that was carried, None where it is none of ours or was altered; no page could write half a sign."""
    if len(carried) > _LONGEST:
        return None
    try:
        said = json.loads(carried.decode())
        if not isinstance(said, dict) or said.pop("kind") != KIND:
            return None
        fingerprint = said.pop("text_sha256")
        found = AmendmentRecord(**said)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    words = (found.congress, found.part, found.base_sha256, found.text, found.title, found.reasons, found.amends)
    numbers = (found.revision, 0 if found.proposal is None else found.proposal)
    if not all(isinstance(word, str) for word in words) or not all(type(number) is int for number in numbers):
        return None
    if not all(_is_writable(word) for word in words):
        return None
    return found if sha256_text(found.text) == fingerprint else None


def _is_writable(word: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in word)
