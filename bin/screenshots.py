"""The pictures of the README's tour, taken from the demonstration congress at 360 and 1280 pixels (`make screenshots`).

A site of its own in a folder of its own: the demonstration is played into it, served on a free port and visited as the
people that its page /demonstration offers; then the congress in sitting is played to its end and visited again.
Pictures go to docs/screenshots/, in few colours so that all of them together stay light.
"""

import os
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
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
HEMICYCLE = str(Path(sys.executable).parent / "hemicycle")
PICTURES = ROOT / "docs" / "screenshots"
CONGRESS = "congres-2020"
SITTING = "seances/3"
# Width of the window: its height, the height at which a picture is cut, pixels of the picture for one of the page.
SIZES = {1280: (900, 1120, 1), 360: (740, 740, 2), 1920: (1080, 1080, 0.75)}
BOTH = (1280, 360)
COLOURS = 48
MOST_BYTES = 3_000_000  # of all the pictures together


class Stop(NamedTuple):
    """A picture: its name, who looks (as on /demonstration, or nobody), the page (« /… »: of the site), the widths."""

    name: str
    who: str
    page: str
    widths: tuple[int, ...] = BOTH


MID_SITTING = (
    Stop("demonstration", "public", "/demonstration"),
    Stop("home", "elue", ""),
    Stop("proposal", "elue", "propositions/5"),
    Stop("viewpoints", "elue", "points-de-vue"),
    Stop("writing", "elue", "propositions/8/amender?alinea=3"),
    Stop("amendment", "public", "amendements/12"),
    Stop("amendments", "public", "propositions/5/amendements"),
    Stop("opinions", "secretariat", "propositions/5/avis"),
    Stop("vote", "elue", "scrutins/14"),
    Stop("console", "presidence", f"{SITTING}/presidence"),
    Stop("hall", "presidence", f"{SITTING}/ecran", (1920,)),
    Stop("register", "secretariat", f"{SITTING}/emargement", (1280,)),
)
AFTERWARDS = (
    Stop("result", "public", "scrutins/14"),
    Stop("path", "public", "amendements/15/parcours"),
    Stop("letter", "elue", "lettre"),
)


@contextmanager
def served(instance: str) -> Iterator[str]:
    """The address of the site of a folder, while it is served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    surroundings = {**environment(instance), "SITE_URL": address, "PORT": str(port)}
    server = subprocess.Popen([HEMICYCLE, "serve", "--with-demo"], cwd=ROOT, env=surroundings)
    try:
        wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def environment(instance: str) -> dict[str, str]:
    """Ours, without what would lead elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SMTP_URL"}}
    return {**kept, "HEMICYCLE_INSTANCE": instance}


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


def take(browser: Browser, address: str, stops: tuple[Stop, ...]) -> None:
    """Every picture of some stops; an address that does not answer 200 ends it all."""
    for width, who in sorted({(width, stop.who) for stop in stops for width in stop.widths}):
        context = window(browser, width)
        if who != "public":
            page = context.new_page()
            page.goto(f"{address}/demonstration")
            page.locator(f"#{CONGRESS} button[value={who}]").click()
            page.wait_for_url(f"{address}/{CONGRESS}/")
        for stop in stops:
            if stop.who == who and width in stop.widths:
                path = stop.page if stop.page.startswith("/") else f"/{CONGRESS}/{stop.page}"
                picture(context, address + path, width, PICTURES / f"{stop.name}-{width}.png")
        context.close()


def window(browser: Browser, width: int) -> BrowserContext:
    """A browser in French, in which nothing moves."""
    height, _, scale = SIZES[width]
    return browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )


def picture(context: BrowserContext, address: str, width: int, path: Path) -> None:
    """One page, from its top to where it is cut."""
    page = context.new_page()
    answer = page.goto(address)
    if answer is None or not answer.ok:
        sys.exit(f"{address} answered {answer.status if answer else 'nothing'}: no picture")
    page.evaluate("document.fonts.ready")
    tall = min(SIZES[width][1], page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": width, "height": tall}, full_page=width != 1920)
    page.close()
    with Image.open(path) as taken:
        few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)} {path.stat().st_size // 1000} kB")


def main() -> None:
    """Take them all."""
    programs = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, programs)), None)
    if program is None:
        sys.exit("Chromium is missing: `make system-packages` installs it.")
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="hemicycle-pictures-") as instance, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with served(instance) as address:
            take(browser, address, MID_SITTING)
        subprocess.run([HEMICYCLE, "demo", "load", "--adopted"], cwd=ROOT, env=environment(instance), check=True)
        with served(instance) as address:
            take(browser, address, AFTERWARDS)
        browser.close()
    weight = sum(path.stat().st_size for path in PICTURES.iterdir())
    print(f"{weight // 1000} kB in all")
    if weight > MOST_BYTES:
        sys.exit(f"more than {MOST_BYTES // 1000} kB: cut them shorter, or take fewer colours")


if __name__ == "__main__":
    main()
