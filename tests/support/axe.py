"""What axe finds wrong with a page: every rule on the whole page, and contrast once for each kind of text at a width.

A page looked at again in a window of another width, the same in its markup and in the elements that show, has the same
structure: only rules that depend on the drawing (`DRAWN`) are asked again.

Contrast takes four fifths of axe's time, and depends on what an element and those around it are, not on what they say:
a text that shows is of a kind by the sheets of its page and its chain of elements, with their classes and states. A kind that passed at a width is not
looked at again there by the same process; what fails is looked at each time.
"""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

# The kinds of the texts that show, kept in the page with their elements.
KINDS = """() => {
  const shown = ['class', 'role', 'type', 'open', 'hidden', 'disabled', 'readonly', 'required', 'lang'];
  const one = element => element.tagName + [...element.attributes]
    .filter(({name}) => shown.includes(name) || name.startsWith('aria-') && name.length < 15 && name !== 'aria-label')
    .map(({name, value}) => `${name}=${value}`).sort().join();
  const words = new Map([[null, [...document.styleSheets].map(({href}) => href && new URL(href).pathname).join()]]);
  const chain = element => {
    if (!words.has(element)) {
      const [above, before] = [element.parentElement, element.previousElementSibling];
      words.set(element, `${chain(above)}>${before ? one(before) : ''}+${one(element)}`);
    }
    return words.get(element);
  };
  window.kindsOfText = {};
  for (const element of document.querySelectorAll('body, body *')) {
    const says = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const isRead = says || ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName);
    if (isRead && element.checkVisibility())
      (window.kindsOfText[chain(element)] ??= []).push(element);
  }
  return Object.keys(window.kindsOfText);
}"""
# Beside contrast.
DRAWN = ["link-in-text-block", "scrollable-region-focusable", "skip-link"]
LOOK = """async ([kinds, drawn]) => {
  const options = {resultTypes: ['violations']};
  const elements = [...document.querySelectorAll('*')];
  const shown = elements.filter(element => element.checkVisibility({visibilityProperty: true}));
  const [before, markup] = [window.lookedAt, document.documentElement.outerHTML];
  const isKnown = before?.markup === markup && before.shown.length === shown.length
    && before.shown.every((element, rank) => element === shown[rank]);
  const rules = isKnown ? {runOnly: drawn} : {rules: {'color-contrast': {enabled: false}}};
  const whole = await axe.run(document, {...options, ...rules});
  window.lookedAt = whole.violations.length ? null : {markup, shown};
  const texts = kinds.flatMap(kind => [window.kindsOfText[kind][0], window.kindsOfText[kind].at(-1)]);
  const seen = texts.length ? await axe.run(texts, {...options, runOnly: ['color-contrast']}) : {violations: []};
  return [...whole.violations, ...seen.violations];
}"""


class Eyes:
    """Looks at pages, and remembers the kinds of text that it has looked at."""

    def __init__(self) -> None:
        self._known: dict[int, set[str]] = {}

    @staticmethod
    def keep_ready(page: Any) -> None:
        """For a window in which each page is looked at: axe is there before they are, and travels once."""
        page.add_init_script(str(AXE_SCRIPT))

    def faults(self, page: Any) -> list[str]:
        """One line for each fault of the page as it stands, none on a good page."""
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(str(AXE_SCRIPT))
        known = self._known.setdefault(page.viewport_size["width"], set())
        kinds = set(page.evaluate(KINDS))
        found = page.evaluate(LOOK, [sorted(kinds - known), DRAWN])
        if not any(rule["id"] == "color-contrast" for rule in found):
            known |= kinds
        return [
            f"{rule['id']}: {node['target']} {node['html'][:120]} {node.get('failureSummary', '')}"
            for rule in found
            for node in rule["nodes"]
        ]


@pytest.fixture(scope="session")
def eyes() -> Eyes:
    """Of this process."""
    return Eyes()


@pytest.fixture(scope="session")
def violations(eyes: Eyes) -> Any:
    """What axe finds wrong with a page: one line each, none on a good page."""
    return eyes.faults
