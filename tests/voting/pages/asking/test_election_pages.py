"""An election, a choice of options and an order of them as the chair, the voters, the hall and programs see them."""

import re

import pytest
from sqlalchemy import func, select

from congress.models import WEIGHT_SCALE, Congress, Member
from congress.rules.rule_names import OptionRule
from core.database import session
from tests.support.plenary import Plenary
from tests.support.plenary import words as exact_words
from voting.models import Ballot, Outcome, Poll

pytestmark = pytest.mark.one_database
CONSOLE = "seances/2/presidence"
ELECTION = {
    "objet": "election",
    "poste": "Élection de la vice-présidence",
    "candidatures": "Mme Ada Durand\nM. Béla Roux",
}
CITIES = {"objet": "options", "choix": "Où se tient le prochain congrès ?", "options": "Lyon\nBrest\n\nNice"}


def words(page) -> str:
    """The words of a page, with ordinary spaces."""
    return exact_words(page).replace("\u00a0", " ").replace("\u202f", " ")


TAG = re.compile(r'class="tag[^>]*>(?:<svg.*?</svg>)?([^<]+)')


def tags(plenary: Plenary, number: int) -> set[str]:
    """What the tag of a poll says, on its own page, in the order of votes and on the page of its sitting."""
    own = TAG.findall(plenary.get("ada", f"scrutins/{number}").text)[:1]
    lists = [plenary.get("ada", page).text for page in ("scrutins", "seances/2")]
    return {*own, *(TAG.findall(text.split(f'/scrutins/{number}"')[1])[0] for text in lists)}


@pytest.fixture
def plenary(discussing):
    return discussing


def put(plenary: Plenary, **fields: str):
    return plenary.press("chloe", "points/1/scrutins", **fields)


def send(plenary: Plenary, name: str, number: int = 1, **fields: str):
    """What a browser gets that sends a ballot with its own form."""
    poll = plenary.cast.read(lambda: session().scalar(select(Poll.id).where(Poll.number == number)))
    form = {"right": plenary.rights(poll, name)[0], "seen": plenary.seen(poll), **fields}
    return plenary.post(name, f"scrutins/{number}/votes", **form)


def proclaim(plenary: Plenary, number: int, **more: str):
    plenary.press("chloe", f"scrutins/{number}", geste="clore", sans_attendre="oui")
    return plenary.press("chloe", f"scrutins/{number}", geste="proclamer", montre=str(number), **more)


def test_enter_in_a_field_puts_nothing_to_the_vote(plenary):
    read = plenary.get("chloe", CONSOLE).text
    for form in ("question-libre", "choix-options", "election"):
        own = read[read.index(f'id="{form}"') :].split("</form>")[0]
        assert "disabled hidden" in re.findall(r"<button[^>]*>", own)[0], form


