"""Templates lose their indentation when they are compiled, and nothing that a reader sees."""

import pytest
from jinja2 import DictLoader, Environment

from app.light_spaces import LightSpaces


def rendered(source: str, name: str = "page.html", **values: object) -> str:
    environment = Environment(
        loader=DictLoader({name: source}),
        extensions=["jinja2.ext.i18n", LightSpaces],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(sentences.__getitem__, lambda one, many, n: one, newstyle=True)
    return environment.get_template(name).render(**values)


sentences = {"deux  mots\n    ici": "two words"}


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<ul>\n    <li>\n        {{ word }}\n    </li>\n\n\n</ul>", "<ul><li>  a\n</li>\n</ul>"),
        (
            "<p class='x'>\n  un\n  deux <b>trois</b>\n  <i>a</i>\n</p>\n<p>",
            "<p class='x'>un deux <b>trois</b> <i>a</i>\n</p>\n<p>",
        ),
        ("<b>un</b>  <i>deux</i> trois", "<b>un</b> <i>deux</i> trois"),
        ("<p>\n  \u202f14\u00a0\u00a0h\u202f\u202f!\u00a0\n</p>", "<p>\u202f14\u00a0\u00a0h\u202f\u202f!\u00a0\n</p>"),
        ("<pre>\n  a\n    b</pre>\n  <p>", "<pre>\n  a\n    b</pre>\n<p>"),
        (
            "<textarea\n  rows='3'>\n   {{ word }}\n   </textarea>\n   <b>",
            "<textarea\n  rows='3'>\n     a\n   </textarea> <b>",
        ),
        ("{% if true %}\n    <p>\n{% endif %}\n    <b>", "<p> <b>"),
        ("<p\n   class='a'\n   id='{{ word }}'\n   lang='fr'>", "<p class='a' id='  a' lang='fr'>"),
    ],
    ids=["indentation", "words", "inside a line", "no-break spaces", "pre", "textarea", "blocks", "attributes"],
)
def test_a_run_of_spaces_is_one_and_what_is_given_is_left_as_it_is(source, sent):
    assert rendered(source, word="  a") == sent


def test_a_sentence_to_translate_is_looked_up_as_it_is_written():
    assert rendered("<p>\n    {% trans %}deux  mots\n    ici{% endtrans %}\n    </p>") == "<p>two words</p>"


def test_a_template_that_is_no_page_is_left_as_it_is():
    assert rendered("a\n    b", "letter.txt") == "a\n    b"
