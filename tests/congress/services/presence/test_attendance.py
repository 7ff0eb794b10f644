"""What the sheet, its table and the minutes say of each member: hours, who sat, who carried, excused, absent, apart."""

import pytest

from congress.chamber.presence_models import WithdrawalGround
from congress.chamber_models import AgendaItemKind, Sitting
from congress.models import Category, Member
from congress.queries.presence.attendance import Attended, attendance_of
from congress.services import presence_services, proxy_services, sitting_services
from congress.services.presence.excuse_services import excuse
from congress.services.presence.withdrawal_services import withdraw
from core.database import session
from tests.support.assembly import assemble


@pytest.fixture
def held(app):
    """A sitting that was held: chair there, one substituted, one represented, one excused, one absent, one gone."""
    assembly = assemble(app, electors=6, substitutes=True, proxies_per_holder=2)
    substituted, represented, excused, _absent, gone = assembly.electors[1:]

    def add() -> int:
        row = Member(
            congress_id=assembly.congress_id, ref="s", pseudonym="s", position=99, category=Category.ELECTED,
            honorific="Mme", given_name="Paule", family_name="Suppléante", substitute_of_id=substituted,
        )  # fmt: skip
        session().add(row)
        session().flush()
        return row.id

    substitute = assembly.run(add)
    kind = AgendaItemKind.OTHER, "Subvention"
    item = assembly.do(sitting_services.add_item, assembly.sitting_id, *kind, by=assembly.secretary)
    assembly.do(excuse, assembly.sitting_id, excused, "Deuil.", by=excused)
    assembly.do(proxy_services.give_proxy, assembly.sitting_id, represented, assembly.chair, by=represented)
    assembly.do(withdraw, item, gone, WithdrawalGround.INTEREST, "Son frère.", by=gone)
    assembly.present(assembly.chair, gone)
    assembly.do(sitting_services.open_sitting, assembly.sitting_id, by=assembly.chair)
    assembly.do(presence_services.arrive, assembly.sitting_id, substitute, by=substitute)
    assembly.do(presence_services.leave, assembly.sitting_id, gone, by=gone)
    assembly.do(sitting_services.close_sitting, assembly.sitting_id, by=assembly.chair)
    return assembly


def sitting_of(assembly) -> Sitting:
    return session().get_one(Sitting, assembly.sitting_id)


def test_each_member_is_called_what_they_were(held):
    lines = held.read(lambda: attendance_of(sitting_of(held)))
    said = {line.member.id: line for line in lines}
    called = [said[member].attended for member in held.electors]
    assert called == [
        Attended.PRESENT, Attended.SUBSTITUTED, Attended.REPRESENTED, Attended.EXCUSED, Attended.ABSENT,
        Attended.PRESENT,
    ]  # fmt: skip
    assert len(lines) == 6, "a substitute is a line of nobody: one seat, one line"
    assert said[held.electors[2]].carried_by.id == held.chair
    assert said[held.electors[1]].stays[0].substitute.family_name == "Suppléante"
    gone = said[held.electors[5]]
    assert gone.left == (1,)
    assert gone.stays[0].until < said[held.chair].stays[0].until
    assert [line.member.alphabetic for line in lines] == sorted(line.member.alphabetic for line in lines)


def test_the_minutes_say_all_of_it_and_never_why(held):
    from voting.queries.minutes.recording import draft_record

    record = held.read(lambda: draft_record(sitting_of(held), with_names=False))
    said = str(record).replace("\\xa0", " ")
    assert "se retire du point n° 1" in said
    for heading in ("Présents (2)", "Représentés (1)", "Excusés (1)", "Absents (1)", "Suppléants (1)"):
        assert heading in said, heading
    assert "Deuil" not in said
    assert "frère" not in said
