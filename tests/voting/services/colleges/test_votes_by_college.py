"""A vote counted by colleges, through the services: what is frozen, decided, told, refused; where votes weigh too."""

from dataclasses import replace
from gettext import NullTranslations

import pytest
from sqlalchemy import select

from congress.chamber_models import QuorumCheck
from congress.models import WEIGHT_SCALE, Congress, Member
from congress.rules.colleges.settings import CollegeSettings
from congress.rules.presets.house_rules import PRESETS, HouseRules
from congress.rules.rule_names import CollegeRule, PresetName
from congress.services.lawful.changing import save_rules
from congress.services.presence_services import leave
from congress.services.proxy_services import give_proxy
from core.database import session
from core.errors import Invalid, RuleBroken
from tests.support.colleges import COLLEGES, settle
from tests.support.plenary import Plenary
from voting.models import Outcome, Poll, RightToVote
from voting.pages.rules.poll_rules import foreseen_of_poll
from voting.queries.asking.subject_words import named_subject
from voting.queries.counted_polls import counted_poll
from voting.queries.quorum_readings import chamber_of, check_of
from voting.queries.subjects import SubjectKeys, subject_of
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.rules.quorum_sentences import quorum_recall
from voting.rules.verdict_sentences import verdict_sentence
from voting.services import tallying
from voting.services.discussion_services import open_sitting_in_number, put_in_discussion
from voting.services.poll_services import announce_poll, open_poll
from voting.services.quorum_services import check_sentence

T = NullTranslations()


@pytest.fixture
def plenary(cast) -> Plenary:
    return Plenary.of(cast)


def told(plenary, poll_id):
    """What is proclaimed of a poll, in French."""

    def read():
        poll, outcome = session().get_one(Poll, poll_id), session().get_one(Outcome, poll_id)
        return verdict_sentence(counted_poll(poll, outcome, named_subject(subject_of(poll))), T)

    return plenary.cast.read(read).replace("\u00a0", " ")


def outcome_of(plenary, poll_id):
    return plenary.cast.read(lambda: session().get_one(Outcome, poll_id))


def recounted(plenary, poll_id):
    """Counted and decided anew from the ballots: what the outcome would be."""

    def again():
        poll = session().get_one(Poll, poll_id)
        counted = tallying.count(poll)
        return counted.by_college, tallying.decide(poll, counted)

    return plenary.cast.read(again)


def opened(plenary, **settings):
    """A poll open on the first proposal, under these rules."""
    settle(plenary, **settings)
    plenary.open()
    plenary.discuss()
    return plenary.poll()


def test_each_college_has_its_own_majority_and_the_sentence_says_which_is_missing(plenary):
    poll_id = opened(plenary)
    frozen = plenary.row_of_poll(poll_id)
    assert frozen.rules["college_rule"] == "each"
    assert {name: one["members"] for name, one in frozen.colleges.items()} == {"Élus": 4, "Usagers": 5}
    of = select(RightToVote.college).where(RightToVote.poll_id == poll_id)
    hana = of.where(RightToVote.principal_id == plenary.cast.ids["hana"])
    assert plenary.cast.read(lambda: session().scalar(hana)) == "Usagers"
    plenary.vote(poll_id, "for", "ada", "bela", "dora", "chloe", "emile", "fatou")
    plenary.vote(poll_id, "against", "gaspard", "hana", "iris")
    plenary.proclaim(poll_id)
    locked = outcome_of(plenary, poll_id)
    assert (locked.is_adopted, locked.reason) == (False, "college_not_majority")  # 6 for, 3 against
    assert locked.by_college["Usagers"]["against"] == {"heads": 3, "weight": 3_000_000}
    assert recounted(plenary, poll_id)[0] == locked.by_college
    assert told(plenary, poll_id) == (
        "Votants : 9. Suffrages exprimés : 9. Collège « Élus » : 4 pour, 0 contre, il en fallait 3. "
        "Collège « Usagers » : 2 pour, 3 contre, il en fallait 3. La majorité n’est pas réunie dans le collège "
        "« Usagers ». La proposition n° 1 est rejetée."
    )


