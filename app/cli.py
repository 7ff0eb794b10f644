"""The program `hemicycle`: every command exits 0, or 2 with one clear line that names the file, line or field."""

import importlib
import sys
from typing import TYPE_CHECKING

import click
from flask import Flask
from flask.cli import FlaskGroup

from app.commands.usage import wrong_usage
from core.errors import RuleBroken

if TYPE_CHECKING:
    from redline.show.styled_words import Inline

# Groups of commands, loaded only when called: (name, module, attribute, needs the application).
COMMANDS = {
    "redline": ("redline.cli", "redline"),
    "voting": ("voting.cli", "voting"),
    "congress": ("app.commands.congress_cli", "congress"),
    "demo": ("app.commands.demo_cli", "demo"),
    "letter": ("letters.cli", "letter"),
    "amendments": ("amendments.cli", "amendments"),
    "minutes": ("voting.minutes_cli", "minutes"),
    "papers": ("app.commands.papers_cli", "papers"),
    "accounts": ("app.commands.service_cli", "accounts"),
    "journal": ("app.commands.service_cli", "journal"),
    "tick": ("app.commands.service_cli", "tick"),
    "db": ("flask_migrate.cli", "db"),
    "serve": ("app.server.command", "serve"),
}


class Hemicycle(FlaskGroup):
    """Flask's commands (`db upgrade`…) and ours, imported when called so that small ones start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all the commands."""
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """One command."""
        if name in COMMANDS:
            module, attribute = COMMANDS[name]
            command: click.Command = getattr(importlib.import_module(module), attribute)
            if name == "redline":
                type(command).inline = staticmethod(_inline)  # type: ignore[attr-defined]
            return command
        return super().get_command(ctx, name)


def _inline() -> "Inline":
    """How the site reads bold and links: differences shown by a command are those of its pages."""
    from core.text.inline_markdown import html_of, inline_runs
    from redline.show.styled_words import Inline

    return Inline(inline_runs, html_of)


def _create_app() -> Flask:
    from app.factory import create_app

    return create_app()


cli = Hemicycle(name="hemicycle", create_app=_create_app, add_default_commands=False, add_version_option=False)


def database_trouble(error: Exception) -> str | None:
    """What to tell the one who runs the site when the database cannot serve; None for any other error."""
    exc = sys.modules.get("sqlalchemy.exc")  # a command that never loaded it has no such trouble
    if exc is None or not isinstance(error, exc.SQLAlchemyError):
        return None
    cause = getattr(error, "orig", None)
    if isinstance(error, exc.ArgumentError) and "URL" in str(error):
        return "DATABASE_URL\u00a0: ce n’est pas l’adresse d’une base de données"
    if type(cause).__name__ in ("UndefinedTable", "UndefinedColumn") or str(cause).startswith("no such"):
        return "la base de données n’a pas les tables de cette version\u00a0: lancer «\u00a0hemicycle db upgrade\u00a0»"
    if isinstance(error, exc.OperationalError) or type(error) is exc.DatabaseError:  # a file that is no database
        return f"la base de données ne répond pas\u00a0: {str(cause).splitlines()[0]}"
    return None


def main() -> None:
    """Run a command; a broken rule is one line on standard error and exit 2."""
    try:
        cli.main(prog_name="hemicycle", standalone_mode=False)
    except RuleBroken as broken:
        click.echo(broken.sentence, err=True)
        sys.exit(2)
    except click.exceptions.NoArgsIsHelpError as help_asked:
        click.echo(help_asked.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(wrong_usage(error), err=True)
        sys.exit(2)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as error:
        told = database_trouble(error)
        if told is None:
            raise
        click.echo(told, err=True)
        sys.exit(2)
