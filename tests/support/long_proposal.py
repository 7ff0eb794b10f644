"""A congress whose one proposal is as long as is asked, for whoever measures what length costs."""

from pathlib import Path
from typing import Any

from tests.support.application import NOON
from tests.support.cast import Cast, build_congress
from tests.support.clock import FrozenClock


def long_proposal(folder: Path, alineas: int, words: int) -> Cast:
    """The cast, in an application with its database in a folder; the proposal has so many alinéas of so many words."""
    import flask_migrate

    from app.factory import create_app

    config: dict[str, Any] = {"TESTING": True, "WTF_CSRF_ENABLED": False, "INSTANCE_PATH": str(folder)}
    config |= {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'bench.sqlite'}", "CLOCK": FrozenClock(NOON)}
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade(directory=str(Path(app.root_path).parent / "migrations"))
    said = " ".join(f"mot{rank % 37}" for rank in range(words))
    text = "\n\n".join(f"Alinéa {rank} {said}." for rank in range(1, alineas + 1))
    return build_congress(app, proposals=(f"# Un texte long\n\n{text}\n",))
