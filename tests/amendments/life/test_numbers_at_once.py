"""Two secretaries number at once: neither a gap nor the same number twice, whoever presses first."""

from concurrent.futures import ThreadPoolExecutor

from core.errors import RuleBroken


def test_two_secretaries_at_once_leave_no_gap_and_give_no_number_twice(house):
    from amendments.services.amendment_services import publish

    waiting = [house.deposited(("dix mille", f"{count} mille"), by=count % 6) for count in range(11, 17)]
    actor, now = house.cast.actor("sven"), house.cast.clock.now()

    def press(amendment_id: int) -> int | None:
        try:
            return house.cast.run(lambda: publish(amendment_id, actor=actor, now=now))
        except RuleBroken:
            return None  # the other was first

    with ThreadPoolExecutor(4) as desks:
        given = list(desks.map(press, [*waiting, *reversed(waiting)]))
    assert sorted(number for number in given if number is not None) == [1, 2, 3, 4, 5, 6]
    assert sorted(house.amendment(found).public_number for found in waiting) == [1, 2, 3, 4, 5, 6]
