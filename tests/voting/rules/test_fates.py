"""Every fate of an amendment has one sentence, true to its numbers, in French and in English."""

from gettext import NullTranslations

import pytest

from tests.support.said import translations
from voting.rules.fates import Fate, FateKind, fate_sentence, quoted

AT, PLACE, PART = "12 octobre 2020 à 14 h 37", "proposition n° 5, alinéa 3", "le texte de la proposition n° 5"
COUNTS = "par 61 voix pour et 40 contre, sur 101 votants"
VOTED = {"poll": "7", "counts": COUNTS, "version": "3"}
CASES = {
    FateKind.DEPOSITED: ({"number": "", "receipt": "D-0042"}, "Votre amendement, reçu D-0042, a été déposé le {at}. Le secrétariat ne l’a pas encore publié."),
    FateKind.INADMISSIBLE: ({"number": "", "receipt": "D-0042", "because": "Hors sujet"}, "Votre amendement, reçu D-0042, a été déclaré irrecevable le {at}\xa0: Hors sujet."),
    FateKind.WAITING: ({}, "Votre amendement n°\xa014 est publié ({place}). Il n’a pas encore été mis aux voix."),
    FateKind.UNDER_VOTE: ({"poll": "7"}, "Votre amendement n°\xa014 est mis aux voix, au scrutin n°\xa07 ({place})."),
    FateKind.TO_CHECK: ({"version": "3"}, "Votre amendement n°\xa014 n’a pas été mis aux voix\xa0: les mots qu’il modifie ont changé à la version 3 du texte ({place})."),
    FateKind.NO_QUORUM: ({"poll": "7"}, "Votre amendement n°\xa014 a été mis aux voix le {at}, sans effet\xa0: le quorum n’était pas atteint au scrutin n°\xa07. Il reste à voter ({place})."),
    FateKind.TIED: ({"poll": "7"}, "Votre amendement n°\xa014 a été mis aux voix le {at}\xa0: les voix étaient à égalité au scrutin n°\xa07. Un second vote est nécessaire ({place})."),
    FateKind.LEFT: ({}, "Votre amendement n°\xa014 n’a pas été mis aux voix\xa0: la séance s’est close le {at} avant son vote ({place})."),
    FateKind.ADOPTED: (VOTED, "Votre amendement n°\xa014 a été adopté le {at}, au scrutin n°\xa07, {counts}\xa0: il fait la version 3 du texte ({place})."),
    FateKind.ADOPTED_TOGETHER: (
        VOTED | {"by": ("12", "16")},
        "Votre amendement n°\xa014 a été adopté le {at} par un seul vote avec les amendements n°\xa012\xa0et\xa016, au scrutin n°\xa07, {counts}\xa0: il fait la version 3 du texte ({place}).",
    ),
    FateKind.ADOPTED_BY_CORRECTION: (VOTED | {"former_poll": "5"}, "Votre amendement n°\xa014 a été adopté le {at}, au scrutin n°\xa07, qui corrige le n°\xa05, {counts}\xa0: il fait la version 3 du texte ({place})."),
    FateKind.REJECTED: (VOTED, "Votre amendement n°\xa014 a été rejeté le {at}, au scrutin n°\xa07, {counts} ({place})."),
    FateKind.REJECTED_BY_CORRECTION: (VOTED | {"former_poll": "5"}, "Votre amendement n°\xa014 a été rejeté le {at}, au scrutin n°\xa07, qui corrige le n°\xa05, {counts} ({place})."),
    FateKind.FALLEN_DELETED: ({"by": ("12",)}, "Votre amendement n°\xa014 est tombé le {at}\xa0: l’amendement n°\xa012, adopté, a supprimé les mots qu’il modifiait ({place})."),
    FateKind.FALLEN_REPLACED: ({"by": ("12",), "words": "«\xa0dix\xa0»"}, "Votre amendement n°\xa014 est tombé le {at}\xa0: l’amendement n°\xa012, adopté, a changé «\xa0dix\xa0», qu’il modifiait aussi ({place})."),
    FateKind.FALLEN_KEPT: ({"by": ("12",)}, "Votre amendement n°\xa014 est tombé le {at}\xa0: l’amendement n°\xa012, adopté, a changé les mots qu’il supprimait ({place})."),
    FateKind.FALLEN_PLACE: ({"by": ("12",)}, "Votre amendement n°\xa014 est tombé le {at}\xa0: l’amendement n°\xa012, adopté, porte sur le même passage ({place})."),
    FateKind.FALLEN_DECLARED: ({"because": "Il dépend du n° 9, rejeté."}, "Votre amendement n°\xa014 est tombé le {at}, par décision de la présidence de séance\xa0: Il dépend du n° 9, rejeté."),
    FateKind.SATISFIED: ({"by": ("12",)}, "Votre amendement n°\xa014 est satisfait depuis le {at}\xa0: le texte dit ce qu’il proposait depuis l’adoption de l’amendement n°\xa012 ({place})."),
    FateKind.SATISFIED_AT_ONCE: ({}, "Votre amendement n°\xa014 est satisfait depuis sa publication, le {at}\xa0: le texte disait déjà ce qu’il propose ({place})."),
    FateKind.SATISFIED_BY_TEXT: ({"version": "4"}, "Votre amendement n°\xa014 est satisfait depuis le {at}\xa0: la version 4 du texte, corrigée, dit ce qu’il proposait ({place})."),
    FateKind.NO_OBJECT_DECLARED: ({"because": "Le n° 9 est rejeté"}, "Votre amendement n°\xa014 est sans objet depuis le {at}, par décision de la présidence de séance\xa0: Le n° 9 est rejeté."),
    FateKind.NO_OBJECT_VOTED: ({"poll": "9"}, "Votre amendement n°\xa014 est sans objet depuis le {at}\xa0: {part} a été mis aux voix au scrutin n°\xa09 sans qu’il l’ait été, et ne s’amende plus."),
    FateKind.NO_OBJECT_PARENT: (
        {"number": "12-A", "by": ("12",)},
        "Votre sous-amendement n°\xa012-A est sans objet depuis le {at}\xa0: l’amendement n°\xa012, qu’il changeait, n’est plus à voter.",
    ),
    FateKind.ADOPTED_PROPOSAL: (
        VOTED | {"version": "9"},
        "Votre amendement n°\xa014 a été adopté le {at}, au scrutin n°\xa07, {counts}\xa0: il est la proposition n°\xa09.",
    ),
    FateKind.ADOPTED_SUB: (
        VOTED | {"number": "12-A", "by": ("12",)},
        "Votre sous-amendement n°\xa012-A a été adopté le {at}, au scrutin n°\xa07, {counts}\xa0: il change l’amendement n°\xa012 ({place}).",
    ),
    FateKind.FALLEN_PARENT: (
        VOTED | {"number": "12-A", "by": ("12",)},
        "Votre sous-amendement n°\xa012-A, adopté, au scrutin n°\xa07, {counts}, est tombé le {at}\xa0: l’amendement n°\xa012, qu’il changeait, n’est pas adopté.",
    ),
    FateKind.WITHDRAWN_BY_BEARER: (
        {"taken_up_by": "Mme Allain"}, "Votre amendement n°\xa014 a été retiré le {at} par Mme Allain, qui l’avait repris."
    ),
    FateKind.RESERVED: (
        {},
        "Votre amendement n°\xa014 est publié ({place}). Son vote est réservé\xa0: il viendra après d’autres.",
    ),
    FateKind.NO_OBJECT_AT_ONCE: ({}, "Votre amendement n°\xa014 est sans objet depuis sa publication, le {at}\xa0: {part} avait déjà été mis aux voix."),
    FateKind.WITHDRAWN: ({}, "Votre amendement n°\xa014 a été retiré le {at} par la personne qui l’avait déposé."),
    FateKind.RESUBMITTED: ({"by": ("31",)}, "Votre amendement n°\xa014 a été retiré le {at}\xa0: son auteur l’a redéposé, adapté\u202f; c’est l’amendement n°\xa031."),
    FateKind.NOT_SUPPORTED: ({"because": "Son auteur est absent."}, "Votre amendement n°\xa014 n’a pas été soutenu en séance le {at} et n’a pas été mis aux voix\xa0: Son auteur est absent."),
}  # fmt: skip


