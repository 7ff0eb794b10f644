"""A command called wrongly, said in French as every other refusal: click's own sentences are in English."""

import re

import click
from click import exceptions


def wrong_usage(error: click.ClickException) -> str:
    """One line that says what is wrong with a call; an error of ours keeps its own sentence."""
    if isinstance(error, exceptions.MissingParameter) and error.param is not None:
        return f"Il manque {_named(error.param, error.ctx)}{_choices(error.param)}."
    if isinstance(error, exceptions.BadParameter) and error.param is not None:
        return f"{_named(error.param, error.ctx)}\u00a0: cette valeur ne convient pas{_expected(error.param)}."
    if isinstance(error, exceptions.NoSuchCommand):
        return f"La commande «\u00a0{error.command_name}\u00a0» n’existe pas{_likely(error.possibilities)}."
    if isinstance(error, exceptions.NoSuchOption):
        return f"L’option «\u00a0{error.option_name}\u00a0» n’existe pas{_likely(error.possibilities)}."
    if isinstance(error, exceptions.BadOptionUsage):
        return f"L’option «\u00a0{error.option_name}\u00a0» est mal employée."
    if isinstance(error, exceptions.UsageError):
        return f"La commande est mal employée{_help(error.ctx)}."
    return re.sub(r"[ \t\r\n]+", " ", error.format_message())


def _named(param: click.Parameter, context: click.Context | None) -> str:
    if isinstance(param, click.Argument):
        return f"l’argument {param.make_metavar(context or click.Context(click.Command(None)))}"
    return f"l’option {'/'.join(param.opts)}"


def _choices(param: click.Parameter) -> str:
    return f"\u00a0: {', '.join(map(str, param.type.choices))}" if isinstance(param.type, click.Choice) else ""


def _expected(param: click.Parameter) -> str:
    kind = param.type
    if isinstance(kind, click.Choice):
        return f", choisir parmi {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange) and kind.min is not None:
        return f", il faut un nombre entier d’au moins {kind.min}" + (f", {kind.max} au plus" if kind.max else "")
    if isinstance(kind, type(click.INT)):
        return ", il faut un nombre entier"
    if isinstance(kind, click.Path):
        return ", ce chemin n’existe pas ou n’est pas de la bonne nature"
    return ""


def _likely(possibilities: list[str] | None) -> str:
    return f"\u00a0; peut-être {', '.join(possibilities)}" if possibilities else ""


def _help(context: click.Context | None) -> str:
    return f", voir «\u00a0{context.command_path} --help\u00a0»" if context else ""
