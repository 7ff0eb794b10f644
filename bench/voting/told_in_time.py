"""A whole sitting of the demonstration, listened to on four pages in the accessibility tree of Chromium.

A page is told of a step when its `role=status` says the step's sentence, counted from the commit; goal: all of them
within 3 s, the focus lost nowhere, nothing that was typed, chosen or unfolded touched. `--first 20`: the first twenty.
The page notes when its status changed; the accessibility tree, slow to read, is asked whether it says so.
"""

import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.support.before_the_votes import before_the_votes
from tests.support.browser import SHARE_NOTHING, serving
from tests.support.listened_sitting import LIMIT, Enough, FourPages, ListenedSitting, four_pages


def main() -> None:
    """Play the sitting, print the table; exit 1 where the goal is not met."""
    most = int(sys.argv[sys.argv.index("--first") + 1]) if "--first" in sys.argv else 10_000
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        app, congress_id = before_the_votes(Path(folder))
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=SHARE_NOTHING)
        with serving(app) as server:
            pages = four_pages(app, browser, server.url)
            room = FourPages(app, congress_id, pages, most)
            with app.app_context(), suppress(Enough):
                played = ListenedSitting(room)
                played.play_to_the_stop()
                played.play_to_the_end()
            browser.close()
    sys.exit(0 if _table(room) else 1)


def _table(room: FourPages) -> bool:
    print(f"{room.steps} steps of a sitting")
    print(
        f"{'page':<10}{'changes':>8}{'told in 3 s':>16}{'median s':>9}{'slowest s':>10}"
        f"{'untold':>8}{'focus lost':>12}{'disturbed':>11}"
    )
    for name, row in room.rows.items():
        print(row.line(name))
        for sentence in (*row.untold, *row.lost):
            print(f"    {sentence}")
    rows = room.rows.values()
    return all(not row.untold and not row.lost and not row.disturbed and max(row.seconds) <= LIMIT for row in rows)


if __name__ == "__main__":
    main()
