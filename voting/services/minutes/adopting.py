"""From draft to published minutes: submitted, adopted at the beginning of a later sitting, signed, published."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from congress import policies
from congress.actors import Actor
from congress.chamber_models import Office, Sitting, SittingState
from congress.models import Accreditation
from congress.queries.chamber_queries import presences_now
from congress.services.sitting_locking import locked_sitting, record, require_state
from core.database import session
from core.digest import sha256_json
from core.errors import Forbidden, Invalid, NotFound, RuleBroken
from core.journal import head_of
from core.text.reader import enumeration
from voting.minutes_models import Adoption, Minutes, MinutesSignature
from voting.models import Poll, PollState
from voting.policies import may_key_minutes
from voting.queries.minutes.minutes_queries import minutes_of, signers_of
from voting.queries.minutes.recording import draft_record, publishes_names
from voting.subject_models import QuestionKind

MOST_DIGITS = 6  # of the number of a poll


def submit_minutes(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The draft is handed to the chair; it may still be corrected until it is adopted. Idempotent."""
    sitting = locked_sitting(sitting_id)
    policies.require(
        may_key_minutes(actor, sitting), _("Le procès-verbal est rédigé par les secrétaires de la séance.")
    )
    require_closed(sitting)
    minutes = _row(sitting)
    if minutes.submitted_at is None and minutes.adopted_at is None:
        minutes.submitted_at = now
        session().flush()
        record(sitting, "minutes_submitted", actor, now)


def adopt_minutes(
    sitting_id: int, *, in_sitting: int, adopting_poll: str = "", seen: str, actor: Actor, now: datetime
) -> str:
    """The SHA-256 of the record kept: the minutes are « arrêtées » in a later sitting that is open.

    Declared adopted by its chair, or by a poll of that sitting that adopted them (`adopting_poll`: its number, as it
    was typed). `seen`: the draft that was read (`draft_digest`); refused where it changed since, and where nobody is
    there to object. A second time changes nothing.
    """
    here = _later_sitting(sitting_id, in_sitting)
    policies.require_chair(actor, here.id)
    require_state(here, SittingState.OPEN)
    sitting = locked_sitting(sitting_id)
    require_closed(sitting)
    minutes = _row(sitting)
    if minutes.adopted_at is not None:
        return minutes.sha256 or ""
    if draft_digest(sitting) != seen:
        raise RuleBroken(_("Le projet a changé depuis que cette page l’a montré\u00a0: relisez-le, puis arrêtez-le."))
    poll = _adopting_poll(here, adopting_poll.strip()) if adopting_poll.strip() else None
    if not presences_now(here.id):
        raise RuleBroken(
            _("Personne n’est présent à la séance n°\u00a0%(number)s\u00a0: elle n’arrête aucun procès-verbal.",
              number=here.number)
        )  # fmt: skip
    with force_locale(sitting.congress.locale):
        kept = draft_record(sitting, with_names=publishes_names(sitting)).as_json()
    minutes.journal = head_of(sitting.congress.stream)[1]
    minutes.record, minutes.sha256 = kept, sha256_json(kept)
    minutes.adopted_at, minutes.adopted_in_id = now, here.id
    minutes.adoption, minutes.poll_id = (Adoption.VOTED, poll.id) if poll else (Adoption.DECLARED, None)
    session().flush()
    record(here, "minutes_adopted", actor, now, minutes=sitting.number, sha256=minutes.sha256,
           poll_of_minutes=poll.number if poll else None)  # fmt: skip
    return minutes.sha256


def sign_minutes(sitting_id: int, *, seen_sha256: str, actor: Actor, now: datetime) -> None:
    """« Je signe »: by the chair and each secretary of the sitting, once; of the very record that they read."""
    sitting = locked_sitting(sitting_id)
    minutes = _adopted(sitting)
    office = next((office for office, member in signers_of(sitting) if member.id == actor.member_id), None)
    if office is None or actor.member_id is None:
        raise Forbidden(_("Le procès-verbal est signé par la présidence et par les secrétaires de la séance."))
    if seen_sha256 != minutes.sha256:
        raise RuleBroken(_("Le texte signé n’est pas celui que cette page a montré\u00a0: rechargez-la."))
    mine = (MinutesSignature.minutes_id == minutes.id, MinutesSignature.member_id == actor.member_id)
    if session().scalar(select(MinutesSignature.id).where(*mine)) is not None:
        return
    session().add(
        MinutesSignature(
            minutes_id=minutes.id, member_id=actor.member_id, office=office, sha256=seen_sha256, signed_at=now
        )
    )
    session().flush()
    record(sitting, "minutes_signed", actor, now, member=actor.pseudonym, office=office.value, sha256=seen_sha256)