def test_shares_make_one_decision_where_votes_weigh(plenary):
    poll_id = opened(
        plenary, rule=CollegeRule.SHARE, shares={"Élus": "0.6", "Usagers": "0.4"}, weights={"ada": 9, "emile": 2}
    )
    plenary.vote(poll_id, "for", "ada", "emile", "fatou")
    plenary.vote(poll_id, "against", "bela", "dora", "chloe", "gaspard", "hana", "iris")
    plenary.proclaim(poll_id)
    assert outcome_of(plenary, poll_id).is_adopted  # 0,6 × 9 ÷ 12 + 0,4 × 3 ÷ 6: three voters of nine
    assert told(plenary, poll_id) == (
        "Votants : 9, qui portent 18 voix. Suffrages exprimés : 18 voix (9 votants). "
        "Collège « Élus » (part 0,6) : 9 voix pour (1 votant), 3 voix contre (3 votants), soit 0,45. "
        "Collège « Usagers » (part 0,4) : 3 voix pour (2 votants), 3 voix contre (3 votants), soit 0,2. "
        "Part pondérée des voix pour : 0,65. La proposition n° 1 est adoptée."
    )
    assert recounted(plenary, poll_id)[1].adopted


@pytest.mark.one_database
def test_a_majority_of_all_may_be_asked_besides(plenary):
    rules = plenary.cast.read(lambda: HouseRules.of(session().get_one(Congress, plenary.cast.congress_id)))
    plenary.do(save_rules, plenary.cast.congress_id, replace(rules, majority=("2/3_cast",)), by="sven")
    poll_id = opened(plenary, rule=CollegeRule.EACH_AND_MAJORITY)
    plenary.vote(poll_id, "for", "ada", "bela", "emile", "fatou", "hana")  # 2 of 3, 3 of 5: 5 of 8
    plenary.vote(poll_id, "against", "dora", "gaspard", "iris")
    plenary.vote(poll_id, "abstain", "chloe")
    plenary.proclaim(poll_id)
    assert outcome_of(plenary, poll_id).reason == "not_majority"
    said = told(plenary, poll_id)
    assert "Majorité des deux tiers des suffrages exprimés : 6. Pour : 5. Contre : 3." in said
    assert "Collège « Élus » : 2 pour, 1 contre, 1 abstention, il en fallait 2." in said
    assert "La majorité requise de tous n’est pas réunie." in said


@pytest.mark.one_database
def test_a_college_without_anybody_there_carries_nothing_and_it_is_said_before(plenary):
    settle(plenary)
    plenary.open("ada", "bela", "dora", "chloe", "emile")
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["emile"], by="emile")
    rules = plenary.cast.read(lambda: HouseRules.of(session().get_one(Congress, plenary.cast.congress_id)))
    assert rules.quorum == "majority_members"
    plenary.arrive("emile")
    plenary.discuss()
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["emile"], by="emile")
    poll_id = plenary.announce()
    foreseen = plenary.cast.read(lambda: foreseen_of_poll(session().get_one(Poll, poll_id)))
    assert foreseen == "Personne du collège «\u00a0Usagers\u00a0» ne peut voter\u00a0: rien ne peut être adopté."
    plenary.do(open_poll, poll_id)
    plenary.vote(poll_id, "for", "ada", "bela", "dora", "chloe")
    plenary.proclaim(poll_id)
    assert outcome_of(plenary, poll_id).is_adopted is False
    assert "Collège « Usagers » : aucun suffrage exprimé." in told(plenary, poll_id)


@pytest.mark.one_database
def test_the_quorum_may_be_asked_of_each_college(plenary):
    settle(plenary, quorum_in_each=True)
    plenary.open("ada", "bela", "dora", "chloe", "emile", "fatou")
    check = plenary.do(put_in_discussion, plenary.item())
    assert not check.is_met  # six of nine, and two of five
    said = plenary.cast.read(lambda: check_sentence(session().get_one(QuorumCheck, check.id)))
    assert "Dans le collège «\u00a0Usagers\u00a0»\u00a0: 2 sur 5, il en faut 3." in said
    plenary.arrive("gaspard")
    check = plenary.do(put_in_discussion, plenary.item())
    assert check.is_met
    assert check.by_college["Usagers"] == {"members": 5, "here": 3, "needed": 3, "met": True}
    said = plenary.cast.read(lambda: check_sentence(session().get_one(QuorumCheck, check.id)))
    assert "Il l’est dans chaque collège." in said
    kept = plenary.cast.read(lambda: session().get_one(QuorumCheck, check.id))
    recalled = plenary.cast.read(lambda: quorum_recall(check_of(kept), chamber_of(kept), T))
    assert "il en fallait au moins 5. Il l’était dans chaque collège." in recalled


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("rule", "shares", "colleges", "words"),
    [
        (CollegeRule.EACH, {}, {**COLLEGES, "hana": ""}, "Mme Hana Noël n’en a pas"),
        (CollegeRule.EACH, {}, {}, "et 6 autres n’en ont pas"),
        (CollegeRule.SHARE, {"Élus": "1"}, COLLEGES, "pas de part au collège « Usagers »"),
        (CollegeRule.SHARE, {"Élus": "0.5", "Usagers": "0.25", "État": "0.25"}, COLLEGES, "collège « État », qui n’a"),
    ],
)
def test_what_no_college_counts_keeps_the_sitting_shut_and_is_named(plenary, rule, shares, colleges, words):
    settle(plenary, rule, shares=shares, colleges=colleges)
    with pytest.raises(RuleBroken) as refused:
        plenary.do(open_sitting_in_number, plenary.sitting_id)
    assert words in refused.value.sentence.replace("\u00a0", " ")


