"""What the letter holds, from the record: a draft until the motion is adopted, then who adopted it, and how."""

import re

import pytest

from core.digest import sha256_text
from motions.queries.motion_queries import current_revisions, motion_of, parts_of
from tests.support.reading import plain


def texts(cast):
    def read():
        motion = motion_of(cast.congress_id)
        found = current_revisions(motion.id)
        return [found[part.id].text for part in parts_of(motion.id)]

    return cast.read(read)


def test_before_the_vote_it_is_a_draft_and_says_so(document):
    letter = document()
    assert plain(letter.draft_notice) == "Texte en discussion, non adopté – version du lundi 12 octobre 2020, 14 h"
    assert letter.adoption == ""
    assert letter.signed.name == ""


def test_once_adopted_it_says_by_whom_where_when_and_how(adopted, document):
    letter = document()
    assert letter.draft_notice == ""
    assert plain(letter.adoption) == (
        "Congrès d’essai, Mairie d’essai, 12 octobre 2020. "
        "Motion adoptée par 6 voix pour, 1 contre et 1 abstention, sur 8 votants."
    )
    assert re.findall(r"\d \w+", letter.adoption) == [], "no number is cut from what it counts"


@pytest.mark.parametrize(
    ("votes", "told"),
    [
        ({"for_": 9}, "Motion adoptée par 8 voix pour, aucune contre et aucune abstention, sur 8 votants."),
        ({"for_": 5, "against": 1, "away": 3}, "Motion adoptée par 5 voix pour, 1 contre et aucune abstention, sur 6 votants."),
        ({"for_": 2, "against": 1, "abstain": 6}, "Motion adoptée par 2 voix pour, 1 contre et 5 abstentions, sur 8 votants."),
    ],
)  # fmt: skip
def test_the_counts_are_told_as_they_were(plenary, document, votes, told):
    for number in (1, 2, 3):
        plenary.put(number, for_=9)
    plenary.put(None, **votes)
    assert plain(document().adoption).endswith(told)


def test_a_motion_adopted_by_the_casting_vote_says_so_and_whose(plenary, document):
    for number in (1, 2, 3):
        plenary.put(number, for_=9)
    plenary.put(None, for_=3, against=6, chair="for")
    assert plain(document().adoption).endswith(
        "Motion adoptée par 4 voix pour, 4 contre et aucune abstention, sur 8 votants,"
        " la voix de Mme Chloé Arnaud, qui présidait la séance, étant prépondérante."
    )


def test_where_votes_weigh_the_letter_tells_votes_and_voters_apart(plenary, document, cast):
    from congress.models import Member
    from core.database import session

    def weigh() -> None:
        for name, weight in {"ada": 5_500_000, "bela": 500_000}.items():
            session().get_one(Member, cast.ids[name]).weight = weight

    cast.run(weigh)
    for number in (1, 2, 3):
        plenary.put(number, for_=9)
    plenary.put(None, for_=2, against=5, abstain=2)
    assert plain(document().adoption).endswith(
        "Motion adoptée par 6 voix pour (2 votants), 5 voix contre (5 votants) et 1 voix d’abstention (1 votant),"
        " sur 12 voix (8 votants)."
    )


def test_whoever_takes_the_chair_afterwards_does_not_sign(adopted, document):
    from congress.chamber_models import Office
    from congress.queries.chamber_queries import sitting_by_number
    from congress.services.sitting_services import give_office

    sitting = adopted.read(lambda: sitting_by_number(adopted.congress_id, 2).id)
    adopted.do(give_office, sitting, adopted.ids["bela"], Office.CHAIR, by="sven")
    assert document().signed.name == "Chloé ARNAUD"


@pytest.mark.parametrize(
    ("honorific", "office"),
    [
        ("Madame", "Pour le congrès, la présidente de séance"),
        ("Mr", "Pour le congrès, le président de séance"),
        ("Dr", "Pour le congrès, la présidence de séance"),
    ],
)
def test_the_office_agrees_with_the_honorific_however_it_is_spelt(honorific, office):
    from congress.models import Category, Member
    from letters.letter_composition import _signed_for

    chair = Member(category=Category.ELECTED, honorific=honorific, given_name="Chloé", family_name="Arnaud", office="maire",
                   commune="", departement="", body="")  # fmt: skip
    assert _signed_for(chair).office == office


