"""Two congresses on one site: whoever is somebody in one is nobody in the other."""

import pytest

from tests.house.test_matrix import ROWS, Scene
from tests.house.test_matrix_hostile import address_of
from tests.support.cast import build_congress
from tests.support.standing import furnished_names

pytestmark = pytest.mark.one_database

# Pages of the site, and those about the device itself, which is signed in wherever it goes.
OF_THE_DEVICE = {"site", "demonstration", "components", "signing_in"}


@pytest.mark.parametrize("name", ["ada", "chloe", "sven", "elodie"])
def test_a_member_of_one_is_the_public_of_the_other(demonstration, name):
    other = demonstration("furnished")
    with other.app.app_context():
        scene = Scene(other, furnished_names())
    home = build_congress(other.app)
    stranger, public = home.browse(name), home.browse()
    assert stranger.get(home.path("seances")).status_code == 200, "somebody at home"
    differing = []
    for row in ROWS:
        if row.endpoint.partition(".")[0] in OF_THE_DEVICE:
            continue
        answers = [
            client.open(address_of(scene, row), method=row.method, data=scene.filled(row.form))
            for client in (stranger, public)
        ]
        if answers[0].status_code != answers[1].status_code:
            differing.append((row.id, [answer.status_code for answer in answers]))
    assert differing == []
