"""The record that a PDF of ours carries as an attachment."""

import io

from papers.seals import RECORD_FILE

_LARGEST = 4_000_000


def record_in_pdf(data: bytes) -> bytes:
    """The bytes of the record attached to a PDF, empty where there is none or the file cannot be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if RECORD_FILE not in pdf.attachments:
                return b""
            found = pdf.attachments[RECORD_FILE].get_file()
            record = b"" if (found.size or 0) > _LARGEST else found.read_bytes()
            return b"" if len(record) > _LARGEST else record  # whatever it said of its size
    except (pikepdf.PdfError, ValueError, KeyError, RuntimeError):
        return b""
