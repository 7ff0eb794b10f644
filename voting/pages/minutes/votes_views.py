"""Files of a poll, and all the votes of one member on one page."""

from flask import Blueprint, Response, g, render_template, url_for
from flask_babel import get_translations
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.models import Member
from congress.pages.downloads import table_download
from congress.policies import can_see, everyone, results_readers
from core.database import session
from core.errors import Forbidden, NotFound
from core.site_paths import on_site
from papers.formats import MEDIA_TYPES
from voting.models import Poll
from voting.pages.minutes.vote_files import popolo_file, votes_table
from voting.pages.shown_subject import subject_name
from voting.policies import may_read_names, may_read_result, poll_readers
from voting.queries.asking.subject_words import named_subject
from voting.queries.minutes.member_votes import votes_of
from voting.queries.poll_queries import named_votes, poll_by_number
from voting.queries.subjects import subject_at_hand
from voting.rules.methods.choice_words import said_word
from voting.rules.verdict_sentences import decided_sentence

blueprint = Blueprint("votes", __name__, url_prefix="/<slug>")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/scrutins/<int:number>.popolo.json")
@access(poll_readers)
def popolo(slug: str, number: int) -> Response:
    """The result as a VoteEvent of Popolo, with each vote for whoever may read names."""
    poll, congress = _readable(number), current_congress()
    address = on_site(url_for("polls.show", slug=slug, number=number))
    votes = named_votes(poll) if may_read_names(poll, current_actor(), congress) else None
    content = popolo_file(congress, poll, votes, address, on_site(url_for("home.show", slug=slug)))
    answer = Response(content, content_type=MEDIA_TYPES["json"])
    if congress.rehearses_id is not None:
        answer.headers["Content-Disposition"] = f'inline; filename="repetition-{slug}-scrutin-{number}.popolo.json"'
    return answer


@blueprint.get("/scrutins/<int:number>.csv")
@access(poll_readers)
def table(slug: str, number: int) -> Response:
    """The named list as a table; the counts alone for whoever may not read names."""
    poll, congress = _readable(number), current_congress()
    votes = named_votes(poll) if may_read_names(poll, current_actor(), congress) else None
    return table_download(*votes_table(poll, votes), f"{slug}-scrutin-{number}.csv")


@blueprint.get("/membres/<int:member_id>/votes")
@access(everyone)
def of_member(slug: str, member_id: int) -> Page:
    """All the votes of one member: for them, and for whoever may read names."""
    member = _member(member_id)
    return render_template(
        "voting/minutes/member_votes.html",
        member=member,
        votes=votes_of(current_congress(), member.id),
        named=_named,
        is_own=current_actor().member_id == member.id,
    )


@blueprint.get("/membres/<int:member_id>/votes.csv")
@access(everyone)
def table_of_member(slug: str, member_id: int) -> Response:
    """The same as a table."""
    member, t = _member(member_id), get_translations()
    columns = [_("scrutin"), _("sur"), _("vote"), _("voté par"), _("au nom de"), _("résultat")]
    rows = []
    for vote in votes_of(current_congress(), member.id):
        name, decision = _named(vote.poll)
        said = said_word(vote.choice, t, vote.poll.answers) if vote.choice else _("n’a rien exprimé")
        rows.append([str(vote.poll.number), name, said, vote.through_told, vote.for_whom, decision])
    answer = table_download(columns, rows, f"{slug}-votes-{member.id}.csv")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _named(poll: Poll) -> tuple[str, str]:
    """« Amendement n° 12 », « L’amendement n° 12 est adopté. »; the decision for whoever reads results."""
    subject = subject_at_hand(poll)
    reads = results_readers(current_actor(), current_congress())
    is_adopted = poll.outcome.is_adopted if poll.outcome else None
    decision = decided_sentence(named_subject(subject), get_translations(), is_adopted=is_adopted) if reads else ""
    return subject_name(subject), decision


def _readable(number: int) -> Poll:
    congress = current_congress()
    poll = poll_by_number(congress.id, number)
    if not may_read_result(poll, current_actor(), congress):
        raise NotFound(_("Le résultat de ce scrutin n’est pas encore lisible."))
    return poll


def _member(member_id: int) -> Member:
    """The member whose votes this reader may read; refused to anybody else, whoever the member is."""
    congress, actor = current_congress(), current_actor()
    is_own = actor.member_id is not None and actor.member_id == member_id
    if not is_own and not (results_readers(actor, congress) and can_see(congress.named_votes_visible, actor, congress)):
        raise Forbidden(_("Les votes d’un membre sont lus par lui, et par qui le règlement du congrès les montre."))
    member = session().get(Member, member_id)
    if member is None or member.congress_id != congress.id:
        raise NotFound(_("Cette personne n’est pas membre du congrès."))
    return member
