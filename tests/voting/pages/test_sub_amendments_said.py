"""A sub-amendment is said as such, and read with its own differences, wherever a sitting names it."""

from amendments.models import AmendmentStatus
from amendments.queries.amendment_queries import by_id
from amendments.services.amendment_services import publish, withdraw
from amendments.services.life.sub_amending import submit_sub
from tests.support.plenary import CONSOLE, FIFTEEN, words
from voting.services.discussion_services import set_aside, take_back
from voting.services.poll_services import close_poll


def sub(plenary, parent: int, new: str, by: str) -> int:
    version = plenary.cast.read(lambda: by_id(parent).version)
    more = {"title": "Plus", "reasons": "Pour cela.", "seen_version": version}

    def handed_in(**given) -> int:
        return submit_sub(parent, text=FIFTEEN.replace("quinze mille", new), **more, **given).id

    found = plenary.do(handed_in, by=by)
    plenary.do(publish, found, by="sven")
    return found


def read(plenary, name: str | None, rest: str) -> str:
    return words(plenary.get(name, rest)).replace("\u00a0", " ").replace("\u202f", " ")


def test_it_is_put_to_the_vote_by_its_name_with_what_it_changes(discussing):
    first = discussing.amend(FIFTEEN, by="ada")
    own, _other = sub(discussing, first, "seize mille", "bela"), sub(discussing, first, "cent mille", "dora")
    poll = discussing.poll(amendment_ids=(own,))
    console = read(discussing, "chloe", CONSOLE)
    assert "Scrutin n° 1 ouvert : sous-amendement n° 1-A." in console
    assert "Je mets aux voix le sous-amendement n° 1-A de M. Béla Kovacs." in console
    assert "S’il est adopté, le sous-amendement n° 1-B tombera." in console
    assert "[supprimé : quinze ] [ajouté : seize ] mille" in console and "l’amendement n° 1-" not in console
    discussing.vote(poll, "for", "ada", "chloe")
    discussing.do(close_poll, poll)
    assert "Sous-amendement n° 1-B, il modifie lui aussi" in read(discussing, "chloe", CONSOLE)
    voter = read(discussing, "ada", "scrutins/1")
    assert "Scrutin n° 1 – Sous-amendement n° 1-A" in voter and "Amendement n° 1-A" not in voter


def test_what_becomes_of_it_is_not_told_of_its_amendment(discussing):
    first = discussing.amend(FIFTEEN, by="ada")
    own = sub(discussing, first, "seize mille", "bela")
    discussing.do(set_aside, own, AmendmentStatus.NOT_SUPPORTED, "Personne.")
    console = read(discussing, "chloe", CONSOLE)
    assert "Le sous-amendement n° 1-A n’est pas mis aux voix : non soutenu." in console
    assert "Sous-amendement n° 1-A, non soutenu : Personne." in console
    discussing.do(take_back, own)
    assert "Le sous-amendement n° 1-A est de nouveau à voter." in read(discussing, "chloe", CONSOLE)
    discussing.do(withdraw, own, by="bela")
    told = read(discussing, "chloe", CONSOLE)
    assert "Le sous-amendement n° 1-A est retiré." in told and "L’amendement n° 1 est retiré" not in told
