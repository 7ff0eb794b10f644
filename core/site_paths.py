"""Where a person was going, and what a file says of where it comes from: addresses of this site, never of another."""

from flask import current_app

LONGEST = 500


def site_path(path: str | None) -> str | None:
    """The path if it leads inside this site, else None.

    Browsers drop tabs and line ends inside an address, and read a backslash as a slash: either, after the first
    slash, would leave the site.
    """
    if not path or len(path) > LONGEST or not path.startswith("/") or path.startswith("//"):
        return None
    return None if "\\" in path or any(ord(character) < 0x20 or ord(character) == 0x7F for character in path) else path


def on_site(path: str) -> str:
    """The whole address of a path of this site: whoever asks writes the host that a request names, so never by that."""
    return f"{current_app.config['SITE_URL']}{path}"
