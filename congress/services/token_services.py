"""Tokens of programs: issued to a member, shown once, revoked; who a token is. By the machine's clock, as sign-ins."""

import secrets
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select

from congress.actors import Actor
from congress.models import Accreditation, Congress, Member
from congress.policies import members, require
from congress.token_models import LONGEST_LABEL, ApiAnswer, ApiToken
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, NotFound, RuleBroken
from core.text.typography import normalise_typography

PREFIX = "hemi_"  # known at sight by whoever searches for secrets that were published
TOKEN_LIFE = timedelta(days=365)
ANSWERS_KEPT = timedelta(days=7)
MOST_TOKENS = 10


class TokenRefused(RuleBroken):
    """A program without a token, or with one that opens nothing."""

    status = 401


def issue_token(member_id: int, label: str, *, actor: Actor, now: datetime) -> str:
    """The token of a member, for a year: shown now and never again. By oneself, or by the operator of the site."""
    member = session().get(Member, member_id, with_for_update=True)
    if member is None or not (actor.is_system or actor.member_id == member.id):
        raise NotFound(_("Il n’y a personne à cette adresse."))
    congress = session().get_one(Congress, member.congress_id)
    require(members(Actor.of(member), congress) and member.accreditation == Accreditation.ACCREDITED)
    if member.account_id is None:
        raise Invalid(_("Sans adresse électronique, on ne peut pas avoir de jeton."))
    called = " ".join(normalise_typography(label).split())
    if len(called) > LONGEST_LABEL:
        raise Invalid(_("Ce nom est trop long\u00a0: %(most)s signes au plus.", most=LONGEST_LABEL), "label")
    if len(tokens_of(member.id, now)) >= MOST_TOKENS:
        told = _("Vous avez déjà %(most)s jetons\u00a0: révoquez-en un d’abord.", most=MOST_TOKENS)
        raise RuleBroken(told)
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(
        member_id=member.id, account_id=member.account_id, token_sha256=sha256_text(token), label=called,
        created_at=now, expires_at=now + TOKEN_LIFE,
    )  # fmt: skip
    session().add(row)
    session().flush()
    journal.record(congress.stream, "api_token_issued", actor=actor.pseudonym, now=now, token=row.id)
    return token


def revoke_token(token_id: int, *, actor: Actor, now: datetime) -> None:
    """Have one's own token open nothing any more; revoked twice, it is revoked."""
    row = session().get(ApiToken, token_id, with_for_update=True)
    if row is None or actor.member_id is None or row.member.person_id != actor.member_id:
        raise NotFound(_("Ce jeton n’est pas à vous, ou n’existe plus."))
    if row.revoked_at is not None:
        return
    row.revoked_at = now
    congress = session().get_one(Congress, row.member.congress_id)
    journal.record(congress.stream, "api_token_revoked", actor=actor.pseudonym, now=now, token=row.id)


def tokens_of(member_id: int, now: datetime) -> list[ApiToken]:
    """The tokens of a member that still open something, the oldest first."""
    rows = select(ApiToken).where(
        ApiToken.member_id == member_id, ApiToken.revoked_at.is_(None), ApiToken.expires_at > now
    )
    return list(session().scalars(rows.order_by(ApiToken.id)))


def member_of_token(token: str, congress: Congress, now: datetime) -> tuple[Member, int]:
    """Who a program speaks for in this congress, and the id of its token; `TokenRefused` for any other."""
    row = session().scalar(select(ApiToken).where(ApiToken.token_sha256 == sha256_text(token)))
    if row is not None and row.revoked_at is None and row.expires_at > now:
        member = session().get_one(Member, row.member.person_id)
        is_theirs = member.account_id == row.account_id and member.accreditation == Accreditation.ACCREDITED
        if member.congress_id == congress.id and is_theirs:
            return member, row.id
    raise TokenRefused(_("Ce jeton n’ouvre pas ce congrès\u00a0: il est inconnu, révoqué ou expiré."))


def note_use(token_id: int, *, now: datetime) -> None:
    """Say when a token last submitted something."""
    session().get_one(ApiToken, token_id).used_at = now


def answered_before(member_id: int, key: str, demand_sha256: str) -> dict[str, object] | None:
    """What was answered to this demand already; `RuleBroken` where its name was another's. The member's row is held.

    Two that come at once are answered one after the other, so that one alone is done.
    """
    session().get(Member, member_id, with_for_update=True)
    row = session().scalar(select(ApiAnswer).where(ApiAnswer.member_id == member_id, ApiAnswer.key == key))
    if row is None:
        return None
    if row.demand_sha256 != demand_sha256:
        raise RuleBroken(_("Cet Idempotency-Key a déjà servi pour une autre demande\u00a0: il en faut un par demande."))
    return row.answer


def keep_answer(member_id: int, key: str, demand_sha256: str, answer: dict[str, object], *, now: datetime) -> None:
    """Keep what is answered to a demand, for a week."""
    session().add(ApiAnswer(member_id=member_id, key=key, demand_sha256=demand_sha256, answer=answer, at=now))


def forget_answers(now: datetime) -> None:
    """Drop the answers that are kept no longer."""
    session().execute(delete(ApiAnswer).where(ApiAnswer.at <= now - ANSWERS_KEPT))