@pytest.mark.one_database
def test_hands_say_no_college_and_an_option_has_none(plenary):
    settle(plenary)
    plenary.open()
    item = plenary.discuss()
    with pytest.raises(RuleBroken, match="au nom de chacun"):
        plenary.do(announce_poll, item, SubjectKeys(part_id=plenary.part()), method=SHOW_OF_HANDS)


@pytest.mark.one_database
def test_a_proxy_stays_in_its_college_where_the_rule_says_so(plenary):
    settle(plenary, proxies_within=True)
    plenary.open("ada", "bela", "dora", "chloe", "emile", "fatou", "gaspard")
    ids = plenary.cast.ids
    with pytest.raises(RuleBroken, match="Ada Martin n’est pas de celui de Mme"):
        plenary.do(give_proxy, plenary.sitting_id, ids["hana"], ids["ada"], by="hana")
    plenary.do(give_proxy, plenary.sitting_id, ids["hana"], ids["emile"], by="hana")
    plenary.discuss()
    poll_id = plenary.poll()
    assert plenary.row_of_poll(poll_id).colleges["Usagers"]["represented"] == 1


@pytest.mark.one_database
def test_a_proxy_counts_in_the_college_of_whoever_gave_it(plenary):
    settle(plenary)
    plenary.open("ada", "bela", "dora", "chloe", "emile", "fatou", "gaspard")
    ids = plenary.cast.ids
    plenary.do(give_proxy, plenary.sitting_id, ids["hana"], ids["ada"], by="hana")
    plenary.discuss()
    poll_id = plenary.poll()
    assert plenary.row_of_poll(poll_id).colleges["Usagers"]["represented"] == 1
    assert plenary.row_of_poll(poll_id).colleges["Élus"]["represented"] == 0


@pytest.mark.one_database
def test_a_council_has_neither_colleges_nor_weights(plenary):
    cast = plenary.cast
    for body, article in ((PresetName.MUNICIPAL_COUNCIL, "L2121-20"), (PresetName.EPCI, "L2121-20"),
                          (PresetName.NATIONAL_ASSEMBLY, "Constitution, art.\u00a027")):  # fmt: skip
        with pytest.raises(Invalid, match=article):
            plenary.do(
                save_rules, cast.congress_id, PRESETS[body], colleges=CollegeSettings(CollegeRule.EACH), by="sven"
            )
    plenary.do(save_rules, cast.congress_id, PRESETS[PresetName.MUNICIPAL_COUNCIL], by="sven")
    cast.run(lambda: setattr(session().get_one(Member, cast.ids["hana"]), "weight", 2 * WEIGHT_SCALE))
    with pytest.raises(RuleBroken, match=r"L2121-20\). La liste des membres donne un autre poids à Mme"):
        plenary.do(open_sitting_in_number, plenary.sitting_id)


@pytest.mark.one_database
def test_rules_saved_without_a_word_of_colleges_keep_them(plenary):
    settle(plenary)
    cast = plenary.cast
    rules = cast.read(lambda: HouseRules.of(session().get_one(Congress, cast.congress_id)))
    plenary.do(save_rules, cast.congress_id, replace(rules, convening_days=7), by="sven")
    assert cast.read(lambda: session().get_one(Congress, cast.congress_id).college_rule) is CollegeRule.EACH
