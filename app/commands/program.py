"""The commands of `hemicycle`, each imported only when it is called."""

import importlib
from typing import TYPE_CHECKING

import click
from flask import Flask
from flask.cli import FlaskGroup

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
