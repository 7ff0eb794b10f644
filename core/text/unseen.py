"""Signs that nobody sees in a short text (a name, a title, a label): refused, in a sentence that shows which.

U+202E turns « 10 » into « 01 » for whoever reads, and a sign of no width makes another name of a name. A long text is
told apart: `core.text.typography` takes them out of it, since word processors bring them. Pure.
"""

import re
from typing import Final

from flask_babel import gettext as _

# Marks and changes of direction, spaces of no width, what commands a terminal. Tabs and line ends are seen.
# Between letters of Arabic or of India, and in an emoji, a joiner (U+200C, U+200D) is a part of what is written.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufff9-\ufffb]"
    "|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]"
    "|(?<![\u0600-\u08ff\u0900-\u0dff\u2190-\u2bff\ufb50-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff])[\u200c\u200d]"
)
_SHOWN: Final = 40  # signs of the text, to know which one it is


def unseen_sign(words: str) -> str:
    """What to say of a short text that holds a sign that nobody sees; empty where it holds none."""
    found = _UNSEEN.search(words)
    if found is None:
        return ""
    shown = " ".join(_UNSEEN.sub("", words).split())[:_SHOWN]
    sign = f"U+{ord(found[0]):04X}"
    if not shown:
        return _("Un signe que personne ne voit (%(sign)s) est écrit seul\u00a0: effacez-le.", sign=sign)
    return _(
        "«\u00a0%(words)s\u00a0» contient un signe que personne ne voit (%(sign)s)\u00a0: effacez ces mots et"
        " retapez-les.",
        words=shown,
        sign=sign,
    )
