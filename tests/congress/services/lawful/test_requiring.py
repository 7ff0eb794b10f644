"""What the law forbids is refused with its article wherever it may be asked: settings, presence, proxies, votes."""

from dataclasses import replace

import pytest

from congress.chamber_models import AgendaItem, AgendaItemKind, PresenceMode
from congress.models import Congress
from congress.rules.rule_names import BallotKind, ItemNature
from congress.services import presence_services, proxy_services, sitting_services
from congress.services.lawful.requiring import refusal_of_substitutes, refusal_of_vote
from congress.services.roll_services import save_congress
from core.database import session
from core.errors import Invalid, RuleBroken
from tests.support.assembly import assemble
from tests.support.essai import congress_fields

COUNCIL = {"preset": "municipal_council", "body": "commune", "remote_presence": False, "convening_days": 3}
EPCI = {"preset": "epci", "body": "epci", "remote_presence": True, "substitutes": True, "convening_days": 5}


def test_a_municipal_council_sits_in_the_room_with_one_proxy_and_no_substitute(app):
    assembly = assemble(app, **COUNCIL)
    ada, bela, dora = assembly.electors[1:4]
    with pytest.raises(RuleBroken, match=r"nul n’est présent à distance \(CGCT, art\.\u00a0L2121-7, L2121-17\)\."):
        assembly.do(presence_services.arrive, assembly.sitting_id, ada, PresenceMode.REMOTE, by=ada)
    assembly.do(presence_services.arrive, assembly.sitting_id, ada, by=ada)
    assembly.do(proxy_services.give_proxy, assembly.sitting_id, bela, ada, by=bela)
    with pytest.raises(RuleBroken, match=r"un pouvoir.*au plus \(CGCT, art\.\u00a0L2121-20\)\."):
        assembly.do(proxy_services.give_proxy, assembly.sitting_id, dora, ada, by=dora)
    told = assembly.read(lambda: refusal_of_substitutes(session().get_one(Congress, assembly.congress_id)))
    assert "il n’a pas de suppléant (CGCT, art.\u00a0L2121-20)." in told


def test_settings_that_the_law_forbids_are_refused_with_their_article(app):
    assembly = assemble(app)
    fields = congress_fields()
    wanted = replace(fields, slug=assembly.slug, **{**COUNCIL, "proxies_per_holder": 2})
    with pytest.raises(Invalid, match="qu’un seul pouvoir"):
        assembly.do(save_congress, wanted, by=assembly.secretary)


def test_at_a_distance_an_epci_votes_in_public_and_elects_nobody(app):
    assembly = assemble(app, electors=8, **EPCI)
    assembly.present(*assembly.electors[:5])
    item_id = assembly.do(
        sitting_services.add_item, assembly.sitting_id, AgendaItemKind.OTHER, "Budget", by=assembly.secretary
    )

    def told(ballot=BallotKind.PUBLIC, nature=ItemNature.ORDINARY) -> str:
        item = session().get_one(AgendaItem, item_id)
        item.nature = nature
        return refusal_of_vote(item.sitting, item, ballot)

    assert assembly.read(told) == ""
    assert assembly.read(lambda: told(BallotKind.SECRET, ItemNature.BUDGET)) == ""  # everybody is in the room
    remote = assembly.electors[5]
    assembly.do(presence_services.arrive, assembly.sitting_id, remote, PresenceMode.REMOTE, by=remote)
    assert assembly.read(told) == ""
    assert "reporté" in assembly.read(lambda: told(BallotKind.SECRET))
    assert "L5211-11-1" in assembly.read(lambda: told(nature=ItemNature.BUDGET))
    assert "bureau" in assembly.read(lambda: told(nature=ItemNature.ELECTION))
