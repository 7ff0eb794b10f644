"""What the columns of a roll are called in the files of a town hall, and what their French words stand for.

The headings of the « Répertoire national des élus » are among them, as the Ministry of the Interior publishes it.
Synonyms are written as `core.files.headings.plain_heading` gives them, the surest first.
"""

from typing import Final

SYNONYMS: Final = {
    "ref": ("reference", "identifiant", "matricule"),
    "category": ("categorie", "categorie de membre", "type de membre"),
    "function": ("fonction dans le congres", "role dans le congres"),
    "civility": (
        "civilite", "civilites", "civ", "m mme", "mme m", "m ou mme", "mme ou m", "m", "code sexe", "sexe", "genre",
    ),
    "given_name": ("prenom", "prenoms", "prenom usuel", "prenom de l elu", "prenom elu"),
    "family_name": (
        "nom", "nom de famille", "nom usuel", "nom d usage", "nom de l elu", "nom elu", "patronyme", "nom de naissance",
    ),
    "email": (
        "e mail", "email", "mail", "courriel", "mel", "adresse e mail", "adresse email", "adresse mail",
        "adresse courriel", "adresse electronique", "adresse de courriel", "adresse de messagerie",
        "courrier electronique", "messagerie",
    ),
    "office": (
        "mandat", "mandat ou fonction", "fonction", "fonction elective", "qualite", "libelle de la fonction",
        "libelle de fonction", "libelle fonction", "intitule de la fonction",
    ),
    "commune": (
        "nom de la commune", "libelle de la commune", "libelle commune", "nom commune", "commune de l elu", "ville",
        "mairie",
    ),
    "insee": (
        "code insee", "code insee de la commune", "code insee commune", "code de la commune", "code commune",
        "code officiel geographique", "cog", "n insee", "no insee", "numero insee",
    ),
    "departement": (
        "code du departement", "code departement", "numero du departement", "n departement", "no departement", "dept",
        "dep", "dpt", "nom du departement", "libelle du departement", "libelle departement", "libelle de departement",
    ),
    "body": (
        "etablissement", "epci", "intercommunalite", "libelle de l epci", "nom de l epci", "organisme", "structure",
        "organisation",
    ),
    "weight": ("poids", "poids du vote", "nombre de voix", "voix", "ponderation"),
    "votes": (
        "vote", "votant", "votante", "votant e", "electeur", "electrice", "membre votant", "droit de vote",
        "a le droit de vote",
    ),
    "aide_of": ("aide de", "collaborateur de", "collaboratrice de", "elu aide", "elu accompagne"),
    "substitute_of": (
        "suppleant de", "suppleante de", "suppleant e de", "elu supplee", "elue suppleee", "titulaire",
        "titulaire supplee",
    ),
    "accreditation": ("accreditation du membre", "etat de l accreditation"),
}  # fmt: skip

# Headings of a column of whole names, as `core.files.headings.plain_heading` gives them.
WHOLE_NAMES: Final = (
    "nom et prenom", "nom prenom", "prenom nom", "prenom et nom", "noms et prenoms", "noms prenoms", "prenoms et noms",
    "prenoms noms", "nom et prenoms", "nom prenoms", "nom complet", "nom et prenom de l elu", "nom prenom de l elu",
)  # fmt: skip

WORDS: Final = {
    "category": {
        "elu": "elected", "elue": "elected", "elus": "elected", "elues": "elected",
        "collaborateur": "staff", "collaboratrice": "staff", "collaborateur d'elu": "staff",
        "collaboratrice d'elu": "staff", "partenaire": "partner", "presse": "press", "journaliste": "press",
        "organisateur": "organiser", "organisatrice": "organiser", "organisation": "organiser",
    },
    "function": {
        "presidence": "chair", "president": "chair", "presidente": "chair", "president de seance": "chair",
        "presidente de seance": "chair", "secretariat": "secretariat", "secretaire": "secretariat",
        "aucune": "",
    },
    "accreditation": {
        "accredite": "accredited", "accreditee": "accredited", "demandee": "requested", "demande": "requested",
        "refuse": "refused", "refusee": "refused", "retire": "withdrawn", "retiree": "withdrawn",
    },
}  # fmt: skip

# A code of sex under « Code sexe » stands for the only civility that the administration gives it.
SEX_HEADINGS: Final = frozenset({"code sexe", "sexe", "genre"})
CIVILITIES: Final = {"m": "M.", "h": "M.", "masculin": "M.", "f": "Mme", "feminin": "Mme"}

# The register’s own codes of overseas départements.
REGISTER_DEPARTEMENTS: Final = {
    "ZA": "971", "ZB": "972", "ZC": "973", "ZD": "974", "ZS": "975", "ZM": "976", "ZX": "977", "ZP": "987",
    "ZN": "988", "ZW": "986",
}  # fmt: skip
