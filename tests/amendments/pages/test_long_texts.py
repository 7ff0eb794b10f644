"""Long texts are compared one at a time: what is measured in `bench/ballots_beside.py` is held here."""

import threading
from contextlib import ExitStack

from amendments.pages.draft_page import LONG_TEXT, turn_of


def test_a_second_long_text_waits_for_the_first_and_a_short_one_for_none():
    begun = threading.Event()

    def compare(text: str) -> threading.Thread:
        def work() -> None:
            with turn_of(text):
                begun.set()

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        return thread

    with ExitStack() as first:
        first.enter_context(turn_of("a" * (LONG_TEXT + 1)))
        compare("a" * 800).join(10)
        assert begun.is_set()
        begun.clear()
        second = compare("b" * (LONG_TEXT + 1))
        assert not begun.wait(0.1)
    second.join(10)
    assert begun.is_set()
