"""The small congress of the tests as the folder that would hold it: its people, its texts, its programme."""

from datetime import UTC, date, datetime, time
from typing import Any

SLUG = "essai"
NAMES = {
    "ada": ("Mme", "Ada", "Martin"),
    "bela": ("M.", "Béla", "Kovacs"),
    "dora": ("Mme", "Dora", "Lefèvre"),
    "emile": ("M.", "Émile", "Roux"),
    "fatou": ("Mme", "Fatou", "Diop"),
    "gaspard": ("M.", "Gaspard", "Noël"),
    "hana": ("Mme", "Hana", "Noël"),
    "iris": ("Mme", "Iris", "D'Aubigné"),
    "chloe": ("Mme", "Chloé", "Arnaud"),
    "sven": ("M.", "Sven", "Keller"),
    "elodie": ("Mme", "Élodie", "Hébrard"),
    "vera": ("Mme", "Vera", "Lopez"),
}
ELECTORS = ("ada", "bela", "dora", "emile", "fatou", "gaspard", "hana", "iris", "chloe")
SHARED_ADDRESS = "mairie@partage.example"
COMMUNES = {
    "ada": ("maire", "Le Havre", "76351", "76"),
    "bela": ("adjoint au maire", "Aprey", "52014", "52"),
    "dora": ("adjointe au maire", "Falaise", "14258", "14"),
    "emile": ("maire", "Saponay", "02699", "02"),
    "fatou": ("conseillère municipale", "Petit-Bourg", "97118", "971"),
    "gaspard": ("maire", "Bourges", "18033", "18"),
    "hana": ("adjointe au maire", "Bourges", "18033", "18"),
    "iris": ("maire", "Avranches", "50025", "50"),
    "chloe": ("maire", "Saint-Cirq-Lapopie", "46256", "46"),
    "elodie": ("collaboratrice d'élue", "Le Havre", "76351", "76"),
}
PROPOSALS = (
    """\
# Pour une médiation numérique financée dans la durée

Environ treize millions de personnes restent éloignées du numérique. Les accompagner est un métier.

Nous demandons à l’État de :

1. cofinancer dix mille postes de médiatrices et de médiateurs numériques, sur trois ans au moins ;
2. former les agents d’accueil des mairies ;
3. protéger juridiquement l’agent qui accomplit une démarche pour le compte d’un usager.

La mairie reste souvent le premier lieu où l’on vient demander de l’aide.
""",
    """\
# Pour la cohésion des territoires par le numérique

Le numérique rapproche quand il est pensé avec les territoires.

Nous demandons à l’État de :

1. financer, pendant cinq ans, les lieux partagés où l’on travaille, se forme et se fait aider ;
2. réserver aux communes de moins de 3 500 habitants au moins 30 % de chaque appel à projets.

Un appel à projets ne remplace pas une dotation.
""",
    """\
# Pour des données publiques ouvertes et protégées

La donnée produite par le service public est un bien commun.

Nous demandons à l’État d’aider les petites communes à se protéger, par un guichet unique.
""",
)
OPENS, CLOSES = datetime(2020, 7, 1, tzinfo=UTC), datetime(2020, 10, 12, 16, 0, tzinfo=UTC)


def essai(*, proposals: tuple[str, ...] = PROPOSALS, without: tuple[str, ...] = ()) -> Any:
    """The congress as the folder that would hold it."""
    from app.folder.content import Folder, MotionText, ProposalText
    from congress.roll import RoomFields
    from congress.roll_table import RollRow

    people = [(name, *person) for name, person in ((name, _person(name)) for name in NAMES if name not in without)]
    return Folder(
        congress=congress_fields(),
        motion=MotionText(
            title="Motion d’essai",
            subtitle="Texte d’essai",
            preamble="Nous, élues et élus réunis en congrès, adressons la présente motion au Premier ministre.\n",
            closing="Nous demandons une réponse écrite à chacune de ces propositions.\n",
        ),
        letter=_letter(),
        proposals=tuple(
            ProposalText(number, f"Congrès de 2019, axe {number}", text, f"proposals/{number}.md")
            for number, text in enumerate(proposals, start=1)
        ),
        rooms=(
            RoomFields("Salle des fêtes", "physical", capacity=200),
            RoomFields("Salle virtuelle", "virtual", "https://visio.example/secret-essai", "+33 1 99 00 12 34"),
        ),
        roll=tuple(
            RollRow("roll.csv", line, fields, aide_of) for line, (_, fields, aide_of) in enumerate(people, start=2)
        ),
        programme=_programme(),
    )


