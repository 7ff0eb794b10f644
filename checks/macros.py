"""A template calls the macros that it imports, or that whatever includes it imports: another that includes it may not.

Jinja finds it out when the page is asked for, in the one case in which that line is reached.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, nodes

from checks.tree import report, sources

_reader = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 (nothing is made of what it reads)


def faults_of(templates: Mapping[str, str]) -> Iterator[str]:
    """One line for each call of a macro that is not there, of templates by their names; the way to it, from a page."""
    trees = {name: _reader.parse(text) for name, text in templates.items()}
    shared = {macro.name for name, tree in trees.items() if name.startswith("macros/") for macro in _macros(tree)}
    included = {name for tree in trees.values() for name in _included(tree)}
    found: dict[str, None] = {}

    def look(way: tuple[str, ...], there: frozenset[str]) -> None:
        tree = trees[way[-1]]
        named = there | _named(tree)
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in shared - named:
                found[f"{way[-1]}:{call.lineno}: calls {call.node.name}, not imported by {' > '.join(way)}"] = None
        for name in _included(tree):
            if name not in way:
                look((*way, name), named)

    for name in trees:
        if name not in included and not name.startswith("macros/"):
            look((name,), frozenset())
    yield from found


def _macros(tree: nodes.Template) -> Iterator[nodes.Macro]:
    return tree.find_all(nodes.Macro)


def _included(tree: nodes.Template) -> list[str]:
    said: list[Any] = [one.template for one in tree.find_all(nodes.Include)]
    return [one.value for one in said if isinstance(one, nodes.Const)]


def _named(tree: nodes.Template) -> frozenset[str]:
    """What a template imports, defines or sets."""
    imported = [name for one in tree.find_all(nodes.FromImport) for name in one.names]
    names = {name if isinstance(name, str) else name[1] for name in imported}
    names |= {macro.name for macro in _macros(tree)}
    return frozenset(names | {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"})


def faults() -> Iterator[str]:
    """One line for each."""
    found = sources(".html", outside=("tests/", "static/", "docs/", "demo/data/"))
    yield from faults_of({name.removeprefix("templates/"): text for name, text in found})


if __name__ == "__main__":
    report(faults)
