"""How edits made by people read: whole numbers and whole words, letters where a word only agrees otherwise, no confetti."""

import pytest

import redline

READ = [
    "Une aide de [-10 000-]{+15 000+} € est versée.",
    "Le taux passe de [-12,5-]{+12,75+} % à [-13-]{+14,5+} %.",
    "Réunion le [-1er-]{+2+} janvier [-2027-]{+2028+} à 14 h [-32-]{+45+}.",
    "Les crédits [-2026–2030-]{+2027–2031+} sont inscrits.",
    "L’article L. [-2121-10-]{+2121-12-1+} du code est complété.",
    "Il est saisi par {+le maire, +}la commission[-, le maire-] ou le préfet.",
    "[-La commune demande-]{+Les communes demandent+} une dotation stable{+ et pérenne+}.",
    "Le maire exécute{+, sous le contrôle du préfet,+} la décision du conseil.",
    "Elle est adressée [-au Premier-]{+à la Première+} ministre [-; elle est-]{+et+} publiée.",
    "Nous demandons la suppression de la [-taxe et la suppression de la -]redevance.",
    "Nous demandons la suppression de la taxe[- et la suppression de la redevance-].",
    "« Les {+élues et les +}élus » demandent [-l’aide-]{+le soutien+} de l’État.",
    "Il {+ne +}peut {+pas +}être dérogé à cette règle{+, sauf exception+}.",
    "La loi est votée. [-Elle est publiée. -]Elle entre en vigueur.",
    "Voir {+[+}le rapport{+](https://exemple.fr/2)+}.",
    "Chaque mairie{+, y compris déléguée,+} dispose {+d’une référente ou +}d’un référent numérique.",
    "Les élu{+e+}s locaux sont entendu{+e+}s apr[-é-]{+è+}s le vote.",
    "| Reims | [-1 000-]{+1 500+} € |",
    "[-la collectivité territoriale-]{+les collectivités territoriales+}",
    "[-anticonstitutionnellement-]{+inconstitutionnellement+}",
]


@pytest.mark.parametrize("read", READ)
def test_an_edit_reads_as_a_person_would_mark_it(read):
    old, new = (_side(read, *marks) for marks in (("[-", "-]", "{+", "+}"), ("{+", "+}", "[-", "-]")))
    found = redline.difference(old, new)
    assert redline.plain(found).splitlines()[1:] == [f"    1  {read}"]


def _side(read, opening, closing, other_opening, other_closing):
    """One of the two texts that a marked one was made of."""
    kept = []
    for part in read.split(other_opening):
        kept.append(part.split(other_closing, 1)[-1] if kept else part)
    return "".join(kept).replace(opening, "").replace(closing, "") + "\n"


def test_an_alinea_rewritten_into_its_neighbour_keeps_the_sentences_that_stand_on():
    stays = "La période de vote dure une semaine. Chacun peut changer son vote. Le quorum est de deux membres."
    chair = "Le président a voix prépondérante et ne vote pas sur sa propre personne, ni sur ses comptes."
    removed = (
        "Le comité suit la procédure ordinaire. Tout projet et tout amendement est déposé par un membre, sans avis."
    )
    old = f"1. {removed} {stays}\n\n2. {chair}\n"
    new = f"1. Les options sont closes après deux semaines.\n\n2. Les votes sont publics. {stays} {chair}\n"
    marked = [span for block in redline.difference(old, new).blocks for span in block.spans if span[0] != "="]
    assert not any("semaine." in text or "quorum" in text for _, text in marked)
