"""The sitting: presence, quorum, polls opened and closed by the chair, votes by all."""

import re
from collections.abc import Callable

from tests.journeys.journey import ABSENT, ADOPTED, CHAIR, OFFICIAL, OPPONENT, SITTING, Journey
from tests.journeys.person import Person

NO_QUORUM = (
    "Le quorum n’est pas atteint\u00a0: 65 membres présents sur 131 en exercice, il en faut au moins 66. "
    "Les pouvoirs ne comptent pas."
)
VERDICT = (
    "Votants\u00a0: 64. Abstentions\u00a0: 7. Suffrages exprimés\u00a0: 57. Majorité absolue\u00a0: 29. Pour\u00a0: 41. "
    "Contre\u00a0: 16."
)
# How the 63 members without a browser vote on the official's amendment; one of them says nothing.
BALLOTS = ["for"] * 40 + ["against"] * 15 + ["abstain"] * 5 + ["not_taking_part"] * 2


def the_quorum_is_refused_at_65_then_met_at_66(journey: Journey) -> None:
    site, crowd, chair, secretary = journey.site, journey.crowd, journey.chair, journey.secretary
    site.at("2020-10-12T13:40")
    give_a_proxy_to_the_official(journey)
    says_she_is_there(journey.official)
    chair.sign_in(CHAIR)
    says_she_is_there(chair)
    actors = {crowd.by_address[address] for address in (OFFICIAL, CHAIR, OPPONENT, ABSENT)}
    others = [member for member in crowd.electors if member not in actors]
    crowd.arrive([crowd.by_address[OPPONENT], *others[:62]])
    site.at("2020-10-12T14:00")
    chair.go(f"{SITTING}/presidence")
    chair.finds_it_accessible()
    chair.press("Ouvrir la séance")
    chair.press("Mettre en discussion")
    chair.sees(NO_QUORUM)
    chair.finds_it_accessible()
    site.later()
    secretary.go(f"{SITTING}/emargement")
    secretary.press_valued("arrive", others[62])
    secretary.sees("66 présents sur 131.")
    site.later()
    chair.go(f"{SITTING}/presidence")
    chair.press("Mettre en discussion")
    chair.is_offered("Ouvrir le scrutin")
    chair.does_not_see(NO_QUORUM)


def give_a_proxy_to_the_official(journey: Journey) -> None:
    """The secretariat keys a proxy received on paper."""
    crowd, secretary = journey.crowd, journey.secretary
    secretary.go(SITTING)
    secretary.select("Pouvoir écrit de", crowd.by_address[ABSENT])
    secretary.select("porté par", crowd.by_address[OFFICIAL])
    secretary.press("Enregistrer ce pouvoir")
    secretary.sees("donne pouvoir à Mme\u00a0Karine Prigent")
    secretary.finds_it_accessible()


def says_she_is_there(person: Person) -> None:
    person.go(SITTING)
    person.press("Je suis en séance, dans la salle")
    person.sees("Vous êtes présente")
    person.finds_it_accessible()


def others_are_adopted(journey: Journey, *numbers: int) -> None:
    """Texts like the one before them, without a browser."""
    for number in numbers:
        journey.polls += 1
        journey.crowd.adopt(number, journey.polls)


def the_chair_goes_on_with(journey: Journey, position: int) -> None:
    """From an item that leaves nothing to vote to the next one, in one press; where a result ended it, in none."""
    chair = journey.chair
    journey.site.later()
    chair.go(f"{SITTING}/presidence")
    if chair.text(".agenda a[aria-current=true] .num") != str(position):
        chair.press(f"Passer au point {position}")
    chair.reads(str(position), ".agenda a[aria-current=true] .num")
    chair.is_not_offered("Mettre en discussion")


def the_chair_opens_a_poll(journey: Journey) -> int:
    """The number of the poll."""
    journey.site.later()
    journey.chair.press("Ouvrir le scrutin")
    journey.chair.is_offered("Clore le scrutin")
    journey.polls += 1
    return journey.polls


def the_chair_closes_and_proclaims(journey: Journey, verdict: str) -> None:
    journey.site.later(30)
    journey.chair.press("Clore le scrutin")
    journey.chair.sees(verdict)
    journey.chair.press("Proclamer et suivre")
    journey.chair.sees(f"Scrutin n°\u00a0{journey.polls} proclamé.")


def the_chair_has_a_text_adopted(journey: Journey, verdict: str) -> None:
    journey.crowd.all_vote(the_chair_opens_a_poll(journey), "for")
    the_chair_closes_and_proclaims(journey, verdict)


