"""The booklet of amendments and their feed: in the order of the votes, nothing before its number, the same bytes twice."""

import csv
import io
import json
import re
from datetime import datetime, timedelta

import pytest
from lxml import etree

from core.text.typography import normalise_typography
from tests.support.cast import SLUG, build_congress, template_of
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN, TWENTY, Plenary

pytestmark = pytest.mark.one_database
ATOM = "{http://www.w3.org/2005/Atom}"
WITHOUT = PROPOSALS[0].replace("2. former les agents d’accueil des mairies ;\n3.", "2.")
SECRET = PROPOSALS[0].replace("dix mille", "secret mille")
FORMULA = "=SOMME(A1)"


def _played(app):
    """Three published (the second adopted words, the last deletes an alinéa), one deposited and not published."""
    from amendments.models import OpinionKind
    from amendments.services.amendment_services import save_draft, submit, withdraw
    from amendments.services.cosigning_services import cosign
    from amendments.services.opinions.opinion_services import Advice, give_opinion

    cast = build_congress(app)
    plenary = Plenary.of(cast)
    first = plenary.amend(WITHOUT, by="ada", title=FORMULA)
    second = plenary.amend(FIFTEEN, by="bela", title="Quinze mille « postes » & <plus>")
    third = plenary.amend(TWENTY, by="dora", title="Vingt mille")
    plenary.do(give_opinion, [second], Advice(OpinionKind.FAVOURABLE, "Le bureau y tient."), by="sven")
    seen = cast.read(lambda: _row(second).text_sha256)
    plenary.do(cosign, second, seen_sha256=seen, by="emile")
    plenary.do(withdraw, third, by="dora")
    hidden = plenary.do(
        save_draft, None, plenary.part(), base_number=1, text=SECRET, title="Caché", reasons="Chut.", by="fatou"
    )
    plenary.do(submit, hidden, by="fatou")
    return first


def _row(amendment_id):
    from amendments.models import Amendment
    from core.database import session

    return session().get_one(Amendment, amendment_id)


@pytest.fixture
def essai_template(database, workspace):
    return template_of(database, workspace, f"{SLUG}-booklet", _played)


@pytest.fixture
def booklet(app, cast, tmp_path):
    """The booklet in the format asked for, by the command."""
    from amendments.cli import amendments

    def made(name, *more):
        path = tmp_path / f"cahier.{name}"
        done = app.test_cli_runner().invoke(
            amendments, ["booklet", cast.slug, "--format", name, "-o", str(path), *more]
        )
        assert done.exit_code == 0, done.output
        return path

    return made


def test_json_holds_every_published_amendment_in_the_order_of_the_votes(booklet):
    said = json.loads(booklet("json").read_bytes())
    part = said["parts"][0]
    assert (said["kind"], part["proposal"], len(said["parts"])) == ("hemicycle-booklet-1", "1", 1)
    rows = part["amendments"]
    assert [(row["number"], row["rank"], row["status"]) for row in rows] == [
        ("2", 1, "published"), ("3", None, "withdrawn"), ("1", 2, "published"),
    ]  # fmt: skip
    second = rows[0]
    assert second["dispositif"] == [
        "À l’alinéa\u00a03, ligne\u00a04, remplacer le mot «\u00a0dix\u00a0» par le mot «\u00a0quinze\u00a0»."
    ]
    assert [person["name"] for person in second["signatories"]] == ["M.\u00a0Béla Kovacs", "M.\u00a0Émile Roux"]
    assert second["opinion"]["kind"] == "favourable" and second["opinion"]["reason"] == "Le bureau y tient."
    assert (
        second["text"] == normalise_typography(FIFTEEN) and rows[1]["cause"] == "Retiré par la personne qui l’a déposé."
    )
    assert json.loads(booklet("json", "--proposal", "1").read_bytes())["parts"] == said["parts"]


def test_no_format_tells_what_is_not_published(booklet):
    for name in ("csv", "json", "odt"):
        held = booklet(name).read_bytes()
        assert b"secret mille" not in held and b"Cach\xc3\xa9" not in held, name


