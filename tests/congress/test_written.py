"""What people wrote, in the reader's quotation marks: a quotation inside another has the inner ones."""

import pytest
from flask_babel import force_locale
from markupsafe import Markup

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("locale", "words", "said"),
    [
        ("fr", "La fibre «\u00a0pour tous\u00a0»", "«\u00a0La fibre “pour tous”\u00a0»"),
        ("fr", "Sans rien", "«\u00a0Sans rien\u00a0»"),
        ("fr", Markup("<b>&lt;a&gt;</b> «\u202fb\u202f»"), "«\u00a0<b>&lt;a&gt;</b> “b”\u00a0»"),
        ("en", "La fibre «\u00a0pour tous\u00a0»", "“La fibre «\u00a0pour tous\u00a0»”"),
    ],
)
def test_a_quotation_inside_another_has_the_inner_marks(app, locale, words, said):
    from congress.written import quoted

    with app.test_request_context(), force_locale(locale):
        assert quoted(words) == said
