"""Before its publication an amendment is known to its author, their aide and the secretariat alone: no page tells of it.

Every address that answers to GET is asked, by the public and by each kind of member, with the numbers of what waits:
pages, files, feeds, the API, what the live pages ask. None says the words of a draft, of what is deposited, of what was
refused, of a sub-amendment, of a sheet handed in; the chair alone reads the sheet, on the console.
"""

import io
import zipfile
from collections.abc import Iterator
from itertools import product

import pytest

from tests.amendments.conftest import make_house

pytestmark = pytest.mark.one_database
DRAFT, WAITING, REFUSED, SUB, SHEET = WORDS = ("Zbrouillon", "Zattend", "Zrefus", "Zsous", "Zfeuille")
FILES = ("json", "csv", "docx", "md")
# What stands for each part of an address; what has no value here names nothing that an amendment has.
VALUES = {
    "slug": ("essai",), "number": (1, 2), "receipt": (1, 2, 3, 4, 5), "draft_id": (1, 2, 3, 4, 5, 6),
    "amendment_id": (1, 2, 3, 4, 5, 6), "name": FILES, "part": (1, "preambule"), "page": ("plan",),
    "place": ("preambule", "apres-1"),
}  # fmt: skip
HEAVY = ("static", "demonstration", "components", "signing_in", "roll", "merging")  # nothing of a congress's texts


@pytest.fixture
def house(new_app):
    """One amendment published, and five that are not."""
    from amendments.services.amendment_services import declare_inadmissible
    from amendments.services.life.late import HandedIn
    from amendments.services.life.sub_amending import submit_sub
    from congress.models import Congress
    from tests.support.plenary import Plenary
    from voting.services.life.late_services import hand_in

    house = make_house(new_app)
    quinze = ("dix mille", "quinze mille")
    published = house.published(quinze, by=0, title="Publié")
    house.draft(house.change(("premier lieu", f"premier lieu {DRAFT}")), by=0, title=DRAFT, reasons=DRAFT)
    house.deposited(("premier lieu", f"premier lieu {WAITING}"), by=0, title=WAITING, reasons=WAITING)
    refused = house.deposited(("premier lieu", f"premier lieu {REFUSED}"), by=0, title=REFUSED, reasons=REFUSED)
    house.do(declare_inadmissible, refused, f"Motif {REFUSED}.", by="sven")
    text = house.change(("quinze", f"seize {SUB}"), base=house.change(quinze))
    more = {"text": text, "title": SUB, "reasons": SUB, "seen_version": 1}
    house.do(lambda **given: submit_sub(published, **more, **given).id, by=0)
    house.change_row(Congress, house.cast.congress_id, late_amendments=True)
    plenary = Plenary.of(house.cast)
    plenary.open()
    plenary.discuss()
    sheet = HandedIn(house.id(0), house.change(("premier lieu", f"premier lieu {SHEET}")), SHEET, SHEET)
    house.do(hand_in, house.part_id, sheet, by="sven")
    return house


def addresses(app) -> Iterator[str]:
    """Every address that answers to GET, with each of the values that its parts may have."""
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.split(".")[0] in HEAVY:
            continue
        parts = [VALUES.get(name, (1,)) for name in sorted(rule.arguments)]
        for chosen in product(*parts):
            with app.test_request_context():
                yield rule.build(dict(zip(sorted(rule.arguments), chosen, strict=True)))[1]


def read(answer) -> str:
    """All that an answer says: of a document, what its parts say."""
    if answer.data[:2] != b"PK":
        return answer.data.decode("utf-8", "replace") + answer.headers.get("Location", "")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as document:
        return "\n".join(document.read(name).decode("utf-8", "replace") for name in document.namelist())


def test_no_address_tells_of_it_to_whoever_must_not_know(house):
    asked = list(addresses(house.cast.app))
    assert len(asked) > 150 and any("/api/" in found for found in asked) and any("atom" in found for found in asked)
    found: dict[str, set[str]] = {}
    for who in (None, "dora", "vera", "chloe"):
        client = house.cast.browse(who)
        for address in asked:
            answer = client.get(address)
            assert answer.status_code < 500 or address.endswith("/fil"), address  # a stream, that nothing keeps here
            for word in WORDS:
                if word in read(answer):
                    found.setdefault(f"{who} {word}", set()).add(address)
    assert found == {f"chloe {SHEET}": {"/essai/seances/2/presidence"}}
    its_author_their_aide_and_the_secretariat_read_it(house)
    no_mail_tells_anybody_else(house)


def its_author_their_aide_and_the_secretariat_read_it(house) -> None:
    mine = house.cast.browse("ada").get("/essai/amendements/miens").text
    assert all(word in mine for word in WORDS)
    assert WAITING in house.cast.browse("elodie").get("/essai/amendements/miens").text
    desk = house.cast.browse("sven").get("/essai/amendements/depots").text
    assert all(word in desk for word in (WAITING, SUB, SHEET)) and DRAFT not in desk


def no_mail_tells_anybody_else(house) -> None:
    from core.database import session
    from core.mail.outbox import OutboxMessage

    mails = house.read(lambda: list(session().query(OutboxMessage)))
    own = {mail.recipient for mail in mails if any(word in mail.subject + mail.body for word in WORDS)}
    assert len(own) == 1
