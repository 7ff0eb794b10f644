"""The stages of the demonstration that no command plays: the folder alone, the eve of the sitting, more amendments."""

from flask import Flask

from tests.support.application import NOON


def import_alone(application: Flask) -> None:
    """The folder, as `congress import` takes it; its clock set on the first day, so that everything is open."""
    from app.commands.demo_cli import IMPORTED_AT
    from app.folder.folder_reading import read_folder
    from app.folder.importing import import_folder_if_sound
    from congress.actors import Actor
    from congress.clock import set_clock
    from congress.models import Congress
    from core.database import session
    from core.files.faults import Findings
    from core.unit_of_work import run
    from demo import scenario
    from demo.dates import local_time

    with application.app_context():
        findings = Findings()
        folder = read_folder(scenario.CONGRESS, findings)
        actor, start = Actor.system(), local_time("2020-07-01T09:00")
        import_folder_if_sound(folder, findings, dry_run=False, actor=actor, now=local_time(IMPORTED_AT))
        assert findings.errors == []
        congress_id = session().query(Congress.id).scalar()
        run(lambda: set_clock(congress_id, start, machine=NOON))


def wait_for_the_sitting(application: Flask) -> None:
    """Everything that `demo load` plays before the sitting; the clock at the hour when it opens."""
    from congress.clock import set_clock
    from core.row_seals import reproducible
    from core.unit_of_work import run
    from demo import scenario
    from demo.adapted import play_adapted
    from demo.dates import local_time
    from demo.moments import SITTING
    from demo.online_months import play_online
    from demo.people import DemonstrationPeople
    from demo.written_amendments import OF_THE_CONGRESS, written_amendments

    with reproducible(SITTING.slug):
        import_alone(application)
        with application.app_context():
            people = DemonstrationPeople()
            play_online(people, written_amendments(OF_THE_CONGRESS), local_time(scenario.BEFORE_THE_VOTES))
            play_adapted(people, local_time(scenario.BEFORE_THE_VOTES))
            run(lambda: set_clock(people.congress_id, local_time("14:00"), machine=NOON))


def furnish(application: Flask) -> None:
    """Two amendments of the official's, written and one deposited while the deposit was open."""
    from amendments.services.amendment_services import save_draft, submit
    from core.unit_of_work import run
    from demo import scenario
    from demo.dates import local_time
    from demo.people import DemonstrationPeople
    from motions.queries.motion_queries import current_revision, proposal

    with application.app_context():
        people = DemonstrationPeople()
        actor, when = people.person(scenario.OFFICIAL), local_time("2020-10-11T17:00")
        for number in (7, 8):
            part = proposal(people.congress_id, number)
            text = current_revision(part.id).text.replace("l’État", "l’État et aux régions")
            said = {
                "base_number": part.current_number,
                "text": text,
                "title": "Les régions aussi",
                "reasons": "Elles agissent.",
            }
            draft = run(lambda part=part.id, said=said: save_draft(None, part, **said, actor=actor, now=when))
            if number == 8:
                run(lambda draft=draft: submit(draft, actor=actor, now=when))


def crowd(application: Flask) -> None:
    """Twice as many amendments more, by as many authors, cosigned, to proposals 5 to 8: at one place, at others, identical."""
    from amendments.models import Amendment
    from amendments.services.amendment_services import publish, save_draft, submit
    from amendments.services.cosigning_services import cosign
    from core.database import session
    from core.unit_of_work import run
    from demo import scenario
    from demo.dates import local_time
    from demo.people import DemonstrationPeople
    from motions.queries.motion_queries import current_revision, proposal

    with application.app_context():
        people = DemonstrationPeople()
        secretary, when = people.person(scenario.SECRETARY), local_time("2020-10-11T17:00")
        authors = [actor for actor in people.electors if actor != people.person(scenario.OFFICIAL)]
        numbered = session().query(Amendment).filter(Amendment.public_number.is_not(None)).count()
        for rank in range(2 * numbered):
            part = proposal(people.congress_id, 5 + rank % 4)
            text = current_revision(part.id).text.replace("l’État", f"l’État et aux régions, avant {2030 + rank // 8}")
            said = {
                "base_number": part.current_number,
                "text": text,
                "title": f"Avant {2030 + rank // 8}",
                "reasons": "Il est temps.",
            }

            def write(part=part.id, said=said, author=authors[rank], friend=authors[rank + 1]) -> None:
                draft = save_draft(None, part, **said, actor=author, now=when)
                submit(draft, actor=author, now=when)
                publish(draft, actor=secretary, now=when)
                cosign(draft, seen_sha256=session().get_one(Amendment, draft).text_sha256, actor=friend, now=when)

            run(write)
