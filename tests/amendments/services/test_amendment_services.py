"""From the first draft to the eve of the vote: what is kept, what is refused and with which sentence."""

import datetime as dt
import re

import pytest

from tests.amendments.conftest import PROPOSAL

QUINZE = ("dix mille", "quinze mille")


def refused(house, service, *args, by, **kwargs):
    """The rule broken by a service, with its sentence."""
    from core.errors import RuleBroken

    with pytest.raises(RuleBroken) as caught:
        house.do(service, *args, by=by, **kwargs)
    return caught.value


def test_a_draft_is_kept_as_it_is_whatever_it_lacks(house):
    draft_id = house.draft("", title="", reasons="")
    draft = house.amendment(draft_id)
    assert (draft.status.value, draft.text, draft.title, draft.reasons) == ("draft", "", "", "")
    assert draft.receipt == "" and draft.deposited_at is None
    assert draft.author_id == house.id(1)


def test_a_draft_is_brought_up_to_date_under_the_same_id_with_french_typography(house):
    draft_id = house.draft("Avant")
    again = house.draft("Après : l'État\r\n", id=draft_id, title=" Deux  mots ", reasons="Pourquoi ?")
    draft = house.amendment(draft_id)
    assert again == draft_id
    assert draft.text == "Après\u00a0: l’État\n"
    assert draft.title == "Deux mots"
    assert draft.reasons == "Pourquoi\u00a0?"


def test_a_draft_is_of_nobody_but_its_author_and_his_aide(house):
    from amendments.services.amendment_services import save_draft

    draft_id = house.draft(PROPOSAL, by=0)
    fields = {"base_number": 1, "text": "x", "title": "t", "reasons": "r"}
    house.do(save_draft, draft_id, house.part_id, **fields, by="elodie")  # assists the first elector
    assert house.amendment(draft_id).text == "x\n"
    for stranger in (1, "sven"):
        error = refused(house, save_draft, draft_id, house.part_id, **fields, by=stranger)
        assert error.status == 404


def test_an_aide_prepares_in_the_name_of_the_official_and_does_not_deposit(house):
    from amendments.services.amendment_services import save_draft, submit

    draft_id = house.do(
        save_draft, None, house.part_id, base_number=1, text=house.change(QUINZE), title="Quinze mille",
        reasons="Dix ne suffisent pas.", by="elodie",
    )  # fmt: skip
    assert house.amendment(draft_id).author_id == house.id(0)
    error = refused(house, submit, draft_id, by="elodie")
    assert error.status == 403
    assert error.sentence == (
        "Seule la personne qui signe peut déposer\u00a0: Mme\u00a0Ada Martin. Le brouillon est gardé."
    )
    assert house.do(submit, draft_id, by=0) == "D-0001"


def test_who_does_not_vote_does_not_amend(house):
    from amendments.services.amendment_services import save_draft

    error = refused(
        house, save_draft, None, house.part_id, base_number=1, text="x", title="", reasons="",
        by="sven",
    )  # fmt: skip
    assert (error.status, error.sentence) == (403, "Seuls les membres qui votent peuvent amender.")


def test_a_text_too_long_or_unreadable_is_not_even_kept(house):
    from amendments.services.amendment_services import save_draft

    for text, said in (("a" * 100_001, "trop long"), ("a\0b", "illisible")):
        error = refused(house, save_draft, None, house.part_id, base_number=1, text=text, title="", reasons="", by=1)
        assert error.status == 422 and said in error.sentence


def test_a_draft_is_deleted_by_its_author_a_deposited_amendment_by_nobody(house):
    from amendments.services.amendment_services import discard_draft
    from core.errors import NotFound

    draft_id, kept = house.draft(PROPOSAL), house.deposited(QUINZE)
    house.do(discard_draft, draft_id, by=1)
    with pytest.raises(NotFound):
        house.amendment(draft_id)
    error = refused(house, discard_draft, kept, by=1)
    assert error.sentence == "Cet amendement est déposé, reçu D-0001\u00a0: son texte ne change plus."


def test_deposits_are_numbered_one_by_one_and_dated(house):
    first, second = house.deposited(QUINZE), house.deposited(("trois ans", "cinq ans"), by=2)
    rows = [house.amendment(first), house.amendment(second)]
    assert [row.receipt for row in rows] == ["D-0001", "D-0002"]
    assert [row.status.value for row in rows] == ["deposited", "deposited"]
    assert rows[1].deposited_at > rows[0].deposited_at
    assert rows[0].public_number is None


