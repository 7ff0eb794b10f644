"""Before the sitting: the secretariat imports the congress; the official says what she thinks, and amends."""

import re

from tests.journeys.crowd import Crowd
from tests.journeys.journey import (
    ADOPTED,
    ASKED,
    MEMBERS,
    OFFICIAL,
    OPPONENT,
    RIVAL,
    SECRETARY,
    YEARS_ADOPTED,
    YEARS_ASKED,
    Journey,
)


def the_secretariat_starts_from_an_empty_site(journey: Journey) -> None:
    site, secretary = journey.site, journey.secretary
    secretary.visit(site.live.url)
    secretary.sees("Aucun congrès")
    secretary.finds_it_accessible()
    site.command("congress", "import", journey.folder, "--dry-run")
    assert site.command("congress", "list").output.strip() == "Aucun congrès sur ce site."
    site.command("congress", "import", journey.folder)
    secretary.sign_in(SECRETARY)
    secretary.sees("M.\u00a0Sven Keller", where="header.masthead")
    secretary.sees("Pour une médiation numérique financée dans la durée")
    secretary.finds_it_accessible()
    secretary.go("membres")
    secretary.sees(str(MEMBERS))
    secretary.finds_it_accessible()
    journey.crowd = Crowd.of(site)
    assert len(journey.crowd.electors) == MEMBERS


def the_official_gives_eight_points_of_view(journey: Journey) -> None:
    official = journey.official
    official.sign_in(OFFICIAL)
    official.finds_it_accessible()
    official.go("points-de-vue")
    official.sees("Vos points de vue\u00a0: 0 sur 8")
    for number in range(1, 9):
        form = official.form(f"Votre point de vue sur la proposition n°\u00a0{number}")
        official.check("Défavorable" if number == 2 else "Favorable", form)
        official.press(f"Enregistrer mon point de vue : proposition n°\u00a0{number}", form)
        official.is_at(f"points-de-vue#proposition-{number}")
        official.sees(f"Vos points de vue\u00a0: {number} sur 8")
    official.finds_it_accessible()


def she_amends_the_fifth_proposal(journey: Journey) -> None:
    """Her text, with its differences; refused without reasons, everything kept; then a receipt, by mail too."""
    official = journey.official
    official.go("propositions/5")
    official.sees("Non encore examinée")
    official.finds_it_accessible()
    official.follow("Amender le texte")
    third = re.compile("Votre rédaction.*alinéa 3")
    before = official.written(third)
    proposed = before.replace(ASKED, ADOPTED).replace(YEARS_ASKED, YEARS_ADOPTED)
    assert proposed.count("quinze") == proposed.count("cinq") == 1
    official.write(third, proposed)
    official.fill("En quelques mots", "Quinze mille postes, cinq ans")
    official.press("Voir les différences")
    for place, (added, removed) in enumerate([("quinze", "dix"), ("cinq", "trois")]):
        official.sees(added, "#apercu ins", place)
        official.sees(removed, "#apercu del", place)
    official.finds_it_accessible()
    official.press("Déposer l’amendement")
    official.sees("L’amendement n’est pas déposé. Votre texte est gardé.")
    assert official.written(third) == proposed
    official.finds_written("En quelques mots", "Quinze mille postes, cinq ans")
    official.finds_it_accessible()
    official.fill("Exposé sommaire", "Dix mille postes ne suffisent pas au besoin.")
    official.press("Déposer l’amendement")
    official.reads("Quinze mille postes, cinq ans")
    official.finds_it_accessible()
    receipt = official.text(".under-title .code")
    mail = journey.site.mail_for(OFFICIAL)
    assert receipt in mail["Subject"]
    assert ADOPTED in mail.get_content()


def the_secretariat_publishes(journey: Journey) -> None:
    """The official's amendment, one that says something else of the same words, and one elsewhere in the text."""
    crowd, secretary, site = journey.crowd, journey.secretary, journey.site
    site.later()
    crowd.amend(RIVAL, 5, ("dix mille", "douze mille"), "Douze mille postes")
    site.later()
    crowd.amend(OPPONENT, 5, ("reste souvent", "reste toujours"), "« Souvent » devient « toujours »")
    site.at("2020-10-09T09:00")
    secretary.go("amendements/depots")
    secretary.sees("3 amendements attendent leur numéro.")
    secretary.finds_it_accessible()
    for number in (1, 2, 3):
        secretary.press(re.compile("^Publier "))
        secretary.sees(f"Amendement publié sous le n°\u00a0{number}.", where="body")
    site.mail_for(OFFICIAL)
    secretary.go("amendements/1")
    secretary.sees("Un amendement tombera.")
    secretary.finds_it_accessible()
