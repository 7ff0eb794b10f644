"""The program `hemicycle`: every command exits 0, or 2 with one clear line that names the file, line or field."""

import sys

import click

from app.commands.usage import wrong_usage
from core.errors import RuleBroken


def main() -> None:
    """Run a command; a broken rule is one line on standard error and exit 2."""
    try:
        _called()
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
        told = in_one_line(error)
        if told is None:
            raise
        click.echo(told, err=True)
        sys.exit(2)


def _called() -> None:
    """Run the command that is called; `serve` alone does without Flask, a quarter of what it takes to be the server."""
    if sys.argv[1:2] == ["serve"]:
        from app.server.command import serve

        serve.main(sys.argv[2:], prog_name="hemicycle serve", standalone_mode=False)
    else:
        from app.commands.program import cli

        cli.main(prog_name="hemicycle", standalone_mode=False)


def in_one_line(error: Exception) -> str | None:
    """What to tell the one who runs the site of a broken rule or of a database that cannot serve; else None."""
    if isinstance(error, RuleBroken):
        return error.sentence
    exc = sys.modules.get("sqlalchemy.exc")  # a command that never loaded it has no such trouble
    if exc is None or not isinstance(error, exc.SQLAlchemyError):
        return None
    cause = getattr(error, "orig", None)
    if isinstance(error, exc.NoSuchModuleError) or (isinstance(error, exc.ArgumentError) and "URL" in str(error)):
        return "DATABASE_URL\u00a0: ce n’est pas l’adresse d’une base de données"
    if type(cause).__name__ in ("UndefinedTable", "UndefinedColumn") or str(cause).startswith("no such"):
        return "la base de données n’a pas les tables de cette version\u00a0: lancer «\u00a0hemicycle db upgrade\u00a0»"
    if isinstance(error, exc.OperationalError) or type(error) is exc.DatabaseError:  # a file that is no database
        return f"la base de données ne répond pas\u00a0: {str(cause).splitlines()[0]}"
    return None
