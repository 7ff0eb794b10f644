"""Patches: the exact way from one text to the other and back, applied byte for byte or not at all."""

import hashlib
from collections.abc import Mapping
from typing import Any

from redline.model.blocks import normalise


class PatchDoesNotFit(ValueError):
    """The patch was made for another text, or is no patch."""


def make_patch(old: str, new: str, hunks: list[tuple[int, str, str]]) -> dict[str, Any]:
    """A patch as JSON: exact replacements `[offset in old, removed, added]` and both texts' SHA-256."""
    return {
        "format": 1,
        "old": _digest(old),
        "new": _digest(new),
        "hunks": [list(hunk) for hunk in hunks],
    }


def apply_patch(text: str, patch: Mapping[str, Any], *, reverse: bool = False) -> str:
    """The other text, byte for byte; `reverse` goes from the new text back to the old.

    `patch` is what `Difference.as_json()` gives, whole or its "patch" alone. Raises PatchDoesNotFit where
    the text is not the one the patch was made for, or the patch is malformed: nothing is guessed.
    """
    inner = patch.get("patch", patch)
    hunks, before, after = _read(inner)
    if reverse:
        hunks, before, after = _reversed(hunks), after, before
    source = normalise(text)
    if _digest(source) != before:
        raise PatchDoesNotFit("le texte n’est pas celui pour lequel ces différences ont été calculées")
    parts: list[str] = []
    at = 0
    for offset, removed, added in hunks:
        if offset < at or source[offset : offset + len(removed)] != removed:
            raise PatchDoesNotFit(f"le passage attendu n’est pas au caractère {offset}")
        parts += (source[at:offset], added)
        at = offset + len(removed)
    result = "".join([*parts, source[at:]])
    if _digest(result) != after:
        raise PatchDoesNotFit("le texte obtenu n’est pas celui que ces différences annoncent")
    return result


def _reversed(hunks: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    shift = 0
    turned = []
    for offset, removed, added in hunks:
        turned.append((offset + shift, added, removed))
        shift += len(added) - len(removed)
    return turned


def _read(patch: Any) -> tuple[list[tuple[int, str, str]], str, str]:
    if not isinstance(patch, Mapping) or patch.get("format") != 1:
        raise PatchDoesNotFit("ce n’est pas une liste de différences au format 1")
    hunks, before, after = patch.get("hunks"), patch.get("old"), patch.get("new")
    if not isinstance(hunks, list) or not isinstance(before, str) or not isinstance(after, str):
        raise PatchDoesNotFit("il manque « hunks », « old » ou « new »")
    return [_hunk(hunk) for hunk in hunks], before, after


def _hunk(hunk: Any) -> tuple[int, str, str]:
    match hunk:
        case [int(offset), str(removed), str(added)] if offset >= 0 and not isinstance(offset, bool):
            return offset, removed, added
    raise PatchDoesNotFit("un changement n’est pas [position, ancien, nouveau]")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
