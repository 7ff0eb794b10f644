"""A sign that nobody sees is refused in a short text, and named; what people write in any writing is not."""

import pytest

from core.text.unseen import unseen_sign

REFUSED = [*range(0x202A, 0x202F), *range(0x2066, 0x2070), *range(0x200B, 0x2010), 0x061C, 0x00, 0x07, 0x1B, 0x1F, 0x7F]
REFUSED += [*range(0x2060, 0x2065), 0x180E, 0xFFF9, 0xFFFB, 0xE0001, 0xE0041]


@pytest.mark.parametrize("sign", REFUSED)
def test_a_sign_that_nobody_sees_is_refused_by_its_name(app, sign):
    with app.test_request_context():
        told = unseen_sign(f"Collège{chr(sign)} des usagers")
        alone = unseen_sign(chr(sign))
    assert told == (
        f"«\u00a0Collège des usagers\u00a0» contient un signe que personne ne voit (U+{sign:04X})\u00a0: effacez ces mots et"
        " retapez-les."
    )
    assert f"(U+{sign:04X}) est écrit seul" in alone


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Mme\u00a0Ada Martin",
        "Quel âge\u202f?",
        "inclu\u00adsion",
        "עמותה",
        "جمعية",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🏫",
        "\U0001f3f4\U000e0067\U000e0062\U000e007f",
        "une ligne\nune autre\tet la suite\r\n",
    ],
)
def test_what_people_write_is_taken(written):
    assert unseen_sign(written) == ""
