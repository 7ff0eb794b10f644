"""Whoever sub-amends is told by mail what its author made of the amendment: rectified, withdrawn."""

import pytest

from core.database import session
from core.mail.outbox import OutboxMessage
from tests.amendments.life.test_life_services import QUINZE, VINGT, rectify, sub_of

SEIZE = ("quinze mille", "seize mille")


def mails(house, begins: str) -> list[OutboxMessage]:
    rows = house.read(lambda: session().query(OutboxMessage).order_by(OutboxMessage.id).all())
    return [mail for mail in rows if mail.subject.startswith(begins)]


@pytest.mark.parametrize(
    ("published", "called", "address"), [(True, "n°\u00a01-A", "1-A"), (False, "D-0002", "recus/D-0002")]
)
def test_rectified_its_sub_amendments_learn_it_and_whether_they_still_apply(house, published, called, address):
    first = house.published(QUINZE, by=1)
    sub_of(house, first, SEIZE, by=2, published=published)
    rectify(house, first, VINGT, by=1)
    (mail,) = mails(house, "L’amendement n°\u00a01\u00a0rect., que vous sous-amendez, est rectifié")
    assert mail.recipient == "dora@essai.example" and "rectifié.\n" in mail.body
    assert "remplacer le mot «\u00a0dix\u00a0» par le mot «\u00a0vingt\u00a0»." in mail.body
    assert "ne s’y applique plus tel quel" in mail.body
    assert f"Votre sous-amendement {called}\u00a0: " in mail.body
    assert f"/{house.slug}/amendements/{address}\n" in mail.body
    rectify(house, first, QUINZE, by=1, seen=2)
    assert "vous n’avez rien à refaire" in mails(house, "L’amendement n°")[-1].body


@pytest.mark.parametrize("published", [True, False])
def test_withdrawn_its_sub_amendments_learn_that_they_are_not_voted(house, published):
    from amendments.services.amendment_services import withdraw

    first = house.published(QUINZE, by=1)
    sub_of(house, first, SEIZE, by=2, published=published)
    sub_of(house, first, ("quinze mille", "cent mille"), by=1, published=published)
    house.do(withdraw, first, by=1)
    (mail,) = mails(house, "L’amendement n°\u00a01, que vous sous-amendiez, est retiré")
    assert mail.recipient == "dora@essai.example", "who withdrew it knows"
    assert "Votre sous-amendement est sans objet\u00a0: il ne sera pas mis aux voix." in mail.body
