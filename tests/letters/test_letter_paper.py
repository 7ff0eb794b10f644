"""The letter told as a paper: which paragraphs, in which order, in which role."""

from dataclasses import replace

import pytest

from letters.letter_paper import letter_paper
from letters.letter_record import Cover, LetterRecord, PositionNotTaken, Signed, blocks_of, section_of
from letters.letter_words import letter_words
from motions.rules.motion_text import PartText
from papers.paper import Role
from tests.support.reading import plain

RECORD = LetterRecord(
    congress="Congrès d’essai",
    cover=Cover(
        sender=("Association", "rue Droite"),
        place_and_date="Essai, le 3 mai 2021",
        date="2021-05-03",
        reference="R/1",
        contact="Mme A",
        addressee=("Madame la ministre",),
        subject="nos demandes",
        civility="Madame la ministre",
        closing_formula="Recevez nos salutations.",
        copies=("M. le préfet",),
    ),
    preamble=blocks_of("Nous, élus,\n"),
    title="Motion d’essai",
    adoption="Motion adoptée.",
    sections=(section_of(PartText("proposal", 5, "# Pour voir\n\n## Ici\n\n1. un\n   - deux\n\n> cité\n")),),
    closing=blocks_of("Fait à Essai.\n"),
    signed=Signed("Pour le congrès", "Zoé ESSAI", "maire", names=("Zoé ESSAI, maire",), unnamed=1),
    fingerprint="0" * 64,
    draft_notice="Projet",
    demonstration_notice="Démonstration",
)
BARE = replace(RECORD, cover=Cover(), closing=(), signed=Signed(), draft_notice="", demonstration_notice="")


def roles(record):
    return [paragraph.role for paragraph in letter_paper(record).paragraphs]


def test_every_paragraph_in_its_order_and_its_role():
    shown = letter_paper(RECORD).paragraphs
    assert [(paragraph.role, paragraph.marker, plain(paragraph.words)) for paragraph in shown] == [
        (Role.NOTICE, "", "Démonstration"),
        (Role.STATE, "", "Projet"),
        (Role.SENDER, "", "Association\nrue Droite"),
        (Role.ADDRESSEE, "", "Madame la ministre"),
        (Role.DATE, "", "Essai, le 3 mai 2021"),
        (Role.REFERENCE, "", "Nos réf. : R/1\nAffaire suivie par : Mme A"),
        (Role.SUBJECT, "", "Objet : nos demandes"),
        (Role.BODY, "", "Madame la ministre,"),
        (Role.BODY, "", "Nous, élus,"),
        (Role.TITLE, "", "Motion d’essai"),
        (Role.UNDER_TITLE, "", "Motion adoptée."),
        (Role.SECTION, "5.", "Pour voir"),
        (Role.HEADING, "", "Ici"),
        (Role.ITEM, "5.1", "un"),
        (Role.ITEM, "–", "deux"),
        (Role.QUOTATION, "", "cité"),
        (Role.BODY, "", "Fait à Essai."),
        (Role.BODY, "", "Recevez nos salutations."),
        (Role.SIGNATURE, "", "Pour le congrès\nZoé ESSAI\nmaire"),
        (Role.NAMES_HEAD, "", "Signataire"),
        (Role.NAME, "", "Zoé ESSAI, maire"),
        (Role.BODY, "", "Une signature de plus est comptée sans nom."),
        (Role.MENTIONS_HEAD, "", "Copie pour information :"),
        (Role.MENTION, "", "M. le préfet."),
        (Role.SMALL_PRINT, "", f"Empreinte de vérification de la motion : {'0' * 64}"),
    ]


def test_a_frozen_letter_prints_the_journal_as_it_stood_before_it():
    printed = roles(replace(RECORD, journal="a" * 64))
    assert printed[:-1] == roles(RECORD)
    last = letter_paper(replace(RECORD, journal="a" * 64)).paragraphs[-1]
    assert (last.role, last.words) == (
        Role.SMALL_PRINT,
        f"Empreinte du journal du congrès avant la lettre\u00a0: {'a' * 64}",
    )


def test_without_its_covering_words_it_begins_with_the_motion_and_ends_with_its_fingerprint():
    assert roles(BARE)[0] == Role.BODY
    assert roles(BARE)[-2:] == [Role.QUOTATION, Role.SMALL_PRINT]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (RECORD, "Fait à Essai."),
        (replace(RECORD, closing=()), "Recevez nos salutations."),
        (BARE, f"Empreinte de vérification de la motion\u00a0: {'0' * 64}"),
    ],
    ids=["the conclusion", "the closing formula", "the fingerprint"],
)
def test_what_comes_after_the_proposals_is_set_apart_from_them(record, words):
    assert [paragraph.words for paragraph in letter_paper(record).paragraphs if paragraph.is_apart] == [words]


def test_what_the_files_say_of_themselves():
    paper = letter_paper(RECORD)
    assert (paper.title, paper.author, paper.issuer) == ("Motion d’essai", "Association", "Congrès d’essai")
    assert (paper.subject, paper.date, paper.language) == ("nos demandes", "2021-05-03", "fr")
    assert paper.footer == ("Démonstration", "Projet", "Congrès d’essai")
    assert paper.begins_like_letter
    assert (letter_paper(BARE).author, letter_paper(BARE).footer) == ("", ("Congrès d’essai",))


def test_thousands_stand_apart_as_in_the_results():
    many = Signed("Pour le congrès", "Zoé ESSAI", "maire", names=("Zoé ESSAI, maire",) * 3500, unnamed=1200)
    words = [plain(paragraph.words) for paragraph in letter_paper(replace(RECORD, signed=many)).paragraphs]
    assert "Les 3 500 signataires" in words
    assert "1 200 signatures de plus sont comptées sans nom." in words


def test_the_positions_not_taken_come_after_all_that_is_the_letter():
    position = PositionNotTaken(
        "Amendement n° 14, rejeté", "Proposition n° 5", ("Supprimer l’alinéa 3.",), ("Parce que.",)
    )
    without, kept = letter_paper(RECORD).paragraphs, letter_paper(replace(RECORD, annex=(position,))).paragraphs

    assert kept[: len(without)] == without
    told = [plain(paragraph.words) for paragraph in kept[len(without) :]]
    assert told[0] == "Annexe : positions non retenues"
    assert told[1].startswith("Cette annexe n’est ni dans la lettre ni dans le texte signé.")
    assert told[2:] == ["Amendement n° 14, rejeté", "Proposition n° 5", "Supprimer l’alinéa 3.", "Parce que."]
    assert letter_words(RECORD).annex_head == ""
