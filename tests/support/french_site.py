"""An application whose language is French, for what is read without a database."""

import pytest


@pytest.fixture(scope="session")
def french_site(tmp_path_factory):
    """An application that is never asked for its database."""
    from app.factory import create_app

    return create_app({"TESTING": True, "INSTANCE_PATH": str(tmp_path_factory.mktemp("instance")), "SECRET_KEY": "x"})