def test_deposits_at_the_same_instant_have_each_their_number(house):
    from concurrent.futures import ThreadPoolExecutor

    from amendments.services.amendment_services import submit

    names = ("ada", "bela", "dora", "emile", "fatou", "gaspard", "hana", "chloe")
    drafts = [(house.draft(house.change(QUINZE), by=name), house.cast.actor(name)) for name in names]
    now = house.cast.clock.now()

    def hand_in(draft):
        return house.cast.run(lambda: submit(draft[0], actor=draft[1], now=now))

    with ThreadPoolExecutor(max_workers=len(drafts)) as pool:
        receipts = list(pool.map(hand_in, drafts))
    assert sorted(receipts) == [f"D-{number:04d}" for number in range(1, 9)]


def test_a_deposit_is_proved_by_a_mail_that_holds_the_whole_text(house):
    from core.database import session
    from core.mail.outbox import OutboxMessage

    amendment_id = house.deposited(QUINZE, title="Quinze mille postes", reasons="Dix ne suffisent pas.")
    (mail,) = house.read(lambda: list(session().query(OutboxMessage)))
    amendment = house.amendment(amendment_id)
    assert mail.recipient == "bela@essai.example"
    assert mail.subject == "Amendement déposé à la proposition n°\u00a01, reçu D-0001"
    address = f"/{house.slug}/amendements/brouillons/{amendment_id}"
    change = "remplacer le mot «\u00a0dix\u00a0» par le mot «\u00a0quinze\u00a0»."
    told = (amendment.text.strip(), "Quinze mille postes", "Dix ne suffisent pas.", amendment.text_sha256)
    for held in (*told, change, address):
        assert held in mail.body


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"text": ""}, "text", "Le texte est vide. Pour écarter toute la proposition, on vote contre elle."),
        ({"text": "# \n\n—\n"}, "text", "Le texte est vide. Pour écarter toute la proposition, on vote contre elle."),
        ({"text": PROPOSAL}, "text", "Votre texte est le même que le texte actuel\u00a0: il n’y a rien à voter."),
        (
            {"text": "\n\n \n" + PROPOSAL},
            "text",
            "Votre texte est le même que le texte actuel\u00a0: il n’y a rien à voter.",
        ),
        (
            {"text": PROPOSAL.replace("\n2. ", "\n\n2. ")},
            "text",
            "Votre texte ne change aucun mot du texte actuel\u00a0: il n’y a rien à voter.",
        ),
        (
            {"text": PROPOSAL.replace("’", "'").replace("\u00a0", " ") + "\n\n"},
            "text",
            "Votre texte est le même que le texte actuel\u00a0: il n’y a rien à voter.",
        ),
        (
            {"text": PROPOSAL.replace("’", "‘").replace("\u00a0;", "\u202f;")},
            "text",
            (
                "Seule la typographie change (apostrophes, guillemets, espaces)\u00a0: ce n’est pas un amendement."
                " Signalez-le au secrétariat, qui corrigera."
            ),
        ),
        (
            {"text": PROPOSAL.split("\n", 2)[2]},
            "text",
            "Le titre manque\u00a0: un texte en a toujours un.",
        ),
        ({"title": ""}, "title", "Il manque «\u00a0En quelques mots\u00a0»."),
        ({"title": "a" * 61}, "title", "«\u00a0En quelques mots\u00a0» a 61\u00a0signes\u00a0: 60 au plus."),
        ({"reasons": "  \n"}, "reasons", "Il manque l’exposé sommaire."),
        ({"title": "\u200b"}, "title", "Il manque «\u00a0En quelques mots\u00a0»."),
        ({"reasons": "\u00ad\n\u2060"}, "reasons", "Il manque l’exposé sommaire."),
    ],
)
def test_a_deposit_that_lacks_something_is_refused_and_its_draft_kept(house, fields, field, said):
    from amendments.services.amendment_services import submit

    content = {"text": PROPOSAL.replace("dix mille", "quinze mille"), "title": "Quinze mille", "reasons": "Car."}
    content |= fields
    text = content.pop("text")
    draft_id = house.draft(text, **content)
    error = refused(house, submit, draft_id, by=1)
    assert (error.status, error.field, error.sentence) == (422, field, said)
    assert house.statuses(draft_id) == ["draft"]


