"""What must be nowhere: a commit outside the unit of work, a machine's path, a registry's host, a note for later."""

import ast
import re
import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from checks.tree import ROOT, files, report, sources

UNIT_OF_WORK = "core/unit_of_work.py"
# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:wor" + r"k|roo" + r"t|hom" + r"e/\w+|Use" + r"rs/\w+)/")
REGISTRIES = (r"(?:pypi|npmjs|pythonhosted)\.or" + "g", r"deb\.debi" + "an", r"registry\.yarnpk" + "g")
REGISTRY = re.compile("|".join(REGISTRIES))
LEFT_FOR_LATER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
BINARY = re.compile(r"\.(?:png|woff2?|ttf|otf|ico|pdf|docx|odt|xlsx|ods|gz|zip|mo)$")
DATA = ("tests/data/", "static/vendor/", "demo/data/", "LICENCE")


def commits() -> Iterator[str]:
    """Calls of `.commit()` anywhere but in the unit of work."""
    for name, text in sources(".py", outside=(UNIT_OF_WORK, "migrations/", "tests/", "bench/")):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
                yield f"{name}:{node.lineno}: only {UNIT_OF_WORK} commits"


def strangers() -> Iterator[str]:
    """Paths of one machine, addresses of registries, notes for later."""
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if BINARY.search(name) or name.startswith(DATA):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if MACHINE_PATH.search(line):
                yield f"{name}:{number}: a path of one machine: {line.strip()[:80]}"
            if REGISTRY.search(line):
                yield f"{name}:{number}: the address of a registry: {line.strip()[:80]}"
            if path.suffix in {".py", ".html", ".css", ".js"} and LEFT_FOR_LATER.search(line):
                yield f"{name}:{number}: something left for later: {line.strip()[:80]}"


def locks() -> Iterator[str]:
    """Dependencies that `requirements/*.txt` do not hold at a version that pyproject.toml allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["postgresql"]]
    dev = [*runtime, *project["dependency-groups"]["dev"]]
    for name, wanted in (("runtime", runtime), ("dev", dev)):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        locked = dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE))
        for requirement in map(Requirement, wanted):
            version = locked.get(canonicalize_name(requirement.name))
            if version is None or not requirement.specifier.contains(version):
                yield f"requirements/{name}.txt: {requirement} is not answered by {version}: run `make lock`"


def faults() -> Iterator[str]:
    """Everything above."""
    yield from commits()
    yield from strangers()
    yield from locks()


if __name__ == "__main__":
    report(faults)
