"""Two people press opposite buttons in one instant, elsewhere than on the console: one decides, the other is told so.

The secretariat at two desks, an author and the chair, two members who want the same. Each pair is sent over two
connections at once; what then stands is what one of them does alone, and the journal tells that one only.
"""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from amendments.models import Amendment
from amendments.services.amendment_services import save_draft, submit, withdraw
from congress.chamber_models import Office, Proxy
from congress.models import Accreditation, Member, stream_named
from congress.services.proxy_services import give_proxy
from congress.services.sitting_services import give_office
from core import journal
from core.database import session
from tests.congress.pages.test_roll_views import hidden, roll_of, send, written
from tests.support.cast import build_congress, template_of
from tests.support.essai import SLUG
from tests.support.forms import forms_of
from tests.support.plenary import CONSOLE, FIFTEEN, Plenary, shown_on, words
from tests.voting.services.minutes.test_minutes_life import later_sitting
from voting.debate_models import FloorMotion
from voting.models import Poll
from voting.queries.minutes.minutes_queries import minutes_of, notes_of
from voting.services.discussion_services import end_sitting

PV = "seances/2/proces-verbal"


@dataclass(frozen=True)
class Press:
    """What one of the two sends, and the journal's word for it."""

    who: str
    rest: str
    fields: dict[str, object]
    told: str


@dataclass(frozen=True)
class Opposed:
    """Two presses, what stands after either, and how the one that came late is answered."""

    first: Press
    second: Press
    look: Callable[[], object]
    stands: tuple[object, object]
    refusals: tuple[str, str]  # what the first is told where the second decided, and the reverse


def handed_in(plenary: Plenary) -> int:
    draft = plenary.do(
        save_draft, None, plenary.part(), base_number=1, text=FIFTEEN, title="Court", reasons="Oui.", by="ada"
    )
    plenary.do(submit, draft, by="ada")
    return draft


def status_of(amendment_id: int) -> Callable[[], object]:
    return lambda: session().get_one(Amendment, amendment_id).status.value


def published_or_inadmissible(plenary: Plenary) -> Opposed:
    """The secretariat at two desks."""
    found = handed_in(plenary)
    return Opposed(
        Press("sven", "amendements/depots/1/publication", {}, "amendment_published"),
        Press("sven", "amendements/depots/1/irrecevabilite", {"because": "Sans lien."}, "amendment_inadmissible"),
        status_of(found), ("published", "inadmissible"), ("n’attend pas de publication", "déjà publié"),
    )  # fmt: skip


def withdrawn_or_inadmissible(plenary: Plenary) -> Opposed:
    """The author, and the secretariat."""
    found = handed_in(plenary)
    return Opposed(
        Press("ada", f"amendements/brouillons/{found}/retrait", {}, "amendment_withdrawn"),
        Press("sven", "amendements/depots/1/irrecevabilite", {"because": "Sans lien."}, "amendment_inadmissible"),
        status_of(found), ("withdrawn", "inadmissible"), ("ne peut plus être retiré", "n’attend pas de publication"),
    )  # fmt: skip


def withdrawn_or_put_to_the_vote(plenary: Plenary) -> Opposed:
    """The author gives up the amendment, the chair opens the vote that would adopt it."""
    found = plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    plenary.discuss()
    poll = plenary.announce(amendment_ids=(found,))
    opening = {**shown_on(plenary.get("chloe", CONSOLE).text), "geste": "ouvrir"}

    def look() -> object:
        return session().get_one(Amendment, found).status.value, session().get_one(Poll, poll).state.value

    return Opposed(
        Press("ada", "amendements/1/retrait", {}, "amendment_withdrawn"),
        Press("chloe", f"{CONSOLE}/scrutins/1", opening, "poll_opened"),
        look, (("withdrawn", "announced"), ("published", "open")), ("ne peut plus être retiré", "n’est plus à voter"),
    )  # fmt: skip


