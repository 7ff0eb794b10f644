"""What the columns of rooms and of a programme are called in French files, and what their French words stand for."""

from typing import Final

# As `core.files.headings.plain_heading` gives them; a column of either table.
SYNONYMS: Final = {
    "room": ("salle", "nom de la salle", "lieu"),
    "kind": ("genre", "type", "nature"),
    "url": ("lien", "adresse web", "lien de connexion", "lien visio", "visio"),
    "phone": ("telephone", "tel", "numero de telephone"),
    "capacity": ("capacite", "places", "nombre de places", "jauge"),
    "date": ("jour",),
    "start": ("debut", "heure de debut", "heure debut"),
    "end": ("fin", "heure de fin", "heure fin"),
    "title": ("titre", "intitule", "sujet"),
    "access": ("acces", "ouvert a"),
    "registration": ("inscription", "sur inscription"),
    "theme": ("thematique",),
    "speakers": ("intervenants", "intervenant", "orateurs"),
    "summary": ("resume", "description"),
}

WORDS: Final = {
    "kind": {
        "virtuel": "virtual", "virtuelle": "virtual", "a distance": "virtual", "physique": "physical",
        "presentiel": "physical", "mixte": "mixed", "hybride": "mixed", "pleniere": "plenary",
        "seance pleniere": "plenary", "preparation": "preparation", "seance de preparation": "preparation",
        "webinaire": "webinar", "conference": "conference", "debat": "debate", "presentation": "pitch",
        "entretien": "interview", "atelier": "workshop", "permanent": "permanent", "permanence": "permanent",
        "pause": "break",
    },
    "access": {
        "public": "public", "tous": "public", "inscrits": "registered", "sur inscription": "registered",
        "accredites": "accredited", "elus": "elected",
    },
}  # fmt: skip