def test_the_chair_of_the_sitting_signs_for_the_congress(adopted, document):
    signed = document().signed
    assert signed.office == "Pour le congrès, la présidente de séance"
    assert (signed.name, signed.role) == ("Chloé ARNAUD", "maire de Saint-Cirq-Lapopie (46)")


def test_a_motion_rejected_is_no_text_in_discussion_any_more(plenary, document, cast):
    for number in (1, 2, 3):
        plenary.put(number, for_=9)
    plenary.put(None, for_=1, against=8)
    assert plain(document().draft_notice).startswith("Motion rejetée – version du lundi 12 octobre 2020")
    assert document().adoption == ""
    page = cast.browse("ada").get(cast.path("lettre")).text
    assert "Motion rejetée" in page
    assert "en discussion" not in page


KEPT = "garde le numéro sous lequel elle a été votée."


@pytest.mark.parametrize(
    ("rejected", "told"),
    [
        ((3,), "Elle est faite des deux propositions adoptées, sur les trois examinées."),
        ((2,), f"Elle est faite des deux propositions adoptées, sur les trois examinées\u202f; chacune {KEPT}"),
        ((1, 3), f"Elle est faite de la seule proposition adoptée, sur les trois examinées\u202f; elle {KEPT}"),
    ],
)
def test_it_counts_the_proposals_that_it_holds(plenary, document, rejected, told):
    for number in (1, 2, 3):
        plenary.put(number, for_=1 if number in rejected else 9, against=8 if number in rejected else 0)
    plenary.put(None, for_=9)
    assert plain(document().adoption).endswith(plain(f"sur 8 votants. {told}"))
    held = [number for number in (1, 2, 3) if number not in rejected]
    assert [section.number for section in document().sections] == held


def test_a_rejected_proposal_is_no_part_of_it(plenary, document):
    assert [section.number for section in document().sections] == [1, 2, 3]
    for number in (1, 2, 3):
        plenary.put(number, for_=9 if number != 2 else 1, against=8 if number == 2 else 0)
    plenary.put(None, for_=9)
    assert [section.number for section in document().sections] == [1, 3]
    assert "Pour la cohésion" not in str(document().as_json())


def test_the_words_are_those_adopted(adopted, document):
    letter = document()
    assert letter.fingerprint == sha256_text("\n".join(texts(adopted)))
    first = letter.sections[0]
    assert first.title == "Pour une médiation numérique financée dans la durée"
    assert [block.marker for block in first.blocks if block.kind == "ordered_item"] == ["1.1", "1.2", "1.3"]
    assert plain(first.blocks[2].words) == (
        "cofinancer dix mille postes de médiatrices et de médiateurs numériques, sur trois ans au moins ;"
    )


def test_it_is_in_french_whatever_the_reader_s_language(adopted):
    french, english = adopted.browse(), adopted.browse()
    english.set_cookie("langue", "en")
    for name in ("pdf", "docx", "html", "md", "txt"):
        pages = [client.get(adopted.path(f"lettre.{name}")) for client in (french, english)]
        assert pages[0].status_code == 200
        assert pages[0].data == pages[1].data
    assert "1 contre et 1 abstention, sur 8 votants" in plain(english.get(adopted.path("lettre")).text)


def test_the_civility_is_repeated_wherever_it_stands(cast, document):
    from core.database import session
    from letters.models import LetterHead

    def address_a_woman():
        session().get_one(LetterHead, cast.congress_id).civility = "Madame la Première ministre"

    cast.run(address_a_woman)
    letter = document()
    assert letter.cover.closing_formula == (
        "Nous vous prions d’agréer, Madame la Première ministre, l’expression de notre très haute considération."
    )


def test_without_a_motion_there_is_no_letter(app):
    from tests.support.assembly import assemble

    assemble(app)
    client = app.test_client()
    assert "Ce congrès n’a pas encore de motion." in client.get("/essai/lettre").text
    assert client.get("/essai/lettre.pdf").status_code == 404


def test_a_format_that_is_not_known_is_nowhere(cast):
    assert cast.browse().get(cast.path("lettre.exe")).status_code == 404
