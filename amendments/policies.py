"""Who may write, read and handle one amendment; the rest is in `congress.policies`."""

from flask_babel import gettext as _

from amendments.models import Amendment, AmendmentStatus
from congress.actors import Actor
from congress.models import Category, Congress, Member
from congress.policies import amendments_readers, require, secretariat
from core.database import session


def writers(actor: Actor, congress: Congress) -> bool:
    """Electors, and aides of an elector: those who may keep a draft."""
    return actor.congress_id == congress.id and (actor.is_elector or is_aide(actor))


def is_aide(actor: Actor) -> bool:
    """Whether the actor is staff who assists an official."""
    return actor.category == Category.STAFF and actor.aide_of_id is not None


def writes_as(actor: Actor, congress: Congress) -> int | None:
    """Of whom the actor reads the drafts: their own, their official's; None for whoever writes none."""
    if not writers(actor, congress):
        return None
    return actor.member_id if actor.is_elector else actor.aide_of_id


def author_for(actor: Actor, congress: Congress) -> int:
    """The member in whose name the actor writes: an elector writes in their own, an aide in their official's."""
    require(writers(actor, congress), _("Seuls les membres qui votent peuvent amender."))
    if actor.is_elector and actor.member_id is not None:
        return actor.member_id
    official = session().get(Member, actor.aide_of_id)
    require(
        official is not None and official.is_elector,
        _("La personne que vous assistez ne vote pas dans ce congrès : elle ne peut pas amender."),
    )
    assert official is not None  # noqa: S101 (held by the line above)
    return official.id


def is_author(actor: Actor, amendment: Amendment) -> bool:
    """Whether the amendment is the actor's own."""
    return actor.member_id is not None and actor.member_id == amendment.author.person_id


def may_write(actor: Actor, amendment: Amendment) -> bool:
    """The author, and the aide who prepares drafts for them."""
    if is_author(actor, amendment):
        return True
    return is_aide(actor) and actor.aide_of_id == amendment.author.person_id


def may_read(actor: Actor, congress: Congress, amendment: Amendment) -> bool:
    """A draft: its writers. Deposited: the secretariat too. Published: whoever may read amendments."""
    if may_write(actor, amendment):
        return True
    if amendment.status == AmendmentStatus.DRAFT:
        return False
    if amendment.public_number is None:
        return secretariat(actor, congress)
    return amendments_readers(actor, congress)


def bears(actor: Actor, amendment: Amendment) -> bool:
    """Whether the amendment is the actor's now: they wrote it and nobody took it up since, or they took it up."""
    return actor.member_id is not None and actor.member_id == amendment.bearer.person_id


def require_bearer(actor: Actor, amendment: Amendment, sentence: str) -> None:
    """Only whose amendment it is now, still an elector: else `Forbidden` with the sentence."""
    require(bears(actor, amendment) and actor.is_elector, sentence)


def require_author(actor: Actor, amendment: Amendment, sentence: str) -> None:
    """Only the author, still an elector: else `Forbidden` with the sentence."""
    require(is_author(actor, amendment) and actor.is_elector, sentence)