def taken_up_by_two(plenary: Plenary) -> Opposed:
    """Two members bear an amendment that its author gave up."""
    found = plenary.amend(FIFTEEN, by="ada")
    plenary.do(withdraw, found, by="ada")
    taken = [Press(name, "amendements/1/reprise", {}, "amendment_taken_up") for name in ("bela", "dora")]
    bearers = [("published", plenary.cast.ids[name]) for name in ("bela", "dora")]

    def look() -> object:
        amendment = session().get_one(Amendment, found)
        return amendment.status.value, amendment.taken_up_by_id

    said = "Cet amendement n’est pas à reprendre"
    return Opposed(*taken, look, (bearers[0], bearers[1]), (said, said))


def proxies_in_force() -> object:
    rows = session().scalars(select(Proxy).where(Proxy.revoked_at.is_(None)))
    return sorted((row.principal_id, row.holder_id) for row in rows)


def granted_to_two(plenary: Plenary) -> Opposed:
    """A member on their phone, the secretariat from a paper."""
    ada, bela, dora = (plenary.cast.ids[name] for name in ("ada", "bela", "dora"))
    return Opposed(
        Press("ada", "seances/2/pouvoirs", {"mandataire": bela}, "proxy_given"),
        Press("sven", f"seances/2/participation/{ada}/pouvoir", {"mandataire": dora}, "proxy_given"),
        proxies_in_force, ([(ada, bela)], [(ada, dora)]), ("a déjà donné pouvoir", "a déjà donné pouvoir"),
    )  # fmt: skip


def granted_to_one_by_two(plenary: Plenary) -> Opposed:
    """Two members to the same holder, who may bear one."""
    ada, bela, dora = (plenary.cast.ids[name] for name in ("ada", "bela", "dora"))
    given = [Press(name, "seances/2/pouvoirs", {"mandataire": dora}, "proxy_given") for name in ("ada", "bela")]
    said = "porte déjà un pouvoir"
    return Opposed(*given, proxies_in_force, ([(ada, dora)], [(bela, dora)]), (said, said))


def accredited_or_refused(plenary: Plenary) -> Opposed:
    """Two rolls, each seen, then confirmed at once."""
    cast = plenary.cast

    def ask() -> None:
        session().get_one(Member, cast.ids["ada"]).accreditation = Accreditation.REQUESTED

    cast.run(ask)
    desk, rows, presses = cast.browse("sven"), roll_of(cast), []
    for accreditation in ("accredited", "refused"):
        for row in rows:
            if row["given_name"] == "Ada":
                row["accreditation"] = accreditation
        seen = send(desk, cast, written(rows))
        presses.append(Press("sven", "membres/importer/confirmer", hidden(seen), "member_changed"))
    said = "La liste a changé pendant votre lecture"
    return Opposed(
        *presses, lambda: session().get_one(Member, cast.ids["ada"]).accreditation.value, ("accredited", "refused"),
        (said, said),
    )  # fmt: skip


def adopted_or_corrected(plenary: Plenary) -> Opposed:
    """The chair has the minutes adopted, their secretary corrects them."""
    plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["dora"], Office.SECRETARY, by="sven")
    plenary.open()
    plenary.discuss()
    plenary.do(end_sitting, plenary.sitting_id)
    later_sitting(plenary)
    seen = re.search(r'name="vu" value="([0-9a-f]{64})"', plenary.get("chloe", PV).text)[1]
    note = {"point": plenary.item(), "texte": "Ada approuve.", "version": 0}

    def look() -> object:
        minutes = minutes_of(plenary.sitting_id)
        notes = [note.text for kept in notes_of(plenary.sitting_id).values() for note in kept]
        return minutes is not None and minutes.adopted_at is not None, notes

    return Opposed(
        Press("chloe", f"{PV}/arreter", {"seance": 3, "vu": seen}, "minutes_adopted"),
        Press("dora", f"{PV}/debats", note, "minutes_note_written"),
        look, ((True, []), (False, ["Ada approuve."])), ("Le projet a changé", "arrêté"),
    )  # fmt: skip


