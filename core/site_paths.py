"""Where a person was going: an address of this site, never of another."""

LONGEST = 500


def site_path(path: str | None) -> str | None:
    """The path if it leads inside this site, else None.

    Browsers drop tabs and line ends inside an address, and read a backslash as a slash: either, after the first
    slash, would leave the site.
    """
    if not path or len(path) > LONGEST or not path.startswith("/") or path.startswith("//"):
        return None
    return None if "\\" in path or any(ord(character) < 0x20 or ord(character) == 0x7F for character in path) else path