def _person(name: str) -> tuple[Any, str]:
    from congress.models import Category, Function
    from congress.roll import MemberFields

    honorific, given, family = NAMES[name]
    office, commune, insee, departement = COMMUNES.get(name, ("", "", "", ""))
    categories = {"sven": Category.ORGANISER, "elodie": Category.STAFF, "vera": Category.PRESS}
    functions = {"sven": Function.SECRETARIAT, "chloe": Function.CHAIR}
    addresses = {"gaspard": SHARED_ADDRESS, "hana": SHARED_ADDRESS, "iris": None}
    fields = MemberFields(
        category=categories.get(name, Category.ELECTED),
        function=functions.get(name, Function.NONE),
        honorific=honorific,
        given_name=given,
        family_name=family,
        email=addresses.get(name, f"{name}@essai.example"),
        office=office,
        commune=commune,
        insee=insee,
        departement=departement,
        votes=name in ELECTORS,
    )
    return fields, "ada@essai.example" if name == "elodie" else ""


def congress_fields() -> Any:
    """What the congress of the tests is."""
    from congress.roll import CongressFields
    from congress.rules.visibility import Visibility

    return CongressFields(
        slug=SLUG,
        title="Congrès d’essai",
        organiser="Association d’essai",
        demonstration=False,
        timezone="Europe/Paris",
        place="Mairie d’essai",
        starts=date(2020, 7, 1),
        ends=date(2020, 10, 19),
        locale="fr",
        quorum="majority_members",
        quorum_checked="item",
        majority=("absolute_cast",),
        tie_rule="casting_vote",
        ballot="public",
        proxies_per_holder=1,
        minimum_signatories=1,
        line_length=80,
        dispositif_wording="replace",
        keeps_positions=False,
        viewpoint_names="chosen",
        presence_opens_before=60,
        presence_in_room="self",
        viewpoints_visible=Visibility.MEMBERS,
        amendments_visible=Visibility.PUBLIC,
        results_visible=Visibility.PUBLIC,
        named_votes_visible=Visibility.PUBLIC,
        sittings_visible=Visibility.MEMBERS,
        viewpoints_open=OPENS,
        viewpoints_close=CLOSES,
        amendments_open=OPENS,
        amendments_close=CLOSES,
        signatures_open=datetime(2020, 10, 12, 14, 0, tzinfo=UTC),
        signatures_close=datetime(2020, 10, 18, 21, 59, tzinfo=UTC),
    )


def _letter() -> Any:
    from letters.head_services import LetterHeadFields

    return LetterHeadFields(
        place="Paris",
        date=date(2020, 10, 19),
        reference="ESSAI/2020/1",
        sender=("Association d’essai", "12, rue de l’Exemple", "75000 Paris"),
        contact="Sven Keller",
        civility="Monsieur le Premier ministre",
        addressee=("Monsieur Jean EXEMPLE", "Premier ministre", "57, rue de Varenne", "75007 PARIS"),
        subject="Motion du Congrès d’essai",
        answer_by=date(2021, 1, 31),
        copies=("Madame la ministre de la Cohésion des territoires",),
        closing_formula="Nous vous prions d’agréer, {civility}, l’expression de notre très haute considération.",
    )


def _programme() -> tuple[Any, ...]:
    from app.folder.content import ProgrammeRow
    from programme.models import Access, ProgrammeItemKind

    common = {
        "file": "programme.csv",
        "access": Access.ACCREDITED,
        "registration": True,
        "capacity": None,
        "speakers": "",
        "theme": "",
    }
    return (
        ProgrammeRow(
            line=2,
            day=date(2020, 8, 26),
            start=time(14),
            end=time(16),
            kind=ProgrammeItemKind.PREPARATION,
            title="Préparation du congrès",
            room="Salle virtuelle",
            summary="Points de vue sur les propositions.",
            **common,
        ),
        ProgrammeRow(
            line=3,
            day=date(2020, 10, 12),
            start=time(14),
            end=time(16),
            kind=ProgrammeItemKind.PLENARY,
            title="Rédaction collective et vote de la motion",
            room="Salle des fêtes",
            summary="",
            **common,
        ),
        ProgrammeRow(
            line=4,
            day=date(2020, 11, 24),
            start=time(9),
            end=time(10),
            kind=ProgrammeItemKind.CONFERENCE,
            title="Relance économique des territoires",
            room="Salle virtuelle",
            summary="",
            **common,
        ),
    )
