"""What people do to a text in LibreOffice with its changes recorded: thirty scenarios, and the text written by hand.

Each is what is done, then what is read once accepted; refused, all of them say the base again.
"""

BASE = """# Pour l’eau de tous

Nous, élus des communes rurales, **demandons** un effort durable.

L’État garantit à chacun\u00a0:

1° un réseau en bon état\u00a0;
2° un prix juste\u00a0;
  a) pour les ménages\u00a0;
3° un contrôle public.

## Moyens

Un fonds national est créé. Il est doté chaque année.

La présente proposition est évaluée.
"""
FOUNDED = "Un fonds national est créé. Il est doté chaque année.\n\n"
ELECTED = "Nous, élus des communes rurales, **demandons** un effort durable.\n\n"
BOLD, ITALIC = 150.0, 2


def instead(*pairs: tuple[str, str]) -> str:
    """The base with words replaced."""
    text = BASE
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def _everything() -> list[list[object]]:
    return [
        ["replace", "durable", "constant"],
        ["paragraph_after", "garantit", "Dès l’an prochain."],
        ["delete_paragraph", "un contrôle"],
        ["break_after", "créé."],
        ["put_after", "évaluée", " chaque année"],
        ["replace", "Moyens", "Moyens nouveaux"],
    ]


SCENARIOS: dict[str, tuple[list[list[object]], str]] = {
    "words inserted": ([["put_after", "communes", " petites"]], instead(("communes rurales", "communes petites rurales"))),
    "words deleted": ([["delete", " rurales"]], instead((" rurales", ""))),
    "words replaced": ([["replace", "durable", "constant"]], instead(("durable", "constant"))),
    "beginning": ([["put_before", "La présente", "Enfin, "]], instead(("La présente", "Enfin, La présente"))),
    "end": ([["put_after", "évaluée.", " Chaque année."]], instead(("évaluée.", "évaluée. Chaque année."))),
    "punctuation": ([["replace", "contrôle public.", "contrôle public !"]], instead(("public.", "public !"))),
    "in bold": ([["put_after", "demand", "i"]], instead(("demandons", "demandions"))),
    "title": ([["replace", "de tous", "de toutes et tous"]], instead(("de tous", "de toutes et tous"))),
    "heading": ([["replace", "Moyens", "Moyens et délais"]], instead(("Moyens", "Moyens et délais"))),
    "new paragraph": ([["paragraph_after", "effort", "Nous le disons."]], instead(("durable.", "durable.\n\nNous le disons."))),
    "new paragraph after a list": (
        [["paragraph_after", "contrôle public", "Voilà tout."]], instead(("public.", "public.\n\nVoilà tout."))),
    "new item": ([["paragraph_after", "prix juste", "2° bis une aide."]], instead(("juste\u00a0;", "juste\u00a0;\n2° bis une aide."))),
    "two new paragraphs": (
        [["paragraph_after", "effort", "Un."], ["paragraph_after", "Un.", "Deux."]],
        instead(("durable.", "durable.\n\nUn.\n\nDeux."))),
    "paragraph deleted": ([["delete_paragraph", "Un fonds"]], instead((FOUNDED, ""))),
    "last paragraph deleted": ([["delete_paragraph", "La présente"]], instead(("\n\nLa présente proposition est évaluée.", ""))),
    "item deleted": ([["delete_paragraph", "un contrôle"]], instead(("3° un contrôle public.\n", ""))),
    "heading deleted": ([["delete_paragraph", "Moyens"]], instead(("## Moyens\n\n", ""))),
    "across paragraphs": (
        [["delete_through", "un effort", "L’État"]],
        instead(("un effort durable.\n\nL’État garantit", "garantit"), ("**demandons** garantit", "**demandons**  garantit"))),
    "several items deleted": (
        [["delete_paragraph", "un prix juste"], ["delete_paragraph", "pour les ménages"]],
        instead(("2° un prix juste\u00a0;\n  a) pour les ménages\u00a0;\n", ""))),
    "split": ([["break_after", "créé."]], instead(("créé. Il", "créé.\n\nIl"))),
    "join": ([["join_after", "effort durable"]], instead(("durable.\n\nL’État", "durable.L’État"))),
    "cut and pasted lower": (
        [["move", "Nous, élus", "doté chaque"]], instead((ELECTED, ""), (FOUNDED, FOUNDED + ELECTED))),
    "cut and pasted higher": (
        [["move", "Un fonds", "effort durable"]], instead((FOUNDED, ""), (ELECTED, ELECTED + FOUNDED))),
    "moved by command": (
        [["carry", "La présente", "MoveUp"]],
        instead((FOUNDED + "La présente proposition est évaluée.\n", "La présente proposition est évaluée.\n\n" + FOUNDED[:-1]))),
    "bold in places": ([["shape", "durable", "CharWeight", BOLD]], BASE),
    "italics in places": ([["shape", "durable", "CharPosture", {"italic": True}]], BASE),
    "two authors": (
        [["put_after", "demandons", " très fort"], ["author", "Bruno Faure"], ["delete", " très"]],
        instead(("**demandons**", "**demandons fort**"))),
    "two places of one paragraph": (
        [["replace", "élus", "élues et élus"], ["replace", "durable", "constant"]],
        instead(("élus des", "élues et élus des"), ("durable", "constant"))),
    "style": ([["shape_paragraph", "L’État", "ParaStyleName", "Heading 2"]], BASE),
    "everything": (
        _everything(),
        instead(("durable", "constant"), ("chacun\u00a0:", "chacun\u00a0:\n\nDès l’an prochain."), ("3° un contrôle public.\n", ""),
                ("créé. Il", "créé.\n\nIl"), ("évaluée", "évaluée chaque année"), ("Moyens", "Moyens nouveaux"))),
}  # fmt: skip

TABLE = [["add_table", "La présente", [["mesure", "coût"], ["réseau", "dix"], ["prix", "vingt"]]]]
# What the file that LibreOffice saves does not say was recorded: refused, it is not the base, and that is shown. Rows;
# in a DOCX, a paragraph that one author inserts and another deletes, of which the insertion is lost.
LOST = [["paragraph_after", "effort", "Nous le disons."], ["author", "Bruno Faure"], ["delete_paragraph", "le disons"]]
ROWS = {"row removed": [["delete_row", 1]], "row added": [["add_row", 1, ["aide", "trente"]]]}
