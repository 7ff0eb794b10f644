"""Who may read a kind of thing, and when, as a congress decides it. Pure."""

from enum import StrEnum


class Visibility(StrEnum):
    """Who may read a kind of thing, and when."""

    PUBLIC = "public"
    MEMBERS = "members"
    AFTER_SITTING = "after_sitting"
    WITH_LETTER = "with_letter"
    NEVER = "never"

    def is_read_wherever(self, other: "Visibility") -> bool:
        """Whether whoever reads what `other` shows reads, at that moment, what this one does too."""
        from_when = [Visibility.PUBLIC, Visibility.AFTER_SITTING, Visibility.WITH_LETTER, Visibility.MEMBERS]
        return self is not Visibility.NEVER and [*from_when, other].index(other) >= from_when.index(self)
