"""The program `hemicycle`: every command exits 0, or 2 with one clear line that names the file, line or field."""

import importlib
import sys

import click
from flask import Flask
from flask.cli import FlaskGroup

from core.errors import RuleBroken

# Groups of commands, loaded only when called: (name, module, attribute, needs the application).
COMMANDS = {
    "redline": ("redline.cli", "redline"),
    "voting": ("voting.cli", "voting"),
    "congress": ("app.congress_cli", "congress"),
    "demo": ("app.demo_cli", "demo"),
    "letter": ("letters.cli", "letter"),
    "accounts": ("app.service_cli", "accounts"),
    "journal": ("app.service_cli", "journal"),
    "tick": ("app.service_cli", "tick"),
    "serve": ("app.service_cli", "serve"),
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
            return command
        return super().get_command(ctx, name)


def _create_app() -> Flask:
    from app.factory import create_app

    return create_app()


cli = Hemicycle(name="hemicycle", create_app=_create_app, add_default_commands=False, add_version_option=False)


def main() -> None:
    """Run a command; a broken rule is one line on standard error and exit 2."""
    try:
        cli.main(prog_name="hemicycle", standalone_mode=False)
    except RuleBroken as broken:
        click.echo(broken.sentence, err=True)
        sys.exit(2)
    except click.UsageError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
