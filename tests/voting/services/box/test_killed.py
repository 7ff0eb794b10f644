"""The server is killed with fifty votes on their way, five times: no acknowledged vote is lost, none is invented."""

import os
import signal
import subprocess
import sys

import pytest

from tests.support.crowded_chamber import ROOT, SLUG, filled
from tests.support.killed_server import IN_FLIGHT, VotingCrowd, until_it_answers
from tests.support.network import free_port

KILLS = 5  # a hundred on each database: `python -m bench.all killed`


@pytest.mark.one_database
def test_a_killed_server_kept_each_vote_that_it_acknowledged(app, runner):
    from app.commands.service_cli import verify

    settings = {
        "HEMICYCLE_INSTANCE": str(app.config["INSTANCE_PATH"]),
        "DATABASE_URL": str(app.config["SQLALCHEMY_DATABASE_URI"]),
        "SECRET_KEY": str(app.secret_key),
    }
    voted, port = filled(app, {**os.environ, **settings}, IN_FLIGHT + 6), free_port()
    command = [sys.executable, "-m", "tests.support.killable_server", str(port)]
    site = subprocess.Popen(
        command, env=voted.environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert site.stdin is not None
    assert site.stdout is not None
    crowd = VotingCrowd(port, voted)
    try:
        for _ in range(KILLS):
            site.stdin.write("\n")
            site.stdin.flush()
            child = int(site.stdout.readline())
            until_it_answers(port)
            crowd.send_again()
            crowd.vote_until_killed(lambda child=child: os.kill(child, signal.SIGKILL), seconds=0.05)
            assert crowd.require_truth() > 0
    finally:
        site.kill()
        site.communicate()
    verified = runner.invoke(verify, [SLUG])
    assert verified.exit_code == 0, verified.output
