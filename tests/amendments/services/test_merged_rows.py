"""What somebody did under two rows of the roll that were merged is theirs, and counted once."""

import pytest

from amendments.models import AmendmentStatus
from amendments.queries.amendment_queries import cosigned_by, published_on, written_by
from amendments.services.amendment_services import publish, save_draft, submit, withdraw
from amendments.services.cosigning_services import cosign, uncosign
from congress.services.merging_services import merge_members
from core.database import session
from motions.models import Position
from motions.queries.motion_queries import current_revision, proposal
from motions.queries.viewpoint_queries import positions, positions_by_part, spoken_on, viewpoint_of, viewpoints_of
from motions.services.viewpoint_services import give_viewpoint
from tests.support.essai import PROPOSALS


@pytest.fixture
def part(cast) -> int:
    return cast.read(lambda: proposal(cast.congress_id, 1).id)


def write(cast, part: int, words: str, by: str) -> int:
    text = PROPOSALS[0].replace("dix mille", words)
    return cast.do(save_draft, None, part, base_number=1, text=text, title="Postes", reasons="Parce que.", by=by)


def merge(cast) -> None:
    cast.do(merge_members, cast.ids["ada"], cast.ids["bela"], "Deux orthographes.")


def test_a_person_has_one_point_of_view(cast, part):
    seen = cast.read(lambda: current_revision(part).sha256)
    said = {"bela": Position.UNFAVOURABLE, "ada": Position.FAVOURABLE, "emile": Position.UNFAVOURABLE}
    for name, position in said.items():
        cast.do(give_viewpoint, part, position, named=True, seen_sha256=seen, by=name)
    merge(cast)
    cast.do(merge_members, cast.ids["dora"], cast.ids["emile"], "Deux orthographes.")
    counted = cast.read(lambda: positions(part))
    assert (counted.favourable, counted.unfavourable, counted.total) == (1, 1, 2)
    assert cast.read(lambda: positions_by_part(cast.congress_id)) == {part: counted}
    names = cast.read(lambda: spoken_on(part)).names
    assert [len(names[position]) for position in (Position.FAVOURABLE, Position.UNFAVOURABLE)] == [1, 1]
    for name, position in (("ada", Position.FAVOURABLE), ("dora", Position.UNFAVOURABLE)):
        own = cast.ids[name]
        assert cast.read(lambda own=own: viewpoint_of(part, own).position) == position
        assert cast.read(lambda own=own: viewpoints_of(cast.congress_id, own)[part].position) == position


def test_a_person_goes_on_with_drafts_and_deposits_of_both_rows(cast, part):
    draft, sent = write(cast, part, "onze mille", "bela"), write(cast, part, "douze mille", "bela")
    cast.do(submit, sent, by="bela")
    merge(cast)
    assert {row.id for row in cast.read(lambda: written_by(cast.congress_id, cast.ids["ada"]))} == {draft, sent}
    cast.do(submit, draft, by="ada")
    cast.do(withdraw, sent, by="ada")
    status = cast.read(
        lambda: [session().get_one(type(row), row.id).status for row in written_by(cast.congress_id, cast.ids["ada"])]
    )
    assert sorted(status) == sorted([AmendmentStatus.DEPOSITED, AmendmentStatus.WITHDRAWN])


def test_a_person_cosigns_once_and_never_their_own(cast, part):
    sent = {by: write(cast, part, words, by) for by, words in (("dora", "onze mille"), ("bela", "douze mille"))}
    for by, amendment in sent.items():
        cast.do(submit, amendment, by=by)
        cast.do(publish, amendment, by="sven")
    texts = {row.id: row.text_sha256 for row in cast.read(lambda: published_on(part))}
    for amendment, name in ((sent["dora"], "ada"), (sent["dora"], "bela"), (sent["bela"], "ada")):
        cast.do(cosign, amendment, seen_sha256=texts[amendment], by=name)
    merge(cast)
    supporters = cast.read(lambda: {row.id: len(row.supporters) for row in published_on(part)})
    assert supporters == {sent["dora"]: 1, sent["bela"]: 0}
    ada = cast.ids["ada"]
    assert [row.id for row in cast.read(lambda: cosigned_by(cast.congress_id, ada))] == [sent["dora"]]
    cast.do(uncosign, sent["dora"], by="ada")
    assert cast.read(lambda: [len(row.cosigners) for row in published_on(part) if row.id == sent["dora"]]) == [0]
