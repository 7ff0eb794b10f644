"""What the minutes say of a debate, from its entries alone."""

from datetime import UTC, datetime
from gettext import NullTranslations

import pytest

from voting.rules.minutes.deeds import ToldEntry
from voting.rules.minutes.table import deed_of

N = "\u00a0"


class Known:
    """Names a person by the pseudonym."""

    def person(self, pseudonym: str) -> str:
        return f"Mme{N}{pseudonym}"

    def floor_words(self, motion_id: int) -> str:
        return {4: f"Article{N}4"}.get(motion_id, "")

    def floor_answer(self, motion_id: int) -> str:
        return {4: "L’article 4 est respecté."}.get(motion_id, "")


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("floor_ended", {"seconds": 108, "cut": False, "turn": "debate", "side": "against"},
         f"Mme{N}Ada parle contre, 1{N}min{N}48{N}s."),
        ("floor_ended", {"seconds": 30, "cut": True, "turn": "explanation", "side": "neither"},
         f"Mme{N}Ada explique son vote, 30{N}s. La présidence lui retire la parole."),
        ("floor_ended", {"seconds": 30, "cut": False, "what": "point_of_order"},
         f"Mme{N}Ada parle sur la motion «{N}Rappel au règlement{N}», 30{N}s."),
        ("floor_motion_raised", {"what": "suspension", "minutes": 5, "motion": 3}, f"Mme{N}Ada demande une suspension de cinq minutes."),
        ("floor_motion_raised", {"what": "suspension", "minutes": 1, "motion": 3}, f"Mme{N}Ada demande une suspension d’une minute."),
        ("floor_motion_raised", {"what": "suspension", "minutes": 7, "motion": 3}, f"Mme{N}Ada demande une suspension de 7{N}minutes."),
        ("floor_motion_decided", {"what": "cloture", "carried": True, "hands": {"for": 6, "against": 2}},
         f"Mains comptées{N}: pour 6, contre 2, abstentions 0. La clôture du débat est adoptée. La liste de parole est close."),
        ("floor_motion_decided", {"what": "renvoi", "carried": False}, "La motion de renvoi est rejetée. La discussion reprend."),
        ("floor_motion_decided", {"what": "suspension", "minutes": 15, "carried": True},
         "La suspension de quinze minutes est adoptée."),  # that the sitting is suspended, its own entry tells
        ("floor_motion_decided", {"what": "cloture", "carried": True, "by_poll": True}, "La liste de parole est close."),
        ("floor_motion_granted", {"what": "suspension", "minutes": 5},
         f"La présidence accorde la suspension demandée par Mme{N}Ada."),
        ("point_of_order_answered", {"what": "point_of_order", "motion": 3},
         f"La présidence répond au rappel au règlement de Mme{N}Ada."),
        ("point_of_order_answered", {"what": "point_of_order", "motion": 4},
         f"La présidence répond au rappel au règlement de Mme{N}Ada{N}: «{N}L’article 4 est respecté.{N}»"),
        ("floor_motion_withdrawn", {"what": "cloture"}, "La demande de clôture du débat est retirée."),
        ("floor_motion_withdrawn", {"what": "point_of_order"}, "Le rappel au règlement est retiré."),
        ("floor_motion_raised", {"what": "point_of_order", "motion": 4},
         f"Mme{N}Ada fait un rappel au règlement{N}: «{N}Article{N}4{N}»."),
        ("floor_motion_refused", {"what": "renvoi", "motion": 4},
         f"La présidence ne reçoit pas la motion de renvoi. Motif{N}: L’article 4 est respecté."),
    ],
)  # fmt: skip
def test_the_minutes_say_who_spoke_how_long_and_what_was_decided(kind, said, words):
    entry = ToldEntry(kind, datetime(2020, 10, 12, 14, tzinfo=UTC), {"member": "Ada", **said})
    assert deed_of(entry, Known(), NullTranslations()).words == words


def test_what_changes_no_word_of_the_minutes_is_silent():
    for kind in ("floor_asked", "floor_given", "floor_moved", "floor_motion_put"):
        assert deed_of(ToldEntry(kind, datetime(2020, 10, 12, tzinfo=UTC), {}), Known(), NullTranslations()) is None
