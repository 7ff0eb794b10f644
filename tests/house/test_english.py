"""In English nothing that the house says stays French: every page read in English, the letter itself excepted.

What people wrote (texts, titles, names, offices) is theirs, in their language.
"""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po

from checks.tree import ROOT
from motions.models import Position
from motions.queries.motion_queries import current_revision
from motions.services.viewpoint_services import give_viewpoint
from tests.support.plenary import FIFTEEN, Plenary

pytestmark = pytest.mark.one_database

LETTER = re.compile(r'<article class="sheet".*?</article>', re.DOTALL)
UNSEEN = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]+>", re.DOTALL)
READ = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]+)"')
PAGES = (
    "", "plan", "contact", "accessibilite", "mentions-legales", "donnees-personnelles", "connexion", "programme",
    "motion", "propositions", "propositions/1", "propositions/1/versions", "propositions/1/points-de-vue",
    "propositions/1/amendements", "propositions/1/versions?de=1&a=2&vue=cote-a-cote", "amendements/1?vue=adopte",
     "propositions/1/amender", "propositions/2/point-de-vue", "points-de-vue",
    "amendements", "amendements/1", "amendements/2", "amendements/miens", "amendements/depots", "seances", "seances/1",
    "seances/2", "seances/2/ecran", "seances/2/presidence", "seances/2/emargement", "scrutins", "scrutins/1",
    "scrutins/2", "scrutins/3", "lettre", "membres", "membres/importer",
)  # fmt: skip


def french_messages() -> list[str]:
    """The pieces of the house's messages that English says otherwise: at least two words of French each."""
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    found = set()
    for message in catalogue:
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        targets = message.string if isinstance(message.string, tuple) else (message.string,)
        for source in sources:
            for piece in re.split(r"%\(\w+\)[sd]|<[^>]+>|\{\w+\}|\n", source):
                words = piece.strip(" .,:;\u00a0")
                if len(words) > 13 and re.search(r"\w[ \u00a0’]\w", words) and not any(words in one for one in targets):
                    found.add(words)
    return sorted(found)


# What the people of the congress wrote, a few words of each.
WRITTEN = (
    "Congrès d’essai", "Pour une médiation numérique", "Environ treize millions", "Quinze mille", "Vingt mille",
    "Parce que", "Sous réserve du budget", "adjointe au maire", "Motion d’essai", "Texte d’essai", "Préparation du",
    "Rédaction collective", "Relance économique", "Relecture des chiffres", "maire du Havre", "mille postes",
)  # fmt: skip
VOID = {"meta", "link", "input", "br", "img", "hr", "wbr", "col", "source"}


class Spoken(HTMLParser):
    """The pieces of a page that were written in French and that no `lang` says to be."""

    def __init__(self):
        super().__init__()
        self.languages, self.unsaid = [("", "")], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self.languages.append((tag, dict(attrs).get("lang", self.languages[-1][1])))

    def handle_endtag(self, tag):
        while tag in [one for one, _ in self.languages] and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tag, language = self.languages[-1]
        if language != "fr" and tag not in ("title", "script", "style"):
            self.unsaid += [(words, data.strip()[:50]) for words in (*WRITTEN, "«", "»") if words in data]


def unsaid(page):
    read = Spoken()
    read.feed(page)
    return read.unsaid


@pytest.fixture
def plenary(cast):
    """One amendment adopted, one fallen with it, a proposal at the vote."""
    made = Plenary.of(cast)
    part = made.part(2)
    seen = made.cast.read(lambda: current_revision(part).sha256)
    reserved = {"reservation": "Sous réserve du budget.", "named": True, "seen_sha256": seen}
    made.do(give_viewpoint, part, Position.RESERVED, by="ada", **reserved)
    made.open()
    made.discuss()
    first = made.amend(FIFTEEN, by="ada", title="Quinze mille")
    second = made.amend(FIFTEEN.replace("quinze", "vingt"), by="bela", title="Vingt mille")
    poll = made.poll(amendment_ids=(first,))
    made.vote(poll, "for", "ada", "bela", "chloe")
    made.proclaim(poll, second)
    poll = made.poll()
    made.vote(poll, "for", "ada")
    made.vote(poll, "against", "bela")
    made.proclaim(poll)
    made.discuss(2)
    return made


def test_every_page_is_english_to_whoever_reads_english(plenary):
    messages = french_messages()
    assert len(messages) > 600
    left, unmarked = {}, {}
    for name in ("ada", "chloe", "sven"):
        reader = plenary.cast.browse(name)
        reader.set_cookie("langue", "en")
        for rest in PAGES:
            answer = reader.get(plenary.cast.path(rest), follow_redirects=True)
            if answer.status_code != 200:
                continue
            if found := unsaid(answer.text):
                unmarked[f"{name} {rest}"] = found
            page = LETTER.sub(" ", answer.text)
            said = " ".join([*READ.findall(page), UNSEEN.sub(" ", page)])
            words = re.sub(r"[ \n\t]+", " ", unescape(said))
            stays = [message for message in messages if message in words]
            stays += re.findall(r"[\w.]+\s\d+\u00a0: [^.]{0,30}|\b(?!de\b)\w+\u00a0: \d+", words)  # a French space
            if stays:
                left[f"{name} {rest}"] = stays
    assert left == {}
    assert unmarked == {}


def test_no_line_ends_between_a_number_and_the_word_that_announces_it():
    """As in French: « No. 12 », « Nos. 14 and 16 » are not cut."""
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        told = [message.string if message.pluralizable else (message.string,) for message in read_po(file)]
    assert [text for texts in told for text in texts if re.search(r"\bNos?\. ", text)] == []


@pytest.mark.one_database
def test_a_language_forced_for_a_while_is_left_again(app):
    from flask_babel import force_locale, gettext

    with app.test_request_context(headers={"Cookie": "langue=en"}):
        said = [gettext("Voter")]
        with force_locale("fr"):
            said.append(gettext("Voter"))
        said.append(gettext("Voter"))
    assert said == ["Vote", "Voter", "Vote"]
