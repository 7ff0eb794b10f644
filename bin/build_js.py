"""Puts the modules of `static/js/src/` together into the scripts that pages load, with esbuild.

    .venv/bin/python bin/build_js.py

Each file at the top of `src/` is an entry point: `src/hemicycle.js`, with the modules that it imports from the folders
beside it, gives `static/js/hemicycle.js`. Its first line says from which sources it was made, so that `checks.scripts`
knows without node whether it still is theirs. What comes from a package comes with the package's licence, in
`static/js/<name>.licences.txt`. Node and npm are needed here, and nowhere else: the results are in the tree.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
JS = ROOT / "static" / "js"
LOCK = "package-lock.json"
PROGRAM = "node_modules/esbuild/bin/esbuild"
OPTIONS = ("--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--log-level=warning")
LICENCE_FILES = ("licen[cs]e*", "copying*", "notice*")


def entries(sources: Path = JS / "src") -> list[Path]:
    """The entry points: the files at the top of the folder of sources."""
    return sorted(sources.glob("*.js"))


def fingerprint(root: Path = ROOT) -> str:
    """SHA-256 of all that makes the scripts: sources, locked packages, options."""
    digest = hashlib.sha256(" ".join(OPTIONS).encode())
    sources = root / "static" / "js" / "src"
    for path in [*sorted(sources.rglob("*.js")), root / LOCK]:
        text = path.read_bytes()
        digest.update(f"\n{path.relative_to(root).as_posix()} {len(text)}\n".encode() + text)
    return digest.hexdigest()


def headed(body: bytes, made_from: str) -> bytes:
    """A script under the line that says from which sources it was made, and what follows the line."""
    first = f"/* Hémicycle, EUPL-1.2. Made by `make static`: sources {made_from}, script {_sha256(body)}. */\n"
    return first.encode() + body


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def is_installed(root: Path = ROOT) -> bool:
    """Whether `node_modules/` holds the packages of the lock."""
    wanted = json.loads((root / LOCK).read_text(encoding="utf-8"))["packages"]
    try:
        there = json.loads((root / "node_modules" / f".{LOCK}").read_text(encoding="utf-8"))["packages"]
    except OSError:
        return False
    missing = {name for name, package in wanted.items() if name and not package.get("optional")} - set(there)
    return not missing and all(package.get("integrity") == wanted[name]["integrity"] for name, package in there.items())


def built(root: Path = ROOT) -> dict[str, bytes]:
    """What `static/js/` has to hold, by name: each script, and the licences of the packages in it."""
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="hemicycle-js-") as folder:
        listing = Path(folder) / "listing.json"
        names = [path.relative_to(root).as_posix() for path in entries(root / "static" / "js" / "src")]
        command = [root / PROGRAM, *names, *OPTIONS, f"--outdir={folder}", f"--metafile={listing}"]
        subprocess.run(command, cwd=root, check=True)
        listed = json.loads(listing.read_text(encoding="utf-8"))["outputs"]
        inputs = {Path(name).name: output["inputs"] for name, output in listed.items()}
        for path in sorted(Path(folder).glob("*.js")):
            made[path.name] = headed(path.read_bytes(), fingerprint(root))
            licences = licences_of(inputs[path.name], root)
            if licences:
                made[f"{path.stem}.licences.txt"] = licences.encode()
    return made


def licences_of(inputs: dict[str, Any], root: Path = ROOT) -> str:
    """The licences of the packages that a script holds, one after the other; a package without one is not taken."""
    texts = []
    for folder in sorted({found for found in map(_package_of, inputs) if found}):
        about = json.loads((root / folder / "package.json").read_text(encoding="utf-8"))
        files = [path for path in (root / folder).iterdir() if _says_a_licence(path)]
        if not files:
            raise SystemExit(f"{folder} has no file with its licence: it cannot be put in a script")
        said = "\n\n".join(path.read_text(encoding="utf-8").strip() for path in sorted(files))
        texts.append(f"{about['name']} {about['version']} ({about.get('license', 'see below')})\n\n{said}\n")
    return "\n\n".join(texts)


def _says_a_licence(path: Path) -> bool:
    return path.is_file() and any(path.with_name(path.name.lower()).match(pattern) for pattern in LICENCE_FILES)


def _package_of(name: str) -> str | None:
    """The folder of the package that a file belongs to; None for ours."""
    before, found, after = name.rpartition("node_modules/")
    if not found:
        return None
    parts = after.split("/")
    return before + found + "/".join(parts[: 2 if after.startswith("@") else 1])


def main() -> int:
    """Install what is locked if it is not there, and write the scripts."""
    if not is_installed():
        try:
            subprocess.run(["npm", "ci", "--silent"], cwd=ROOT, check=True)
        except FileNotFoundError:
            raise SystemExit("Scripts are made with node and npm, which are not here.") from None
    made = built()
    for path in JS.glob("*.*"):
        if path.name not in made:
            path.unlink()
    for name, content in made.items():
        (JS / name).write_bytes(content)
        print(f"static/js/{name}: {len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
