"""What somebody typed about the debate: a name, a side, a motion, rules, hands counted."""

from collections.abc import Mapping

from flask_babel import gettext as _

from congress.models import Member
from congress.queries.homonyms import told_name
from core.errors import Invalid
from core.text.folding import folded
from core.text.reader import enumeration
from voting.pages.modes.numbers_typed import whole_number
from voting.queries.debate.people_there import people_there
from voting.rules.debate.debate_rules import DebateRules
from voting.rules.debate.precedence import FloorKind
from voting.rules.debate.speaking_order import SpeakerSide
from voting.services.debate.raising import WantedMotion

MOST_NAMED = 5


def person_typed(sitting_id: int, form: Mapping[str, str]) -> int:
    """The id of the one present member whose name holds the words typed; `Invalid` for nobody and for several."""
    typed = form.get("personne", "").strip()
    if not typed:
        raise Invalid(_("Écrivez le nom de la personne."), "personne")
    found = people_named(people_there(sitting_id), typed)
    if not found:
        raise Invalid(
            _("Personne de ce nom n’est parmi les présents\u00a0: «\u00a0%(words)s\u00a0».", words=typed[:80]),
            "personne",
        )
    if len(found) > 1:
        names = enumeration(told_name(member) for member in found[:MOST_NAMED])
        raise Invalid(
            _("Plusieurs personnes présentes portent ce nom\u00a0: précisez. %(names)s.", names=names), "personne"
        )
    return found[0].id


def people_named(people: list[Member], typed: str) -> list[Member]:
    """Those who bear a name exactly, else those whose name holds each of its words, whatever their accents."""
    exactly = [member for member in people if folded(told_name(member)) == folded(typed)]
    words = folded(typed).split()
    return exactly or [member for member in people if all(word in folded(told_name(member)).split() for word in words)]


def side_typed(form: Mapping[str, str]) -> SpeakerSide:
    """The side chosen; neither where nothing was."""
    return next((side for side in SpeakerSide if side.value == form.get("sens")), SpeakerSide.NEITHER)


def motion_typed(form: Mapping[str, str]) -> WantedMotion:
    """The motion that a form raises; `Invalid` for no kind, or no number of minutes."""
    kind = next((kind for kind in FloorKind if kind.value == form.get("objet")), None)
    if kind is None:
        raise Invalid(_("Choisissez ce que vous demandez."), "objet")
    return WantedMotion(kind, form.get("mots", ""), _number(form, "duree") if kind is FloorKind.SUSPENSION else None)


def rules_typed(form: Mapping[str, str]) -> DebateRules:
    """The rules that a form chooses; minutes with a comma are read."""
    typed = form.get("minutes", "").strip().replace(",", ".")
    try:
        seconds = round(float(typed) * 60) if len(typed) <= 6 else None
    except (ValueError, OverflowError):
        seconds = None
    limit = form.get("point", "").strip()
    return DebateRules(
        newcomers_first="nouveaux" in form,
        alternates="alternance" in form,
        speaker_seconds=seconds,
        item_minutes=(_number(form, "point") or 0) if limit else None,
        seconders=_number(form, "appuis"),
    )


def hands_typed(form: Mapping[str, str]) -> dict[str, int]:
    """The hands counted, by side; none where no field was filled."""
    typed = {side: form.get(f"mains-{side}", "").strip() for side in ("for", "against", "abstain")}
    return {side: whole_number(words) for side, words in typed.items()} if any(typed.values()) else {}


def _number(form: Mapping[str, str], name: str) -> int | None:
    words = form.get(name, "").strip()
    return int(words) if words.isascii() and words.isdecimal() and len(words) <= 4 else None
