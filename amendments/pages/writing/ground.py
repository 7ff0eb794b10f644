"""Over what a page of writing stands: a version of a text, or an amendment that is sub-amended or rectified."""

from dataclasses import dataclass

from amendments.models import Amendment
from amendments.queries.amendment_queries import by_id, if_adopted, known_revision
from amendments.queries.life.grounds import Over, ground_of
from amendments.queries.life.sub_texts import base_of_sub, text_of_version
from amendments.rules.carry_over import KnownText
from amendments.rules.locations import compared
from amendments.rules.two_windows import DraftWords
from motions.models import Part, Revision
from motions.queries.motion_queries import current_revision, revision


@dataclass(frozen=True, slots=True)
class Ground:
    """The text over which is written; `revision`: the version of the part on which all of it stands."""

    part: Part
    revision: Revision
    text: KnownText
    amendment: Amendment | None = None  # that is sub-amended or rectified
    version: int = 0  # of it, that was read
    is_sub: bool = False

    @property
    def over(self) -> Over | None:
        """The amendment over which a draft is begun; None of one that amends a text of the motion."""
        return Over(self.amendment.id, self.version, self.is_sub) if self.amendment else None

    @property
    def number(self) -> int:
        """What the page says of what it shows: the version of the text, or of the amendment."""
        return self.version if self.amendment else self.revision.number

    @property
    def is_old(self) -> bool:
        """Whether it changed since."""
        if self.amendment is not None and self.version != self.amendment.version:
            return True
        return self.stands_on_text and self.revision.number != self.part.current_number

    @property
    def stands_on_text(self) -> bool:
        """Whether what is written replaces words of the motion, and not those of an amendment."""
        return self.amendment is None or not (self.is_sub or self.amendment.is_sub)

    @property
    def first_words(self) -> DraftWords:
        """What the page says before anything is typed: a rectification begins with the amendment."""
        if self.amendment is None or self.is_sub:
            return DraftWords(self.text.text, "", "")
        own = if_adopted(self.amendment)
        text = own.text if own.is_clean and self.stands_on_text else self.amendment.text
        return DraftWords(text, self.amendment.title, self.amendment.reasons)

    @property
    def places(self) -> list[int]:
        """The blocks that are open at first: of an amendment that is sub-amended, those that it writes."""
        if self.amendment is None or not self.is_sub:
            return []
        own = compared(known_revision(self.revision), self.text, self.part.motion.congress.line_length)
        found: list[int] = []
        last = 0
        for block in own.blocks:
            if block.is_marked:
                found += list(block.new) or [last]  # beside what it deletes, the one before
            last = block.new[-1] if block.new else last
        return found


def ground_on(part: Part, base: Revision) -> Ground:
    """A version of a text."""
    return Ground(part, base, known_revision(base))


def ground_over(amendment: Amendment, *, is_sub: bool, version: int | None = None, on: int | None = None) -> Ground:
    """An amendment to sub-amend or to rectify; `version` of it, `on` a version of its text: as they were read."""
    part, version = amendment.part, version or amendment.version
    if is_sub:
        text = text_of_version(amendment, version)
        return Ground(part, amendment.base_revision, text, amendment, version, is_sub=True)
    base = revision(part.id, on) if on else current_revision(part.id)
    text = base_of_sub(amendment) if amendment.is_sub else known_revision(base)
    return Ground(part, base, text, amendment, version)


def as_shown(ground: Ground, number: int | None, on: int | None) -> Ground:
    """The ground that a page showed, which says its number: not always the newest."""
    if ground.amendment is None:
        return ground_on(ground.part, revision(ground.part.id, number)) if number else ground
    if (number or ground.version, on or ground.revision.number) == (ground.version, ground.revision.number):
        return ground
    return ground_over(ground.amendment, is_sub=ground.is_sub, version=number, on=on)


def ground_of_draft(draft: Amendment) -> Ground:
    """What a draft is written over."""
    base = draft.base_revision
    if draft.parent is not None:
        version = draft.parent_version or 1
        return Ground(draft.part, base, ground_of(draft), draft.parent, version, is_sub=True)
    if draft.rectifies is not None:
        return Ground(draft.part, base, ground_of(draft), draft.rectifies, draft.rectifies_version or 1)
    return ground_on(draft.part, base)


def read_again(ground: Ground) -> Ground:
    """The same, from a new session."""
    base = revision(ground.part.id, ground.revision.number)
    if ground.amendment is None:
        return ground_on(base.part, base)
    amendment = by_id(ground.amendment.id)
    return Ground(base.part, base, ground.text, amendment, ground.version, is_sub=ground.is_sub)
