"""What the journal of a congress keeps that is no act of its sittings: the minutes are silent on it. Pure."""

from collections.abc import Mapping
from typing import Final

from voting.rules.minutes.deeds import Teller

_PREPARED = "it prepares the congress: no act of a sitting"
_TEXT = "a text is written, or changes its state: the votes tell what the sitting decided of it"
_LETTER = "the letter has its own record"
_PEOPLE = "the roll has its own record; serving members are fixed when the sitting opens"

DEEDS: Final[Mapping[str, Teller]] = {}
SILENT: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("congress_created", "congress_changed", "congress_imported", "room_saved", "rendez_vous_saved",
         "api_token_issued", "api_token_revoked", "rows_changed"),
        _PREPARED,
    ),
    **dict.fromkeys(
        ("motion_created", "motion_changed", "motion_retitled", "motion_adopted", "motion_rejected",
         "motion_in_discussion", "part_added", "part_changed", "part_not_examined", "part_in_discussion",
         "part_adopted", "part_rejected", "part_under_vote", "revision_appended", "provenance_changed",
         "viewpoint_given", "comment_made", "comment_withdrawn"),
        _TEXT,
    ),
    **dict.fromkeys(
        ("letter_head_saved", "letter_frozen", "letter_signed", "signature_consent_changed", "signature_withdrawn"),
        _LETTER,
    ),
    **dict.fromkeys(
        ("member_added", "member_changed", "members_merged", "roll_ordered", "electorate_changed",
         "electorate_change_dropped"),
        _PEOPLE,
    ),
}  # fmt: skip