def fate(kind: FateKind, **more) -> Fate:
    return Fate(kind, **{"number": "14", "receipt": "D-0014", "moment": AT, "place": PLACE, "part": PART, **more})


def said(kind: FateKind, *, is_own: bool = True, t=None, **more) -> str:
    return fate_sentence(fate(kind, **more), t or NullTranslations(), is_own=is_own)


def test_no_fate_is_without_a_case() -> None:
    assert set(CASES) == set(FateKind)


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.value)
def test_each_fate_has_its_sentence(kind: FateKind) -> None:
    given, expected = CASES[kind]

    assert said(kind, **given) == expected.format(at=AT, place=PLACE, part=PART, counts=COUNTS)


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.value)
def test_each_is_said_in_english_with_the_same_numbers(kind: FateKind) -> None:
    given, french = CASES[kind]
    t = translations("en")

    told = said(kind, t=t, **given)

    assert told != said(kind, **given)
    assert "n°" not in told.replace(PLACE, "").replace(PART, "").replace(given.get("because", "\0"), "")
    for value in (
        "14",
        *given.get("by", ()),
        given.get("poll", ""),
        given.get("former_poll", ""),
        given.get("words", ""),
    ):
        assert value in told or not given.get("number", "14")
    assert (AT in told) == ("{at}" in french)
    assert (PLACE in told) == ("{place}" in french)


