"""A sheet handed in during the sitting: keyed by the secretariat in its own sentence, seen and admitted by the chair."""

import io

import pytest

from tests.support.plenary import CONSOLE, words

pytestmark = pytest.mark.one_database
KEYED = {"dispositif": 'A l\'alinéa 3, remplacer les mots "dix mille" par les mots "quinze mille"', "reasons": ""}
PAGE = "propositions/1/en-seance"


def photograph() -> io.BytesIO:
    from PIL import Image

    written = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(written, "PNG")
    written.seek(0)
    return written


def allow(plenary) -> None:
    from congress.models import Congress
    from core.database import session

    def write() -> None:
        session().get_one(Congress, plenary.cast.congress_id).late_amendments = True

    plenary.cast.run(write)


def test_keyed_with_its_photograph_then_admitted_by_the_chair(plenary):
    refused = plenary.post("sven", PAGE, **KEYED)
    assert refused.status_code == 409 and "n’admet pas d’amendement déposé en séance" in words(refused)
    assert "quinze mille" in refused.text
    allow(plenary)
    plenary.open()
    plenary.discuss()
    author = str(plenary.cast.ids["dora"])
    for more, said in (
        ({"author": ""}, "Choisissez qui dépose l’amendement"),
        ({"author": author, "dispositif": "Changer tout"}, "ne sait pas lire cette phrase"),
        ({"author": author, "dispositif": ""}, "Écrivez le dispositif de la feuille"),
        ({"author": author, "dispositif": "", "alinea": "99", "wording": "x"}, "Il n’y a pas d’alinéa 99"),
        ({"author": author, "photograph": (io.BytesIO(b"<svg/>"), "a.jpg")}, "n’est pas une photographie"),
    ):
        answer = plenary.post("sven", PAGE, **{**KEYED, **more})
        assert answer.status_code == 422 and said in words(answer), said
    answer = plenary.post("sven", PAGE, **KEYED, author=author, photograph=(photograph(), "feuille.png"))
    assert answer.status_code == 303
    console = plenary.get("chloe", CONSOLE)
    assert "Déposé en séance, reçu" in words(console) and "Dora Lefèvre" in words(console)
    sheet = "amendements/depots/1/feuille"
    for who, status in (("sven", 200), ("chloe", 200), ("dora", 200), ("emile", 404), (None, 303)):
        assert plenary.get(who, sheet).status_code == status, who
    seen = plenary.get("sven", sheet)
    assert seen.mimetype == "image/jpeg" and "no-store" in seen.headers["Cache-Control"]
    found = plenary.cast.read(_late)
    assert plenary.press("sven", "ecarter", geste="admettre", amendement=found).status_code == 403
    assert plenary.press("chloe", "ecarter", geste="admettre", amendement=found).status_code == 303
    assert "Publié" in words(plenary.get(None, "amendements/1"))
    assert plenary.press("chloe", "ecarter", geste="reserver", amendement=found).status_code == 303
    assert "réservé" in words(plenary.get("dora", "scrutins"))


def _late() -> int:
    from amendments.models import Amendment
    from core.database import session

    return session().query(Amendment.id).filter(Amendment.is_late).scalar()
