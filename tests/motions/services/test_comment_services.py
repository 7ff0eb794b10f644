"""Comments on words of a proposal: what they hang on, how they follow the text, until when, who takes them back."""

import pytest

from core.errors import Forbidden, Invalid, RuleBroken

TEXT = "# Titre\n\nNous demandons **dix mille postes** aux côtés de l’État.\n\nLe préfet répond à chacun.\n"


@pytest.fixture
def part(answers):
    """A proposal of the congress, brought to this text."""
    from motions.models import Cause
    from motions.queries.motion_queries import proposals_of
    from motions.services.motion_services import append_revision

    part_id = answers.cast.read(lambda: proposals_of(answers.cast.congress_id)[0].id)
    answers.cast.do(append_revision, part_id, TEXT, Cause.EDITORIAL, because="Essai.", expected_number=1, by="sven")
    return part_id


def say(answers, part_id, words, *, alinea=1, quote="", by="ada"):
    from motions.queries.motion_queries import current_revision
    from motions.services.comment_services import comment

    seen = answers.cast.read(lambda: current_revision(part_id).sha256)
    return answers.cast.do(comment, part_id, alinea, quote=quote, words=words, seen_sha256=seen, by=by)


def shown(answers, part_id, who=None):
    from motions.queries.comment_queries import comments_on
    from motions.queries.motion_queries import current_revision

    member = answers.cast.ids[who] if who else None
    return answers.cast.read(
        lambda: [
            (one.comment.words, one.place.state, one.place.quote)
            for one in comments_on(current_revision(part_id), member)
        ]
    )


def test_a_comment_hangs_on_the_words_as_they_are_read(answers, part):
    say(answers, part, "Pourquoi ?", quote="demandons dix mille")
    say(answers, part, "Bien.", quote="aux côtés de l'État")
    say(answers, part, "Tout l’alinéa.", alinea=2)
    found = shown(answers, part)
    assert [(state, quote) for _words, state, quote in found] == [
        ("anchored", "demandons **dix mille"),
        ("anchored", "aux côtés de l’État"),
        ("anchored", "Le préfet répond à chacun."),
    ]


def test_it_follows_its_words_and_says_when_they_changed_or_went(answers, part):
    from motions.models import Cause
    from motions.services.motion_services import append_revision

    say(answers, part, "Un.", quote="aux côtés de l’État")
    say(answers, part, "Deux.", alinea=2)
    changed = (
        "# Titre\n\nUn alinéa neuf.\n\nNous demandons **douze mille postes** aux côtés de l’État.\n\nRien d’autre.\n"
    )
    answers.cast.do(append_revision, part, changed, Cause.EDITORIAL, because="Essai.", expected_number=2, by="sven")
    assert [(words, state) for words, state, _quote in shown(answers, part)] == [
        ("Un.", "anchored"),
        ("Deux.", "orphan"),
    ]


@pytest.mark.parametrize(
    ("quote", "words", "field"),
    [("des mots d’ailleurs", "Oui.", "quote"), ("", " – ", "words"), ("", "Long. " * 400, "words")],
)
def test_what_it_lacks_is_said(answers, part, quote, words, field):
    with pytest.raises(Invalid) as refused:
        say(answers, part, words, quote=quote)
    assert refused.value.field == field and shown(answers, part) == []


def test_said_twice_it_is_kept_once_and_only_electors_say_it(answers, part):
    assert say(answers, part, "Pourquoi ?") == say(answers, part, "Pourquoi ? ")
    with pytest.raises(Forbidden):
        say(answers, part, "Pourquoi ?", by="sven")
    assert len(shown(answers, part)) == 1


def test_its_author_takes_it_back_and_the_secretariat_says_why(answers, part):
    from motions.services.comment_services import withdraw_comment

    first, second = say(answers, part, "Un."), say(answers, part, "Deux.", by="bela")
    with pytest.raises(Forbidden):
        answers.cast.do(withdraw_comment, second, by="ada")
    answers.cast.do(withdraw_comment, first, by="ada")
    with pytest.raises(Invalid, match="Dites pourquoi"):
        answers.cast.do(withdraw_comment, second, by="sven")
    answers.cast.do(withdraw_comment, second, "Hors sujet.", by="sven")
    answers.cast.do(withdraw_comment, second, "Autre raison.", by="sven")
    assert shown(answers, part, "ada") == []
    assert [words for words, *_rest in shown(answers, part, "bela")] == ["Deux."], "she reads why"


def test_they_close_when_amendments_are_published(answers, part):
    from core.database import session
    from motions.models import Part
    from motions.services.comment_services import close_comments

    say(answers, part, "Avant.")
    answers.cast.run(lambda: close_comments(session().get_one(Part, part), now=answers.cast.clock.now()))
    with pytest.raises(RuleBroken, match="les commentaires sont clos"):
        say(answers, part, "Après.")
    assert len(shown(answers, part)) == 1