def test_a_batch_that_caused_it_is_told_as_one_adoption() -> None:
    for kind in (FateKind.FALLEN_DELETED, FateKind.FALLEN_REPLACED, FateKind.FALLEN_KEPT, FateKind.FALLEN_PLACE):
        told = said(kind, by=("12", "16"), words="«\xa0dix\xa0»")
        assert "les amendements n°\xa012\xa0et\xa016, adoptés ensemble, " in told
    assert "depuis l’adoption, ensemble, de les" not in said(FateKind.SATISFIED, by=("12", "16"))
    assert "des amendements n°\xa012\xa0et\xa016" in said(FateKind.SATISFIED, by=("12", "16"))


def test_identical_ones_voted_with_it_agree_in_number() -> None:
    assert "avec l’amendement n°\xa016, identique, au scrutin" in said(FateKind.REJECTED, by=("16",), **VOTED)
    assert "avec les amendements n°\xa016\xa0et\xa018, identiques, au scrutin" in said(
        FateKind.ADOPTED, by=("16", "18"), **VOTED
    )


def test_whoever_may_not_read_results_is_told_no_vote() -> None:
    assert said(FateKind.REJECTED) == f"Votre amendement n°\xa014 a été rejeté le {AT} ({PLACE})."


def test_whoever_took_it_up_is_named() -> None:
    told = said(FateKind.REJECTED, taken_up_by="Mme Fatima Allain")

    assert told.endswith(". Il est porté par Mme Fatima Allain, qui l’a repris.")


def test_the_public_reads_of_the_amendment_not_of_its_own() -> None:
    assert said(FateKind.WAITING, is_own=False).startswith("L’amendement n°\xa014 est publié")
    assert said(FateKind.DEPOSITED, number="", is_own=False).startswith("L’amendement reçu D-0014 a été déposé")


def test_long_words_in_dispute_are_cut_in_their_middle() -> None:
    t = NullTranslations()

    assert quoted(("trois", "dix mille"), t) == "«\xa0trois\xa0» et «\xa0dix mille\xa0»"
    assert len(quoted(("mot " * 50,), t)) < 80