def test_an_election_is_held_in_rounds_from_the_console_to_the_eldest(plenary):
    assert "L’élection d’une personne" in words(plenary.get("chloe", CONSOLE))
    refused = put(plenary, **ELECTION, methode="electronic")
    assert refused.status_code == 409 and "Une élection est secrète" in words(refused)
    assert "M. Béla Roux</textarea>" in refused.text, "what was typed is given back"
    assert put(plenary, **ELECTION, renonce="oui", methode="electronic").status_code == 303

    voter = plenary.get("ada", "scrutins/1")
    assert "Mme Ada Durand" in words(voter) and 'value="o2"' in voter.text and 'value="for"' not in voter.text
    assert "Règle de ce scrutin : plus de la moitié des suffrages exprimés ; quorum" in words(voter)
    assert "Élection, premier tour" in words(voter)
    now = "Un scrutin est ouvert. Élection, premier tour – Élection de la vice-présidence"
    assert now in words(plenary.get("ada", "seances/2"))
    held = words(plenary.get("ada", "scrutins"))
    assert "Élection, premier tour – Élection de la vice-présidence" in held and "Mme Ada Durand :" not in held
    assert send(plenary, "ada", choice="o1").status_code == 303
    assert "Votre vote « Mme Ada Durand » est enregistré" in words(plenary.get("ada", "scrutins/1"))
    assert send(plenary, "bela", choice="for").status_code == 422
    send(plenary, "bela", choice="o2")
    hall = words(plenary.get("ada", "seances/2/ecran"))
    assert "Élection de la vice-présidence" in hall and "M. Béla Roux : 1" not in hall
    assert proclaim(plenary, 1).status_code == 303
    nobody = words(plenary.get("chloe", "scrutins/1"))
    assert "Personne n’est élu au premier tour" in nobody and "il n’y a rien à corriger." in nobody
    assert "le texte reste à voter" not in nobody, "no text is put to the vote"

    assert tags(plenary, 1) == {"Sans élu"}

    console = words(plenary.get("chloe", CONSOLE))
    assert "Élection : deuxième tour, à la majorité absolue" in console
    assert "À lire à voix haute" not in console, "the bar opens the round, not the vote on the text"
    for number in (2, 3):
        assert put(plenary, objet="tour", scrutin=str(number - 1), candidatures=ELECTION["candidatures"], renonce="oui",
                   methode="electronic").status_code == 303  # fmt: skip
        send(plenary, "ada", number, choice="o1")
        send(plenary, "bela", number, choice="o2")
        told = {2: "Élection, deuxième tour", 3: "Élection, troisième tour"}[number]
        assert told in words(plenary.get("dora", f"scrutins/{number}"))
        if number == 2:
            send(plenary, "dora", 2, choice="abstain")
            proclaim(plenary, 2)
    plenary.press("chloe", "scrutins/3", geste="clore", sans_attendre="oui")
    console = plenary.get("chloe", CONSOLE)
    assert "qui est la personne la plus âgée" in words(console) and 'name="aine"' in console.text
    unsaid = plenary.press("chloe", "scrutins/3", geste="proclamer", montre="3")
    assert unsaid.status_code == 422 and "la plus âgée" in words(unsaid)
    assert plenary.press("chloe", "scrutins/3", geste="proclamer", montre="3", aine="o2").status_code == 303

    result = plenary.get("ada", "scrutins/3")
    assert "le plus de voix ; à égalité, la personne la plus âgée" in words(result)
    assert "M. Béla Roux est élu au troisième tour, à égalité de voix, au bénéfice de l’âge." in words(result)
    assert tags(plenary, 3) == {"Élu"}
    for page in ("scrutins", "seances/2"):  # each round a line of its own, with its numbers
        held = words(plenary.get("ada", page))
        for told in (
            "Élection, premier tour – Élection de la vice-présidence Mme Ada Durand : 1 et M. Béla Roux : 1",
            "Élection, deuxième tour – Élection de la vice-présidence Mme Ada Durand : 1 et M. Béla Roux : 1",
            "Élection, troisième tour – Élection de la vice-présidence Mme Ada Durand : 1 et M. Béla Roux : 1",
        ):
            assert held.count(told) == 1, (page, told)
    assert TAG.findall(plenary.get("ada", "seances/2/deliberations").text) == ["Élu"]
    assert "M. Béla Roux 1" in words(plenary.get("ada", "seances/2/deliberations"))
    line = plenary.get("ada", "seances/2/deliberations.csv").text.splitlines()[1]
    assert ";Élection de la vice-présidence;élu;3;9;2;;;0;;" in line  # two voted; nobody for, nor against
    for told in ("Premier tour (scrutin n° 1) : votants : 2.", "Deuxième tour (scrutin n° 2) : votants : 3.",
                 "Troisième tour (scrutin n° 3) : votants : 2."):  # fmt: skip
        assert line.replace("\u00a0", " ").count(told) == 1, told
    listed = words(plenary.get("ada", "seances/2/deliberations"))
    assert "Premier tour, scrutin n° 1 : Mme Ada Durand 1, M. Béla Roux 1" in listed
    assert "Deuxième tour, scrutin n° 2 : Mme Ada Durand 1, M. Béla Roux 1" in listed
    minutes = words(plenary.get("ada", "seances/2/proces-verbal"))
    assert "Il est procédé à l’élection « Élection de la vice-présidence », deuxième tour." in minutes
    assert ". Élection de la vice-présidence. M. Béla Roux est élu" in minutes
    recorded = plenary.get("ada", "seances/2/proces-verbal.json").get_json(force=True)["facts"]["polls"][2]
    assert recorded["options"] == {"o1": "Mme\u00a0Ada Durand", "o2": "M.\u00a0Béla Roux"}
    named = words(plenary.get("ada", "seances/2/proces-verbal.md")).split("deuxième tour")[-1]
    groups = ["Mme Ada Durand (1)", "M. Béla Roux (1)", "Abstention (1)", "N’ont rien exprimé ("]
    assert sorted(groups, key=named.index) == groups
    assert 'class="bars"' in result.text and "Mme\u00a0Ada Durand\u00a0: 1" in result.text
    told = plenary.cast.browse(None).get("/api/v1/essai/polls/3").get_json()
    assert told["options"] == {"o1": "Mme\u00a0Ada Durand", "o2": "M.\u00a0Béla Roux"}
    assert (told["outcome"]["chosen"], told["outcome"]["reason"]) == (["o2"], "eldest")
    files = [plenary.get("ada", f"scrutins/{number}.popolo.json").get_json(force=True) for number in (2, 3)]
    assert [file.get("chosen") for file in files] == [None, ["M.\u00a0Béla Roux"]], "not told by its counts, a tie"
    assert plenary.get("ada", "seances/2/ecran").status_code == 200
    assert (
        "Élection"
        not in words(plenary.get("chloe", CONSOLE)).split("Mettre aux voix autre chose")[0].split("proclamé")[-1]
    )


