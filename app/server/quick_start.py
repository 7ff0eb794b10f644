"""What makes a server that starts again answer soon: its compiled sources kept, memory sorted out after its imports.

Of the two seconds of processor that a start costs, one more goes into compiling every source where nothing is kept.
"""

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import cache_from_source
from pathlib import Path

from app.config import ROOT

FOLDER = "bytecode"  # in the instance


def with_bytecode(environment: Mapping[str, str], instance: Path) -> dict[str, str]:
    """The environment of a server that compiles each source once: beside it, or in the instance where that cannot be.

    A service often may not write in its own program (`ProtectSystem=strict`), and whoever develops says
    `PYTHONDONTWRITEBYTECODE`: then each start would compile all of it.
    """
    found = dict(environment)
    is_unwritten = bool(found.pop("PYTHONDONTWRITEBYTECODE", ""))
    if "PYTHONPYCACHEPREFIX" in found or _is_kept_beside():
        return found
    if is_unwritten or not os.access(ROOT / "app", os.W_OK):
        found["PYTHONPYCACHEPREFIX"] = str(instance / FOLDER)
    return found


def _is_kept_beside() -> bool:
    return Path(cache_from_source(str(Path(__file__)))).exists()


@contextmanager
def sorting_memory_later() -> Iterator[None]:
    """While all is imported, nothing of it becomes garbage: it is not looked through, then or ever after."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
