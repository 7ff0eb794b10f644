"""The addresses of the API that are read: what the pages show to whoever asks."""

from flask import Blueprint, Response
from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.pages.out.booklet import booklet_of
from amendments.queries.amendment_history import felled_by
from amendments.queries.amendment_queries import by_public_number, published_on
from amendments.queries.amendment_readings import history_of, reading_of, readings_of
from amendments.queries.life.sub_texts import numbered_subs_on
from app.api import shown
from app.api.door import answer, door, listed
from congress.access import current_actor, current_congress
from congress.chamber_models import AgendaItem, Sitting
from congress.clock import now_in
from congress.policies import amendments_readers, everyone, sittings_readers
from congress.queries.chamber_queries import agenda_of, sittings_of
from core.errors import NotFound
from letters.letter_page import record_for
from motions.queries.motion_queries import current_revisions, motion_of, proposal, proposals_of
from programme.queries import Day, programme
from voting import policies
from voting.queries.poll_queries import poll_by_number, polls_of

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/<slug>")
@door(everyone)
def congress(slug: str) -> Response:
    """The congress."""
    motion = motion_of(current_congress().id)
    return answer(shown.congress_shown(current_congress(), motion.title if motion else None))


@blueprint.get("/<slug>/proposals")
@door(everyone)
def proposals(slug: str) -> Response:
    """The proposals, each with its text in force."""
    found = proposals_of(current_congress().id)
    revisions = current_revisions(found[0].motion_id) if found else {}
    return listed(found, lambda part: shown.proposal_shown(current_congress(), part, revisions[part.id]))


@blueprint.get("/<slug>/proposals/<int:number>")
@door(everyone)
def one_proposal(slug: str, number: int) -> Response:
    """One proposal."""
    part = proposal(current_congress().id, number)
    revision = current_revisions(part.motion_id)[part.id]
    return answer(shown.proposal_shown(current_congress(), part, revision))


@blueprint.get("/<slug>/proposals/<int:number>/amendments")
@door(amendments_readers)
def amendments(slug: str, number: int) -> Response:
    """The published amendments to one proposal, by number, each before its sub-amendments."""
    part = proposal(current_congress().id, number)
    found = sorted((*published_on(part.id), *numbered_subs_on(part.id)), key=lambda row: row.rank)
    readings = readings_of(found, {part.id: part}, history_of([part.id]))

    felled = felled_by(found)

    def told(row: Amendment) -> object:
        return shown.amendment_shown(current_congress(), row, readings[row.id], felled.get(row.id, ()))

    return listed(found, told)


@blueprint.get("/<slug>/amendments")
@door(amendments_readers)
def all_amendments(slug: str) -> Response:
    """All the published amendments, in the order of the votes, each after its sub-amendments."""
    congress = current_congress()
    items = [item for section in booklet_of(congress).sections for item in section.items]
    return listed(items, lambda item: shown.amendment_in_order(congress, item))


@blueprint.get("/<slug>/amendments/<amendment:number>")
@door(amendments_readers)
def one_amendment(slug: str, number: int | str) -> Response:
    """One published amendment: 12, or « 12-A »."""
    found = by_public_number(current_congress().id, number)
    felled = felled_by([found]).get(found.id, ())
    return answer(shown.amendment_shown(current_congress(), found, reading_of(found), felled))


@blueprint.get("/<slug>/sittings")
@door(sittings_readers)
def sittings(slug: str) -> Response:
    """The sittings with their agendas."""

    def told(sitting: Sitting) -> object:
        items: list[AgendaItem] = list(agenda_of(sitting.id))
        return shown.sitting_shown(current_congress(), sitting, items)

    return listed(sittings_of(current_congress().id), told)


@blueprint.get("/<slug>/polls")
@door(policies.poll_readers)
def polls(slug: str) -> Response:
    """The polls that the reader may see, by number."""
    congress, actor = current_congress(), current_actor()
    found = [poll for sitting in sittings_of(congress.id) for poll in polls_of(sitting.id)]
    read = sorted((poll for poll in found if policies.may_read(poll, actor, congress)), key=lambda poll: poll.number)
    return listed(read, lambda poll: shown.poll_shown(congress, poll, actor))


@blueprint.get("/<slug>/polls/<int:number>")
@door(policies.poll_readers)
def one_poll(slug: str, number: int) -> Response:
    """One poll, with who voted what once that is public."""
    congress, actor = current_congress(), current_actor()
    poll = poll_by_number(congress.id, number)
    if not policies.may_read(poll, actor, congress):
        raise NotFound(_("Il n’y a pas de scrutin à cette adresse."))
    return answer(shown.poll_shown(congress, poll, actor, is_whole=True))


@blueprint.get("/<slug>/programme")
@door(everyone)
def lines_of_programme(slug: str) -> Response:
    """The programme, in its order."""
    congress = current_congress()
    found = programme(congress, now_in(congress))
    days: tuple[Day, ...] = (*found.days, *found.neighbours)
    return listed([item for day in days for item in day.items], shown.programme_shown)


@blueprint.get("/<slug>/letter")
@door(everyone)
def letter(slug: str) -> Response:
    """The open letter as it stands: what its files are made of."""
    if motion_of(current_congress().id) is None:
        raise NotFound(_("Le congrès n’a pas encore de motion."))
    return answer(record_for(current_congress(), current_actor()).as_json())
