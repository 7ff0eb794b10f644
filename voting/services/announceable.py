"""What may be put to the vote now: asked by the services that announce and open, and by the console before it proposes.

One answer for both, so that no vote is proposed, nor read aloud, that the server then refuses.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.queries.bundle_queries import bundles_on, kept_in, waits_for_recalls
from amendments.queries.competing_amendments import field_of
from amendments.queries.retained_queries import kept_of_retained, left_out_sentences
from amendments.submission_window import day_and_hour
from congress.chamber_models import AgendaItem, Sitting, SittingKind, SittingState
from congress.queries.convening.convening_queries import require_convened
from congress.services.lawful.requiring import require_lawful_hands, require_lawful_vote
from core.database import session
from core.errors import RuleBroken
from voting.models import Outcome, Poll, PollState
from voting.queries import subjects
from voting.queries.frozen_rules import FrozenRules
from voting.queries.subjects import LoadedSubject, SubjectKeys
from voting.queries.voted_texts import text_sha256
from voting.rules.methods.method import ELECTRONIC, Method
from voting.rules.outcome import Reason
from voting.services.asking.methods_taken import require_method
from voting.services.challenge.put_off import require_no_unmet_request
from voting.services.colleges.freezing import require_countable_by_college
from voting.services.debate.before_a_text import require_motions_settled
from voting.subject_models import PollSubject


def require_announceable(
    sitting: Sitting, item: AgendaItem, subject: LoadedSubject, now: datetime, method: Method = ELECTRONIC
) -> FrozenRules:
    """The rules under which a poll on the subject would be held; refused when none may be announced on this item."""
    require_in_discussion(sitting, item)
    require_lawful_vote(sitting, item, method.ballot)
    require_convened(sitting, item)
    require_motions_settled(sitting, item, subject)
    frozen = rules_for(sitting, item, subject, method)
    require_votable(subject, item)
    subjects.require_whole_batch(subject)
    require_bundle(subject, now)
    return frozen


def require_bundle(subject: LoadedSubject, now: datetime | None = None) -> None:
    """What is adopted by one vote is all that its bundle holds; without debate, nobody may recall any of it any more.

    `now`: None at the opening, where the deadline is over.
    """
    if subject.bundle_id is None:
        return
    first = subject.amendments[0]
    congress = first.motion.congress
    bundle = bundles_on([first.part_id]).get(first.part_id)
    if bundle is None or bundle.id != subject.bundle_id:
        raise RuleBroken(_("Cette adoption sans débat n’est plus proposée. Rechargez la page."))
    if now is not None and bundle.recall_until is not None and waits_for_recalls(bundle, now):
        moment = day_and_hour(congress, bundle.recall_until)
        raise RuleBroken(
            _("Un membre peut encore rappeler l’un de ces amendements, jusqu’au %(moment)s.", moment=moment)
        )
    field = field_of(first.part_id, congress.line_length)
    if {row.id for row in kept_in(bundle, field)} == set(subject.ids.amendment_ids):
        return
    if bundle.is_retained:
        left_out = left_out_sentences(kept_of_retained(bundle, field).left_out, field)
        then = _("Rechargez la page.") if now is not None else _("Annulez-le, puis annoncez-le de nouveau.")
        raise RuleBroken(" ".join([_("Ce qui est retenu par le bureau a changé."), *left_out, then]))
    if now is not None:
        raise RuleBroken(_("Ce qui est proposé sans débat a changé. Rechargez la page."))


def rules_for(sitting: Sitting, item: AgendaItem, subject: LoadedSubject, method: Method) -> FrozenRules:
    """The rules of a poll on the subject by this method; refused where they want a secret ballot, and it holds none.

    Refused too where a check that somebody asked for found no quorum, and the room is not in number since; and by hands
    where the law has public votes alone.
    """
    require_no_unmet_request(sitting, item)
    if method.is_declared:
        require_lawful_hands(sitting)
    asked = subject.question
    frozen = FrozenRules.of(
        sitting.congress, sitting, item, method=method, chosen_by=asked.rule if asked else "",
        ballot_round=asked.ballot_round if asked and subject.is_election else _round(subject.ids),
    )  # fmt: skip
    if asked is not None:
        require_method(asked, method)
    require_countable_by_college(frozen, method)
    if frozen.rules.ballot is not method.ballot:
        raise RuleBroken(
            _("Le règlement de ce congrès veut des scrutins secrets\u00a0: ce vote se tient sur papier, et deux"
              " scrutateurs comptent les bulletins.")
        )  # fmt: skip
    return frozen


def refusal_to_announce(
    sitting: Sitting, item: AgendaItem, subject: LoadedSubject, now: datetime, method: Method = ELECTRONIC
) -> str:
    """Why a poll on the subject cannot be announced now, in a sentence; empty when it can."""
    try:
        require_announceable(sitting, item, subject, now, method)
    except RuleBroken as broken:
        return broken.sentence
    return ""


def require_votable(subject: LoadedSubject, item: AgendaItem) -> None:
    """Nothing when a poll on the subject is in its place and its order, and makes a text: else a refusal."""
    subjects.require_item(subject, item)
    subjects.require_order(subject)
    text_sha256(subject)  # refuses what cannot become a text


def require_in_discussion(sitting: Sitting, item: AgendaItem) -> None:
    """The item is in discussion in a plenary that is open: else a refusal."""
    if sitting.kind == SittingKind.PREPARATION:
        raise RuleBroken(_("Une séance de préparation discute sans voter : les scrutins ont lieu en séance plénière."))
    if sitting.state == SittingState.SUSPENDED:
        raise RuleBroken(_("La séance est suspendue\u00a0: rien n’est mis aux voix avant sa reprise."))
    if sitting.state != SittingState.OPEN:
        raise RuleBroken(_("La séance n’est pas ouverte : rien ne peut être mis aux voix."))
    if item.opened_at is None or item.closed_at is not None:
        raise RuleBroken(_("Ce point n’est pas en discussion : il faut d’abord le mettre en discussion."))


def _round(ids: SubjectKeys) -> int:
    """2 when the last proclaimed poll on the same subject ended in a tie to be voted again."""
    last = session().scalar(
        select(Outcome.reason)
        .join(Poll, Poll.id == Outcome.poll_id)
        .join(PollSubject, PollSubject.poll_id == Poll.id)
        .where(subjects.is_about(ids), Poll.state == PollState.PROCLAIMED)
        .order_by(Poll.id.desc())
        .limit(1)
    )
    return 2 if last is Reason.REVOTE else 1