@pytest.mark.parametrize(
    "added",
    ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e", "\u200d", " ", "\u2009"],
    ids=["zero width", "soft hyphen", "byte order", "joiner", "direction", "emoji joiner", "two spaces", "thin space"],
)
def test_what_nobody_sees_is_no_amendment(house, added):
    from amendments.services.amendment_services import submit

    draft_id = house.draft(house.change(("dix mille", f"dix {added}mille")))
    error = refused(house, submit, draft_id, by=1)
    assert (error.status, error.field) == (422, "text")
    assert re.search("ce n’est pas un amendement|est le même que le texte actuel", error.sentence)


def test_a_second_late_is_refused_with_the_closing_time_and_the_draft_kept(house):
    from amendments.services.amendment_services import submit

    draft_id = house.draft(house.change(QUINZE))
    closing = dt.datetime(2020, 10, 12, 16, 0, tzinfo=dt.UTC)  # « 2020-10-12T18:00 » in Paris
    actor = house.cast.actor("bela")

    def at(moment):
        return lambda: submit(draft_id, actor=actor, now=moment)

    from core.errors import RuleBroken

    with pytest.raises(RuleBroken) as late:
        house.cast.run(at(closing + dt.timedelta(seconds=1)))
    assert late.value.status == 409
    assert late.value.sentence == (
        "Le dépôt des amendements est clos depuis le lundi 12\u00a0octobre\u00a02020 à\u00a018\u00a0h."
        " Votre brouillon est gardé."
    )
    assert house.statuses(draft_id) == ["draft"]
    assert house.cast.run(at(closing)) == "D-0001"


def test_before_the_opening_the_sentence_names_it(house):
    from amendments.services.amendment_services import submit
    from core.errors import RuleBroken

    draft_id = house.draft(house.change(QUINZE))
    actor = house.cast.actor("bela")
    early = dt.datetime(2020, 6, 30, 23, 59, 59, tzinfo=dt.UTC)
    with pytest.raises(RuleBroken) as caught:
        house.cast.run(lambda: submit(draft_id, actor=actor, now=early))
    assert caught.value.sentence.startswith("Le dépôt des amendements ouvrira le mercredi 1er\u00a0juillet\u00a02020")


def test_twice_deposited_is_refused_the_second_time(house):
    from amendments.services.amendment_services import submit

    amendment_id = house.deposited(QUINZE)
    error = refused(house, submit, amendment_id, by=1)
    assert error.sentence == "Cet amendement est déjà déposé, reçu D-0001."


def test_a_button_pressed_twice_deposits_once(house):
    from amendments.services.amendment_services import submit, withdraw

    first = house.deposited(QUINZE)
    again = house.draft(house.change(QUINZE))
    error = refused(house, submit, again, by=1)
    assert (error.status, error.sentence) == (
        409,
        "Vous avez déjà déposé ce même texte, reçu D-0001. Votre brouillon est gardé.",
    )
    assert house.statuses(first, again) == ["deposited", "draft"]
    house.do(withdraw, first, by=1)
    assert house.do(submit, again, by=1) == "D-0002"


def test_a_decided_text_is_no_longer_amended(house):
    from amendments.services.amendment_services import submit
    from motions.models import PartState
    from motions.services.motion_services import set_part_state

    draft_id = house.draft(house.change(QUINZE))
    house.do(set_part_state, house.part_id, PartState.ADOPTED, by="chloe")
    error = refused(house, submit, draft_id, by=1)
    assert error.sentence == "Ce texte est déjà voté\u00a0: il ne s’amende plus. Votre brouillon est gardé."


def test_a_draft_on_an_older_version_is_carried_over_as_it_is_deposited(house):
    from amendments.queries.amendment_history import carried_history
    from amendments.services.amendment_services import submit

    draft_id = house.draft(house.change(("souvent", "toujours")), by=2)
    same = house.draft(house.change(QUINZE), by=3)
    house.adopt(house.published(QUINZE))
    house.do(submit, draft_id, by=2)
    (row,) = house.read(lambda: carried_history(draft_id))
    assert row.clean and "quinze mille" in row.text and "toujours" in row.text
    error = refused(house, submit, same, by=3)
    assert error.sentence == "Votre texte est le même que le texte actuel\u00a0: il n’y a rien à voter."
