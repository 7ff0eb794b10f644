"""« Partager »: by the device, else by the clipboard, else the link is chosen; what was done is said."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BODY = """<p hidden data-share-button><button data-title="N° 12" data-text="Amendement n° 12" data-url="https://a.fr/a/12"
data-copied="Copié." data-chosen="Choisi.">Partager</button></p><p role="status" data-share-told></p>
<a href="https://a.fr/a/12" data-share-link>a.fr/a/12</a>"""
HANDS = (
    "Object.defineProperty(navigator, 'share', {value: async what => { window.handed = what; %s }, configurable: true})"
)
COPIES = (
    "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async words => { %s }}, configurable: true})"
)
START = "module.share(document)"


@pytest.mark.parametrize(
    ("prepared", "said", "chosen"),
    [
        ([HANDS % ""], "", ""),
        ([HANDS % "throw new DOMException('', 'AbortError')"], "", ""),
        ([HANDS % "throw new TypeError()", COPIES % "window.copied = words"], "Copié.", ""),
        (["navigator.share = undefined", COPIES % "throw new TypeError()"], "Choisi.", "a.fr/a/12"),
    ],
    ids=["handed", "sheet closed", "copied", "chosen"],
)
def test_the_button_shares_as_it_can(show, prepared, said, chosen):
    page = show(BODY, "sharing/share.js", "; ".join([*prepared, START]))
    page.get_by_role("button", name="Partager").click()
    expect(page.get_by_role("status")).to_have_text(said)
    assert page.evaluate("String(getSelection())") == chosen
    if "window.copied" in prepared[-1]:
        assert page.evaluate("window.copied") == "Amendement n° 12\nhttps://a.fr/a/12"
    elif not said:
        assert page.evaluate("window.handed.url") == "https://a.fr/a/12"
