"""`hemicycle redline`: the text engine on files, with the answers that interfaces.md describes.

Bad input is one line on standard error that names the file, and exit 2.
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from redline.compare.difference import difference
from redline.compare.patches import PatchDoesNotFit, apply_patch
from redline.merge.merging import merge
from redline.merge.rebasing import rebase
from redline.model.blocks import parse
from redline.model.lines import DEFAULT_WIDTH, lines_of
from redline.order.ordering import order_of
from redline.show.html import html_inline
from redline.show.plain import plain, terminal
from redline.show.styled_words import PLAIN, Inline

STANDARD_INPUT = "-"
MAX_BYTES = 64_000_000

width_option = click.option("--width", type=click.IntRange(min=1), default=DEFAULT_WIDTH, show_default=True)


def _as_written() -> Inline:
    return PLAIN


class Commands(click.Group):
    """Commands whose bad usage is one line, as every other bad input.

    `inline` gives how pages read bold and links; whoever knows the markup of inline text sets it.
    """

    inline: Callable[[], Inline] = staticmethod(_as_written)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs a command."""
        kwargs["standalone_mode"] = False
        try:
            return super().main(*args, **kwargs)
        except click.exceptions.Exit as done:
            sys.exit(done.exit_code)
        except click.Abort:
            sys.exit(130)
        except click.ClickException as error:
            fail(error.format_message())


@click.group(cls=Commands)
def redline() -> None:
    """Lines, differences, merging and rebasing of Markdown texts."""


def fail(message: str) -> NoReturn:
    """Says what is wrong on standard error and exits 2."""
    click.echo(re.sub(r"[ \t\r\n]+", " ", message), err=True)
    sys.exit(2)


def read_text(name: str) -> str:
    """The text of a file, or of standard input for `-`; exits 2 if it cannot be read as text."""
    shown = "entrée standard" if name == STANDARD_INPUT else name
    try:
        raw = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        fail(f"{shown}\u00a0: {_unreadable(error)}")
    except ValueError:
        fail(f"{shown!r}\u00a0: ce nom de fichier n’est pas valable")
    if len(raw) > MAX_BYTES:
        fail(f"{shown}\u00a0: fichier trop grand ({len(raw)} octets, {MAX_BYTES} au plus)")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        fail(f"{shown}\u00a0: octet 0x{raw[error.start]:02x} à la position {error.start}, ce n’est pas de l’UTF-8")
    if "\x00" in text:
        fail(f"{shown}\u00a0: caractère nul à la position {text.index(chr(0))}, ce n’est pas un texte")
    return text


def _unreadable(error: OSError) -> str:
    """Why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return "ce fichier n’existe pas"
    if isinstance(error, IsADirectoryError):
        return "c’est un dossier, pas un fichier"
    if isinstance(error, PermissionError):
        return "la lecture de ce fichier n’est pas permise"
    return f"lecture impossible ({error.strerror or error})"


def read_several(names: tuple[str, ...]) -> list[str]:
    """The texts of several files, of which one at most is standard input."""
    if names.count(STANDARD_INPUT) > 1:
        fail("l’entrée standard (-) ne peut être lue qu’une fois")
    return [read_text(name) for name in names]


def answer(value: Any) -> None:
    """One JSON value on standard output, in UTF-8 whatever the terminal's encoding."""
    write(json.dumps(value, ensure_ascii=False) + "\n")


def write(text: str) -> None:
    """Text on standard output, in UTF-8 and without any change of line ends."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


@redline.command()
@click.argument("file")
@width_option
def lines(file: str, width: int) -> None:
    """The numbered lines of a text."""
    found = lines_of(parse(read_text(file)), width)
    answer({"lines": [{"number": line.number, "block": line.block, "text": line.text} for line in found]})


@redline.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "shape", type=click.Choice(["json", "html", "text"]), default="json", show_default=True)
@click.option("--ignore-typography", is_flag=True, help="Do not mark apostrophes, quotes and kinds of spaces.")
@width_option
def diff(old: str, new: str, shape: str, width: int, *, ignore_typography: bool) -> None:
    """What distinguishes two texts."""
    before, after = read_several((old, new))
    found = difference(before, after, width=width, ignore_typography=ignore_typography)
    if shape == "json":
        answer(found.as_json())
    elif shape == "html":
        write(html_inline(found, inline=Commands.inline()) + "\n")
    else:
        write(terminal(found) if sys.stdout.isatty() else plain(found))


@redline.command()
@click.argument("old")
@click.argument("patch")
@click.option("--reverse", is_flag=True, help="From the new text back to the old.")
def apply(old: str, patch: str, *, reverse: bool) -> None:
    """The other text, from one text and the answer of `diff`."""
    text, written = read_several((old, patch))
    try:
        value = json.loads(written)
    except (ValueError, RecursionError) as error:
        fail(f"{patch}\u00a0: ce n’est pas du JSON ({error})")
    if not isinstance(value, dict):
        fail(f"{patch}\u00a0: ce n’est pas la réponse de «\u00a0redline diff\u00a0»")
    try:
        result = apply_patch(text, value, reverse=reverse)
        result.encode("utf-8")
    except PatchDoesNotFit as error:
        fail(f"{patch}\u00a0: {error}")
    except UnicodeEncodeError:
        fail(f"{patch}\u00a0: un caractère de substitution isolé n’est pas du texte")
    write(result)


@redline.command(name="merge")
@click.argument("base")
@click.argument("variants", nargs=-1)
@click.option("--prefer", multiple=True, metavar="A.md", help="The variant that wins its conflicts (repeatable).")
@click.option("--order", default="", metavar="A.md,B.md", help="In which order insertions at one place are kept.")
def merge_command(base: str, variants: tuple[str, ...], prefer: tuple[str, ...], order: str) -> None:
    """Several variants of one base merged, conflicts named."""
    ranked = [name for name in order.split(",") if name]
    for option, names in (("--prefer", prefer), ("--order", ranked)):
        for name in names:
            if name not in variants:
                fail(f"{option} {name}\u00a0: ce n’est pas l’un des fichiers à fusionner")
    unique = tuple(dict.fromkeys(variants))
    base_text, *texts = read_several((base, *unique))
    answer(merge(base_text, dict(zip(unique, texts, strict=True)), prefer=prefer, order=ranked).as_json())


@redline.command(name="rebase")
@click.argument("old")
@click.argument("new")
@click.argument("amended")
def rebase_command(old: str, new: str, amended: str) -> None:
    """An amendment to OLD carried over to NEW."""
    answer(rebase(*read_several((old, new, amended))).as_json())


@redline.command(name="order")
@click.argument("base")
@click.argument("variants", nargs=-1)
@width_option
def order_command(base: str, variants: tuple[str, ...], width: int) -> None:
    """In what order several amendments to one base are voted, and what falls if one is adopted."""
    unique = tuple(dict.fromkeys(variants))
    base_text, *texts = read_several((base, *unique))
    answer(order_of(base_text, dict(zip(unique, texts, strict=True)), width=width).as_json())
