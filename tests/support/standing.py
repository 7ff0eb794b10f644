"""What stands in the demonstration, by the names that tests use: numbers of addresses, ids and fingerprints of forms."""

from tests.support.demonstration import Demonstration


def furnished_names() -> dict[str, object]:
    """In mid-sitting, furnished: call it inside the application."""
    from amendments.models import Amendment, AmendmentStatus
    from amendments.queries.amendment_queries import by_public_number
    from congress.chamber_models import Proxy
    from congress.models import Congress, Member
    from congress.queries.chamber_queries import open_sitting_of
    from core.database import session
    from demo import scenario
    from motions.queries.motion_queries import current_revision, proposal
    from voting.queries.poll_queries import current_poll_of, rights_of
    from voting.queries.state_queries import step_shown

    congress = session().query(Congress).one()
    sitting = open_sitting_of(congress.id)
    poll = current_poll_of(sitting.id)
    elector = session().query(Member).filter_by(email=scenario.OFFICIAL).one()
    draft = session().query(Amendment).filter_by(author_id=elector.id, status=AmendmentStatus.DRAFT).one()
    deposited = session().query(Amendment).filter_by(author_id=elector.id, status=AmendmentStatus.DEPOSITED).one()
    ninth = by_public_number(congress.id, 9)
    on_a_sheet = session().query(Amendment).filter_by(is_late=True).one()
    return {
        "elector": elector.id,
        "sitting": sitting.number,
        "poll": poll.number,
        "step": step_shown(sitting),
        "seen_poll": poll.text_sha256,
        "right": rights_of(poll.id, elector.id)[0].id,
        "proxy": session().query(Proxy).filter_by(holder_id=elector.id, sitting_id=sitting.id).one().id,
        "draft": draft.id,
        "deposited": deposited.id,
        "receipt": deposited.receipt_number,
        "full_receipt": deposited.receipt,
        "sheet": on_a_sheet.receipt_number,
        "amendment": ninth.id,
        "seen_amendment": ninth.text_sha256,
        "part_5": proposal(congress.id, 5).id,
        "seen_6": current_revision(proposal(congress.id, 6).id).sha256,
        "text_7": current_revision(proposal(congress.id, 7).id).text.replace("l’État", "l’État, demain,"),
    }


def names_of(demonstration: Demonstration) -> dict[str, object]:
    """At any stage."""
    with demonstration.app.app_context():
        if demonstration.stage in {"furnished", "crowded"}:
            return furnished_names()
        from congress.models import Congress
        from congress.queries.chamber_queries import sittings_of
        from core.database import session
        from motions.queries.motion_queries import proposal
        from voting.models import Poll

        congress = session().query(Congress).one()
        sitting = sittings_of(congress.id)[-1].number
        last = session().query(Poll.number).order_by(Poll.number.desc()).limit(1).scalar()
        part_5 = proposal(congress.id, 5).id
        here = {"sitting": sitting, "poll": last or 1, "part_5": part_5, "full_receipt": "D-0009"}
        return here | {"draft": 1, "deposited": 1, "amendment": 1}
