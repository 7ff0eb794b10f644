"""Dates and hours as a French administration writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.text.dates import day, hour, made_on, moment

NB = "\u00a0"
MONDAY = datetime(2020, 10, 12, 14, 32, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, f"12{NB}octobre{NB}2020"),
        ({"weekday": True}, f"lundi 12{NB}octobre{NB}2020"),
        ({"year": False}, f"12{NB}octobre"),
        ({"weekday": True, "year": False}, f"lundi 12{NB}octobre"),
        ({"language": "en"}, f"12{NB}October 2020"),
        ({"language": "en", "weekday": True}, f"Monday 12{NB}October 2020"),
    ],
)
def test_a_day_in_words(options, words):
    assert day(MONDAY.date(), **options) == words


def test_the_first_of_a_month_has_its_rank_in_french_only():
    assert day(date(2020, 7, 1)) == f"1er{NB}juillet{NB}2020"
    assert day(date(2020, 7, 1), "en") == f"1{NB}July 2020"
    assert day(date(2020, 7, 21)) == f"21{NB}juillet{NB}2020"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (MONDAY, f"14{NB}h{NB}32"),
        (MONDAY.replace(minute=0), f"14{NB}h"),
        (MONDAY.replace(hour=9, minute=5), f"9{NB}h{NB}05"),
        (MONDAY.replace(hour=0, minute=0), f"0{NB}h"),
    ],
)
def test_an_hour_in_words(at, words):
    assert hour(at) == words


def test_the_seconds_of_a_vote():
    assert hour(MONDAY, seconds=True) == f"14{NB}h{NB}32{NB}min{NB}07{NB}s"


def test_an_hour_in_english():
    assert hour(MONDAY, "en") == "14:32"
    assert hour(MONDAY, "en", seconds=True) == "14:32:07"


def test_what_was_made_at_a_midnight_that_no_clock_gave_has_a_day_and_no_hour():
    midnight = MONDAY.replace(hour=0, minute=0, second=0)
    assert made_on(midnight) == f"lundi 12{NB}octobre{NB}2020"
    assert made_on(midnight, weekday=False) == f"12{NB}octobre{NB}2020"
    assert made_on(midnight.replace(second=1)) == f"lundi 12{NB}octobre{NB}2020, 0{NB}h"
    assert made_on(MONDAY) == moment(MONDAY)
    assert moment(midnight) == f"lundi 12{NB}octobre{NB}2020, 0{NB}h", "a deadline keeps its hour"


def test_a_moment():
    assert moment(MONDAY) == f"lundi 12{NB}octobre{NB}2020, 14{NB}h{NB}32"
    assert moment(MONDAY, weekday=False) == f"12{NB}octobre{NB}2020, 14{NB}h{NB}32"
    assert moment(MONDAY, "en") == f"Monday 12{NB}October 2020, 14:32"


def test_every_month_and_weekday_has_a_name_of_its_own():
    months = {day(date(2020, month, 2), locale) for month in range(1, 13) for locale in ("fr", "en")}
    weekdays = {
        day(date(2020, 6, number), locale, weekday=True).split()[0] for number in range(1, 8) for locale in ("fr", "en")
    }
    assert len(months) == 24
    assert weekdays == {
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    }


def test_another_language_needs_nothing_but_its_code():
    march = datetime(2019, 3, 1, 14, 5, tzinfo=UTC)
    assert moment(march, "de") == f"Freitag, 1.{NB}März 2019, 14:05"
    assert moment(march, "es", weekday=False) == f"1{NB}de marzo de 2019, 14:05"
    assert day(march.date(), "it", year=False) == f"1{NB}marzo"


def test_an_hour_is_that_of_its_own_zone():
    paris = datetime(2020, 10, 12, 14, 32, tzinfo=ZoneInfo("Europe/Paris"))
    assert hour(paris) == f"14{NB}h{NB}32"
    assert hour(paris.astimezone(UTC)) == f"12{NB}h{NB}32"
    assert hour(paris.replace(tzinfo=None)) == f"14{NB}h{NB}32"
    assert hour(paris.astimezone(ZoneInfo("Pacific/Noumea")), "en") == "23:32"
