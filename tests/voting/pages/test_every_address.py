"""Every address of `voting`, on a sitting that holds a vote of every subject by every method: none breaks on any reader.

Nothing is read of what they say, which is held elsewhere: only that they answer, the vote open, closed and proclaimed.
"""

import itertools
import os
import re

import pytest
from sqlalchemy import select

from congress.chamber_models import Office
from congress.models import Congress
from congress.services.proxy_services import give_proxy
from congress.services.sitting_services import give_office
from core.database import session
from tests.support.plenary import CONSOLE, ELECTORS, FIFTEEN, TWENTY, Plenary, words
from voting.models import Poll

pytestmark = [pytest.mark.one_database, pytest.mark.long]
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
READERS = ("ada", "chloe", "sven", None)  # elector with a proxy, chair, secretariat, public
CITIES = {"objet": "options", "choix": "Où se tient le congrès ?", "options": "Lyon\nBrest\nNice"}
ELECTION = {"objet": "election", "poste": "Vice-présidence", "candidatures": "Mme Ada Durand\nM. Béla Roux"}
QUESTION = {"objet": "question", "question": "Suspendre la séance ?"}
WAIVED = {**ELECTION, "renonce": "oui"}
HELD = (  # what is asked, by which method, the rule of options, what is answered
    ({"vote": "amendments-1"}, "electronic", "", ("against", "for")),
    ({"vote": "amendments-2"}, "roll_call", "", ("abstain", "against")),
    (QUESTION, "show_of_hands", "", ()),
    (QUESTION, "paper", "", ("for", "against", "blank", "null")),
    (QUESTION, "electronic", "", ("for", "not_taking_part")),
    (CITIES, "electronic", "relative", ("o1", "abstain")),
    (CITIES, "roll_call", "absolute", ("o3", "o3")),
    (CITIES, "paper", "relative", ("o1", "o2", "o3", "blank", "null")),
    (CITIES, "electronic", "schulze", ("o3>o1", "o2>o1>o3")),
    (CITIES, "electronic", "instant_runoff", ("o2", "abstain")),
    (ELECTION, "paper", "", ("o1", "o2", "blank", "null")),
    (WAIVED, "electronic", "", ("o1", "o2")),
    (WAIVED, "roll_call", "", ("o2", "o2")),
    ({"vote": "division"}, "electronic", "", ("for", "for")),
    ({"vote": "division"}, "roll_call", "", ("against", "against")),
    ({"vote": "part"}, "show_of_hands", "", ()),
)


@pytest.fixture
def plenary(plenary):
    """The plenary open on its first item, with two amendments; dora left her vote to ada."""
    plenary.amend(FIFTEEN, by="bela")
    plenary.amend(TWENTY, by="emile")
    plenary.open(*(name for name in ELECTORS if name != "dora"))
    plenary.do(give_proxy, plenary.sitting_id, plenary.cast.ids["dora"], plenary.cast.ids["ada"], by="dora")
    plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["bela"], Office.TELLER, by="sven")
    plenary.discuss()
    return plenary


def test_no_address_breaks_on_a_vote_open_closed_or_proclaimed(plenary):
    looked = Looked(plenary)
    for number, (asked, method, rule, answers) in enumerate(HELD, 1):
        if rule:
            plenary.cast.run(
                lambda rule=rule: setattr(session().scalars(select(Congress)).first(), "option_rule", rule)
            )
        put(plenary, number, asked, method)
        answer(plenary, number, method, answers)
        looked.at("open", number)
        if method != "show_of_hands":
            pressed(plenary, f"scrutins/{number}", geste="clore", sans_attendre="oui")
            looked.at("closed", number)
        proclaim(plenary, number, method)
        looked.at("proclaimed", number)
    looked.everywhere()
    assert looked.endpoints >= {
        "proofs.mine",
        "proofs.shown",
        "proofs.file",
        "votes.popolo",
        "hall.show",
        "console.show",
    }
    assert looked.broken == []


