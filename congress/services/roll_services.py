"""Saving a congress, its rooms and its roll: created or updated, never deleted; the same again changes nothing."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import and_, func, or_, select

from congress.actors import Actor
from congress.models import Category, Congress, Member, Room
from congress.policies import require, secretariat
from congress.queries.chamber_queries import live_plenary
from congress.roll import CongressFields, MemberFields, RoomFields
from congress.services.electorate_services import given_now, keep_change, touches_electorate
from congress.services.known_roll import KnownRoll, fields_of
from congress.services.lawful.requiring import refused_rules
from core import journal
from core.changes import FieldChange, SaveResult, apply_values, values_of
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.row_seals import hidden_token
from core.text.typography import normalise_typography

__all__ = ["fields_of", "save_congress", "save_known", "save_member", "save_room"]

# What a sitting votes under: its polls, its quorum, its proxies, its presences, and what voters read of their names.
RULES = (
    "quorum", "quorum_checked", "majority", "tie_rule", "ballot", "proxies_per_holder", "presence_in_room",
    "preset", "body", "remote_presence", "substitutes", "public_request", "secret_request", "prevailing_request",
    "college_rule", "college_shares", "quorum_by_college", "proxies_within_college", "option_rule",
    "named_votes_visible", "minimum_signatories", "one_change", "late_amendments",
)  # fmt: skip
COLUMN_NAMES = {"honorific": "civility"}  # what the roll's own columns call some fields of a member


def save_congress(wanted: CongressFields, *, actor: Actor, now: datetime) -> tuple[int, SaveResult]:
    """(id, change) of the congress of this slug. The operator creates one; its secretariat may change it."""
    values = values_of(wanted)
    if refused := refused_rules(wanted, has_colleges=wanted.college_rule is not None):
        raise Invalid(*reversed(refused[0]))
    for name in ("title", "organiser", "place"):
        values[name] = normalise_typography(values[name].strip())
    congress = session().scalar(select(Congress).where(Congress.slug == wanted.slug).with_for_update(key_share=True))
    if congress is None:
        require(actor.is_system)
        congress = Congress(**values)
        session().add(congress)
        session().flush()
        journal.record(congress.stream, "congress_created", actor=actor.pseudonym, now=now)
        return congress.id, SaveResult(is_new=True)
    require(secretariat(actor, congress))
    if told := rules_in_use(congress, wanted):
        raise RuleBroken(told)
    change = SaveResult(fields=apply_values(congress, values))
    if change:
        names = [field.name for field in change.fields]
        rules = {field.name: [field.before, field.after] for field in change.fields if field.name in RULES}
        journal.record(congress.stream, "congress_changed", actor=actor.pseudonym, now=now, fields=names, rules=rules)
    return congress.id, change


def rules_in_use(congress: Congress, wanted: CongressFields) -> str:
    """Why these rules are not the ones of the congress now, until when; empty when nothing stands against it.

    A plenary keeps from its opening to its end the rules under which it opened: its polls freeze them one by one.
    """
    asked = values_of(wanted)
    changed = [name for name, kept in rules_of(congress).items() if asked[name] != kept]
    live = live_plenary(congress.id) if changed else None
    if live is None:
        return ""
    told: str = _(
        "la séance n° %(number)s est ouverte et vote sous ces règles : elles ne changent pas avant sa clôture "
        "(%(names)s).",
        number=live.number,
        names=", ".join(changed),
    )
    return told


def rules_of(congress: Congress) -> dict[str, Any]:
    """The rules under which its sittings vote, by name."""
    return {name: getattr(congress, name) for name in RULES}


def save_room(congress_id: int, wanted: RoomFields, *, actor: Actor, now: datetime) -> tuple[int, SaveResult]:
    """(id, change) of the room of this name; a new one comes last."""
    congress = _congress(congress_id)
    require(secretariat(actor, congress))
    rooms = select(Room).where(Room.congress_id == congress_id, Room.name == wanted.name)
    room = session().scalar(rooms)
    if room is None:
        room = Room(congress_id=congress_id, position=_next(Room, congress_id), **values_of(wanted))
        room.salt = hidden_token("room", congress_id, wanted.name)
        session().add(room)
        session().flush()
        change = SaveResult(is_new=True)
    else:
        change = SaveResult(fields=apply_values(room, values_of(wanted)))
    if change:
        journal.record(congress.stream, "room_saved", actor=actor.pseudonym, now=now, room=room.id)
    return room.id, change


def save_member(
    congress_id: int,
    wanted: MemberFields,
    *,
    aide_of_id: int | None = None,
    known_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> tuple[int, SaveResult]:
    """(id, change) of the member whom the key names (`congress.roll`), or `known_id`; a new one comes last.

    While a plenary sits, who votes and for how much does not change: that part waits for its end
    (`congress.services.electorate_services`). `Invalid` when someone votes who is not elected, and when an aide's
    official is not an elected member.
    """
    session().get(Congress, congress_id, with_for_update={"key_share": True})  # meanwhile nobody takes a roll
    emails = [wanted.email] if wanted.email else []
    known = KnownRoll(congress_id, _like(congress_id, wanted), emails)
    member, change = save_known(
        congress_id, wanted, known, aide_of_id=aide_of_id, known_id=known_id, actor=actor, now=now
    )
    session().flush()
    return member.id, change


def save_known(
    congress_id: int,
    wanted: MemberFields,
    known: KnownRoll,
    *,
    line: int | None = None,
    aide_of_id: int | None = None,
    known_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> tuple[Member, SaveResult]:
    """The same, with what was read for a whole roll. Somebody new has no number before the session is flushed."""
    congress = _congress(congress_id)
    require(secretariat(actor, congress))
    _require_rules(congress_id, wanted, aide_of_id)
    member = session().get(Member, known_id) if known_id else known.find(wanted)
    waits = touches_electorate(member, wanted) and known.is_live
    given = given_now(member, wanted) if waits else wanted
    if member is None:
        member, change = _add(congress_id, given, aide_of_id, known, line), SaveResult(is_new=True)
    else:
        known.forget(member)
        change = _update(member, given, aide_of_id, known)
    known.keep(member)
    told: tuple[object, ...] = (member,)
    if waits:
        kept, changed = keep_change(member, wanted, known.waiting.get(member), now=now)
        known.waiting[member] = kept
        change, told = SaveResult(change.is_new, (*change.fields, *changed)), (member, kept)
    if change:
        journal.record(
            congress.stream, "member_added" if change.is_new else "member_changed", actor=actor.pseudonym, now=now,
            member=member.pseudonym, fields=[field.name for field in change.fields], category=given.category.value,
            votes=given.votes, waits=waits, of=told,
        )  # fmt: skip
    return member, change


def _add(congress_id: int, wanted: MemberFields, aide_of_id: int | None, known: KnownRoll, line: int | None) -> Member:
    member = Member(
        congress_id=congress_id,
        pseudonym=hidden_token("member", congress_id, wanted.key)[:16],
        salt=hidden_token("salt", congress_id, wanted.key),
        position=known.take_position(line),
        ref=wanted.key,
        **_attached(wanted, aide_of_id),
        account_id=known.account_of(wanted.email),
        **values_of(wanted),
    )
    session().add(member)
    return member


def _update(member: Member, wanted: MemberFields, aide_of_id: int | None, known: KnownRoll) -> SaveResult:
    values = {**values_of(wanted), "ref": wanted.key, **_attached(wanted, aide_of_id)}
    if (not wanted.given_ref and member.given_ref) or _is_of_merged(member, wanted.key):
        values |= {"given_ref": member.given_ref, "ref": member.ref}  # a roll without refs takes none away
    if (wanted.email or "").lower() != (member.email or "").lower():
        member.account_id = known.account_of(wanted.email)
    return SaveResult(fields=_told_changes(member, values))


def _attached(wanted: MemberFields, other_id: int | None) -> dict[str, int | None]:
    """Whom a member helps, or whose seat they may take: an elected one is the aide of nobody."""
    is_elected = wanted.category == Category.ELECTED
    return {"aide_of_id": None if is_elected else other_id, "substitute_of_id": other_id if is_elected else None}


def _is_of_merged(member: Member, key: str) -> bool:
    """Whether a key is that of a row that was merged into this one: it stays there, to be known again."""
    if key == member.ref:
        return False
    merged = select(Member.id).where(Member.merged_into_id == member.id, Member.ref == key)
    return session().scalar(merged) is not None


def _like(congress_id: int, wanted: MemberFields) -> list[Member]:
    """The members whom these fields may name."""
    if wanted.email:
        same = func.lower(Member.email) == wanted.email.lower()
    else:
        same = and_(Member.email.is_(None), Member.family_name == wanted.family_name)
    named = Member.ref.in_((wanted.key, wanted.name_key))
    return list(session().scalars(select(Member).where(Member.congress_id == congress_id, or_(named, same))))


def _require_rules(congress_id: int, wanted: MemberFields, aide_of_id: int | None) -> None:
    if wanted.votes and wanted.category != Category.ELECTED:
        raise Invalid(_("Seuls les élus votent."), "votes")
    if aide_of_id is None:
        return
    official = session().get(Member, aide_of_id)
    if wanted.category == Category.ELECTED:
        _require_titular(congress_id, wanted, official)
        return
    if official is None or official.congress_id != congress_id or official.category != Category.ELECTED:
        raise Invalid(_("Un collaborateur aide un élu du même congrès."), "aide_of")


def _require_titular(congress_id: int, wanted: MemberFields, titular: Member | None) -> None:
    """A substitute has no vote of their own, and sits for somebody who has one, of the same congress."""
    if wanted.votes:
        raise Invalid(
            _("Un suppléant n’a pas de voix à lui\u00a0: il tient le siège de qui il supplée."), "substitute_of"
        )
    if titular is None or titular.congress_id != congress_id or titular.substitute_of_id is not None:
        raise Invalid(_("Un suppléant supplée un membre qui siège dans le même congrès."), "substitute_of")
    if titular.category != Category.ELECTED:
        raise Invalid(_("Un suppléant supplée un élu."), "substitute_of")


def _told_changes(member: Member, values: dict[str, object]) -> tuple[FieldChange, ...]:
    """What changed in the words of the roll: the key is not one, and the official is told by name."""
    before = {name: _name_of(getattr(member, name)) for name in ("aide_of_id", "substitute_of_id")}
    changes = [field for field in apply_values(member, values) if field.name != "ref"]
    told = []
    for field in changes:
        if field.name in before:
            after = _name_of(getattr(member, field.name))
            told.append(FieldChange(field.name.removesuffix("_id"), before[field.name], after))
        else:
            told.append(replace(field, name=COLUMN_NAMES.get(field.name, field.name)))
    return tuple(told)


def _name_of(member_id: int | None) -> str:
    found = session().get(Member, member_id) if member_id else None
    return found.civil_name if found else ""


def _next(kind: type[Member | Room], congress_id: int) -> int:
    last = session().scalar(select(func.max(kind.position)).where(kind.congress_id == congress_id))
    return (last or 0) + 1


def _congress(congress_id: int) -> Congress:
    congress = session().get(Congress, congress_id)
    if congress is None:
        raise NotFound(_("Aucun congrès n’existe à cette adresse."))
    return congress
