"""Keeping a file that somebody brings, and giving it back as it was kept."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import undefer

from core.brought.checking import CheckedFile
from core.brought.stored_files import StoredFile
from core.database import session
from core.digest import sha256_bytes
from core.errors import NotFound, RuleBroken


def keep_file(checked: CheckedFile, name: str, *, now: datetime) -> StoredFile:
    """The file, kept under a name of ours: what somebody called it may say more than they wish."""
    kept = StoredFile(
        name=f"{name}.{checked.ending}",
        media_type=checked.media_type,
        sha256=sha256_bytes(checked.content),
        size=len(checked.content),
        content=checked.content,
        kept_at=now,
    )
    session().add(kept)
    session().flush()
    return kept


def file_kept(file_id: int, sha256: str) -> StoredFile:
    """A file with its bytes, held to the fingerprint under which it was kept. Whoever calls this let the reader in."""
    found = session().get(StoredFile, file_id, options=[undefer(StoredFile.content)])
    if found is None:
        raise NotFound(_("Ce document n’est pas à cette adresse."))
    if sha256_bytes(found.content) != sha256:
        raise RuleBroken(_("Ce document n’est plus celui qui a été déposé\u00a0: il n’est pas montré."))
    return found