def publish_minutes(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The minutes are read by whoever reads sittings, once the chair and the secretaries have signed. Idempotent."""
    sitting = locked_sitting(sitting_id)
    policies.require(may_key_minutes(actor, sitting), _("Le procès-verbal est publié par le secrétariat."))
    minutes = _adopted(sitting)
    if missing := missing_signatures(sitting, minutes):
        raise RuleBroken(missing)
    if minutes.published_at is None:
        minutes.published_at = now
        session().flush()
        record(sitting, "minutes_published", actor, now, sha256=minutes.sha256)


def missing_signatures(sitting: Sitting, minutes: Minutes) -> str:
    """Whose signature the adopted minutes still want before they are published, in a sentence; empty where none.

    A secretary who is no member any more can sign no more: nobody waits for them.
    """
    signed = {row.member_id for row in minutes.signatures}
    wanting = [
        _("%(name)s (présidence)", name=member.civil_name) if office is Office.CHAIR
        else _("%(name)s (secrétariat)", name=member.civil_name)
        for office, member in signers_of(sitting)
        if member.id not in signed and (office is Office.CHAIR or member.accreditation is Accreditation.ACCREDITED)
    ]  # fmt: skip
    if not wanting:
        return ""
    return _("Ce procès-verbal ne se publie pas encore\u00a0: il y manque la signature de %(people)s.",
             people=enumeration(wanting))  # fmt: skip


def draft_digest(sitting: Sitting) -> str:
    """The fingerprint of the draft as it stands, without the names of the votes, which nothing changes any more."""
    with force_locale(sitting.congress.locale):
        return sha256_json(draft_record(sitting, with_names=False).as_json())


def require_closed(sitting: Sitting) -> None:
    """The sitting is over: else a refusal."""
    if sitting.state != SittingState.CLOSED:
        raise RuleBroken(_("La séance n’est pas close\u00a0: son procès-verbal se soumet et s’arrête après elle."))


def _row(sitting: Sitting) -> Minutes:
    """The row of the minutes, made the first time; the sitting is held."""
    found = minutes_of(sitting.id)
    if found is None:
        found = Minutes(sitting_id=sitting.id)
        session().add(found)
        session().flush()
    return found


def _adopted(sitting: Sitting) -> Minutes:
    found = minutes_of(sitting.id)
    if found is None or found.adopted_at is None:
        raise RuleBroken(_("Ce procès-verbal est encore un projet\u00a0: il se signe et se publie une fois arrêté."))
    return found


def _later_sitting(sitting_id: int, number: int) -> Sitting:
    """The sitting that adopts: one of the same congress, that comes after."""
    of = session().get_one(Sitting, sitting_id)
    wanted = select(Sitting.id).where(Sitting.congress_id == of.congress_id, Sitting.number == number)
    found = session().scalar(wanted)
    if found is None:
        raise NotFound(_("Aucune séance n’existe à cette adresse."))
    if number <= of.number:
        raise RuleBroken(_("Un procès-verbal est arrêté au début d’une séance suivante."))
    return locked_sitting(found)


def _adopting_poll(here: Sitting, typed: str) -> Poll:
    """The poll of this sitting that adopted the minutes: on a question put to it, which no amendment or text is."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
        raise Invalid(_("Le numéro du scrutin s’écrit en chiffres."), "scrutin")
    poll = session().scalar(select(Poll).where(Poll.sitting_id == here.id, Poll.number == int(typed)))
    if poll is None or poll.state != PollState.PROCLAIMED or poll.outcome is None:
        raise RuleBroken(_("Ce scrutin n’est pas un scrutin proclamé de cette séance."))
    question = poll.subjects[0].question
    if question is None or question.kind is not QuestionKind.FREE:
        raise RuleBroken(_("Ce scrutin ne porte pas sur une question posée à l’assemblée\u00a0: il n’arrête pas un"
                           " procès-verbal."))  # fmt: skip
    if not poll.outcome.is_adopted:
        raise RuleBroken(_("Ce scrutin n’a rien adopté\u00a0: le procès-verbal reste un projet."))
    return poll
