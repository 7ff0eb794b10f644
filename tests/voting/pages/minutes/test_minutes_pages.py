"""The minutes by their address, their files, the deliberations, the votes as files: what each reader is answered."""

import csv
import io
import json
import re
import time
import zipfile
from datetime import timedelta

import pytest

from congress.chamber_models import Office
from congress.models import Congress, Visibility
from core.database import session
from tests.support.plenary import FIFTEEN, Plenary, words
from tests.voting.services.minutes.test_minutes_life import later_sitting
from voting.queries.minutes.minutes_queries import minutes_of
from voting.services.poll_services import open_poll

pytestmark = pytest.mark.one_database
PV = "seances/2/proces-verbal"


@pytest.fixture
def plenary(cast):
    """An amendment and the first proposal are adopted, in public sittings; the sitting is over."""
    from congress.services.sitting_services import give_office
    from voting.services.discussion_services import end_sitting

    made = Plenary.of(cast)
    settle(made, sittings_visible=Visibility.PUBLIC, named_votes_visible=Visibility.MEMBERS)
    amendment = made.amend(FIFTEEN, by="ada")
    made.do(give_office, made.sitting_id, cast.ids["dora"], Office.SECRETARY, by="sven")
    made.open()
    made.discuss()
    for poll in (made.poll(amendment_ids=(amendment,)), None):
        poll = poll or made.poll()  # noqa: PLW2901 (the second is announced once the first is proclaimed)
        made.vote(poll, "for", "ada", "bela")
        made.vote(poll, "against", "emile")
        made.proclaim(poll)
    made.do(end_sitting, made.sitting_id)
    return made


def settle(plenary: Plenary, **values: object) -> None:
    def change() -> None:
        for name, value in values.items():
            setattr(session().get_one(Congress, plenary.cast.congress_id), name, value)

    plenary.cast.run(change)


def post(plenary: Plenary, name: str, rest: str, **form: object):
    return plenary.cast.browse(name).post(plenary.cast.path(rest), data=form)


def plain(answer) -> str:
    """The words of a page, its no-break spaces as ordinary ones."""
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


def token(plenary: Plenary, name: str) -> str:
    page = plenary.get(name, PV).get_data(as_text=True)
    return re.search(r'name="vu" value="([0-9a-f]{64})"', page)[1]


def test_the_whole_way_by_presses(plenary):
    public = plenary.get(None, PV)
    assert public.status_code == 200
    assert "n’est pas encore publié" in plain(public)
    assert "Quorum" not in plain(public)
    assert plenary.get(None, f"{PV}.md").status_code == 404

    draft = plain(plenary.get("ada", PV))
    for said in ("Projet, à relire", "La proposition n° 1 est adoptée.", "Votants : 3.", "Pour 2", "Contre 1"):
        assert said in draft, said
    assert (
        post(plenary, "dora", f"{PV}/debats", point=plenary.item(), texte="Ada a parlé.", version=0).status_code == 303
    )
    assert "Ada a parlé." in plain(plenary.get("ada", PV))
    assert "Soumettre" in plain(plenary.get("dora", PV)) and "Soumettre" not in plain(plenary.get("ada", PV))
    assert post(plenary, "dora", f"{PV}/soumettre").status_code == 303

    later_sitting(plenary)
    waiting = "Procès-verbal à arrêter : séance n° 2"
    console = plain(plenary.get("chloe", "seances/3/presidence"))
    assert f"{waiting}. Le relire et l’arrêter" in console
    assert waiting in plain(plenary.get("ada", "seances/3"))
    assert waiting not in plain(plenary.get("ada", "seances/1"))
    assert "Arrêter ce procès-verbal" in plain(plenary.get("chloe", PV))
    assert post(plenary, "chloe", f"{PV}/arreter", seance=3, vu="0" * 64).status_code == 409
    typed = post(plenary, "chloe", f"{PV}/arreter", seance=3, vu=token(plenary, "chloe"), scrutin="sept")
    assert typed.status_code == 422 and "Le numéro du scrutin s’écrit en chiffres." in plain(typed)
    assert 'value="sept"' in typed.text and "scrutin-error" in typed.text
    assert post(plenary, "chloe", f"{PV}/arreter", seance=3, vu=token(plenary, "chloe")).status_code == 303
    assert "semaine" not in plain(plenary.get("ada", PV))  # an association reads no council’s term
    settle(plenary, body="commune")
    assert "À publier au plus tard le" in plain(plenary.get("ada", PV))
    assert waiting not in plain(plenary.get("ada", "seances/3"))
    plenary.cast.clock.at += timedelta(days=9)
    assert "En retard : à publier depuis le" in plain(plenary.get("ada", PV))
    for name in ("chloe", "dora"):
        assert post(plenary, name, f"{PV}/signature", vu=token(plenary, name)).status_code == 303
    waits = "il y manque la signature de M. Sven Keller (secrétariat)."  # named with her as the sitting was planned
    assert waits in plain(plenary.get("dora", PV)) and waits not in plain(plenary.get("ada", PV))
    early = post(plenary, "dora", f"{PV}/publier")
    assert early.status_code == 409 and waits in plain(early)
    assert post(plenary, "sven", f"{PV}/signature", vu=token(plenary, "sven")).status_code == 303
    assert waits not in plain(plenary.get("dora", PV))
    assert "Il l’est dans la semaine" in plain(plenary.get(None, PV))
    settle(plenary, body="association")
    assert "n’est pas encore publié" in plain(plenary.get(None, PV))
    assert "semaine" not in plain(plenary.get(None, PV)) + plain(plenary.get("ada", PV))
    settle(plenary, body="commune")
    assert post(plenary, "sven", f"{PV}/publier").status_code == 303

    read = plain(plenary.get(None, PV))
    assert "La semaine prévue finissait le" in read
    assert "Arrêté et publié" in read and "Ada a parlé." in read and "signé le" in read
    public_file, members_file = (json.loads(plenary.get(name, f"{PV}.json").data) for name in (None, "ada"))
    assert [poll["votes"] for poll in public_file["facts"]["polls"]] == [None, None]
    assert all(poll["votes"] for poll in members_file["facts"]["polls"])
    assert (public_file["names_withheld"], members_file["names_withheld"]) == (True, False)
    assert members_file["sha256"] == plenary.cast.read(lambda: minutes_of(plenary.sitting_id).sha256)
    assert post(plenary, "dora", f"{PV}/debats", texte="Trop tard.", version=0).status_code == 409


