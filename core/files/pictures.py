"""A picture that somebody brings: bounded, of a kind that every browser shows, written anew without what a camera adds.

The bytes kept are ours: whatever else stood in the file (place, hour, name of the telephone, anything hidden) is gone.
"""

import io
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from core.errors import Invalid

LARGEST: Final = 9_000_000  # bytes; a form holds ten millions of them at most
MOST_PIXELS: Final = 50_000_000  # a telephone's camera makes twelve to fifty millions
LONGEST_SIDE: Final = 2400  # pixels: a sheet of paper reads well
_KINDS: Final = ("JPEG", "PNG", "WEBP")
_QUALITY: Final = 82


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept and shown."""

    content: bytes
    media_type: str = "image/jpeg"


def picture_of(content: bytes, *, largest: int = LARGEST, unread: str = "") -> Picture:
    """The picture, upright, as a JPEG of at most `LONGEST_SIDE` pixels. `Invalid`, in a sentence, where it is none.

    `unread`: what is said of what cannot be read, by a field that takes other kinds; it tells of its own `largest`.
    """
    if not content:
        raise _refusal(_("Ce fichier est vide."))
    if len(content) > largest:
        raise _refusal(_("Cette photographie est trop lourde\u00a0: 9\u00a0Mo au plus."))
    from PIL import Image, ImageOps

    not_read = unread or _("Ce fichier n’est pas une photographie que l’on puisse lire\u00a0: JPEG, PNG ou WebP.")
    try:
        with Image.open(io.BytesIO(content), formats=_KINDS) as opened:
            if opened.width * opened.height > MOST_PIXELS or getattr(opened, "n_frames", 1) > 1:
                raise _refusal(_("Cette image est trop grande, ou animée\u00a0: prenez une photographie ordinaire."))
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read at the size that is kept
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            sheet = Image.new("RGB", upright.size, "white")
            shown = upright.convert("RGBA")
            sheet.paste(shown, mask=shown)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise _refusal(not_read) from broken
    written = io.BytesIO()
    sheet.save(written, "JPEG", quality=_QUALITY)
    return Picture(written.getvalue())


def _refusal(sentence: str) -> Invalid:
    return Invalid(sentence, "photograph")
