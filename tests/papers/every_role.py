"""One paragraph of every role, and its block in each format of text."""

from papers.paper import Paragraph, Role, plain
from papers.runs import Run

# Role: its paragraph, its block in the text file, in Markdown, in HTML.
TABLE = {
    Role.NOTICE: (
        plain(Role.NOTICE, "Essai fictif"),
        "Essai fictif",
        "**Essai fictif**",
        '<p class="notice">Essai fictif</p>',
    ),
    Role.STATE: (
        plain(Role.STATE, "Projet non relu"),
        "Projet non relu",
        "**Projet non relu**",
        '<p class="notice">Projet non relu</p>',
    ),
    Role.SENDER: (
        plain(Role.SENDER, "Association d’essai", "", "rue Droite"),
        "Association d’essai\nrue Droite",
        "Association d’essai\\\nrue Droite",
        '<p class="sender">Association d’essai<br>rue Droite</p>',
    ),
    Role.ADDRESSEE: (
        plain(Role.ADDRESSEE, "Madame la préfète"),
        "Madame la préfète",
        "Madame la préfète",
        '<p class="addressee">Madame la préfète</p>',
    ),
    Role.DATE: (
        plain(Role.DATE, "Essai, le 3 mai 2021"),
        "Essai, le 3 mai 2021",
        "Essai, le 3 mai 2021",
        '<p class="date">Essai, le 3 mai 2021</p>',
    ),
    Role.REFERENCE: (
        plain(Role.REFERENCE, "Référence ABC"),
        "Référence ABC",
        "Référence ABC",
        '<p class="reference">Référence ABC</p>',
    ),
    Role.SUBJECT: (
        plain(Role.SUBJECT, "Objet essayé"),
        "Objet essayé",
        "**Objet essayé**",
        '<p class="subject">Objet essayé</p>',
    ),
    Role.TITLE: (
        plain(Role.TITLE, "Compte rendu"),
        "Compte rendu\n============",
        "# Compte rendu",
        '<h1 class="title">Compte rendu</h1>',
    ),
    Role.UNDER_TITLE: (
        plain(Role.UNDER_TITLE, "Tenue en mairie"),
        "Tenue en mairie",
        "Tenue en mairie",
        '<p class="adoption">Tenue en mairie</p>',
    ),
    Role.SECTION: (
        plain(Role.SECTION, "Ordre du jour", marker="4."),
        "4. Ordre du jour",
        "## 4. Ordre du jour",
        "<h2>4. Ordre du jour</h2>",
    ),
    Role.HEADING: (
        plain(Role.HEADING, "Premier point"),
        "Premier point",
        "### Premier point",
        '<h3 class="heading">Premier point</h3>',
    ),
    Role.LABEL: (
        plain(Role.LABEL, "Ce qui est dit"),
        "Ce qui est dit",
        "#### Ce qui est dit",
        '<h4 class="label">Ce qui est dit</h4>',
    ),
    Role.BODY: (
        Paragraph(
            Role.BODY,
            (
                (
                    Run("Mots "),
                    Run("gras", is_bold=True),
                    Run(", "),
                    Run("là", link="https://exemple.example/"),
                    Run("ici", is_struck=True),
                    Run("ailleurs", is_inserted=True),
                ),
            ),
        ),
        "Mots gras, là (https://exemple.example/)[-ici-]{+ailleurs+}",
        "Mots **gras**, [là](https://exemple.example/)<del>ici</del><ins>ailleurs</ins>",
        (
            '<p class="body">Mots <strong>gras</strong>, '
            '<a href="https://exemple.example/">là</a><del>ici</del><ins>ailleurs</ins></p>'
        ),
    ),
    Role.ITEM: (
        Paragraph(Role.ITEM, ((Run("demande écrite", is_italic=True),),), marker="4.1", depth=2),
        "    4.1 demande écrite",
        "  - **4.1** *demande écrite*",
        '<p class="item depth-2"><b>4.1</b> <span><em>demande écrite</em></span></p>',
    ),
    Role.QUOTATION: (
        plain(Role.QUOTATION, "Parole citée"),
        "> Parole citée",
        "> Parole citée",
        '<blockquote class="quotation">Parole citée</blockquote>',
    ),
    Role.SIGNATURE: (
        plain(Role.SIGNATURE, "Pour le bureau", "Zoé ESSAI", "secrétaire"),
        "Pour le bureau\nZoé ESSAI\nsecrétaire",
        "Pour le bureau\\\nZoé ESSAI\\\nsecrétaire",
        '<p class="signed">Pour le bureau<br>Zoé ESSAI<br>secrétaire</p>',
    ),
    Role.NAMES_HEAD: (
        plain(Role.NAMES_HEAD, "Membres présents"),
        "Membres présents",
        "**Membres présents**",
        '<h2 class="names_head">Membres présents</h2>',
    ),
    Role.NAME: (plain(Role.NAME, "Yves NOM"), "– Yves NOM", "- Yves NOM", '<p class="name">Yves NOM</p>'),
    Role.MENTIONS_HEAD: (
        plain(Role.MENTIONS_HEAD, "Pièces jointes"),
        "Pièces jointes",
        "**Pièces jointes**",
        '<p class="copies_head">Pièces jointes</p>',
    ),
    Role.MENTION: (
        plain(Role.MENTION, "feuille signée"),
        "– feuille signée",
        "- feuille signée",
        '<p class="copy">feuille signée</p>',
    ),
    Role.SMALL_PRINT: (
        plain(Role.SMALL_PRINT, "Imprimé ici"),
        "Imprimé ici",
        "Imprimé ici",
        '<p class="fingerprint">Imprimé ici</p>',
    ),
}
