"""Reading points of view: counts, one's own, the reservations; no name without consent."""

from datetime import timedelta

import pytest

from motions.models import Position
from motions.policies import may_see_positions
from motions.queries.viewpoint_queries import Positions, positions, positions_by_part, spoken_on, viewpoints_of
from tests.support.essai import CLOSES


@pytest.fixture
def several(answers):
    answers.give("ada", "favourable")
    answers.give("bela", "reserved", reservation="Z : à chiffrer d’abord.", named=False)
    answers.give("dora", "reserved", reservation="Pas sans moyens.")
    answers.give("emile", "unfavourable", named=False)
    answers.give("fatou", "reserved", reservation="À relire.", named=False)
    answers.give("ada", "no_opinion", number=2)
    return answers


def test_positions_are_counted(several):
    read = several.cast.read
    assert read(lambda: positions(several.part(1))) == Positions(1, 3, 1, 0)
    assert read(lambda: positions(several.part(1))).total == 5
    assert read(lambda: positions(several.part(3))) == Positions()
    assert read(lambda: positions_by_part(several.cast.congress_id)) == {
        several.part(1): Positions(1, 3, 1, 0),
        several.part(2): Positions(0, 0, 0, 1),
    }


def test_one_s_own_by_part(several):
    cast = several.cast
    given = cast.read(lambda: viewpoints_of(cast.congress_id, cast.ids["ada"]))
    assert {part: viewpoint.position for part, viewpoint in given.items()} == {
        several.part(1): Position.FAVOURABLE,
        several.part(2): Position.NO_OPINION,
    }


def test_reservations_with_their_names_first_then_the_nameless_in_the_order_of_the_alphabet(several):
    spoken = several.cast.read(lambda: spoken_on(several.part(1)))
    assert [(said.words, said.name, said.role, said.version) for said in spoken.reservations] == [
        ("Pas sans moyens.", "Mme\u00a0Dora Lefèvre", "adjointe au maire de Falaise (14)", 1),
        ("À relire.", "", "", 1),
        ("Z\u00a0: à chiffrer d’abord.", "", "", 1),
    ]


def test_who_answered_by_position_and_how_many_without_a_name(several):
    spoken = several.cast.read(lambda: spoken_on(several.part(1)))
    assert spoken.names[Position.FAVOURABLE] == ("Mme\u00a0Ada Martin, maire du Havre (76)",)
    assert spoken.names[Position.UNFAVOURABLE] == ()
    assert spoken.nameless == {
        Position.FAVOURABLE: 0, Position.RESERVED: 2, Position.UNFAVOURABLE: 1, Position.NO_OPINION: 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("visible", "name", "before", "given", "closed"),
    [
        ("public", None, False, None, True),
        ("public", "ada", False, True, True),
        ("members", None, False, None, False),
        ("members", "ada", False, True, True),
        ("members", "vera", False, None, True),
        ("members", "sven", False, None, True),
        ("never", "ada", False, False, False),
        ("never", "sven", False, None, True),
    ],
)
def test_positions_show_once_given_or_closed_to_those_who_may(make_answers, visible, name, before, given, closed):
    from congress.models import Congress
    from congress.rules.visibility import Visibility
    from core.database import session

    cast = make_answers(viewpoints_visible=Visibility(visible)).cast
    actor, now = cast.actor(name), cast.clock.now()

    def sees(at, *, has_given: bool) -> bool:
        return cast.read(
            lambda: may_see_positions(actor, session().get_one(Congress, cast.congress_id), at, has_given=has_given)
        )

    assert sees(now, has_given=False) is before
    assert given is None or sees(now, has_given=True) is given
    assert sees(CLOSES, has_given=False) is closed
    assert sees(CLOSES - timedelta(seconds=1), has_given=False) is False