def test_options_are_large_buttons_and_the_named_list_tells_them(plenary):
    assert put(plenary, **CITIES, methode="electronic").status_code == 303
    assert plenary.get("ada", "scrutins/1").text.count('class="vote-button"') == 4
    assert "Lyon · Brest · Nice" in words(plenary.get("ada", "seances/2/ecran"))  # the room reads what it chooses from
    send(plenary, "ada", choice="o1")
    send(plenary, "bela", choice="o1")
    send(plenary, "dora", choice="o3")
    assert proclaim(plenary, 1).status_code == 303
    result = plenary.get("ada", "scrutins/1")
    assert "L’option « Lyon » est choisie." in words(result)
    assert tags(plenary, 1) == {"Option choisie"}
    assert plenary.cast.read(lambda: session().scalar(select(Outcome.chosen))) == "o1"
    for page in ("scrutins", "seances/2", "seances/2/ecran", "scrutins/1/noms", "scrutins/1.popolo.json", ""):
        assert plenary.get("ada", page).status_code == 200, page
    assert plenary.get("sven", "scrutins/1.csv").status_code == 200
    assert plenary.get("sven", f"membres/{plenary.cast.ids['ada']}/votes").status_code == 200
    assert plenary.get("sven", f"membres/{plenary.cast.ids['ada']}/votes.csv").status_code == 200
    assert plenary.get("sven", "seances/2/deliberations").status_code == 200
    minutes = words(plenary.get("sven", "seances/2/proces-verbal"))
    assert "L’option « Lyon » est choisie." in minutes and "Où se tient le prochain congrès ?" in minutes