def given_up_or_granted(plenary: Plenary) -> Opposed:
    """A member gives up the suspension they asked for, the chair grants it."""
    plenary.open()
    plenary.discuss()
    asked = plenary.post("ada", "seances/2/parole/motions", objet="suspension", duree="10")
    assert asked.status_code == 303
    forms = forms_of(plenary.get("chloe", "seances/2/parole").text)
    granting = next(form for form in forms if form.fields.get("geste") == "accorder")
    (motion,) = plenary.cast.read(lambda: session().scalars(select(FloorMotion.id)).all())
    rest, said = granting.action.removeprefix(plenary.cast.path()), "Cette motion n’attend plus"
    later = "La séance a avancé depuis que cette page s’est affichée"
    return Opposed(
        Press("ada", "seances/2/parole/motions", {"geste": "retirer", "motion": motion}, "floor_motion_withdrawn"),
        Press("chloe", rest, granting.fields, "floor_motion_granted"),
        lambda: session().get_one(FloorMotion, motion).state.value, ("withdrawn", "granted"), (said, later),
    )  # fmt: skip


PAIRS = (
    published_or_inadmissible, withdrawn_or_inadmissible, withdrawn_or_put_to_the_vote, taken_up_by_two,
    granted_to_two, granted_to_one_by_two, accredited_or_refused, adopted_or_corrected, given_up_or_granted,
)  # fmt: skip


@pytest.fixture
def essai_template(database, workspace) -> str:
    """The congress before its sitting opens: each pair goes on from there by itself."""
    return template_of(database, workspace, SLUG, build_congress)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.__name__)
def test_of_two_opposite_acts_one_decides_and_the_other_is_told(cast, runner, pair):
    from app.commands.service_cli import verify

    opposed = pair(Plenary.of(cast))
    before, presses = kinds(cast), (opposed.first, opposed.second)
    answers = at_once(cast, *presses)
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [303, 409], [words(answer) for answer in answers]
    decided, late = statuses.index(303), statuses.index(409)
    assert opposed.refusals[late] in words(answers[late])
    assert cast.read(opposed.look) == opposed.stands[decided]
    told = kinds(cast)[len(before) :]
    assert presses[decided].told in told
    assert presses[late].told == presses[decided].told or presses[late].told not in told
    verified = runner.invoke(verify, [cast.slug])
    assert verified.exit_code == 0, verified.output


def test_a_proxy_taken_back_while_another_is_keyed_in_is_given_to_one_or_to_nobody(cast):
    """Either order is lawful: the later one is told what it found, or follows it."""
    plenary = Plenary.of(cast)
    ada, bela, dora = (cast.ids[name] for name in ("ada", "bela", "dora"))
    proxy = plenary.do(give_proxy, plenary.sitting_id, ada, bela, by="ada")
    revoked, keyed = at_once(
        cast,
        Press("ada", "seances/2/pouvoirs", {"revoque": proxy}, "proxy_revoked"),
        Press("sven", f"seances/2/participation/{ada}/pouvoir", {"mandataire": dora}, "proxy_given"),
    )
    stands = cast.read(proxies_in_force)
    assert revoked.status_code == 303
    if keyed.status_code == 303:
        assert stands == [(ada, dora)]
    else:
        assert (keyed.status_code, stands) == (409, [])
        assert "a déjà donné pouvoir" in words(keyed)


def kinds(cast) -> list[str]:
    return cast.read(lambda: [entry.kind for entry in journal.entries(stream_named(cast.slug))])


def at_once(cast, *presses: Press):
    """What each is answered, all sent in one instant."""
    start = threading.Barrier(len(presses))

    def send_it(one: tuple[object, Press]):
        browser, press = one
        start.wait()
        return browser.post(cast.path(press.rest), data=press.fields)

    browsers = [(cast.browse(press.who), press) for press in presses]
    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(send_it, browsers))
