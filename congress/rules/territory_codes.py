"""INSEE codes of communes and codes of départements, as a spreadsheet leaves them and as they are.

Pure. A spreadsheet that takes codes for numbers drops their zeros: 02699 becomes 2699, 01 becomes 1. The zeros can
be put back without doubt: a commune's code has five signs, a département's two, three overseas (971 to 989).
"""

import re
from typing import Final

_COMMUNE: Final = re.compile(r"(?:\d\d|2[AB])\d{3}")
_DEPARTEMENT: Final = re.compile(r"0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[4-9]")
_LONGEST: Final = 5  # signs of a code
_OVERSEAS: Final = ("97", "98")


def restored_insee(code: str) -> str:
    """The code with its dropped zero and its capital: « 2699 » gives « 02699 », « 2a004 » gives « 2A004 »."""
    code = code.upper() if len(code) <= _LONGEST else code  # anything longer is told as it is written
    return code.zfill(5) if code.isdigit() and len(code) == 4 else code


def restored_departement(code: str) -> str:
    """The code with its dropped zero and its capital: « 1 » gives « 01 », « 2a » gives « 2A »."""
    code = code.upper() if len(code) <= _LONGEST else code
    return code.zfill(2) if code.isdigit() else code


def is_insee(code: str) -> bool:
    """Whether this can be the INSEE code of a commune."""
    return bool(_COMMUNE.fullmatch(code)) and is_departement(departement_of(code))


def is_departement(code: str) -> bool:
    """Whether this is a département or an overseas collectivity; 20 is not: Corsica is 2A and 2B."""
    return bool(_DEPARTEMENT.fullmatch(code)) and code != "20"


def departement_of(insee: str) -> str:
    """The département in which a commune's code lies: « 2A » of « 2A004 », « 972 » of « 97227 »."""
    return insee[:3] if insee.startswith(_OVERSEAS) else insee[:2]
