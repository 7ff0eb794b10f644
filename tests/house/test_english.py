"""In English nothing that the house says stays French: every page read in English, the letter itself excepted.

What people wrote (texts, titles, names, offices) is theirs, in their language.
"""

import re
from html import unescape

import pytest
from babel.messages.pofile import read_po

from checks.tree import ROOT
from tests.support.plenary import FIFTEEN, Plenary

pytestmark = pytest.mark.one_database

LETTER = re.compile(r'<article class="sheet".*?</article>', re.DOTALL)
UNSEEN = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]+>", re.DOTALL)
READ = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]+)"')
PAGES = (
    "", "plan", "contact", "accessibilite", "mentions-legales", "donnees-personnelles", "connexion", "programme",
    "motion", "propositions", "propositions/1", "propositions/1/versions", "propositions/1/points-de-vue",
    "propositions/1/amendements", "propositions/1/amender", "propositions/2/point-de-vue", "points-de-vue",
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


@pytest.fixture
def plenary(cast):
    """One amendment adopted, one fallen with it, a proposal at the vote."""
    made = Plenary.of(cast)
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
    left = {}
    for name in ("ada", "chloe", "sven"):
        reader = plenary.cast.browse(name)
        reader.set_cookie("langue", "en")
        for rest in PAGES:
            answer = reader.get(plenary.cast.path(rest), follow_redirects=True)
            if answer.status_code != 200:
                continue
            page = LETTER.sub(" ", answer.text)
            said = " ".join([*READ.findall(page), UNSEEN.sub(" ", page)])
            words = re.sub(r"[ \n\t]+", " ", unescape(said))
            stays = [message for message in messages if message in words]
            stays += re.findall(r"[\w.]+\s\d+\u00a0: [^.]{0,30}|\b(?!de\b)\w+\u00a0: \d+", words)  # a French space
            if stays:
                left[f"{name} {rest}"] = stays
    assert left == {}


def test_no_line_ends_between_a_number_and_the_word_that_announces_it():
    """As in French: « No. 12 », « Nos. 14 and 16 » are not cut."""
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        told = [message.string if message.pluralizable else (message.string,) for message in read_po(file)]
    assert [text for texts in told for text in texts if re.search(r"\bNos?\. ", text)] == []
