"""What each answer of the API is made of: JSON Schema, as OpenAPI 3.1 has it. Every member is always there."""

from typing import Any

from amendments.models import AmendmentStatus, OpinionKind
from app.api.submitting_views import KNOWN
from congress.chamber_models import AgendaItemKind, SittingKind, SittingState
from motions.models import PartState
from programme.models import Access, ProgrammeItemKind
from voting.models import PollState
from voting.rules.methods.method import MethodName
from voting.rules.outcome import Reason

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
YES_OR_NO: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
NUMBER: Schema = {"type": "string", "pattern": "^[0-9]+(-[A-Z]+)?$"}  # « 12 », « 12-A »
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(enumeration: Any) -> Schema:
    """One of the stored names."""
    return {"type": "string", "enum": [member.value for member in enumeration]}


def list_of(schema: Schema) -> Schema:
    """Several."""
    return {"type": "array", "items": schema}


def record(**members: Schema) -> Schema:
    """An object that has all of these members, and no other."""
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


def answered(schema: Schema) -> Schema:
    """The same as an answer of its own: that of a rehearsal begins by saying so."""
    return {**schema, "properties": {**schema["properties"], "rehearsal": {"const": True}}}


def named(name: str) -> Schema:
    """One of the schemas below."""
    return {"$ref": f"#/components/schemas/{name}"}


PERSON = record(name=TEXT, office=TEXT)
AGENDA_ITEM = record(
    position=WHOLE, kind=one_of(AgendaItemKind), title=TEXT, proposal=or_null(WHOLE), opened_at=or_null(MOMENT),
    closed_at=or_null(MOMENT),
)  # fmt: skip
CHAMBER = record(**{name: or_null(WHOLE) for name in ("members", "present", "represented", "barred", "entitled")})
COLLEGE = record(
    name=TEXT, entitled=WHOLE, share=or_null(TEXT), counts={"type": "object", "additionalProperties": WHOLE},
    weights={"type": "object", "additionalProperties": TEXT},
)  # fmt: skip
OUTCOME = record(
    adopted=or_null(YES_OR_NO), reason=one_of(Reason), quorum_met=YES_OR_NO,
    counts=or_null({"type": "object", "additionalProperties": WHOLE}), took_part=or_null(WHOLE), cast=or_null(WHOLE),
    chosen=or_null(list_of(TEXT)), colleges=or_null(list_of(COLLEGE)),
    weights=or_null({"type": "object", "additionalProperties": TEXT}),
)  # fmt: skip
CHOICE = TEXT  # « for », « against »…; of options their keys, « o2>o1 » where they are put in order
VOTE = record(name=TEXT, commune=TEXT, through=or_null(TEXT), choice=or_null(CHOICE), weight=TEXT,
              college=or_null(TEXT))  # fmt: skip
POLL: dict[str, Schema] = {
    "number": WHOLE, "sitting": WHOLE, "state": one_of(PollState), "question": TEXT, "method": one_of(MethodName),
    "amendments": list_of(NUMBER),
    "proposal": or_null(WHOLE), "options": or_null({"type": "object", "additionalProperties": TEXT}),
    "rules": {"type": "object"}, "text_sha256": or_null(SHA256),
    "announced_at": or_null(MOMENT), "opened_at": or_null(MOMENT), "closed_at": or_null(MOMENT),
    "proclaimed_at": or_null(MOMENT), "cancelled_because": or_null(TEXT), "corrects": or_null(WHOLE),
    "chamber": or_null(CHAMBER), "outcome": or_null(OUTCOME), "url": ADDRESS,
}  # fmt: skip
AMENDMENT: dict[str, Schema] = {
    "number": NUMBER, "label": TEXT, "amends": or_null(NUMBER), "receipt": TEXT, "proposal": TEXT,
    "status": one_of(AmendmentStatus), "under_vote": YES_OR_NO, "cause": TEXT, "felled_by": list_of(TEXT),
    "title": TEXT, "reasons": TEXT,
    "text": TEXT, "sha256": SHA256, "base_revision": WHOLE, "base_sha256": SHA256, "where": TEXT,
    "dispositif": list_of(TEXT), "author": PERSON, "cosigners": list_of(PERSON), "taken_up_by": or_null(PERSON),
    "reserved": YES_OR_NO, "late": YES_OR_NO, "opinion": or_null(record(kind=one_of(OpinionKind), reason=TEXT)),
    "deposited_at": or_null(MOMENT), "published_at": or_null(MOMENT), "decided_at": or_null(MOMENT), "url": ADDRESS,
}  # fmt: skip
CLASH = record(kind=or_null(TEXT), words=or_null(TEXT), current=or_null(TEXT), proposed=or_null(TEXT))

SCHEMAS: dict[str, Schema] = {
    "Congress": answered(record(
        slug=TEXT, title=TEXT, organiser=TEXT, demonstration=YES_OR_NO, place=TEXT, timezone=TEXT, locale=TEXT,
        starts=DAY, ends=DAY, motion=or_null(TEXT), amendments_open=MOMENT, amendments_close=MOMENT,
        rules=record(quorum=TEXT, majority=list_of(TEXT), tie_rule=TEXT, ballot=TEXT, line_length=WHOLE,
                     minimum_signatories=WHOLE),
        url=ADDRESS,
    )),
    "Proposal": answered(record(
        number=WHOLE, title=TEXT, state=one_of(PartState), provenance=TEXT, revision=WHOLE, sha256=SHA256, text=TEXT,
        url=ADDRESS,
    )),
    "Amendment": answered(record(**AMENDMENT)),
    "AmendmentInOrder": record(**AMENDMENT, rank=or_null(WHOLE), voted_with=list_of(NUMBER)),
    "Sitting": record(
        number=WHOLE, title=TEXT, kind=one_of(SittingKind), state=one_of(SittingState), starts_at=or_null(MOMENT),
        ends_at=or_null(MOMENT), agenda=list_of(AGENDA_ITEM), url=ADDRESS,
    ),
    "Poll": record(**POLL),
    "PollWithVotes": answered(record(**POLL, votes=or_null(list_of(VOTE)))),
    "ProgrammeItem": record(
        starts_at=MOMENT, ends_at=MOMENT, kind=one_of(ProgrammeItemKind), title=TEXT, room=or_null(TEXT),
        access=one_of(Access), registration=YES_OR_NO, capacity=or_null(WHOLE), theme=TEXT, speakers=TEXT,
        summary=TEXT, sitting=or_null(WHOLE),
    ),
    "Letter": {"type": "object", "required": ["congress", "title", "sections", "fingerprint"]},
    "NewAmendment": {
        "type": "object",
        "properties": {name: SHA256 if name == "base_sha256" else TEXT for name in KNOWN},
        "required": ["text", "title", "reasons"],
        "additionalProperties": False,
    },
    "Receipt": record(
        receipt={"type": "string", "pattern": "^D-[0-9]{4,}$"}, sha256=SHA256, url=ADDRESS,
    ),
    "Problem": {
        "type": "object",
        "description": "RFC 9457. `detail` is the sentence, in the language of Accept-Language (fr, en).",
        "properties": {
            "type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT, "field": TEXT,
            "errors": list_of(record(detail=TEXT, field=or_null(TEXT))), "clashes": list_of(CLASH),
            "current": record(revision=WHOLE, sha256=SHA256),
        },
        "required": ["type", "title", "status", "detail"],
    },
}  # fmt: skip
