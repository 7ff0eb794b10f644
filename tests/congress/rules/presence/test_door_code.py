"""The code at the door: six digits that change every thirty seconds, the one before still good, no other one."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from congress.rules.presence.door_code import STEP, code_at, is_accepted, seconds_left

AT = datetime(2020, 10, 12, 12, 0, 3, tzinfo=UTC)
INSTANTS = st.integers(0, 10**9).map(lambda seconds: AT + timedelta(seconds=seconds))


@given(at=INSTANTS, secret=st.text("0123456789abcdef", min_size=32, max_size=32))
def test_the_code_of_now_and_the_one_before_are_accepted_and_no_other_one(at, secret):
    code = code_at(secret, at)
    assert (len(code), code.isdigit()) == (6, True)
    assert is_accepted(secret, code, at)
    assert is_accepted(secret, f" {code[:3]} {code[3:]}\n", at), "typed as one reads it aloud"
    assert is_accepted(secret, code, at + timedelta(seconds=STEP)), "the one before"
    later, earlier = at + timedelta(seconds=2 * STEP), at - timedelta(seconds=STEP)
    assert is_accepted(secret, code, later) == (
        code in {code_at(secret, later - timedelta(seconds=n)) for n in (0, STEP)}
    )
    assert is_accepted(secret, code, earlier) == (
        code in {code_at(secret, earlier - timedelta(seconds=n)) for n in (0, STEP)}
    )
    assert code_at(secret, at + timedelta(seconds=seconds_left(at) - 1)) == code
    assert 1 <= seconds_left(at) <= STEP


def test_each_sitting_has_codes_of_its_own_that_change():
    codes = {code_at(secret, AT + timedelta(seconds=STEP * n)) for secret in ("a" * 32, "b" * 32) for n in range(20)}
    assert len(codes) > 35


def test_what_is_no_code_is_refused():
    for typed in ("", "12345", "1234567", "abcdef", "٠١٢٣٤٥", "é"):
        assert not is_accepted("a" * 32, typed, AT)
