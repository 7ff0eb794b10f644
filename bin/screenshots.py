"""The pictures of the README's tour, taken from the demonstration congress at 360 and 1280 pixels (`make screenshots`).

A site of its own in a folder of its own: the demonstration is played into it, served on a free port, and visited as
the people that its page /demonstration offers. Pictures go to docs/screenshots/.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
HEMICYCLE = str(Path(sys.executable).parent / "hemicycle")
PICTURES = ROOT / "docs" / "screenshots"
SLUG = "congres-2020"
WIDTHS = {1280: 900, 360: 740}
# Above this height a picture of a whole page says nothing more.
TALLEST = 1800

# (name of the picture, who looks, as a button of /demonstration says it, address); nobody: a visitor.
TOUR = (
    ("home", "élu", f"/{SLUG}/"),
    ("proposal", "élu", f"/{SLUG}/propositions/5"),
    ("viewpoints", "élu", f"/{SLUG}/points-de-vue"),
    ("amendments", None, f"/{SLUG}/propositions/5/amendements"),
    ("amendment", None, f"/{SLUG}/amendements/12"),
    ("sitting", "élu", f"/{SLUG}/seances/2"),
    ("console", "présid", f"/{SLUG}/seances/2/presidence"),
    ("letter", "secrétariat", f"/{SLUG}/lettre"),
)


@contextmanager
def site() -> Iterator[str]:
    """The address of the demonstration, served from a folder that is thrown away."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="hemicycle-pictures-") as instance:
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SMTP_URL"}}
        environment = {**kept, "HEMICYCLE_INSTANCE": instance, "SITE_URL": address, "PORT": str(port)}
        server = subprocess.Popen([HEMICYCLE, "serve", "--with-demo"], cwd=ROOT, env=environment)
        try:
            wait_for(f"{address}/healthz", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Until the site answers; the demonstration is played first, which takes its time."""
    for _ in range(600):
        if server.poll() is not None:
            sys.exit(f"the site did not start: exit {server.returncode}")
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the site did not answer within two minutes")


def sign_in(page: Page, address: str, who: str) -> None:
    """Become one of the people of the demonstration page."""
    page.goto(f"{address}/demonstration")
    page.get_by_role("button", name=re.compile(who, re.IGNORECASE)).first.click()
    page.wait_for_load_state()


def take(browser: Browser, address: str) -> None:
    """Every picture of the tour, at each width; an address that does not answer 200 stops it."""
    for width, height in WIDTHS.items():
        for who in dict.fromkeys(who for _, who, _ in TOUR):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                device_scale_factor=1 if width > 1000 else 2,
                locale="fr-FR",
                timezone_id="Europe/Paris",
                reduced_motion="reduce",
            )
            page = context.new_page()
            if who:
                sign_in(page, address, who)
            for name, visitor, path in TOUR:
                if visitor == who:
                    picture(page, address + path, PICTURES / f"{name}-{width}.png")
            context.close()


def picture(page: Page, address: str, path: Path) -> None:
    """One page, from its top."""
    answer = page.goto(address)
    if answer is None or not answer.ok:
        sys.exit(f"{address} answered {answer.status if answer else 'nothing'}: no picture")
    page.evaluate("document.fonts.ready")
    size = page.viewport_size or {"width": 0, "height": 0}
    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": size["width"], "height": tall}, full_page=True)
    print(path.relative_to(ROOT))


def main() -> None:
    """Take them all."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium is missing: `make system-packages` installs it.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        take(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
