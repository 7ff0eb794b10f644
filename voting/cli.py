"""Commands `hemicycle voting …`: the rules of voting, asked from a terminal or by another program."""

import json
import sys
from typing import Any

import click

from voting.cases import BadCase, answer_all


class BadInput(click.ClickException):
    """Input that cannot be answered: one line on standard error, exit 2."""

    exit_code = 2


@click.group("voting")
def voting() -> None:
    """Rules of voting."""


@voting.command("decide")
@click.argument("file", default="-", metavar="[FILE|-]")
def decide(file: str) -> None:
    """Decide a case, a list of cases or {"cases": […]}, read as JSON from FILE or standard input."""
    name = "standard input" if file == "-" else file
    document = _read_json(file, name)
    try:
        answers = answer_all(document)
    except BadCase as bad:
        raise BadInput(f"{name}: {_one_line(str(bad))}") from None
    click.echo(json.dumps(answers, ensure_ascii=False, indent=1).encode())


def _read_json(file: str, name: str) -> Any:
    """The JSON value in a file (or standard input for « - »); BadInput says what stands in the way, and where."""
    try:
        with click.open_file(file, "rb") as stream:
            content: bytes = stream.read()
        return json.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise BadInput(f"{name}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise BadInput(f"{name}: byte {error.start + 1} is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"{name}: line {error.lineno}: not JSON ({error.msg})") from None
    except (ValueError, RecursionError):
        limit = sys.get_int_max_str_digits()
        raise BadInput(f"{name}: not JSON (nested too deep, or a number of more than {limit} digits)") from None


def _one_line(message: str) -> str:
    return " ".join(message.split())
