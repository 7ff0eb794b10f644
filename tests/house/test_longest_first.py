"""Long tests begin the part of the run that each process begins with."""

from tests.support.longest_first import dealt, in_turn


def parts(tests: list[str], processes: int) -> list[list[str]]:
    """As xdist cuts a run between its processes."""
    pending, cut = list(tests), []
    for rank in range(processes):
        count = len(pending) // (processes - rank)
        cut.append(pending[:count])
        del pending[:count]
    return cut


def test_each_process_begins_with_its_share_of_the_long_ones():
    others = [f"short {rank}" for rank in range(14)]
    first, second, third = parts(dealt(["long 1", "long 2", "long 3", "long 4"], others, 3), 3)
    assert (first[:2], second[:1], third[:1]) == (["long 1", "long 4"], ["long 2"], ["long 3"])


def test_none_is_lost_and_the_short_ones_keep_their_order():
    for processes in (2, 3, 4):
        for count in range(12, 24):
            others = [f"short {rank}" for rank in range(count)]
            found = dealt(["long 1", "long 2", "long 3"], others, processes)
            assert [test for test in found if test in others] == others
            assert sorted(found) == sorted([*others, "long 1", "long 2", "long 3"])
            assert parts(found, processes)[1][0] == "long 2"


def test_of_two_processes_one_plays_the_demonstration():
    long = in_turn(["plays 1", "plays 2", "plays 3"], ["journey 1", "journey 2"])
    first, second = parts(dealt(long, [f"short {rank}" for rank in range(15)], 2), 2)
    assert (first[:3], second[:2]) == (["plays 1", "plays 2", "plays 3"], ["journey 1", "journey 2"])
    assert in_turn(["plays"], ["a", "b", "c"]) == ["plays", "a", "b", "c"]
    assert in_turn([], ["a"]) == ["a"]
