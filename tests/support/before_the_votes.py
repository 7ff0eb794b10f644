"""The demonstration played up to the sitting that votes, for whoever looks at that sitting from its first minute."""

from pathlib import Path

from flask import Flask


def before_the_votes(folder: Path) -> tuple[Flask, int]:
    """An application with its database in a folder, and the congress, on 12 October at 13:55: nobody is there yet."""
    import flask_migrate

    from app.factory import create_app
    from app.folder.folder_reading import read_folder
    from app.folder.importing import import_folder_if_sound
    from congress.actors import Actor
    from congress.clock import set_clock
    from core.clock import machine_now
    from core.files.faults import Findings
    from core.unit_of_work import run
    from demo import scenario
    from demo.dates import local_time
    from demo.online_months import play_online
    from demo.people import DemonstrationPeople
    from demo.written_amendments import OF_THE_CONGRESS, written_amendments

    config = {"TESTING": True, "WTF_CSRF_ENABLED": False, "REQUESTS_COUNTED": False, "INSTANCE_PATH": str(folder)}
    app = create_app({**config, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'bench.sqlite'}"})
    with app.app_context():
        flask_migrate.upgrade(directory=str(Path(app.root_path).parent / "migrations"))
        findings, actor = Findings(), Actor.system()
        folder_read = read_folder(scenario.CONGRESS, findings)
        import_folder_if_sound(folder_read, findings, dry_run=False, actor=actor, now=local_time("2020-06-30T09:00"))
        people = DemonstrationPeople()
        play_online(people, written_amendments(OF_THE_CONGRESS), local_time(scenario.BEFORE_THE_VOTES))
        run(lambda: set_clock(people.congress_id, local_time("13:55"), machine=machine_now()))
        return app, people.congress_id
