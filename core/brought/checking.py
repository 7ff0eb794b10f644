"""What a file brought by somebody really is: a PDF, a JPEG or a PNG, written anew without what a program added to it.

Its name and what the browser says of it are not believed: its bytes are read. What is kept holds no place, no author,
no hour of a telephone, no script and no attachment.
"""

import io
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from core.brought.bare_pdf import pages_alone
from core.errors import Invalid
from core.files.pictures import picture_of

LARGEST: Final = 10_000_000  # bytes
MOST_PAGES: Final = 100


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as it may be kept: bytes of ours, of a type that every browser shows."""

    content: bytes
    media_type: str
    ending: str  # of its name, without a dot


def checked_file(content: bytes, field: str) -> CheckedFile:
    """The file as it is kept; `Invalid`, in a sentence about the `field`, where it is none of the three kinds."""
    if not content:
        raise Invalid(_("Ce fichier est vide."), field)
    if len(content) > LARGEST:
        raise Invalid(_("Ce fichier est trop lourd\u00a0: 10\u00a0Mo au plus."), field)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return CheckedFile(_bare_pdf(content, field), "application/pdf", "pdf")
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        try:
            unread = _("Cette photographie ne peut pas être lue\u00a0: un PDF, un JPEG ou un PNG convient.")
            picture = picture_of(content, largest=LARGEST, unread=unread)
        except Invalid as broken:
            raise Invalid(broken.sentence, field) from broken
        return CheckedFile(picture.content, picture.media_type, "jpg")
    raise Invalid(_("Ce fichier n’est ni un PDF, ni une photographie JPEG ou PNG."), field)


def _bare_pdf(content: bytes, field: str) -> bytes:
    """The pages of a PDF, and nothing else that it holds."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not 0 < len(pdf.pages) <= MOST_PAGES:
                raise Invalid(_("Ce PDF a trop de pages\u00a0: 100 au plus."), field)
            kept = pages_alone(pdf)
    except pikepdf.PasswordError as locked:
        sentence = _("Ce PDF est protégé par un mot de passe\u00a0: enregistrez-le sans, puis recommencez.")
        raise Invalid(sentence, field) from locked
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError) as broken:
        sentence = _("Ce PDF ne peut pas être lu\u00a0: numérisez la feuille de nouveau, ou photographiez-la.")
        raise Invalid(sentence, field) from broken
    if len(kept) > LARGEST:
        raise Invalid(_("Ce fichier est trop lourd\u00a0: 10\u00a0Mo au plus."), field)
    return kept