def test_the_table_has_safe_cells(booklet):
    rows = list(csv.reader(io.StringIO(booklet("csv").read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:3] == ["rang du vote", "voté avec", "numéro"]
    by_number = {row[2]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert list(by_number) == ["2", "3", "1"]
    assert by_number["1"]["en quelques mots"] == f"'{FORMULA}"
    assert by_number["2"]["signataires"] == "M.\u00a0Béla Kovacs\nM.\u00a0Émile Roux"
    assert by_number["2"]["avis du bureau"] == "favorable"


@pytest.mark.poppler
@pytest.mark.libreoffice
def test_the_papers_say_all_of_it_and_are_accessible(booklet, pdftotext, soffice):
    path = booklet("pdf")
    texts = {"pdf": pdftotext(path)}
    assert b"pdfuaid" in path.read_bytes()
    for name in ("docx", "odt"):
        texts[name] = soffice(booklet(name), "txt:Text (encoded):UTF8").read_text("utf-8-sig")
    wanted = (
        "Cahier des amendements", "Proposition n° 1 – Pour une médiation numérique", "Amendement n° 2 – Quinze mille",
        "& <plus>", "remplacer le mot « dix » par le mot « quinze »", "Parce que.", "M. Émile Roux",
        "Favorable. Le bureau y tient.", "Publié. Vote 1 sur ce texte.", "Retiré.", "Alinéa 4, supprimé :",
        "cofinancer dixquinze mille postes", "3 amendements publiés",
    )  # fmt: skip
    for name, text in texts.items():
        flat = re.sub(r"\s+", "", text)
        for words in wanted:
            assert re.sub(r"\s+", "", words) in flat, (name, words)
        assert flat.index("Amendementn°2") < flat.index("Amendementn°1"), name


def test_the_same_amendments_give_the_same_bytes(booklet):
    from papers.renderers.odt import render_odt
    from papers.renderers.pdf import render_pdf

    for name in ("pdf", "odt"):
        first = booklet(name).read_bytes()
        render_pdf.cache_clear(), render_odt.cache_clear()
        assert booklet(name).read_bytes() == first, name


def test_pages_give_the_booklet_to_whoever_reads_amendments(app, cast):
    client = cast.browse()
    for rest in ("amendements/cahier.json", "propositions/1/cahier.json"):
        answer = client.get(cast.path(rest))
        assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
        assert len(answer.get_json()["parts"]) == 1
    assert client.get(cast.path("propositions/9/cahier.pdf")).status_code == 404
    assert client.get(cast.path("amendements/cahier.exe")).status_code == 404
    listed = client.get(cast.path("amendements")).text
    for address in ("amendements/cahier.pdf", "amendements/cahier.odt", "amendements.atom"):
        assert f'href="/essai/{address}"' in listed
    desk = cast.browse("sven").get(cast.path("amendements/depots")).text
    assert 'href="/essai/amendements/cahier.docx"' in desk


def test_the_feed_is_atom_and_tells_publications_and_ends(app, cast):
    client = cast.browse()
    answer = client.get(cast.path("amendements.atom"))
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed" and feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    for holder in (feed, *feed.findall(f"{ATOM}entry")):  # RFC 4287, 4.1.1 and 4.1.2
        for name in ("id", "title", "updated"):
            assert len(holder.findall(f"{ATOM}{name}")) == 1
        assert holder.find(f"{ATOM}id").text.startswith("urn:uuid:")
        assert datetime.fromisoformat(holder.find(f"{ATOM}updated").text).tzinfo is not None
        assert len(holder.findall(f"{ATOM}author/{ATOM}name")) == 1
        assert [link.get("href") for link in holder.findall(f"{ATOM}link[@rel='alternate']")]
    titles = [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")]
    assert titles[0] == "Amendement n°\u00a03 à la proposition n°\u00a01, retiré\u00a0: Vingt mille"
    assert len(titles) == 4 and "secret" not in answer.text and "Caché" not in answer.text
    ids = [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == 4


def test_a_feed_that_did_not_change_is_not_sent_again_and_keeps_its_ids(app, cast):
    client = cast.browse()
    first = client.get(cast.path("amendements.atom"))
    again = client.get(cast.path("amendements.atom"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    Plenary.of(cast).amend(PROPOSALS[0].replace("trois ans", "cinq ans"), by="gaspard", title="Cinq ans")
    later = client.get(cast.path("amendements.atom"), headers={"If-None-Match": first.headers["ETag"]})
    assert later.status_code == 200
    before, after = (set(re.findall(r"urn:uuid:[0-9a-f-]+", page.text)) for page in (first, later))
    assert before < after and len(after - before) == 1


def test_a_sub_amendment_stands_before_its_amendment_and_a_rectified_one_says_so(app, cast, booklet, pdftotext):
    from amendments.services.amendment_services import publish
    from amendments.services.life.sub_amending import submit_sub

    plenary = Plenary.of(cast)
    text = normalise_typography(FIFTEEN.replace("quinze mille", "quinze mille cinq cents"))
    sub = plenary.do(
        submit_sub, 2, text=text, title="Cinq cents de plus", reasons="Parce que.", seen_version=1, by="gaspard"
    )
    assert "Cinq cents" not in booklet("json").read_text("utf-8")  # confidential until it has its letter
    plenary.do(publish, sub.id, by="sven")
    rows = json.loads(booklet("json").read_bytes())["parts"][0]["amendments"]
    assert [(row["number"], row["amends"], row["rank"]) for row in rows][:2] == [("2-A", "2", None), ("2", None, 1)]
    assert rows[0]["dispositif"] and "cinq cents" in rows[0]["dispositif"][0]
    told = " ".join(pdftotext(booklet("pdf")).split()).replace("\u00a0", " ")
    assert "Sous-amendement n° 2-A" in told and "À l’amendement n° 2, et voté avant lui." in told
    client = cast.browse()
    assert client.get("/api/v1/essai/amendments/2-A").get_json()["amends"] == "2"
    listed = client.get("/api/v1/essai/proposals/1/amendments").get_json()["items"]
    assert [row["number"] for row in listed] == ["1", "2", "2-A", "3"]
    feed = client.get(cast.path("amendements.atom")).text
    assert "n°\u00a02-A" in feed and 'href="http://127.0.0.1:8000/essai/amendements/2-A"' in feed


@pytest.mark.poppler
def test_one_taken_up_is_told_as_its_bearer_s_everywhere(app, cast, booklet, pdftotext, tmp_path):
    from amendments.cli import amendments
    from amendments.services.life.taking_up import take_up

    Plenary.of(cast).do(take_up, cast.read(lambda: _of_number(cast, 3)), by="emile")
    taker, author = (cast.read(lambda name=name: _civil(cast, name)) for name in ("emile", "dora"))
    row = csv.DictReader(io.StringIO(booklet("csv").read_text("utf-8-sig")), delimiter=";")
    (line,) = [line for line in row if line["numéro"] == "3"]
    assert line["auteur"] == f"{author}, repris par {taker}" and line["signataires"] == taker
    sheet = tmp_path / "un.pdf"
    done = app.test_cli_runner().invoke(amendments, ["export", cast.slug, "3", "--format", "pdf", "-o", str(sheet)])
    assert done.exit_code == 0, done.output
    for read in (pdftotext(sheet), pdftotext(booklet("pdf"))):
        said = " ".join(read.split())
        assert " ".join(taker.split()) in said and "déposé par " + " ".join(author.split()) in said


def test_the_booklet_is_dated_after_the_last_rectification_that_it_prints(app, cast, booklet):
    from amendments.services.life.rectifying import rectify

    plenary = Plenary.of(cast)
    before = json.loads(booklet("json").read_text())["as_of"]
    cast.clock.advance(timedelta(hours=1))
    text = WITHOUT.replace("trois ans", "quatre ans")
    plenary.do(
        rectify, cast.read(lambda: _of_number(cast, 1)), text=normalise_typography(text), title="Autre titre",
        reasons="Autres raisons.", seen_version=1, by="ada",
    )  # fmt: skip
    said = json.loads(booklet("json").read_text())
    assert said["as_of"] > before, "it prints « 1 rect. »"


def _of_number(cast, number):
    from amendments.queries.amendment_queries import by_public_number

    return by_public_number(cast.congress_id, number).id


def _civil(cast, name):
    from congress.models import Member
    from core.database import session

    return session().get_one(Member, cast.ids[name]).civil_name
