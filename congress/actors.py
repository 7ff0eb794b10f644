"""Who acts: given to every service as an argument, never read from the request below the view."""

from dataclasses import dataclass

from congress.models import Category, Congress, Member


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the system) as the rules see them, in one congress."""

    congress_id: int | None
    member_id: int | None = None
    pseudonym: str = "public"  # what the journal writes
    category: Category | None = None
    is_elector: bool = False
    is_secretariat: bool = False
    is_system: bool = False
    aide_of_id: int | None = None

    @classmethod
    def of(cls, member: Member) -> "Actor":
        """The actor that a member is."""
        return cls(
            congress_id=member.congress_id,
            member_id=member.id,
            pseudonym=member.pseudonym,
            category=member.category,
            is_elector=member.is_elector,
            is_secretariat=member.is_secretariat,
            aide_of_id=member.aide_of_id,
        )

    @classmethod
    def public(cls, congress: Congress | None = None) -> "Actor":
        """A reader without a name."""
        return cls(congress_id=congress.id if congress else None)

    @classmethod
    def system(cls, congress_id: int | None = None) -> "Actor":
        """A command run on the machine by its operator."""
        return cls(congress_id=congress_id, pseudonym="system", is_system=True)

    @property
    def is_member(self) -> bool:
        """On the roll of the congress."""
        return self.member_id is not None
