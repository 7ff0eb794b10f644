"""Numbers as lists write them: figures, letters, Roman numerals. Pure."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = 26
_MOST = 30 * _LETTERS  # « zzz… » is nobody's number


def in_roman(count: int) -> str:
    """« xiv »; figures below 1 and from 4,000, which have no such numeral."""
    if not 0 < count < 4000:
        return str(count)
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (count // worth)
        count %= worth
    return written


def in_letters(count: int) -> str:
    """« a », « b »… « z », « aa », « bb »: as word processors count, the letter repeated."""
    if not 0 < count <= _MOST:
        return str(count)
    times, rank = divmod(count - 1, _LETTERS)
    return chr(ord("a") + rank) * (times + 1)


def in_format(name: str, count: int) -> str | None:
    """A number in one of the formats whose writing is beyond doubt, by the name Word gives it; None for any other."""
    written = {
        "decimal": str(count),
        "decimalZero": f"{count:02d}",
        "lowerLetter": in_letters(count),
        "upperLetter": in_letters(count).upper(),
        "lowerRoman": in_roman(count),
        "upperRoman": in_roman(count).upper(),
        "none": "",
    }
    return written.get(name)
