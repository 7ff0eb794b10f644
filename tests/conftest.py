"""The frame of every test: one file per concern in `tests/support/`, so that this one stays a table of contents."""

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

pytest_plugins = (
    "pytester",  # the tests of the frame itself
    "tests.support.session",  # options, what is missing, what CI refuses
    "tests.support.second_try",  # a test in a browser that fails is tried once more, alone
    "tests.support.longest_first",  # tests that take long begin the run
    "tests.support.shares",  # where the time of a long run went
    "tests.support.network",  # loopback only; a mail server of our own
    "tests.support.application",  # databases, application, client, commands, clock
    "tests.support.french_site",  # an application that speaks French, never asked for its database
    "tests.support.program",  # the program, in this process or in one of its own
    "tests.support.browser",  # Chromium, a live server
    "tests.support.axe",  # accessibility
    "tests.support.word_processor",  # one LibreOffice that edits, accepts and refuses
    "tests.support.documents",  # LibreOffice and poppler, to read our files back
    "tests.support.demonstration",  # the demonstration, played once, copied for whoever needs it
    "tests.support.inspection",  # one window in which every page is looked at
    # the people: ada, bela, chloe, sven, vera, elodie
    *(["tests.support.cast"] if (Path(__file__).parent / "support" / "cast.py").exists() else []),
    "tests.support.starts",  # assemblies that many tests begin with
)

# A slow machine is not a failing property; a fixture reused between examples is said in place. In CI the examples
# are the same at each run, so that a change is judged by itself; elsewhere each run looks for new ones.
settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=20_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
