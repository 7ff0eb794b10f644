"""Files as people bring them: measured before they are read, UTF-8 with or without BOM, or Windows-1252."""

from pathlib import Path

from flask_babel import gettext as _

from core.files.faults import Findings

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE  # bytes; the same for a file of a folder and for one that is sent
_BOM = b"\xef\xbb\xbf"


def read_file(folder: Path, name: str, findings: Findings) -> bytes | None:
    """The bytes of a file of a folder, by its path there, or None with the error noted.

    It may be missing, unreadable, too large (then it is not read), or a link to what is not in the folder.
    """
    path = folder / name
    try:
        if not path.is_file():
            findings.error(name, None, None, _("ce fichier manque."))
            return None
        if not path.resolve().is_relative_to(folder.resolve()):
            findings.error(name, None, None, _("ce fichier est un lien qui mène hors du dossier."))
            return None
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(size + 1) if size <= LARGEST_FILE else None
    except OSError:
        findings.error(name, None, None, _("ce fichier ne peut pas être lu."))
        return None
    if data is None or len(data) > LARGEST_FILE:
        findings.error(name, None, None, too_large_sentence())
        return None
    return data


def too_large_sentence() -> str:
    """What is said of a file that is larger than what is taken."""
    sentence: str = _("ce fichier est trop grand ; un fichier a au plus %(size)s Mo.", size=LARGEST_FILE // MEGABYTE)
    return sentence


def decode(data: bytes, name: str, findings: Findings) -> str | None:
    """The text of a file, LF line ends, or None with the error noted.

    What is not UTF-8 is read as Windows-1252, the encoding of spreadsheets, unless it starts by saying that it is UTF-8
    or most of its accents are: then the file is damaged, and reading it otherwise would spoil every name.
    """
    says_utf8, data = data.startswith(_BOM), data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        text = "" if says_utf8 or _is_damaged_utf8(data) else _windows_1252(data)
        if not text:
            line = data.count(b"\n", 0, fault.start) + 1
            findings.error(name, line, None, _("ce fichier n’est écrit ni en UTF-8 ni en Windows-1252."))
            return None
    control = next((sign for sign in text if sign < " " and sign not in "\t\n\r"), None)
    if control is not None:
        line = text.count("\n", 0, text.index(control)) + 1
        findings.error(name, line, None, _("ce fichier contient un caractère de commande : ce n’est pas du texte."))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether more accents are whole UTF-8 sequences than stray bytes."""
    text = data.decode("utf-8", errors="surrogateescape")
    stray = sum(1 for sign in text if "\udc80" <= sign <= "\udcff")
    whole = sum(1 for sign in text if sign > "\x7f") - stray
    return whole > stray


def _windows_1252(data: bytes) -> str:
    """The text in Windows-1252, empty when it cannot be (five bytes mean nothing there)."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
