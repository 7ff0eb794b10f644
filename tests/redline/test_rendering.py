"""Differences as people read them: HTML that a screen reader announces, plain text, terminal."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from core.text.inline_markdown import html_of, inline_runs
from tests.redline.strategies import many, pairs

BASE = """# Pour une médiation numérique

Selon les estimations, treize millions de personnes restent éloignées du numérique.

Nous demandons à l’État de :

1. cofinancer dix mille postes sur trois ans ;
2. former les agents d’accueil ;
3. protéger l’agent.

La mairie reste le premier lieu.
"""


def page(new, **options):
    return redline.html_inline(redline.difference(BASE, new), **options)


class Reader(HTMLParser):
    """Reads a page aloud: its words in order, and whether every element is closed."""

    VOID = {"br"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.words, self.inside, self.attributes, self.ids, self.targets = [], [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.attributes += [name for name, _ in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        self.targets += [value for name, value in attrs if name == "href"]
        if tag not in self.VOID:
            self.open.append((tag, dict(attrs).get("class", ""), dict(attrs).get("aria-hidden")))

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(hidden for _, _, hidden in self.open):
            self.words.append(data)
            tags = {tag for tag, _, _ in self.open}
            vocal = any("vh" in names for _, names, _ in self.open)
            self.inside.append((data, tags, vocal))


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert "style" not in reader.attributes
    assert len(set(reader.ids)) == len(reader.ids)
    return reader


def test_every_change_is_an_element_that_is_announced():
    html = page(BASE.replace("dix mille", "quinze mille"))
    assert '<del><span class="vh">[supprimé\u00a0: </span>dix<span class="vh">]</span></del>' in html
    assert '<ins><span class="vh">[ajouté\u00a0: </span>quinze<span class="vh">]</span></ins>' in html
    assert "cofinancer [supprimé\u00a0: dix] [ajouté\u00a0: quinze] mille postes" in "".join(read(html).words)


def test_lines_carry_the_numbers_of_the_old_text_every_fifth_in_bold():
    html = page(BASE.replace("dix mille", "quinze mille"))
    assert '<span class="line" data-l="4">' in html
    assert '<span class="line five" data-l="5">' in html
    assert '<a class="disc" href="#alinea-3"><span aria-hidden="true">3</span>' in html
    assert "Alinéa\u00a03, ligne\u00a04" in html


def test_a_marker_stands_apart_and_a_changed_one_is_marked():
    html = page(BASE.replace("2. former les agents d’accueil ;\n", "").replace("3. protéger", "2. protéger"))
    assert '<span class="marker">1.</span> cofinancer' in html
    removed, added, end = (f'<span class="vh">{said}</span>' for said in ("[supprimé\u00a0: ", "[ajouté\u00a0: ", "]"))
    changed = f"<del>{removed}3{end}</del><ins>{added}2{end}</ins>."
    assert f'<span class="marker">{changed}</span> ' in html, "heard as two numbers, not as one"
    assert f'<span class="marker"><del>{removed}2.{end}</del></span> ' in html


def test_a_moved_alinea_is_linked_both_ways():
    blocks = BASE.rstrip("\n").split("\n\n")
    reader = read(page("\n\n".join([blocks[0], *blocks[2:], blocks[1]]) + "\n"))
    assert "#alinea-depart-1" in reader.targets
    assert "#alinea-1" in reader.targets
    assert {"alinea-depart-1", "alinea-1"} <= set(reader.ids)
    words = "".join(reader.words)
    assert "L’alinéa\u00a01 est déplacé" in words
    assert "Alinéa\u00a01 de la version précédente, déplacé ici" in words


def test_a_split_and_a_join_are_shown_and_said():
    split = page(BASE.replace("millions de personnes restent", "millions de personnes.\n\nElles restent"))
    assert "¶" in split
    assert "alinéa coupé en deux" in split
    joined = page(BASE.replace("numérique.\n\nNous", "numérique. Nous"))
    assert "alinéas réunis" in joined


def test_the_excerpt_holds_only_what_is_affected_under_its_reference():
    new = BASE.replace("dix mille", "quinze mille") + "\nUn alinéa nouveau.\n"
    words = "".join(read(redline.html_affected(redline.difference(BASE, new))).words)
    assert words.startswith("Alinéa\u00a03, ligne\u00a04")
    assert "Après l’alinéa\u00a06" in words
    assert "La mairie" not in words
    assert "Aucune différence." in redline.html_affected(redline.difference(BASE, BASE))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- a\n- b\n", "- a\n  - b\n", "placé au niveau\u00a02 de la liste, et non plus au niveau\u00a01"),
        ("- a\n  - b\n    - c\n", "- a\n  - b\n  - c\n", "placé au niveau\u00a02 de la liste, et non plus au niveau\u00a03"),
    ],
    ids=["deeper", "less deep"],
)  # fmt: skip
def test_an_item_at_another_level_is_a_difference_that_every_rendering_tells(old, new, said):
    difference = redline.difference(old, new, ignore_typography=True)
    told = [show(difference) for show in (redline.html_affected, redline.html_inline, redline.html_side_by_side)]
    for rendering in (*told, redline.plain(difference)):
        assert said in rendering or said.capitalize() in rendering
        assert "Aucune différence" not in rendering
        assert "[ajouté\u00a0: </span><span" not in rendering  # nothing added is said as added


def test_a_long_alinea_is_cut_around_its_affected_lines():
    base = " ".join(f"mot{k}" for k in range(200)) + "\n"
    words = "".join(read(redline.html_affected(redline.difference(base, base.replace("mot100", "neuf")))).words)
    assert "mot100" in words
    assert "mot0 " not in words
    assert words.count("[…]") == 2


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        ([4], "ligne\u00a04"),
        ([4, 5], "lignes\u00a04 et\u00a05"),
        ([12, 13, 14], "lignes\u00a012 à\u00a014"),
        ([11, 15], "lignes\u00a011 et\u00a015"),
        ([1, 2, 3, 7, 9, 10], "lignes\u00a01 à\u00a03, 7, 9 et\u00a010"),
    ],
)
def test_lines_are_quoted_as_they_are_in_french(numbers, said):
    assert redline.FRENCH.line_range(numbers) == said


def test_side_by_side_keeps_each_text_whole_in_its_column():
    new = BASE.replace("dix mille", "quinze mille")
    html = redline.html_side_by_side(redline.difference(BASE, new))
    read(html)
    rows = html.split('<tr role="row" class="change">')[1].split("</tr>")[0]
    before, after = rows.split("</td>")[:2]
    assert "dix" in before
    assert "quinze" not in before
    assert "quinze" in after
    assert "dix" not in after


def test_side_by_side_each_line_has_its_number_in_its_own_text():
    old = "# Titre\n\nUn deux trois quatre cinq.\n\n1. Six sept huit.\n"
    new = old.replace("trois quatre ", "").replace("\n\n1.", "\n\nNeuf.\n\n1.")
    html = redline.html_side_by_side(redline.difference(old, new, width=12))
    columns = [re.findall(r"<td.*?</td>", row) for row in html.split("<tr")[2:]]
    for side, text in enumerate((old, new)):
        shown = [
            found
            for row in columns
            for found in re.findall(r'<span data-l="(\d+)">(.*?)</span>(?=<span data-l|</p>)', row[side])
        ]
        words = {int(number): re.sub(r"\[\w+\s:\s|\]|<[^>]+>|\s", "", line) for number, line in shown}
        lines = redline.number_lines(text, 12)
        assert words == {line.number: "".join(line.text.removeprefix("1. ").split()) for line in lines}


def test_html_in_a_text_is_plain_text_everywhere():
    old, new = "<script>a</script> & b\n", '<script>a</script> & "c" <img src=x>\n'
    found = redline.difference(old, new)
    for html in (redline.html_inline(found), redline.html_affected(found), redline.html_side_by_side(found)):
        read(html)
        assert "<script" not in html
        assert "<img" not in html
        assert "&lt;script&gt;" in html


STYLED = redline.Inline(inline_runs, html_of)


def test_inline_markup_is_shown_as_written_or_by_the_reading_given():
    old, new = "Un **mot** gras.\n", "Un **autre mot** gras.\n"
    found = redline.difference(old, new)
    assert "**" in redline.html_inline(found)
    assert "**" not in redline.html_inline(found, inline=STYLED)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("aa **bb cc** zz\n", "aa **bb dd** zz\n", "aa bb [supprimé\u00a0: cc] [ajouté\u00a0: dd] zz"),
        (
            "Voir [la carte](https://exemple.fr/carte) et le guide.\n",
            "Voir [la carte](https://exemple.fr/plan) et le guide.\n",
            "Voir la carte [l’adresse du lien change] et le guide.",
        ),
        ("Un mot gras.\n", "Un **mot** gras.\n", "Un mot [mis en gras] gras."),
        (
            "Un **mot bien** gras.\n",
            "Un mot *bien* gras.\n",
            "Un mot [n’est plus en gras] bien [n’est plus en gras, mis en italique] gras.",
        ),
        ("- Un mot.\n", "- Un [mot](https://a.fr).\n", "– Un mot [lien ajouté]."),
        ("1. Un [mot](https://a.fr).\n", "2. Un mot.\n", "[supprimé\u00a0: 1][ajouté\u00a0: 2]. Un mot [lien retiré]."),
        ("> Un *mot* ici.\n", "> Un *mot là* ici.\n", "Un mot[ajouté\u00a0: là] ici."),
        ("a **b c**\n\nd\n", "a **b c d**\n", "a b c"),
    ],
)
def test_pages_show_no_markup_and_say_in_words_what_it_changes(old, new, said):
    found = redline.difference(old, new)
    for html in (
        redline.html_inline(found, inline=STYLED),
        redline.html_affected(found, inline=STYLED),
        redline.html_side_by_side(found, inline=STYLED),
    ):
        words = "".join(read(html).words)
        assert "*" not in words
        assert "](" not in words
    words = "".join(read(redline.html_inline(found, inline=STYLED)).words)
    assert " ".join(said.split()) in " ".join(words.split())


def test_bold_is_around_what_is_kept_and_around_what_is_changed():
    found = redline.difference("aa **bb cc** zz\n", "aa **bb dd** zz\n")
    html = redline.html_inline(found, inline=STYLED)
    assert "<strong>bb </strong>" in html
    assert "</span><strong>cc</strong>" in html
    assert "</span><strong>dd</strong>" in html


@many
@given(pairs(), st.integers(20, 90))
def test_pages_are_well_formed_and_read_in_order(pair, width):
    old, new = pair
    found = redline.difference(old, new, width=width)
    for html in (redline.html_inline(found), redline.html_affected(found), redline.html_side_by_side(found)):
        reader = read(html)
        assert [target for target in reader.targets if target[1:] not in reader.ids] == []
    inside = read(redline.html_inline(found)).inside
    kept_or_removed = "".join(text for text, tags, vocal in inside if "ins" not in tags and not vocal)
    for block in found.old.blocks:
        if not any(block.index in change.old and change.op == "move" for change in found.blocks):
            assert "".join(block.body.split()) in "".join(kept_or_removed.split()) or block.kind == "quotation"


def test_plain_text_and_terminal_say_the_same_without_and_with_styles():
    found = redline.difference(BASE, BASE.replace("dix mille", "quinze mille"))
    assert redline.plain(found) == (
        "Alinéa\u00a03, ligne\u00a04\n    4  1. cofinancer [-dix-]{+quinze+} mille postes sur trois ans ;\n"
    )
    assert "\x1b[1;4;35mquinze\x1b[0m" in redline.terminal(found)
    assert redline.plain(redline.difference(BASE, BASE)) == "Aucune différence.\n"


def test_a_terminal_never_obeys_the_text():
    shown = redline.terminal(redline.difference("a\n", "a \x1b[2J\x07 b\n"))
    assert "\x1b[2J" not in shown
    assert "\\u001b" in shown


def test_a_tab_between_words_is_a_no_break_space_on_pages():
    from redline.show.html import html_inline

    shown = html_inline(redline.difference("L’État\tdemande.\n", "L’État\tdemande tout.\n"))
    assert "L’État\u00a0demande" in shown and "\t" not in shown
