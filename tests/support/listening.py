"""A page as those meet it who do not see it: what it says by itself, and where the focus is, in the accessibility tree."""

from collections.abc import Iterator
from typing import Any


class Listener:
    """Somebody who listens to a page of Playwright, in Chromium."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._cdp = page.context.new_cdp_session(page)
        self._cdp.send("Accessibility.enable")

    def statuses(self) -> str:
        """What the page’s statuses say, one after the other."""
        nodes = self._nodes()
        said = (node for node in nodes.values() if _role(node) == "status")
        return " ".join(text for node in said for text in _texts(node, nodes)).strip()

    def focus(self) -> str:
        """The role and the name of what has the focus: « link Voter »; empty when it is the page itself."""
        focused = [node for node in self._nodes().values() if _is_focused(node) and _role(node) != "RootWebArea"]
        return f"{_role(focused[0])} {focused[0].get('name', {}).get('value', '')}".strip() if focused else ""

    def _nodes(self) -> dict[str, Any]:
        return {node["nodeId"]: node for node in self._cdp.send("Accessibility.getFullAXTree")["nodes"]}


def _role(node: dict[str, Any]) -> str:
    return str(node.get("role", {}).get("value", ""))


def _is_focused(node: dict[str, Any]) -> bool:
    return any(told["name"] == "focused" and told["value"].get("value") for told in node.get("properties", ()))


def _texts(node: dict[str, Any], nodes: dict[str, Any]) -> Iterator[str]:
    if _role(node) == "StaticText":
        yield node.get("name", {}).get("value", "")
        return
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from _texts(nodes[child], nodes)
