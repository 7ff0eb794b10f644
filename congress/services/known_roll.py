"""What a roll is held against, read once for all of its rows: members of a congress, accounts of addresses."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from accounts.services import ensure_accounts
from congress.models import Member
from congress.queries.chamber_queries import live_plenary
from congress.roll import MemberFields
from congress.roll_table import RollRow
from congress.rules.same_person import spoken_name
from congress.services.electorate_services import waiting_changes
from core.database import session
from core.text.folding import folded


class KnownRoll:
    """The members of a congress as they are while a roll is taken: each finds who was there, or was added before."""

    def __init__(self, congress_id: int, members: Iterable[Member], emails: Iterable[str]) -> None:
        self.is_live = live_plenary(congress_id) is not None
        # What waits for the end of the sitting, of those who were there and of those whom the rows named already.
        self.waiting = {change.member: change for change in waiting_changes(congress_id).values()}
        self.accounts = ensure_accounts(emails)
        last = session().scalar(select(func.max(Member.position)).where(Member.congress_id == congress_id))
        self._last_position, self._taken = last or 0, 0
        self._there = list(members)
        self._bearers: dict[str, list[Member]] | None = None
        self._by_ref: dict[str, Member] = {}
        self._by_name: dict[str, list[Member]] = {}
        self._by_sound: dict[tuple[str, str], list[Member]] = {}
        for member in self._there:
            self.keep(member)

    def keep(self, member: Member) -> None:
        """Find this member by what the roll says now."""
        self._by_ref[member.ref] = member
        fields = fields_of(member)
        for named in (
            self._by_name.setdefault(fields.name_key, []),
            self._by_sound.setdefault(_sound(fields), []),
        ):
            if member not in named:
                named.append(member)

    def forget(self, member: Member) -> None:
        """What is known of this member is about to change."""
        self._by_ref.pop(member.ref, None)
        fields = fields_of(member)
        for named in (self._by_name.get(fields.name_key, []), self._by_sound.get(_sound(fields), [])):
            if member in named:
                named.remove(member)

    def find(self, wanted: MemberFields) -> Member | None:
        """The member whom a row names: by `ref`, else by address and name; None when it is somebody new.

        A `ref` that is not known yet is given to the member of that address and name who has none; a row without `ref`
        finds whoever has that address and name; failing that, whoever has it but for accents: a list in capitals
        has none.
        """
        found = self._by_ref.get(wanted.key)
        if found is not None:
            return session().get(Member, found.merged_into_id) if found.merged_into_id else found
        if wanted.given_ref:
            return self._by_ref.get(wanted.name_key)
        named = self._by_name.get(wanted.name_key, [])
        if not named:
            named = [member for member in self._by_sound.get(_sound(wanted), []) if member.merged_into_id is None]
        return named[0] if len(named) == 1 else None

    def spelt_as_known(self, wanted: MemberFields, known_id: int | None) -> MemberFields:
        """The fields; what is the known name or address in capitals, as it is known: « BENARD » is « Bénard »."""
        member = session().get(Member, known_id) if known_id else self.find(wanted)
        if member is None:
            return wanted
        known: dict[str, Any] = {
            name: spelt
            for name, spelt in (("given_name", member.given_name), ("family_name", member.family_name))
            if (said := getattr(wanted, name)).isupper() and folded(said) == folded(spelt)
        }
        if wanted.email and wanted.email.casefold() == (member.email or "").casefold():
            known["email"] = member.email or ""
        return replace(wanted, **known) if known else wanted

    def bearers(self, wanted: MemberFields) -> list[Member]:
        """The members who were there and bear this name, whatever their address and the accents."""
        if self._bearers is None:
            self._bearers = {}
            for member in self._there:
                if member.merged_into_id is not None:
                    continue
                self._bearers.setdefault(spoken_name(fields_of(member)), []).append(member)
        return self._bearers.get(spoken_name(wanted), [])

    def placed(self, row: RollRow) -> RollRow:
        """The row in the commune of the one who bears its name, where its file has no communes and it no address.

        So that it is asked whether they are one person: nothing else tells where the row stands.
        """
        if row.fields.email or not {"commune", "insee"} <= row.unsaid:
            return row
        bearers = self.bearers(row.fields)
        if len(bearers) != 1:
            return row
        return replace(row, fields=replace(row.fields, commune=bearers[0].commune, insee=bearers[0].insee))

    def account_of(self, email: str | None) -> int | None:
        """The account of an address; none without one."""
        if not email:
            return None
        address = email.strip().lower()
        if address not in self.accounts:
            self.accounts |= ensure_accounts([address])
        return self.accounts[address]

    def take_position(self, line: int | None = None) -> int:
        """The place of somebody new, in the order of the lines of a roll: after everybody who was there."""
        self._taken += line is None
        return self._last_position + (self._taken if line is None else line)


def _sound(fields: MemberFields) -> tuple[str, str]:
    return (fields.email or "").casefold(), spoken_name(fields)


def attached_id(member: Member) -> int | None:
    """The member whom this one helps, or whose seat they may take."""
    return member.aide_of_id or member.substitute_of_id


def fields_of(member: Member) -> MemberFields:
    """What the roll says of a member."""
    return MemberFields(
        category=member.category,
        function=member.function,
        accreditation=member.accreditation,
        honorific=member.honorific,
        given_name=member.given_name,
        family_name=member.family_name,
        email=member.email,
        office=member.office,
        commune=member.commune,
        insee=member.insee,
        departement=member.departement,
        body=member.body,
        college=member.college,
        weight=member.weight,
        votes=member.votes,
        given_ref=member.given_ref,
    )