def test_what_was_typed_comes_back_when_it_is_refused(plenary):
    post(plenary, "dora", f"{PV}/debats", point="", texte="Premier.", version=0)
    refused = post(plenary, "sven", f"{PV}/debats", point="0", texte="Second.", version=0)
    assert refused.status_code == 409
    assert "Une autre version" in plain(refused) and "Second." in refused.get_data(as_text=True)


def test_the_same_record_gives_the_same_bytes(plenary, tmp_path):
    from voting.minutes_cli import export

    for name in ("pdf", "docx", "odt", "md", "json"):
        first, second = (plenary.get("sven", f"{PV}.{name}").data for _ in range(2))
        assert first == second, name
        done = plenary.cast.app.test_cli_runner().invoke(
            export, ["essai", "2", "--format", name, "-o", str(tmp_path / name)]
        )
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).read_bytes() == first
    assert b"pdfuaid" in plenary.get("sven", f"{PV}.pdf").data  # tagged, and every sign drawn
    told = plenary.get("sven", f"{PV}.md").get_data(as_text=True)
    assert "Projet de procès-verbal, non arrêté" in told
    assert told.count("Pour (2)") == 2  # who voted what, in both polls


def test_the_house_chooses_the_sections(plenary):
    settle(plenary, minutes_rules={"sections": ["deliberations", "course", "presences", "opening"]})
    titles = re.findall(r'<h2 class="side gutter">([^<]+)</h2>', plenary.get("ada", PV).get_data(as_text=True))
    assert titles[:4] == ["Délibérations", "Déroulement de la séance", "Présences", "Ouverture"]


# The published schema: schema.data.gouv.fr/scdl/deliberations/2.1.
SCDL = {
    "COLL_NOM": r".+", "COLL_SIRET": r"\d{14}", "DELIB_ID": r".+", "DELIB_DATE": r"\d{4}-\d\d-\d\d",
    "DELIB_MATIERE_CODE": r"\d\.\d{1,2}", "DELIB_MATIERE_NOM": r".+", "DELIB_OBJET": r".+",
    "BUDGET_ANNEE": r"([0-9]{4}(\/[0-9]{4})?)?", "BUDGET_NOM": r".*", "PREF_ID": r".*", "PREF_DATE": r"(\d{4}-\d\d-\d\d)?",
    "VOTE_EFFECTIF": r"\d*", "VOTE_REEL": r"\d*", "VOTE_POUR": r"\d*", "VOTE_CONTRE": r"\d*", "VOTE_ABSTENTION": r"\d*",
    "DELIB_URL": r"https?://.+",
}  # fmt: skip


def test_open_data_follow_their_published_schema(plenary):
    assert plenary.get("ada", "deliberations.csv").status_code == 403  # no SIRET is known
    settle(plenary, minutes_rules={"siret": "21860194600013"})
    content = plenary.get(None, "deliberations.csv").data.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert content.split("\r\n")[0] == ",".join(SCDL)
    assert len(rows) == 1
    for name, pattern in SCDL.items():
        assert re.fullmatch(pattern, rows[0][name]), (name, rows[0][name])
    counted = [rows[0][f"VOTE_{name}"] for name in ("REEL", "POUR", "CONTRE", "ABSTENTION")]
    assert counted == ["3", "2", "1", "0"]


def test_the_list_of_deliberations(plenary):
    assert "À afficher" not in plain(plenary.get(None, "seances/2/deliberations"))  # an association, with its statutes
    settle(plenary, body="commune")
    page = plain(plenary.get(None, "seances/2/deliberations"))
    assert "À afficher et publier au plus tard le" in page and "2 pour, 1 contre" in page
    assert "n° 1 de" not in page  # amendments are no deliberations
    for name in ("deliberations", "texte-adopte"):
        assert b"pdfuaid" in plenary.get(None, f"seances/2/{name}.pdf").data  # its headings skip no level
    assert len(plenary.get(None, "seances/2/deliberations.csv").data.decode("utf-8-sig").strip().split("\r\n")) == 2