class Looked:
    """What was opened, by one reader or another in turn (each by all, once it is over); what broke: (state, address, reader)."""

    def __init__(self, plenary: Plenary) -> None:
        self.plenary, self.broken, self.endpoints, self.turns = plenary, [], set(), itertools.count()
        views = plenary.cast.app.view_functions
        self.rules = [
            rule for rule in plenary.cast.app.url_map.iter_rules()
            if "GET" in rule.methods and views[rule.endpoint].__module__.startswith("voting.")
            and rule.endpoint != "sittings.stream"  # it goes on as long as its reader
        ]  # fmt: skip
        plenary.cast.app.config["PROPAGATE_EXCEPTIONS"] = False
        self.browsers = {name: plenary.cast.browse(name) for name in READERS}

    def at(self, state: str, number: int) -> None:
        """The pages of a poll, and those that follow the sitting, which say something else at each state."""
        secrets = re.findall(r"/vote/([0-9a-f]{32})\"", self.plenary.get("ada", f"scrutins/{number}/mon-vote").text)
        live = ("hall.show", "console.show", "sittings.show", "sittings.state", "polls.current", "polls.index")
        for rule in self.rules:
            if rule.endpoint in live or rule.rule.startswith("/<slug>/scrutins/<int:number>"):
                named = {} if rule.endpoint in live else {"number": number}
                self._open(state, rule, secret=(*secrets, "0" * 32)[0], **named)

    def everywhere(self) -> None:
        """All the addresses, once the votes are over."""
        for rule in self.rules:
            self._open("over", rule)

    def _open(self, state: str, rule, **values: object) -> None:
        self.endpoints.add(rule.endpoint)
        known = {"slug": "essai", "number": 2, "position": 1, "member_id": self.plenary.cast.ids["ada"], "name": "pdf",
                 "secret": "0" * 32, "proxy_id": 1, "report_id": 1, "receipt": 1, **values}  # fmt: skip
        with self.plenary.cast.app.test_request_context():
            _host, address = rule.build({name: known[name] for name in rule.arguments})
        own = {"ada"} if rule.endpoint in ("polls.show", "proofs.mine") else set()
        for name in READERS if state == "over" or THOROUGH else {*own, READERS[next(self.turns) % 4]}:
            if self.browsers[name].get(address).status_code >= 500:
                self.broken.append((state, address, name))


def pressed(plenary: Plenary, rest: str, **fields: str) -> None:
    done = plenary.press("chloe", rest, **fields)
    assert done.status_code == 303, (rest, fields, words(done)[:800] + words(done)[-1200:])


def put(plenary: Plenary, number: int, asked: dict[str, str], method: str) -> None:
    part = f"part-{plenary.part()}"
    if asked.get("vote") == "division" and HELD[number - 2][0] != asked:
        here = f"{CONSOLE}/points/1/division"
        assert plenary.post("chloe", here, geste="diviser", vote=part, coupe="2").status_code == 303
    proposed = re.findall(r'name="vote" value="([^"]+)"', plenary.get("chloe", CONSOLE).text)
    named = {"part": part, "division": (*proposed, "")[0]}
    vote = {"vote": named.get(asked["vote"], asked["vote"])} if "vote" in asked else {}
    pressed(plenary, "points/1/scrutins", **{**asked, **vote}, methode=method)


def answer(plenary: Plenary, number: int, method: str, answers: tuple[str, ...]) -> None:
    """Each of the rights of ada says one; of papers, there is one of each."""
    poll = plenary.cast.read(lambda: session().scalar(select(Poll.id).where(Poll.number == number)))
    if method == "paper":
        for name in ("bela", "sven"):
            papers = {f"bulletins-{choice}": "1" for choice in answers}
            assert plenary.post(name, f"scrutins/{number}/depouillement", **papers).status_code == 303
        return
    to, by = ("votes", "ada") if method == "electronic" else ("voix-haute", "sven")
    for right, choice in zip(plenary.rights(poll, "ada"), answers, strict=False):
        given = {"right": str(right), "choice": choice, "seen": plenary.seen(poll)}
        assert plenary.post(by, f"scrutins/{number}/{to}", **given).status_code == 303, (number, choice)


def proclaim(plenary: Plenary, number: int, method: str) -> None:
    if method == "show_of_hands":
        pressed(plenary, f"scrutins/{number}", geste="declarer", decide="adopte")
        return
    fields = {"aine": "o1"} if 'name="aine"' in plenary.get("chloe", CONSOLE).text else {}
    pressed(plenary, f"scrutins/{number}", geste="proclamer", **fields)
