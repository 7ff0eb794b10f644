"""Where an amendment bears, in words: each kind of place once, alinéas together."""

import pytest
from flask_babel import force_locale

from amendments.labels import places_told
from amendments.rules.locations import Location

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("place", "french", "english"),
    [
        (Location((3,)), "alinéa~3", "paragraph~3"),
        (Location((3, 4)), "alinéas~3~et~4", "paragraphs~3~and~4"),
        (Location((3, 4, 6)), "alinéas~3,~4~et~6", "paragraphs~3,~4~and~6"),
        (Location((3, 4, 5)), "alinéas~3~à~5", "paragraphs~3~to~5"),
        (Location((1, 3, 4, 5, 9)), "alinéas~1,~3~à~5~et~9", "paragraphs~1,~3~to~5~and~9"),
        (Location((1,), title=True), "titre, alinéa~1", "title, paragraph~1"),
        (Location(after=(5,)), "après l’alinéa~5", "after paragraph~5"),
        (Location(after=(2, 5)), "après les alinéas~2~et~5", "after paragraphs~2~and~5"),
        (Location((3,), after=(0, 5)), "alinéa~3, avant l’alinéa~1, après l’alinéa~5",
         "paragraph~3, before paragraph~1, after paragraph~5"),
    ],
)  # fmt: skip
def test_alineas_are_told_together(app, place, french, english):
    with app.app_context():
        for language, told in (("fr", french), ("en", english)):
            with force_locale(language):
                assert ", ".join(places_told(place)) == told.replace("~", "\u00a0")