def the_amendment_is_voted(journey: Journey, somebody: Callable[..., Person]) -> None:
    """For, against, abstention by people at their screens, one vote changed, the others by HTTP; nothing is counted."""
    chair, official, crowd = journey.chair, journey.official, journey.crowd
    official.go(SITTING)
    opponent = somebody(journey.site)
    opponent.sign_in(OPPONENT)
    chair.unfold("votes sur ce point")
    chair.follow("Amendement n°\u00a01, «\u00a0Quinze mille postes, cinq ans\u00a0»")
    chair.sees("S’il est adopté, l’amendement n°\u00a02 tombera.")
    poll = the_chair_opens_a_poll(journey)
    official.lets_a_pause_go_by()
    official.follow("Voter")  # her page shows it by itself
    the_official_votes_and_changes_her_vote(journey)
    chair.finds_it_accessible()
    chair.follow("Voter maintenant")
    chair.press("Abstention")
    chair.sees("Votre vote «\u00a0Abstention\u00a0» est enregistré")
    opponent.go(f"scrutins/{poll}")
    opponent.press("Contre")
    opponent.sees("Votre vote «\u00a0Contre\u00a0» est enregistré")
    opponent.finds_it_accessible()
    actors = {crowd.by_address[address] for address in (OFFICIAL, CHAIR, OPPONENT, ABSENT)}
    others = [member for member in crowd.electors if member not in actors][: len(BALLOTS)]
    crowd.vote(poll, list(zip(others, BALLOTS, strict=True)))
    nobody_sees_a_count(poll, official, chair, journey.secretary, opponent, somebody(journey.site))


def the_official_votes_and_changes_her_vote(journey: Journey) -> None:
    """And the vote of the member who gave her a proxy is another one."""
    official = journey.official
    official.finds_it_accessible()
    official.press("Contre", official.form_at("form.vote"))
    official.sees("Votre vote «\u00a0Contre\u00a0» est enregistré")
    journey.site.later()
    official.press("Pour", official.form_at("form.vote"))
    official.sees("Votre vote «\u00a0Pour\u00a0» est enregistré")
    official.go("")
    official.sees("Vous portez le pouvoir de M.\u00a0Stéphane Lebrun\u00a0: ce vote-là reste à exprimer.")
    official.follow("Voter")
    official.press(re.compile(r"^Abstention ?, au nom de M\..Stéphane Lebrun"), official.form_at("form.vote", 1))
    official.sees("Le vote «\u00a0Abstention\u00a0» au nom de M.\u00a0Stéphane Lebrun est enregistré")
    official.finds_it_accessible()


def nobody_sees_a_count(poll: int, *people: Person) -> None:
    """All the votes are in: no page that these people may read says 41 for, 16 against or 7 abstentions."""
    before = r"\b(?:41|16|7)\s*(?:voix|pour|contre|abstentions)\b"
    count = re.compile(before + r"|\b(?:[Pp]our|[Cc]ontre|[Aa]bstentions?)[\s:]{0,6}(?:41|16|7)\b")
    read = 0
    for person in people:
        for rest in (f"scrutins/{poll}", SITTING, f"{SITTING}/presidence", f"{SITTING}/ecran", "", "amendements/1"):
            is_shown, page = person.answer(rest)
            shown = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
            assert not count.search(shown), f"{rest}: {count.search(shown)}"
            read += is_shown
    assert read >= 4 * len(people)


def its_adoption_is_proclaimed_and_another_falls(journey: Journey) -> None:
    site, chair, official, poll = journey.site, journey.chair, journey.official, journey.polls
    site.later(30)
    chair.go(f"{SITTING}/presidence")
    chair.sees("66 votes reçus sur 67")
    chair.press("Clore le scrutin")
    chair.sees(VERDICT)
    chair.sees("L’amendement n°\u00a01 est adopté.")
    chair.finds_ticked(re.compile("^Amendement n°\u00a02"))
    chair.finds_it_accessible()
    nobody_sees_a_count(poll, official)
    chair.press("Proclamer et suivre")
    chair.sees(f"Scrutin n°\u00a0{poll} proclamé.")
    official.soon_sees(VERDICT)
    official.sees("L’amendement n°\u00a01 est adopté.")
    official.finds_it_accessible()
    official.go("propositions/5")
    official.sees("Version 2")
    official.sees(ADOPTED)
    official.go("amendements/2")
    official.sees("Tombé", where=".under-title")
    official.go("amendements/3")
    official.finds_it_accessible()


def the_rest_is_voted(journey: Journey) -> None:
    """The last amendment is rejected; every proposal is adopted, then the whole motion, on which the official votes."""
    chair, crowd, site, official = journey.chair, journey.crowd, journey.site, journey.official
    crowd.all_vote(the_chair_opens_a_poll(journey), "against")
    the_chair_closes_and_proclaims(journey, "L’amendement n°\u00a03 est rejeté.")
    the_chair_has_a_text_adopted(journey, "La proposition n°\u00a05 est adoptée.")
    others_are_adopted(journey, 6, 7)
    the_chair_goes_on_with(journey, 8)
    the_chair_has_a_text_adopted(journey, "La proposition n°\u00a08 est adoptée.")
    the_chair_goes_on_with(journey, 9)
    poll = the_chair_opens_a_poll(journey)
    official.go("")
    official.follow("Voter")
    official.press("Pour", official.form_at("form.vote"))
    official.sees("Votre vote «\u00a0Pour\u00a0» est enregistré")
    crowd.all_vote(poll, "for", but={crowd.by_address[OFFICIAL]})
    the_chair_closes_and_proclaims(journey, "L’ensemble de la motion est adopté.")
    site.at("2020-10-12T15:55")
    chair.press("Clore ce point")
    chair.unfold("Clore la séance…")
    chair.press("Clore la séance, tout le monde part")
    chair.sees("La séance est close.")
    chair.finds_it_accessible()
