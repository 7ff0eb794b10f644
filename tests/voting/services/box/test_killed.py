"""The server is killed with fifty votes on their way, five times: no acknowledged vote is lost, none is invented."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.support.crowded_chamber import ROOT, SLUG, filled
from tests.support.killed_server import IN_FLIGHT, VotingCrowd, until_it_answers
from tests.support.network import free_port

KILLS = 5  # a hundred on each database, of the whole server: `python -m bench.all killed`


@pytest.fixture(scope="module")
def serve():
    """A function that serves a database on a port, and answers the number of its group of processes."""
    command = [sys.executable, "-m", "tests.support.killable_server"]
    site = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert site.stdin is not None
    assert site.stdout is not None

    def start(settings: dict[str, object], port: int) -> int:
        site.stdin.write(json.dumps({"settings": settings, "port": port}) + "\n")
        site.stdin.flush()
        return int(site.stdout.readline())

    yield start
    site.kill()
    site.communicate()


def test_a_killed_server_kept_each_vote_that_it_acknowledged(app, runner, serve):
    from app.commands.service_cli import verify

    kept = {name: str(app.config[name]) for name in ("INSTANCE_PATH", "SQLALCHEMY_DATABASE_URI", "SECRET_KEY")}
    voted, port = filled(app, {**os.environ, "HEMICYCLE_INSTANCE": kept["INSTANCE_PATH"]}, IN_FLIGHT + 6), free_port()
    crowd = VotingCrowd(port, voted)
    for _ in range(KILLS):
        child = serve({**kept, "REQUESTS_COUNTED": False}, port)
        until_it_answers(port)
        crowd.send_again()
        crowd.vote_until_killed(lambda child=child: os.killpg(child, signal.SIGKILL), after=20)
        assert crowd.require_truth() > 0
    crowd.require_same_count()
    verified = runner.invoke(verify, [SLUG])
    assert verified.exit_code == 0, verified.output