def test_a_poll_as_a_vote_event_of_popolo(plenary):
    public, member = (json.loads(plenary.get(name, "scrutins/1.popolo.json").data) for name in (None, "ada"))
    assert public["result"] == "pass" and "votes" not in public
    assert {"id", "identifier", "organization", "motion", "start_date", "end_date", "counts", "sources"} <= set(public)
    counts = {one["option"]: one["value"] for one in member["counts"]}
    assert (counts["yes"], counts["no"], counts["abstain"]) == (2, 1, 0)
    assert sum(counts.values()) == len(member["votes"])
    for option, value in counts.items():
        assert sum(1 for vote in member["votes"] if vote["option"] == option) == value
    assert all(isinstance(one["value"], int) and set(one) == {"option", "value"} for one in member["counts"])
    assert all(isinstance(vote["weight"], int) for vote in member["votes"])


def test_a_vote_event_bears_the_address_of_the_site_whatever_host_is_asked_for(plenary):
    forged = plenary.cast.browse("ada").get(
        plenary.cast.path("scrutins/1.popolo.json"), headers={"Host": "autre.example"}
    )
    assert forged.status_code == 200 and "autre.example" not in forged.text


def test_who_may_not_read_names_has_the_counts_alone(plenary):
    public, member = (plenary.get(name, "scrutins/1.csv").data.decode("utf-8-sig") for name in (None, "ada"))
    assert "Pour;2" in public and len(public.strip().split("\r\n")) < len(member.strip().split("\r\n"))


def test_all_the_votes_of_a_member_for_them_and_the_members(plenary):
    ada = plenary.cast.ids["ada"]
    for name in ("ada", "bela"):
        assert plain(plenary.get(name, f"membres/{ada}/votes")).count("est adopté") == 2
    assert plenary.get(None, f"membres/{ada}/votes").status_code == 403
    assert plenary.get(None, f"membres/{ada}/votes.csv").status_code == 403
    settle(plenary, named_votes_visible=Visibility.NEVER)
    assert plenary.get("bela", f"membres/{ada}/votes").status_code == 403
    assert plenary.get("ada", f"membres/{ada}/votes").status_code == 200
    settle(plenary, named_votes_visible=Visibility.PUBLIC)
    assert plenary.get(None, f"membres/{ada}/votes").status_code == 200
    assert plenary.get(None, "membres/99999/votes").status_code == 404


def test_the_adopted_text_in_one_press_without_waiting(plenary):
    for name in ("pdf", "docx", "odt"):
        begun = time.monotonic()
        answer = plenary.get(None, f"seances/2/texte-adopte.{name}")
        assert answer.status_code == 200
        assert time.monotonic() - begun < 30
    from papers.reading.documents import read_document

    read = read_document(plenary.get(None, "seances/2/texte-adopte.docx").data).text("accepted", "")
    assert "sous réserve de relecture" in read and "quinze mille" in read and "Pour\u00a0:\u00a02." in read


def test_a_show_of_hands_without_a_count_tells_no_number(cast):
    from voting.queries.subjects import SubjectKeys
    from voting.rules.methods.method import SHOW_OF_HANDS
    from voting.services.poll_services import announce_poll

    made = Plenary.of(cast)
    made.open()
    made.discuss()
    poll = made.do(announce_poll, made.item(), SubjectKeys(part_id=made.part()), method=SHOW_OF_HANDS)
    made.do(open_poll, poll)
    assert "Votes nominatifs" not in made.get("sven", f"{PV}.md").get_data(as_text=True)


def test_whoever_an_entry_names_is_named_under_any_key(plenary):
    from congress.models import Member
    from congress.queries.chamber_queries import agenda_of, sitting
    from core.journal import JournalEntry
    from voting.queries.minutes.known import names_of

    def named() -> str:
        ada = session().get_one(Member, plenary.cast.ids["ada"]).pseudonym
        entry = JournalEntry(payload={"members": [ada], "ballot": "public", "asks": 1})
        return names_of(sitting(plenary.sitting_id), [entry], agenda_of(plenary.sitting_id), {}).person(ada)

    assert plenary.cast.read(named)


def test_no_line_of_a_file_cuts_a_number_from_what_it_counts(plenary):
    for path in (f"{PV}.md", f"{PV}.docx", f"{PV}.odt", "seances/2/texte-adopte.docx"):
        data = plenary.get("sven", path).data
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as document:
                names = [name for name in document.namelist() if name.endswith(("document.xml", "content.xml"))]
                data = b"".join(map(document.read, names))
        read = re.sub(r"<[^>]+>", "", data.decode("utf-8"))
        assert "Votants\u00a0:\u00a03." in read, path
        if path.startswith(PV):
            assert re.search(r"\d\u00a0membres présents sur", read), path
        assert not re.search("\u00a0: \\d|\\d (?:membres?|présents?|votants?|voix|pour|contre)\\b", read), path
