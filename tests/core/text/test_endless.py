"""Words and runs without end are refused where a text enters; what people write is not."""

import pytest

from core.text.endless import endless_words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Pour " + "x." * 49_950,
            (
                "Un mot de 99\u202f900\u00a0signes, qui commence par «\u00a0x.x.x.x.x.x.x.x.x.x.\u00a0», est trop long\u00a0:"
                " 500 au plus."
            ),
        ),
        ("Un \\" + "\\" * 300, "Le signe «\u00a0\\\u00a0» revient 301\u00a0fois de suite\u00a0: 200 au plus."),
        ("a\n\n" * 33_000, "Ce texte a 33\u202f000\u00a0alinéas\u00a0: 2\u202f000 au plus."),
        ("- a\n" * 2_000, ""),
        ("anticonstitutionnellement " * 4_000, ""),
        ("https://exemple.fr/" + "a1" * 800, ""),
        ("| --- | " + "-" * 150, ""),
    ],
)
def test_what_nobody_writes_is_refused_in_a_sentence(app, text, said):
    with app.test_request_context():
        assert endless_words(text) == said
