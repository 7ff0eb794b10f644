"""The scripts that pages load are those of `static/js/src/`, and the packages that make them are locked by hashes.

Node is not needed: the first line of each script says from which sources it was made. Where `node_modules/` holds the
packages of the lock, the scripts are also made again and compared.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from bin.build_js import LOCK, built, entries, fingerprint, headed, is_installed
from checks.tree import ROOT, report

HOW = "run `make static`"


def packages(root: Path = ROOT) -> Iterator[str]:
    """Packages without a hash or with an address, wishes that name no exact version."""
    for name, package in json.loads((root / LOCK).read_text(encoding="utf-8"))["packages"].items():
        if name and not package.get("integrity"):
            yield f"{LOCK}: {name} has no hash"
        if "resolved" in package:
            yield f"{LOCK}: {name} has an address"
    wishes = json.loads((root / "package.json").read_text(encoding="utf-8"))
    for kind in ("dependencies", "devDependencies"):
        for name, version in wishes.get(kind, {}).items():
            if not version[:1].isdigit():
                yield f"package.json: {name} {version}: name one version"


def scripts(root: Path = ROOT) -> Iterator[str]:
    """Scripts that are not what the sources gave, or that have no source."""
    folder = root / "static" / "js"
    wanted = {path.name for path in entries(folder / "src")}
    for name in sorted(wanted | {path.name for path in folder.glob("*.js")}):
        path = folder / name
        if name not in wanted or not path.is_file():
            yield f"static/js/{name}: without its source, or not made: {HOW}"
            continue
        first, _, body = path.read_bytes().partition(b"\n")
        if headed(body, fingerprint(root)) != first + b"\n" + body:
            yield f"static/js/{name}: not what its sources say: {HOW}"


def faults() -> Iterator[str]:
    """Everything above; the very bytes, where they can be made."""
    yield from packages()
    yield from scripts()
    if shutil.which("node") and is_installed():
        for name, content in built().items():
            path = ROOT / "static" / "js" / name
            if not path.is_file() or path.read_bytes() != content:
                yield f"static/js/{name}: not what esbuild makes of its sources: {HOW}"


if __name__ == "__main__":
    report(faults)
