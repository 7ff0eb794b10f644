"""What falls if a poll adopts its subject: asked alike by the console, the announcement, the opening."""

from amendments.queries.competing_amendments import Fall, Field, falls_if_adopted
from voting.queries.subjects import LoadedSubject


def foreseen_falls(subject: LoadedSubject, known: dict[tuple[int, int | None], Field] | None = None) -> list[Fall]:
    """The amendments that fall with the adoption of a subject, each once, none of its own; none of a text.

    `known`: as `falls_if_adopted` keeps it.
    """
    own = {row.id for row in subject.amendments}
    asked = subject.amendments if subject.bundle_id is not None else subject.amendments[:1]
    found = {fall.amendment.id: fall for row in asked for fall in falls_if_adopted(row.id, known)}
    return [fall for fall in found.values() if fall.amendment.id not in own]
