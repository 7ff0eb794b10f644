"""The corpora of real texts: the selection kept here, and the whole where ../shared/ is at hand."""

import json
import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1] / "data" / "redline"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "redline"


def both_places(name):
    """Parametrises a test by the selection and by the whole corpus, left out where that is absent."""
    return pytest.mark.parametrize(
        "corpus",
        [
            pytest.param(HERE / name, id="selection"),
            pytest.param(SHARED / name, id="whole", marks=pytest.mark.reads_shared),
        ],
    )


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def text_of(alineas):
    return "\n\n".join(alineas) + "\n"


def applied(base, edits):
    """The alinéas once an amendment's edits are done, from the last to the first."""
    out = list(base)
    for edit in sorted(edits, key=lambda edit: -edit["start_alinea"]):
        at = edit["start_alinea"] - 1
        assert out[at : at + edit["removed"]] == edit["before"]
        out[at : at + edit["removed"]] = edit["after"]
    return out


def loose(text):
    """A text without what the official result may write otherwise: quotes, dashes, spaces, case, end punctuation."""
    text = re.sub(r"[«»“”„\"\s]", "", re.sub(r"[-–—‑]", "-", text.lower()))
    return text.rstrip(".;:,!?")
