"""What a form says of a fault is in the house's words, whatever is sent to it: never in those of the library of forms."""

import pytest
from babel.support import Translations
from flask_babel import force_locale
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectFieldBase
from wtforms.i18n import messages_path

from core.told_form import HouseForm

pytestmark = pytest.mark.one_database
ODD = ("", "abc", "-1", "9" * 30, "1e3", "²", "\u0661", "oui", "\u202e")


def forms(kind: type[FlaskForm] = FlaskForm) -> set[type[FlaskForm]]:
    """Every form of the house."""
    found = {each for each in kind.__subclasses__() if not each.__module__.startswith("tests.")}
    return found.union(*map(forms, found))


def library_words(language: str) -> set[str]:
    """What the library says of its own, by the beginning of each sentence."""
    known = Translations.load(messages_path(), [language], domain="wtforms")._catalog
    found = {said for key, said in known.items() if key} | {key if isinstance(key, str) else key[0] for key in known}
    return {sentence.partition("%")[0] for sentence in found if len(sentence.partition("%")[0]) > 6}


def faults(form: FlaskForm) -> set[str]:
    """The sentences of a form that was filled in so."""
    for field in form:
        if isinstance(field, SelectFieldBase) and getattr(field, "choices", []) is None:
            field.choices = [("1", "Un"), ("2", "Deux")]
    form.validate()
    return {str(said) for field in form for said in field.errors}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_form_speaks_the_library_s_words(app, language):
    said, seen, kinds = library_words(language), set(), forms() - {HouseForm}
    for kind in kinds:
        assert issubclass(kind, HouseForm), f"{kind.__name__} speaks as the library of forms does"
        for odd in ODD:
            with app.test_request_context("/", method="POST"), force_locale(language):
                names = [field.name for field in kind(formdata=None)]
                found = faults(kind(formdata=MultiDict((name, odd) for name in names), meta={"csrf": False}))
                assert not [one for one in found for words in said if one.startswith(words)], (kind.__name__, odd)
                seen |= found
    first = {"fr": "Choisissez l’une des réponses proposées.", "en": "Choose one of the answers offered."}[language]
    assert first in seen, "a choice that no page offers was told"


def test_what_no_page_offers_is_refused_in_the_house_s_words(cast):
    answer = cast.browse("ada").post(
        cast.path("propositions/1/point-de-vue"), data={"p1-position": "abc", "p1-place": "rangee"}
    )
    assert "un choix valide" not in answer.text
