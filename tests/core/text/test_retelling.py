"""What the house wrote into a row is told to a reader in their language; what a person wrote stays as it is."""

import pytest
from babel.messages.pofile import read_po

from checks.tree import ROOT
from core.text.retelling import MESSAGES, NUMBERS, OF_ONE_OR_SEVERAL, retold

pytestmark = pytest.mark.one_database

NB = "\u00a0"


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        (f"Scrutin n°{NB}7.", f"Vote No.{NB}7."),
        ("Motion entière", "Whole motion"),
        (f"amendement n°{NB}3", f"amendment No.{NB}3"),
        (f"amendements n°{NB}14 et{NB}16", f"amendments Nos.{NB}14{NB}and{NB}16"),
        (f"amendements n°{NB}14{NB}rect.{NB}et{NB}16", f"amendments Nos.{NB}14{NB}rect.{NB}and{NB}16"),
        (f"il modifie lui aussi «{NB}trois ans{NB}», «{NB}dix{NB}»", "it also changes “trois ans”, “dix”"),
        (
            (
                f"Le texte dit ce qu’il propose depuis l’adoption des amendements n°{NB}1{NB}rect., 12-A et"
                f"{NB}14{NB}rect.{NB}bis."
            ),
            (
                f"The text has said what it proposes since the adoption of amendments Nos.{NB}1{NB}rect., 12-A{NB}and"
                f"{NB}14{NB}rect.{NB}bis."
            ),
        ),
        (f"Scrutin n°{NB}2, qui corrige le n°{NB}1{NB}: Erreur.", "Poll 2, which corrects poll 1: Erreur."),
        ("Le nombre est déjà voté.", "Le nombre est déjà voté."),
        ("", ""),
    ],
)
def test_a_sentence_of_ours_is_told_in_the_reader_s_language(app, stored, told):
    from flask_babel import force_locale

    with app.test_request_context("/"):
        assert retold(stored, "fr") == stored
        with force_locale("en"):
            assert retold(stored, "fr") == told


def test_each_message_is_one_that_the_house_writes():
    with (ROOT / "translations/fr/LC_MESSAGES/messages.po").open("rb") as file:
        written = {message.id for message in read_po(file)}
    assert {*MESSAGES, *OF_ONE_OR_SEVERAL, NUMBERS} <= written
