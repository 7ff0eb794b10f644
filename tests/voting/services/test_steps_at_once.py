"""A step of the chair and what somebody else does to the same text, or to the rules, at one instant: one comes first.

The announcement or the correction, the opening or the publication, the opening of the sitting or an import: whichever
is first, the other one knows of it.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from amendments.services.amendment_services import publish, save_draft, submit
from amendments.services.editorial_services import revise_text
from app.folder.importing import import_folder_if_sound
from congress.actors import Actor
from congress.models import Congress
from congress.rules.rule_names import QuorumRule
from core import journal
from core.database import session
from core.errors import RuleBroken
from core.files.faults import Findings
from motions.models import Cause
from motions.queries.motion_queries import current_revision
from tests.support.essai import essai
from tests.support.plenary import Plenary
from tests.support.polls import FIFTEEN, row
from voting.models import Poll, PollState
from voting.queries.subjects import SubjectKeys
from voting.services.discussion_services import open_sitting_in_number
from voting.services.poll_services import announce_poll, cancel_poll, open_poll

ROUNDS = 2


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each answers, all begun at one instant; the refusal, for those that a rule refused."""
    start = threading.Barrier(len(deeds))

    def go(deed: Callable[[], object]) -> object:
        start.wait()
        try:
            return deed()
        except RuleBroken as refused:
            return refused

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(go, deeds))


def kinds(assembly) -> list[str]:
    return assembly.read(lambda: [entry.kind for entry in journal.entries(f"congress:{assembly.slug}")])


def test_a_text_is_corrected_before_its_poll_is_announced_or_not_at_all(ready_assembly):
    assembly = ready_assembly
    for turn in range(ROUNDS):
        number, now = assembly.read(lambda: current_revision(assembly.part).number), assembly.then()
        chair, secretary = assembly.actor(assembly.chair), assembly.actor(assembly.secretary)
        text = FIFTEEN.replace("quinze mille", f"{turn + 2} cents")

        def announce(chair=chair, now=now) -> int:
            subject = SubjectKeys(part_id=assembly.part)
            return assembly.run(lambda: announce_poll(assembly.item, subject, actor=chair, now=now))

        def correct(text=text, number=number, secretary=secretary, now=now) -> int:
            kept = {"expected_number": number, "actor": secretary, "now": now}
            return assembly.run(lambda: revise_text(assembly.part, text, Cause.CORRECTION, "Erreur.", **kept))

        poll, revised = at_once(announce, correct)
        in_force = assembly.read(lambda: current_revision(assembly.part))
        assert row(assembly, Poll, poll).text_sha256 == in_force.sha256
        assert (in_force.number == number) == isinstance(revised, RuleBroken)
        assembly.do(cancel_poll, poll, "Encore.", by=assembly.chair)


def test_an_identical_amendment_is_published_before_the_opening_and_refuses_it_or_after(ready_assembly):
    assembly = ready_assembly
    batch = (deposited(assembly, 0),)
    assembly.do(publish, batch[0], by=assembly.secretary)
    for turn in range(ROUNDS):
        another = deposited(assembly, turn + 1)
        poll = assembly.do(announce_poll, assembly.item, SubjectKeys(amendment_ids=batch), by=assembly.chair)
        chair, secretary, now = assembly.actor(assembly.chair), assembly.actor(assembly.secretary), assembly.then()

        def open_it(poll=poll, chair=chair, now=now) -> object:
            return assembly.run(lambda: open_poll(poll, actor=chair, now=now))

        def publish_it(another=another, secretary=secretary, now=now) -> object:
            return assembly.run(lambda: publish(another, actor=secretary, now=now))

        opened, number = at_once(open_it, publish_it)
        assert isinstance(number, int)
        first = [kind for kind in kinds(assembly) if kind in ("amendment_published", "poll_opened")][-2:]
        if row(assembly, Poll, poll).state == PollState.OPEN:
            assert first == ["poll_opened", "amendment_published"]
        else:
            assert "identique, a été publié depuis l’annonce" in str(opened)
        assembly.do(cancel_poll, poll, "Encore.", by=assembly.chair)
        batch = (*batch, another)


def deposited(assembly, author: int) -> int:
    """The id of an amendment that waits for its number."""
    by = assembly.electors[author]
    said = {"base_number": 1, "text": FIFTEEN, "title": "En quelques mots", "reasons": "Parce que."}
    amendment = assembly.do(save_draft, None, assembly.part, **said, by=by)
    assembly.do(submit, amendment, by=by)
    return amendment


def test_rules_change_before_the_sitting_opens_or_not_at_all(cast):
    plenary, findings = Plenary.of(cast), Findings()
    content = essai()
    changed = replace(content, congress=replace(content.congress, quorum=QuorumRule.NONE))
    chair, now = cast.actor("chloe"), cast.clock.now()
    plenary.arrive("ada")

    def open_it() -> object:
        return cast.run(lambda: open_sitting_in_number(plenary.sitting_id, actor=chair, now=now))

    def import_it() -> object:
        with cast.app.app_context():
            return import_folder_if_sound(changed, findings, dry_run=False, actor=Actor.system(), now=now)

    _opened, imported = at_once(open_it, import_it)
    found = cast.read(lambda: session().get_one(Congress, cast.congress_id))
    told = cast.read(lambda: [entry.kind for entry in journal.entries(found.stream)])
    assert "sitting_opened" in told
    refused = [str(imported)] if isinstance(imported, RuleBroken) else [str(error) for error in findings.errors]
    if refused:
        assert found.quorum is not QuorumRule.NONE
        assert "est ouverte et vote sous ces règles" in refused[0]
    else:
        assert found.quorum is QuorumRule.NONE
        assert told.index("congress_changed") < told.index("sitting_opened")