def test_an_order_is_given_by_ranks_and_what_is_refused_is_given_back(plenary):
    plenary.cast.run(lambda: setattr(session().scalars(select(Congress)).first(), "option_rule", "schulze"))
    assert "par la méthode Schulze" in words(plenary.get("chloe", CONSOLE))
    assert put(plenary, **CITIES, methode="electronic").status_code == 303
    voter = plenary.get("ada", "scrutins/1")
    assert 'name="rang-o3"' in voter.text and "Voter dans cet ordre" in words(voter)
    assert '<div data-choice="">' in voter.text and "l’ordre que vous avez donné." in voter.text
    twice = send(plenary, "ada", **{"rang-o1": "1", "rang-o2": "1", "rang-o3": "2"})
    assert twice.status_code == 422 and "Deux options ont le rang 1" in words(twice)
    assert twice.text.count('value="1" selected') == 2 and 'value="2" selected' in twice.text
    for bad in ({"rang-o1": ""}, {"rang-o1": "x"}, {"rang-o9": "1"}, {"choice": "o1>o1"}, {"choice": ">"}):
        assert send(plenary, "ada", **bad).status_code == 422, bad
    assert send(plenary, "ada", **{"rang-o1": "2", "rang-o3": "1", "rang-o2": ""}).status_code == 303
    voted = plenary.get("ada", "scrutins/1")
    assert "Votre vote « 1. Nice, 2. Lyon » est enregistré" in words(voted)
    ranks = [re.findall(r'value="(\d)" selected', one) for one in voted.text.split('name="rang-')[1:]]
    assert ranks == [["2"], [], ["1"]], "whoever changes an order begins from the one recorded"
    send(plenary, "bela", choice="abstain")
    assert plenary.cast.read(lambda: session().scalar(select(func.count(Ballot.id)))) == 2
    assert proclaim(plenary, 1).status_code == 303
    result = words(plenary.get("ada", "scrutins/1"))
    assert "L’option « Nice » est choisie." in result and "1. Nice, 2. Lyon" in result
    counted = "Lyon avant Brest : 1 contre 0. Lyon avant Nice : 0 contre 1. Brest avant Nice : 0 contre 1."
    assert counted in result.replace("\u00a0", " ")
    for page in ("proces-verbal", "proces-verbal.md", "deliberations"):
        assert f"{counted} 1 abstention" in words(plenary.get("sven", f"seances/2/{page}")), page


def test_papers_are_counted_by_name_and_a_roll_call_says_names(plenary):
    from congress.chamber_models import Office
    from congress.services.sitting_services import give_office

    plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["dora"], Office.TELLER, by="sven")
    assert put(plenary, **ELECTION, methode="paper").status_code == 303
    teller = plenary.get("dora", "scrutins/1")
    assert 'name="bulletins-o2"' in teller.text and "Mme Ada Durand" in words(teller)
    for name in ("dora", "sven"):
        papers = {"bulletins-o1": "2", "bulletins-o2": "1", "bulletins-blank": "1", "bulletins-null": "0"}
        assert plenary.post(name, "scrutins/1/depouillement", **papers).status_code == 303
    assert proclaim(plenary, 1).status_code == 303
    assert "Mme Ada Durand est élue au premier tour" in words(plenary.get("ada", "scrutins/1"))
    assert tags(plenary, 1) == {"Élue"}
    assert put(plenary, **CITIES, methode="roll_call").status_code == 303
    assert "Brest" in words(plenary.get("sven", "scrutins/2"))
    assert "Brest" in words(plenary.get("sven", "scrutins/2/feuille"))


def test_an_election_whose_votes_weigh_is_listed_by_names_and_not_for_nor_against(plenary):
    plenary.cast.run(lambda: setattr(session().get_one(Member, plenary.cast.ids["ada"]), "weight", 3 * WEIGHT_SCALE))
    assert put(plenary, **ELECTION, renonce="oui", methode="electronic").status_code == 303
    send(plenary, "ada", choice="o1")
    send(plenary, "bela", choice="o2")
    assert proclaim(plenary, 1).status_code == 303
    listed = words(plenary.get("ada", "seances/2/deliberations"))
    assert "Mme Ada Durand 3 voix, M. Béla Roux 1 voix" in listed
    assert " pour" not in listed.split("Vote")[-1] and "contre" not in listed.split("Vote")[-1]


