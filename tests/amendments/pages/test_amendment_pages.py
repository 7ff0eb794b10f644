"""Pages of proposals and amendments: what each reader sees, in a bounded number of queries."""

import html
import re

import pytest
from sqlalchemy import event

from tests.amendments.conftest import PROPOSAL
from tests.amendments.services.test_decision_services import CINQ, DOUZE, QUINZE, TOUJOURS, after

pytestmark = pytest.mark.one_database


def get(house, path: str, who: str | None = "ada", status: int = 200) -> str:
    """The page, its entities read and its spaces made one."""
    answer = house.cast.browse(who).get(house.cast.path(path))
    assert answer.status_code == status, (answer.status_code, answer.text[:2000])
    return flat(answer.text)


def flat(page: str) -> str:
    return " ".join(html.unescape(page).split())


def main_text(page: str) -> str:
    """What is read in the page, without its tags."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def queries_of(house, path: str, who: str | None) -> int:
    """How many queries a page makes once it was read before."""
    from core.database import db

    client = house.cast.browse(who)
    address = house.cast.path(path)
    assert client.get(address).status_code == 200
    count = 0

    def one(*_args) -> None:
        nonlocal count
        count += 1

    with house.cast.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", one)
    assert client.get(address).status_code == 200
    event.remove(engine, "before_cursor_execute", one)
    return count


def test_a_proposal_shows_its_text_numbered_its_state_and_its_version(house):
    page = get(house, "propositions/1", None)
    read = main_text(page)
    assert "Non encore examinée" in read
    assert re.search(r"Version 1 du lundi 12 octobre 2020, 14 h", read)
    assert 'data-l="10"' in page and "Alinéa 6, ligne 10" in read
    assert "Congrès de 2019, axe 1." in read
    assert "Amender ici" not in read and "Positions" not in read


def test_amendments_stand_in_the_margin_and_their_words_are_underlined(house):
    for rank, pairs in enumerate([(QUINZE,), (CINQ,), (CINQ,), (after(4, "publier un bilan"),)], start=1):
        house.published(*pairs, by=rank, title=f"Titre {rank}")
    page = get(house, "propositions/1")
    read = main_text(page)
    assert '<span class="aimed">dix</span>' in page and '<span class="aimed">trois</span>' in page
    assert (
        "n° 2 et 3 · publiés Titre 2, identiques M. Émile Roux ; Mme Fatou Diop".replace(
            "M. Émile Roux ; Mme Fatou Diop", ""
        )
        in read
    )
    assert "Après l’alinéa 5" in read and "3 amendements : n° 1, 2 et 3" in read
    assert "Amender ici" in read


def test_a_selected_alinea_opens_its_actions(house):
    page = get(house, "propositions/1?alinea=3")
    assert re.search(r'class="alinea item selected[^"]*" id="alinea-3"', page)
    assert "/essai/propositions/1/amender?alinea=3" in page


def test_an_older_version_is_shown_without_margin_and_a_missing_one_is_not(house):
    house.adopt(house.published(QUINZE))
    house.published(TOUJOURS, by=2)
    old = main_text(get(house, "propositions/1?version=1"))
    assert "dix mille" in old and "Vous lisez la version 1. La version en vigueur est la version 2." in old
    assert "n° 2" not in old
    new = get(house, "propositions/1")
    assert "quinze mille" in main_text(new) and 'value="1"' in new
    assert "« quinze », de l’ amendement n° 1" in main_text(new)
    get(house, "propositions/1?version=3", status=404)
    get(house, "propositions/9", status=404)


def test_positions_show_once_given_or_closed_and_only_to_those_who_may_read_them(house):
    from datetime import timedelta

    from motions.models import Position
    from motions.queries.motion_queries import current_revision
    from motions.services.viewpoint_services import give_viewpoint

    seen = house.read(lambda: current_revision(house.part_id).sha256)
    house.do(give_viewpoint, house.part_id, Position.FAVOURABLE, named=True, seen_sha256=seen, by=1)
    assert "1 point de vue" not in main_text(get(house, "propositions/1", "ada"))
    given = main_text(get(house, "propositions/1", "bela"))
    assert "1 point de vue sur 9 membres" in given and "Le vôtre : favorable, sur la version 1." in given
    house.cast.clock.advance(timedelta(hours=5))
    assert "1 point de vue sur 9 membres, clos le" in main_text(get(house, "propositions/1", "ada"))
    assert "point de vue sur" not in main_text(get(house, "propositions/1", None))


def test_an_amendment_says_what_it_does_and_what_would_fall(house):
    house.published(QUINZE, CINQ, title="Quinze mille, cinq ans", reasons="Il le faut.\n\nVraiment.")
    house.published(DOUZE, by=2)
    house.published(CINQ, by=3)
    page = get(house, "amendements/1")
    read = main_text(page)
    assert "À l’alinéa 3, ligne 4, remplacer le mot « dix » par le mot « quinze »." in read
    assert re.search(r"<del>.*?dix.*?</del> ?<ins>.*?quinze.*?</ins>", page)
    assert "mots ajoutés soulignés" in read.replace("  ", " ")
    assert "Un amendement tombera. n° 2 il modifie lui aussi « dix »" in read
    assert "L’amendement n° 3 sera satisfait" in read
    assert "M. Béla Kovacs , adjoint au maire d’Aprey (52)" in read
    assert "Déposé, reçu D-0001" in read and "Publié sous le n° 1" in read
    current = main_text(get(house, "amendements/1?vue=actuel"))
    adopted = main_text(get(house, "amendements/1?vue=adopte"))
    assert "cofinancer dix mille" in current and "cofinancer quinze mille" in adopted


def test_an_amendment_to_check_is_shown_on_its_own_version(house):
    kept = house.published(DOUZE, by=2)
    house.adopt(house.published(QUINZE))
    number = house.amendment(kept).public_number
    read = main_text(get(house, f"amendements/{number}"))
    assert "À vérifier." in read and "ne s’applique plus tel quel à la version 2" in read
    assert "remplacer le mot « dix » par le mot « douze »" in read


def test_a_decided_amendment_is_shown_as_it_was_decided_with_its_cause(house):
    adopted, fallen = house.published(QUINZE), house.published(DOUZE, by=2)
    house.adopt(adopted, falling=[(fallen, "Il modifiait le même mot.")])
    house.adopt(house.published(TOUJOURS, by=3))
    first, second = main_text(get(house, "amendements/1")), main_text(get(house, "amendements/2"))
    for page, word in ((first, "quinze"), (second, "douze")):
        assert f"remplacer le mot « dix » par le mot « {word} »" in page and "de la version 1" in page
    assert "Tombé" in second and re.search(r"de l’ ?amendement n°\s1\W+il modifiait le même mot", second)


def test_cosigning_from_the_page(house):
    amendment_id = house.published(QUINZE)
    client = house.cast.browse("dora")
    page = client.get(house.cast.path("amendements/1")).text
    seen = re.search(r'name="texte" value="(\w+)"', page)[1]
    answer = client.post(house.cast.path("amendements/1/cosignature"), data={"texte": seen})
    assert answer.status_code == 303
    after_it = main_text(flat(client.get(answer.location).text))
    assert "Vous avez cosigné cet amendement." in after_it and "Mme Dora Lefèvre, adjointe au maire" in after_it
    assert [cosigner.member_id for cosigner in house.amendment(amendment_id).cosigners] == [house.id("dora")]
    stale = client.post(house.cast.path("amendements/1/cosignature"), data={"texte": "0" * 64})
    assert stale.status_code == 409 and "Relisez-le, puis cosignez." in stale.text


def test_who_does_not_vote_is_not_offered_to_cosign_nor_the_author(house):
    house.published(QUINZE)
    for who in ("bela", "vera", "sven", None):
        assert "Cosigner" not in get(house, "amendements/1", who)
    for who in ("vera", "sven"):
        answer = house.cast.browse(who).post(house.cast.path("amendements/1/cosignature"), data={"texte": "x"})
        assert answer.status_code == 403


def test_withdrawing_from_the_page(house):
    amendment_id = house.published(QUINZE)
    assert "Retirer l’amendement n° 1" in get(house, "amendements/1", "bela")
    assert house.cast.browse("dora").post(house.cast.path("amendements/1/retrait")).status_code == 403
    assert house.statuses(amendment_id) == ["published"]
    answer = house.cast.browse("bela").post(house.cast.path("amendements/1/retrait"))
    assert answer.status_code == 303 and house.statuses(amendment_id) == ["withdrawn"]


def test_the_secretariat_keys_the_opinion_of_the_bureau(house):
    amendment_id = house.published(QUINZE)
    client = house.cast.browse("sven")
    address = house.cast.path("amendements/1/avis")
    refused = client.post(address, data={"reason": "Sans choix"})
    assert refused.status_code == 422 and "Choisissez un avis." in refused.text and "Sans choix" in refused.text
    answer = client.post(address, data={"opinion": "unfavourable", "reason": "Trop cher."})
    assert answer.status_code == 303
    assert house.amendment(amendment_id).opinion.kind.value == "unfavourable"
    assert "Défavorable. Trop cher." in main_text(flat(client.get(answer.location).text)).replace("  ", " ")
    assert house.cast.browse("ada").post(address, data={"opinion": "favourable"}).status_code == 403


def test_an_open_vote_closes_every_action(house):
    amendment_id = house.published(QUINZE)
    house.under_vote(amendment_id)
    for who in ("bela", "dora", "sven"):
        page = main_text(get(house, "amendements/1", who))
        assert "Mis aux voix" in page
        assert not any(words in page for words in ("Cosigner", "Retirer", "Enregistrer l’avis"))


@pytest.mark.parametrize("path", ["amendements/99", "propositions/99/amendements", "amendements/abc"])
def test_what_does_not_exist_is_not_found(house, path):
    get(house, path, status=404)


def test_the_number_of_queries_does_not_depend_on_the_number_of_amendments(house):
    pages = {
        "propositions": "ada", "propositions/1": "ada", "propositions/1/amendements": "ada", "amendements": None,
        "amendements/1": "ada", "amendements/depots": "sven", "amendements/miens": "bela", "amendements.csv": None,
    }  # fmt: skip
    house.adopt(house.published(("un métier.", "un métier noble.")))
    base = house.text()
    house.published(text=house.change(QUINZE, base=base), base=2)
    house.deposited(text=house.change(CINQ, base=base), base=2)
    few = {path: queries_of(house, path, who) for path, who in pages.items()}
    for rank in range(30):
        text = house.change(("trois ans", f"{rank + 5} ans"), base=base)
        (house.published if rank % 3 else house.deposited)(text=text, by=rank % 8, base=2)
    many = {path: queries_of(house, path, who) for path, who in pages.items()}
    assert many == few
    assert max(few.values()) <= 21  # with the sitting followed, whether the reader leads one, their own note
    assert queries_of(house, "propositions/1", "ada") - 1 <= 16  # BEGIN asks nothing


def test_no_page_names_the_author_of_a_draft_or_shows_its_text(house):
    house.draft(house.change(("usager", "habitant")), by=0, title="Secret de brouillon")
    for who in ("sven", "bela", "vera", None):
        for path in ("amendements", "propositions/1", "propositions/1/amendements", "amendements.csv"):
            assert "Secret de brouillon" not in get(house, path, who)
    assert "Secret de brouillon" not in get(house, "amendements/depots", "sven")


def test_html_in_a_text_is_shown_as_text(house):
    house.published(
        text=PROPOSAL.replace("dix mille", "<script>alert(1)</script>"), title="<b>gras</b>",
        reasons="<img src=x onerror=alert(1)>",
    )  # fmt: skip
    for path in ("amendements/1", "amendements/1?vue=adopte", "propositions/1", "propositions/1/amendements"):
        page = house.cast.browse("ada").get(house.cast.path(path)).text
        assert "<script>alert" not in page and "<b>gras" not in page and "<img" not in page


def test_what_is_inserted_at_one_point_is_said_to_stand_or_to_be_checked(house):
    house.published(("le premier lieu", "le premier lieu, outre-mer compris,"))
    house.published(("le premier lieu", "le premier lieu et le seul"), by=2)
    house.published(("le premier lieu", "le premier lieu, outre-mer compris, et le seul"), by=3)
    read = main_text(get(house, "amendements/1"))
    assert "Aucun amendement ne tombera." in read
    assert "L’amendement n° 2 insère à la même place : l’ordre des votes sera celui du texte." in read
    assert "L’amendement n° 3 insère presque les mêmes mots à la même place : il sera à vérifier." in read


def test_the_address_of_each_alinea_says_of_which(cast):
    page = cast.browse("ada").get(cast.path("propositions/1")).text
    named = re.findall(r'#alinea-(\d+)">\s*Adresse de l’alinéa<span class="vh">(?:&nbsp;|\u00a0)(\d+)</span>', page)
    assert named and all(led == read for led, read in named)
    assert page.count("Adresse de l’alinéa") == len(named)
