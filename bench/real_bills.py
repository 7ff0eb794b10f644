"""Real bills as congresses: their adopted amendments, submitted through the API in a random order, adopted in the
computed order, and the final alinéas compared with the official ones.

`../shared/data/redline/amendments.json`: seventeen texts, an article a proposal. Amendments whose instruction a machine
reads on the base are submitted, by members in turn; each is published, then put to the vote as the order says; what the
adoption of another makes fall, falls. An alinéa that the corpus confirms is right where the text then holds it.
"""

import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import redline
from tests.redline.corpora import applied, loose, text_of

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "redline" / "amendments.json"
SEED = 2010
LEAST = 81  # alinéas that the corpus confirms


def main() -> None:
    """Print the table; exit 1 where a confirmed alinéa is not the official one, or an amendment was refused."""
    if not CORPUS.exists():
        print("the corpus is not beside this folder")
        return
    cases = json.loads(CORPUS.read_bytes())["cases"]
    found = PlayedBill()
    print(f"{'text':62}{'articles':>9}{'sent':>6}{'adopted':>9}{'fallen':>8}{'to check':>9}{'official':>10}{'s':>7}")
    for name, own in by_text(cases):
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            played = play_bill(own, Path(folder), Random(SEED))
        found.add(played)
        ended, official = played.ended, f"{len(played.confirmed) - len(played.wrong)}/{len(played.confirmed)}"
        print(
            f"{name[:60]:62}{len(own):>9}{played.sent:>6}{ended['adopted']:>9}{ended['fallen']:>8}"
            f"{ended['published']:>9}{official:>10}{time.perf_counter() - started:>7.1f}",
            flush=True,
        )
    for line in (*found.refused, *found.wrong):
        print(f"  {line}")
    print(f"official: {len(found.confirmed) - len(found.wrong)} of {len(found.confirmed)} confirmed alinéas")
    sys.exit(0 if len(found.confirmed) == LEAST and not found.wrong else 1)


@dataclass
class PlayedBill:
    """What became of the amendments of a bill."""

    sent: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    confirmed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def add(self, other: "PlayedBill") -> None:
        """One more bill."""
        self.sent += other.sent
        self.ended += other.ended
        self.confirmed += other.confirmed
        self.wrong += other.wrong
        self.refused += other.refused


def by_text(cases: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The articles of each text that have something to amend."""
    found: dict[str, list[dict[str, Any]]] = {}
    for case in cases:
        if case["base"] and adopted_of(case):
            name = case["id"].removeprefix("LF-").rpartition("__")[0] or case["id"]
            found.setdefault(name, []).append(case)
    yield from found.items()


def adopted_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The adopted amendments of an article that a machine reads."""
    return [row for row in case["amendments"] if row["edits"] and row["fate"] == "adopted"]


def titled(case: dict[str, Any], alineas: list[str]) -> str:
    """An article as a proposal."""
    return f"# Article {case['article']}\n\n{text_of(alineas)}" if alineas else f"# Article {case['article']}\n"


def play_bill(cases: list[dict[str, Any]], folder: Path, random: Random) -> PlayedBill:
    """A bill from its deposit to its last vote, on a database of its own."""
    from tests.support.application import application_in
    from tests.support.cast import build_congress

    app = application_in(folder)
    return play(build_congress(app, proposals=tuple(titled(case, case["base"]) for case in cases)), cases, random)


def play(cast: Any, cases: list[dict[str, Any]], random: Random) -> PlayedBill:
    """The same in a congress whose proposals are these articles."""
    played = PlayedBill()
    _submit_all(cast, cases, random, played)
    while votes := _next_votes(cast):
        for ids in votes:
            _adopt(cast, ids)
    _compare(cast, cases, played)
    return played


def _submit_all(cast: Any, cases: list[dict[str, Any]], random: Random, played: PlayedBill) -> None:
    """Through the API, by members in turn, in a random order; then published as they came."""
    from amendments.queries.amendment_queries import submitted_amendments
    from amendments.services.amendment_services import publish
    from congress.services.token_services import issue_token
    from tests.support.essai import ELECTORS

    tokens = [cast.do(issue_token, cast.ids[name], "bill", by=name) for name in ELECTORS if name != "iris"]
    client = cast.app.test_client()
    sent = [(number, case, row) for number, case in enumerate(cases, start=1) for row in adopted_of(case)]
    random.shuffle(sent)
    for rank, (number, case, row) in enumerate(sent):
        base = client.get(f"/api/v1/{cast.slug}/proposals/{number}").get_json()["sha256"]
        demand = {
            "text": titled(case, applied(case["base"], row["edits"])), "title": f"Amendement {row['number']}",
            "reasons": "Adopté.", "base_sha256": base,
        }  # fmt: skip
        token = tokens[rank % len(tokens)]
        answer = client.post(
            f"/api/v1/{cast.slug}/proposals/{number}/amendments", json=demand,
            headers={"Authorization": f"Bearer {token}", "Idempotency-Key": f"{cast.slug}-{rank}"},
        )  # fmt: skip
        played.sent += 1
        if answer.status_code != 201:
            played.refused.append(f"{case['id']} {row['number']}: {answer.get_json()['detail']}")
    waiting = cast.read(lambda: [row.id for row in submitted_amendments(cast.congress_id)])
    for amendment_id in waiting:
        cast.do(publish, amendment_id, by="sven")


def _next_votes(cast: Any) -> list[tuple[int, ...]]:
    """The first vote on amendments that can be put as it is, of each part, in the computed order."""
    from voting.queries.votes_left import left_to_vote

    def look() -> list[tuple[int, ...]]:
        found = []
        for group in left_to_vote(cast.congress_id):
            clean = [vote for vote in group.votes if vote.amendments and vote.is_clean]
            found += [tuple(row.id for row in clean[0].amendments)] if clean else []
        return found

    return list(cast.read(look))


def _adopt(cast: Any, ids: tuple[int, ...]) -> None:
    """Adopted; what falls by it falls, as the chair would confirm."""
    from amendments.queries.competing_amendments import falls_if_adopted
    from amendments.services.decision_services import adopt

    falling = cast.read(lambda: [(fall.amendment.id, fall.because) for fall in falls_if_adopted(ids[0])])
    cast.do(adopt, list(ids), falling=falling, by="chloe")


def _compare(cast: Any, cases: list[dict[str, Any]], played: PlayedBill) -> None:
    from amendments.models import Amendment
    from core.database import session
    from motions.queries.motion_queries import current_revision, proposal

    def look() -> None:
        for row in session().query(Amendment):
            played.ended[row.status.value] += 1
        for number, case in enumerate(cases, start=1):
            text = current_revision(proposal(cast.congress_id, number).id).text
            held = {_folded(block.source) for block in redline.parse(text).blocks}
            for alinea in case["confirmed_alineas"]:
                name = f"{case['id']} alinéa {alinea['alinea']}"
                played.confirmed.append(name)
                if _folded(alinea["after"]) not in held:
                    played.wrong.append(name)

    cast.read(look)


def _folded(text: str) -> str:
    """A text without what the official result may write otherwise, nor what our typography did to apostrophes."""
    return str(loose(text.replace("’", "'")))


if __name__ == "__main__":
    main()
