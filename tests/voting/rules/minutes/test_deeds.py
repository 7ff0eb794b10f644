"""What the minutes say of a vote agrees with its numbers, whatever they are; of other entries, sentences byte for byte."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import Body
from voting.rules.counted_poll import CountedPoll, Subject, SubjectKind
from voting.rules.majority import Counts
from voting.rules.methods.method import ELECTRONIC, PAPER, ROLL_CALL, SHOW_OF_HANDS, MethodName
from voting.rules.minutes.deeds import PollTold, ToldEntry
from voting.rules.minutes.record import KIND, MinutesRecord, MinutesSection, read_record, without_names
from voting.rules.minutes.sections import USUAL, MinutesRules, SectionKey, faults_of, in_order, published_before
from voting.rules.minutes.table import deed_of
from voting.rules.minutes.vote_deeds import consequence_sentence, held_sentence, poll_deed, put_sentence
from voting.rules.outcome import Rules, decide_vote
from voting.rules.quorum import Chamber, check_quorum

FRENCH = NullTranslations()
AT = datetime(2020, 10, 12, 12, 41, tzinfo=UTC)
USUAL_RULES = {"quorum": "majority_members", "tie_rule": "casting_vote", "ballot": "public"}
NUMBER = re.compile(r"\d+")


@dataclass
class Names:
    """What a sentence names here."""

    polls: dict[int, PollTold] = field(default_factory=dict)
    checks: dict[int, object] = field(default_factory=dict)

    def person(self, pseudonym):
        return {"p1": "Mme\u00a0Chloé Arnaud", "p2": "M.\u00a0Béla Kovacs"}.get(pseudonym, "")

    def office_of(self, pseudonym):
        return ""

    def law(self, article):
        return f" (CGCT, art.\u00a0{article})"

    def hour(self, at):
        return f"{at.hour + 2}\u00a0h\u00a0{at.minute:02d}"

    def title(self, position):
        return f"«\u00a0Point {position}\u00a0»"

    def position(self, item_id):
        return item_id - 100

    def amendment(self, number):
        return f"L’amendement n°\u00a0{number}"

    def amendment_by_id(self, amendment_id):
        return f"L’amendement n°\u00a0{amendment_id}" if amendment_id else ""

    def poll(self, number):
        return self.polls.get(number)

    def check(self, check_id):
        return self.checks.get(check_id)

    def move_reason(self, move_id):
        return "Lu de chacun d’abord"

    def reopening(self, reopening_id):
        return "Close d’un doigt trop vif"


def told(kind, names=None, **said):
    deed = deed_of(ToldEntry(kind, AT, said), names or Names(), FRENCH)
    return deed.words if deed else ""


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("sitting_suspended", {}, "La séance est suspendue."),
        ("sitting_resumed", {}, "La séance reprend."),
        ("sitting_closed", {}, "La séance est levée."),
        (
            "sitting_reopened",
            {"reopening": 1},
            "La séance, levée par erreur, est rouverte. Motif\u00a0: Close d’un doigt trop vif.",
        ),
        (
            "office_given",
            {"member": "p1", "office": "chair"},
            "Mme\u00a0Chloé Arnaud prend la présidence de la séance.",
        ),
        ("item_closed", {"item": 5}, "La discussion du point n°\u00a05 est close."),
        ("item_added", {"item": 7}, "Le point n°\u00a07, «\u00a0Point 7\u00a0», est ajouté à l’ordre du jour."),
        (
            "amendment_set_aside",
            {"amendment": 12, "as": "fallen"},
            "La présidence constate que l’amendement n°\u00a012 tombe\u00a0: il n’est pas mis aux voix.",
        ),
        ("amendment_withdrawn", {"amendment": 12}, "L’amendement n°\u00a012 est retiré."),
        ("amendment_withdrawn", {"amendment": 0}, ""),  # a draft, that nobody may know
        (
            "amendment_reserved",
            {"amendment": 12},
            "Le vote est réservé\u00a0: l’amendement n°\u00a012 sera mis aux voix après d’autres.",
        ),
        (
            "order_moved",
            {"amendments": [12], "move": 3},
            "La présidence déplace l’amendement n°\u00a012 dans l’ordre des votes. Motif\u00a0: Lu de chacun d’abord.",
        ),
        ("minutes_adopted", {"minutes": 2}, "Le procès-verbal de la séance n°\u00a02 est arrêté."),
        ("poll_opened", {"poll": 1}, ""),
    ],
)
def test_a_sentence_of_each_kind(kind, said, words):
    assert told(kind, **said) == words


def test_a_vote_said_aloud_is_told_but_in_a_roll_call_where_all_are():
    names = Names(polls={7: PollTold(7, "La conclusion"), 8: PollTold(8, "La conclusion", is_called=True)})
    assert told("ballot_spoken", names, poll=7, principal="p1", holder="p1") == (
        "Le vote de Mme\u00a0Chloé Arnaud au scrutin n°\u00a07, dit à voix haute, est saisi à sa demande par le secrétariat."
    )
    assert told("ballot_spoken", names, poll=8, principal="p1", holder="p1") == ""


def test_a_vote_said_aloud_for_somebody_else_names_who_said_it():
    """The member of a seat that a substitute holds, or who gave a proxy, is not there to ask for anything."""
    names = Names(polls={7: PollTold(7, "La conclusion")})
    assert told("ballot_spoken", names, poll=7, principal="p1", holder="p2").startswith(
        "Le vote que M.\u00a0Béla Kovacs exprime pour Mme\u00a0Chloé Arnaud au scrutin n°\u00a07, dit à voix haute, est saisi"
    )


def test_an_election_is_held_and_not_put_to_the_vote():
    election = PollTold(9, "L’élection «\u00a0Présidence du comité\u00a0»", is_feminine=True, is_election=True)
    assert put_sentence(election, FRENCH) == "Il est procédé à l’élection «\u00a0Présidence du comité\u00a0»."


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        ({}, ""),
        ({"fallen": ("15",)}, "En conséquence, l’amendement n°\u00a015 tombe."),
        (
            {"satisfied": ("14", "16"), "fallen": ("15",)},
            "En conséquence, l’amendement n°\u00a015 tombe\u202f; les amendements n°\u00a014\u00a0et\u00a016 sont satisfaits.",
        ),
    ],
)
def test_what_a_vote_entails(ended, words):
    assert consequence_sentence(ended, FRENCH) == words


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (ELECTRONIC, ""),
        (ROLL_CALL, "Il est voté au scrutin public, par appel nominal."),
        (SHOW_OF_HANDS, "Il est voté à main levée."),
        (PAPER, "Il est voté au scrutin secret, sur papier."),
    ],
    ids=lambda case: getattr(case, "name", None),
)
def test_how_a_vote_was_held_is_told_once_after_what_was_put(method, words):
    rules, counts = Rules.from_names({**USUAL_RULES, "majority": "absolute_cast"}), Counts(3, 1, 0)
    chamber = Chamber(members=6, present=5)
    verdict = decide_vote(rules, chamber, counts)
    poll = CountedPoll(verdict, rules, chamber, counts, Subject(SubjectKind.AMENDMENT, ("12",)), method=method)
    told = PollTold(14, "L’amendement n°\u00a012 de M.\u00a0Philippe Delmas", counted=poll)
    assert held_sentence(told, FRENCH) == words
    assert list(poll_deed(told, FRENCH).sentences).count(words) == bool(words)


def test_how_a_vote_that_is_cancelled_was_held_is_told_once_it_was_opened():
    put = "L’amendement n°\u00a012 de M.\u00a0Philippe Delmas"
    opened = PollTold(7, put, held=MethodName.SHOW_OF_HANDS, because="Un micro en panne")
    names = Names(polls={7: opened, 8: PollTold(8, put)})
    assert told("poll_cancelled", names, poll=7) == (
        f"{put} est mis aux voix. Il est voté à main levée. Le scrutin n°\u00a07 est annulé. Motif\u00a0: Un micro en panne."
    )
    unopened = "Le scrutin n°\u00a08, annoncé sur l’amendement n°\u00a012 de M.\u00a0Philippe Delmas, est annulé avant de s’ouvrir."
    assert told("poll_cancelled", names, poll=8) == unopened


heads = st.integers(0, 200)


@given(for_=heads, against=heads, abstain=heads, out=heads, present=st.integers(0, 600))
def test_a_vote_is_told_as_it_was_counted(for_, against, abstain, out, present):
    rules = Rules.from_names({**USUAL_RULES, "majority": "absolute_cast"})
    counts, chamber = Counts(for_, against, abstain, not_taking_part=out), Chamber(members=600, present=present)
    verdict = decide_vote(rules, chamber, counts)
    poll = CountedPoll(verdict, rules, chamber, counts, Subject(SubjectKind.AMENDMENT, ("12",)))
    deed = poll_deed(PollTold(14, "L’amendement n°\u00a012 de M.\u00a0Philippe Delmas", counted=poll), FRENCH)
    assert deed.sentences[0] == "L’amendement n°\u00a012 de M.\u00a0Philippe Delmas est mis aux voix."
    decided = {True: "est adopté.", False: "est rejeté.", None: "n’est ni adopté ni rejeté."}[verdict.adopted]
    assert deed.decision == f"L’amendement n°\u00a012 {decided}"
    if verdict.quorum.met is False:
        assert "Le vote est sans effet." in deed.words
        assert "Votants" not in deed.words
        return
    said = {one.split("\u00a0:")[0]: int(NUMBER.findall(one)[-1]) for one in deed.sentences[1:] if "\u00a0: " in one}
    assert said["Votants"] == for_ + against + abstain
    assert (said["Pour"], said["Contre"], said.get("Abstentions", said.get("Abstention"))) == (for_, against, abstain)
    assert said["Suffrages exprimés"] == for_ + against
    if for_ + against:
        assert said["Majorité absolue"] == (for_ + against) // 2 + 1
        assert (verdict.adopted is True) == (for_ >= said["Majorité absolue"])
    else:
        assert "Aucun suffrage n’est exprimé." in deed.words


@given(present=st.integers(0, 131), represented=st.integers(0, 25))
def test_a_check_is_told_as_it_was_recorded(present, represented):
    chamber = Chamber(members=131, present=present, represented=represented)
    found = check_quorum(Rules.from_names({**USUAL_RULES, "majority": "absolute_cast"}).quorum, chamber)
    words = told("quorum_checked", Names(checks={1: (found, chamber)}), check=1)
    assert words.startswith("Le quorum est atteint" if present >= 66 else "Le quorum n’est pas atteint")
    numbers = [int(one) for one in NUMBER.findall(words)]
    assert numbers == ([present, 131, 66] if present else [131, 66])
    of_an_item = told("quorum_checked", Names(checks={1: (found, chamber)}), check=1, item=104, moment="item")
    unopened = "Le point n°\u00a04 n’est pas mis en discussion. "
    assert of_an_item == (words if present >= 66 else unopened + words)


def test_the_sections_in_the_order_of_the_house():
    assert in_order(()) == USUAL
    assert in_order(("course", "opening")) == (SectionKey.COURSE, SectionKey.OPENING)
    assert faults_of(["opening", "presences", "course", "deliberations"]) == ([], [], [])
    unknown, twice, missing = faults_of(["opening", "opening", "songs"])
    assert (unknown, twice, missing) == (["songs"], ["opening"], ["presences", "course", "deliberations"])
    assert MinutesRules.of({}).unusual == {}
    kept = {"sections": ["course"], "siret": "21860194600013"}
    assert MinutesRules.of(kept).unusual == kept


def test_a_council_alone_publishes_its_minutes_within_the_week():
    adopted_on = datetime(2020, 10, 12, tzinfo=UTC).date()
    assert [str(published_before(adopted_on, body)) for body in (Body.COMMUNE, Body.EPCI)] == ["2020-10-19"] * 2
    assert [published_before(adopted_on, body) for body in (Body.ASSOCIATION, Body.PARLIAMENT)] == [None, None]


def test_a_record_without_names_says_no_vote_of_anybody():
    votes = [{"name": "Mme\u00a0Chloé Arnaud", "choice": "for"}]
    record = MinutesRecord(
        sitting=3, title="Procès-verbal", about="", day="2020-10-12", congress="Congrès", organiser="", place="",
        locale="fr", sections=(MinutesSection(SectionKey.NAMED_VOTES, "Votes nominatifs", ()),),
        facts={"polls": [{"number": 1, "votes": votes}]},
    )  # fmt: skip
    kept = record.as_json()
    assert kept["kind"] == KIND
    assert read_record(kept) == record
    assert "Arnaud" not in str(without_names(record).as_json())