def test_the_next_round_comes_before_the_text_and_is_what_the_bar_opens(plenary):
    put(plenary, **ELECTION, renonce="oui", methode="roll_call")
    proclaim(plenary, 1)
    page = plenary.get("chloe", CONSOLE).text
    item, bar = page.split('id="action"')
    assert item.index('id="tour-suivant"') < item.index('id="etape"') < item.index("Mettre aux voix autre chose")
    assert 'form="election-suite"' in bar and 'id="election-suite"' in item
    first = re.search(r'<button class="btn primary big"[^>]*>[^<]*', bar).group()
    assert "Ouvrir le deuxième tour" in first and 'value="roll_call"' in first, "by the method of the round before"
    assert bar.index("Ouvrir le deuxième tour") < bar.index('id="annoncer"')
    assert "Voter d’abord\u00a0: proposition n°\u00a01" in bar and "Ouvrir le scrutin" not in bar
    form = item.split('id="election-suite"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)"\s+value="([^"]*)"', form))
    typed = re.search(r"<textarea id=\"suite-candidatures\"[^>]*>([^<]*)", item).group(1)
    assert plenary.post("chloe", "seances/2/presidence/points/1/scrutins", objet="tour", scrutin=fields["scrutin"],
                        vu=fields["vu"], candidatures=typed, renonce="oui", methode="roll_call").status_code == 303  # fmt: skip
    assert "Élection, deuxième tour" in words(plenary.get("ada", "scrutins/2"))


def test_a_round_that_was_cancelled_is_offered_once_to_be_held_again(plenary):
    put(plenary, **ELECTION, renonce="oui", methode="electronic")
    send(plenary, "ada", choice="o1")
    send(plenary, "bela", choice="o2")
    proclaim(plenary, 1)
    assert "Élection : deuxième tour" in words(plenary.get("chloe", CONSOLE))
    put(plenary, objet="tour", scrutin="1", candidatures=ELECTION["candidatures"], renonce="oui", methode="electronic")
    plenary.press("chloe", "scrutins/2", geste="annuler", motif="Le vote s’est mal passé.")
    console = words(plenary.get("chloe", CONSOLE))
    assert "Scrutin n° 2 annulé, à remettre aux voix" in console
    assert "Élection : deuxième tour" not in console


def test_enter_on_a_box_or_in_a_field_presses_no_button_that_opens_a_vote(plenary):
    forms = re.findall(r'<form method="post"[^>]*id="(?:election|choix-options|question-libre)".*?</form>',
                       plenary.get("chloe", CONSOLE).text, re.DOTALL)  # fmt: skip
    for form in forms:
        buttons = re.findall(r'<button[^>]*type="submit"[^>]*>', form)
        assert "disabled" in buttons[0] and 'formmethod="dialog"' in buttons[1], "Chromium goes on past the first one"
        assert all("methode" in one for one in buttons[2:])
    assert len(forms) == 3


def test_the_console_offers_to_open_an_order_of_options_by_each_device_of_their_own(plenary):
    plenary.cast.run(lambda: setattr(session().get_one(Congress, 1), "option_rule", OptionRule.INSTANT_RUNOFF))
    form = plenary.get("chloe", CONSOLE).text.split('id="choix-options"')[1].split("</form>")[0]
    assert re.findall(r'name="methode" value="(\w+)"', form) == ["electronic"]


def test_the_list_of_deliberations_names_the_option_chosen_which_may_not_lead_at_first(plenary):
    plenary.cast.run(lambda: setattr(session().get_one(Congress, 1), "option_rule", OptionRule.INSTANT_RUNOFF))
    assert put(plenary, **CITIES, methode="electronic").status_code == 303
    poll = plenary.cast.read(lambda: session().scalar(select(Poll.id)))
    plenary.vote(poll, "o1>o3>o2", "ada", "bela", "dora", "chloe")
    plenary.vote(poll, "o2>o3", "emile", "fatou", "gaspard")
    plenary.vote(poll, "o3>o2>o1", "hana", "iris")
    assert proclaim(plenary, 1).status_code == 303
    page, table = (plenary.get("sven", f"seances/2/deliberations{ext}") for ext in ("", ".csv"))
    assert (
        "Option choisie L’option « Brest » est choisie. n° 1 Décompte 1 : Lyon 4, Brest 3, Nice 2. Élimination : Nice."
        in words(page)
    )
    assert words(table).rstrip().endswith("Lyon 4, Brest 5. L’option « Brest » est choisie.")
