"""A booklet of 300 amendments, by the command, in each format: seconds of processor, the greatest memory.

Limits: 10 s and 500 MB. The amendments are generated edits on the eight proposals of the demonstration, imported as a
folder; the machine's floor is the same command on the same site with nothing to write (`congress list`).
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import redline
from bench.made.generated_edits import KINDS

ROOT = Path(__file__).resolve().parents[1]
HEMICYCLE = Path(sys.executable).parent / "hemicycle"
AMENDMENTS, SECONDS, MEGABYTES = 300, 10.0, 500.0
SLUG = "congres-2020"
FORMATS = ("pdf", "docx", "odt", "csv", "json")


def main() -> None:
    """Print the table; exit 1 past a limit."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HEMICYCLE_INSTANCE": f"{folder}/instance"}
        congress = Path(folder) / SLUG
        written_congress(congress)
        for command in (["db", "upgrade"], ["congress", "import", str(congress)]):
            subprocess.run([HEMICYCLE, *command], env=environment, check=True, capture_output=True)
        floor, _ = _measured(["congress", "list", "--format", "json"], environment)
        print(f"{AMENDMENTS} amendments; the program alone: {floor:.2f} s (limits {SECONDS:.0f} s, {MEGABYTES:.0f} MB)")
        over = False
        for name in FORMATS:
            target = Path(folder) / f"booklet.{name}"
            command = ["amendments", "booklet", SLUG, "--format", name, "-o", str(target)]
            seconds, megabytes = _measured(command, environment)
            size = target.stat().st_size / 1000
            over = over or seconds > SECONDS or megabytes > MEGABYTES
            print(f"{name:8}{seconds:8.2f} s{megabytes:8.0f} MB{size:10.0f} kB")
    sys.exit(1 if over else 0)


def written_congress(folder: Path, amendments: int = AMENDMENTS, seed: int = 2020) -> None:
    """The folder of the demonstration with so many amendments, each of one to three generated edits."""
    shutil.copytree(ROOT / "demo" / "data" / SLUG, folder)
    shutil.rmtree(folder / "amendments", ignore_errors=True)
    (folder / "amendments").mkdir()
    random = Random(seed)
    proposals = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "proposals").glob("*.md"))}
    author = _an_author(folder)
    number = 0
    while number < amendments:
        proposal = random.choice(list(proposals))
        text = _edited(random, redline.normalise(proposals[proposal]))
        if not _changes(redline.normalise(proposals[proposal]), text):
            continue
        number += 1
        front = f"---\nproposal: {proposal}\nauthor: {author}\ntitle: Amendement généré {number}\n"
        front += "reasons: |\n  Parce que la commune le demande.\n\n  Et parce que le texte y gagne en clarté.\n---\n"
        (folder / "amendments" / f"{number}.md").write_text(front + text, encoding="utf-8")


def _edited(random: Random, text: str) -> str:
    """The text with one to three of its alinéas edited in place."""
    for _ in range(random.randint(1, 3)):
        source = random.choice(redline.parse(text).blocks[1:]).source
        alinea = [source]
        KINDS[random.choice(("words", "clauses", "sentences"))](random, alinea)
        text = text.replace(source, alinea[0], 1)
    return redline.normalise(text)


def _changes(old: str, new: str) -> bool:
    found = redline.difference(old, new, ignore_typography=True)
    return any(block.is_marked for block in found.blocks)


def _an_author(folder: Path) -> str:
    """The address of a member who votes."""
    with (folder / "roll.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return next(row["email"] for row in rows if row["category"] == "elected" and row["votes"] == "yes")


def _measured(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of processor of the command, and the memory that its process held at most, in MB."""
    child = os.fork()
    if child == 0:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.execve(HEMICYCLE, [str(HEMICYCLE), *command], environment)  # noqa: S606 - measured as one process
    _pid, status, used = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"the command {' '.join(command)} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
