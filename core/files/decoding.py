"""Files as people bring them: measured before they are read, in whichever encoding a machine of theirs wrote."""

from pathlib import Path

from flask_babel import gettext as _

from core.files.encodings import NAMES, ReadText, read_bytewise, samples, tangles, untangled, utf_16
from core.files.faults import Findings
from core.text.reader import enumeration

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

    UTF-8 and Windows-1252, the encoding of spreadsheets, are read without a word; any other is told with words by which
    a person sees whether it is the right one, and so are accents that were saved twice. A file that starts by saying
    that it is UTF-8, or most of whose accents are, is damaged: reading it otherwise would spoil every name.
    """
    found = utf_16(data) or _utf_8(data) or (None if _is_damaged_utf8(data) else read_bytewise(data))
    if found is None:
        line = _undecodable_line(data)
        findings.error(name, line, None, _("ce fichier n’est écrit ni en UTF-8 ni en Windows-1252."))
        return None
    text = found.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\x1a")  # MS-DOS ended files with it
    for refused, sentence in (
        (next((sign for sign in text if sign < " " and sign not in "\t\n"), None), _control_sentence()),
        ("\ufffd" if "\ufffd" in text else None, lost_letter_sentence()),
    ):
        if refused is not None:
            findings.error(name, text.count("\n", 0, text.index(refused)) + 1, None, sentence)
            return None
    if not found.is_usual:
        _tell_encoding(name, found, findings)
    return _untangled(name, text, findings)


def _utf_8(data: bytes) -> ReadText | None:
    try:
        return ReadText(data.removeprefix(_BOM).decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _undecodable_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return data.count(b"\n", 0, fault.start) + 1
    return 1


def _control_sentence() -> str:
    sentence: str = _("ce fichier contient un caractère de commande : ce n’est pas du texte.")
    return sentence


def lost_letter_sentence() -> str:
    """What is said where a letter was replaced by the sign « � »: nobody can tell which one it was."""
    sentence: str = _("une lettre est perdue (« � ») : reprendre le fichier d’où il vient.")
    return sentence


def _tell_encoding(name: str, found: ReadText, findings: Findings) -> None:
    shown = enumeration(f"«\u00a0{word}\u00a0»" for word in samples(found.text))
    encoding = NAMES[found.encoding]
    sentence = (
        _("ce fichier est écrit en %(encoding)s et lu ainsi : %(words)s.", encoding=encoding, words=shown)
        if shown
        else _("ce fichier est écrit en %(encoding)s et lu ainsi.", encoding=encoding)
    )
    findings.mend(name, None, None, sentence)


def _untangled(name: str, text: str, findings: Findings) -> str:
    """The text with each accent that was saved twice put back, and told."""
    mended = untangled(text)
    if mended != text:
        words = tangles(text)
        line = next(number for number, row in enumerate(text.split("\n"), start=1) if untangled(row) != row)
        findings.mend(name, line, None, tangled_sentence(words[0] if words else "", len(words)))
    return mended


def tangled_sentence(word: str, count: int) -> str:
    """What is said of accents that were saved in one encoding and read in another."""
    sentence: str = _(
        "des accents ont été enregistrés deux fois : « %(written)s » est lu « %(meant)s ». Mots ainsi lus : %(count)s.",
        written=word,
        meant=untangled(word),
        count=count,
    )
    return sentence


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether a file that is no UTF-8 says that it is, or has more accents as whole sequences than stray bytes."""
    if data.startswith(_BOM):
        return True
    text = data.decode("utf-8", errors="surrogateescape")
    stray = sum(1 for sign in text if "\udc80" <= sign <= "\udcff")
    whole = sum(1 for sign in text if sign > "\x7f") - stray
    return whole > stray
