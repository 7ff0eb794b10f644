"""congress.toml written from the database: the same congress gives the same bytes."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from congress.models import Congress
from letters.models import LetterHead
from motions.models import Motion

HEADER = "# Un congrès exporté par Hémicycle. Le format est décrit dans docs/congress-folder.md.\n"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\x7f": "\\u007F"}


def write_settings(
    congress: Congress,
    motion: Motion,
    texts: dict[str, str],
    proposals: Iterable[tuple[int, str, str]],
    head: LetterHead | None,
) -> bytes:
    """The file; `texts`: preamble and closing by name; `proposals`: number, file, provenance."""
    lines = [HEADER, *_congress(congress), "\n[motion]\n", *_pairs(title=motion.title, subtitle=motion.subtitle)]
    lines += [f"{name} = {long_text(text)}\n" for name, text in texts.items()]
    for number, file, provenance in proposals:
        lines += ["\n[[proposals]]\n", f"number = {number}\n", *_pairs(file=file, provenance=provenance)]
    lines += [*_rules(congress), *_visibility(congress), *_calendar(congress)]
    if head is not None:
        lines += _letter(head)
    return "".join(lines).encode("utf-8")


def _congress(congress: Congress) -> list[str]:
    return [
        *_pairs(slug=congress.slug, title=congress.title, organiser=congress.organiser),
        f"demonstration = {'true' if congress.demonstration else 'false'}\n",
        *_pairs(timezone=congress.timezone, place=congress.place, starts=congress.starts.isoformat()),
        *_pairs(ends=congress.ends.isoformat(), locale=congress.locale),
    ]


def _rules(congress: Congress) -> list[str]:
    majority = congress.majority
    return [
        "\n[rules]\n",
        *_pairs(quorum=congress.quorum, quorum_checked=congress.quorum_checked),
        f"majority = {text(majority[0]) if len(majority) == 1 else text_list(majority)}\n",
        *_pairs(tie_rule=congress.tie_rule, ballot=congress.ballot),
        f"proxies_per_holder = {congress.proxies_per_holder}\n",
        f"minimum_signatories = {congress.minimum_signatories}\n",
        f"line_length = {congress.line_length}\n",
        *_pairs(viewpoint_names=congress.viewpoint_names),
    ]


def _visibility(congress: Congress) -> list[str]:
    return [
        "\n[visibility]\n",
        *_pairs(
            viewpoints=congress.viewpoints_visible.value,
            amendments=congress.amendments_visible.value,
            results=congress.results_visible.value,
            named_votes=congress.named_votes_visible.value,
            sittings=congress.sittings_visible.value,
        ),
    ]


def _calendar(congress: Congress) -> list[str]:
    zone = ZoneInfo(congress.timezone)
    windows = {
        "viewpoints": (congress.viewpoints_open, congress.viewpoints_close),
        "amendments": (congress.amendments_open, congress.amendments_close),
        "signatures": (congress.signatures_open, congress.signatures_close),
    }
    lines = ["\n[calendar]\n"]
    for name, (opens, closes) in windows.items():
        lines.append(f"{name} = {{ opens = {_instant(opens, zone)}, closes = {_instant(closes, zone)} }}\n")
    return lines


def _letter(head: LetterHead) -> list[str]:
    return [
        "\n[letter]\n",
        *_pairs(place=head.place, date=head.date.isoformat(), reference=head.reference),
        f"sender = {text_list(head.sender)}\n",
        *_pairs(contact=head.contact, civility=head.civility),
        f"addressee = {text_list(head.addressee)}\n",
        *_pairs(subject=head.subject, answer_by=head.answer_by.isoformat() if head.answer_by else ""),
        f"copies = {text_list(head.copies)}\n",
        *_pairs(closing_formula=head.closing_formula),
    ]


def _instant(instant: datetime, zone: ZoneInfo) -> str:
    """The hour in the congress's zone, without its offset unless the hour comes twice that night."""
    local = instant.astimezone(zone)
    precise = "minutes" if not (local.second or local.microsecond) else "auto"
    naive = local.replace(tzinfo=None, fold=0)
    if naive.replace(tzinfo=zone).utcoffset() != local.utcoffset():
        return text(local.isoformat(timespec=precise))
    return text(naive.isoformat(timespec=precise))


def text(value: str) -> str:
    """A TOML text on one line."""
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in value).replace("\n", "\\n") + '"'


def long_text(value: str) -> str:
    """A TOML text of several lines, that starts on the line after its quotes."""
    return '"""\n' + "".join(_ESCAPES.get(sign, sign) for sign in value) + '"""'


def text_list(values: Iterable[str]) -> str:
    """A TOML list of texts, one to a line when there are several."""
    written = [text(value) for value in values]
    if len(written) < 2:
        return f"[{', '.join(written)}]"
    return "[\n" + "".join(f"  {value},\n" for value in written) + "]"


def _pairs(**values: str) -> list[str]:
    return [f"{name} = {text(value)}\n" for name, value in values.items()]
