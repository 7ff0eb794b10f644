"""What each step of a sitting says, in one short sentence, to those who listen to a page that follows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import get_translations, ngettext
from flask_babel import gettext as _
from sqlalchemy import Row

from amendments.labels import numbers, status_words, the_amendment
from amendments.models import AmendmentStatus
from amendments.rules.labels_of_numbers import address_label
from congress.chamber_models import AgendaItem, Office, Sitting
from congress.moments import hour_in_words
from congress.queries.homonyms import told_name
from core.text.reader import quotation
from core.text.retelling import retold
from voting.models import Poll
from voting.pages.debate.floor_told import asks_the_chair, of_the_floor
from voting.pages.dividing.dividing_told import of_dividing
from voting.pages.following.own_steps import own_sentences
from voting.pages.shown_subject import subject_name
from voting.queries.asking.subject_words import named_subject
from voting.queries.poll_queries import polls_numbered
from voting.queries.state_queries import AMENDMENT_STEPS, ASKED, OWN_STEPS, STEPS_OF_DIVIDING, STEPS_OF_THE_FLOOR
from voting.queries.subjects import subject_at_hand
from voting.queries.told_entries import entries_told, member_named, title_of_item
from voting.rules.methods.method_words import method_name
from voting.rules.verdict_sentences import decided_sentence

AT_MOST = 3  # sentences, as many publications, and the reader's own: what may have happened while a page looked away
LOOKED_AT = 12  # entries: those of another sitting, and a quorum that is met, say nothing


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step, by its entry of the journal, its sentence, and the number of the poll that it opened."""

    id: int
    sentence: str
    opened: int = 0
    asks: bool = False  # somebody asks something of the chair: nothing that whoever reads it did


def steps_told(
    sitting: Sitting,
    member_id: int | None = None,
    *,
    reads_results: bool,
    reads_amendments: bool = False,
    polls: Iterable[Poll] = (),
    items: Iterable[AgendaItem] = (),
    elsewhere: bool = False,
    leads: bool = False,
) -> tuple[StepTold, ...]:
    """The last steps of a sitting told to a member, or to anybody, the latest last.

    `polls`, `items`: those of the sitting that the page already has. What the chair does of an amendment is told to
    those who read amendments. `elsewhere`: the page is not of this sitting; the end of another is then plainly told.
    `leads`: whoever reads the page gives the floor, and is told who asks for it, or for something else.
    """
    entries = entries_told(sitting, member_id, LOOKED_AT, AT_MOST, leads=leads)
    rows = [row for row in entries if _concerns(sitting, row.kind, row.payload)]
    known = {poll.number: poll for poll in polls}
    missing = {row.payload["poll"] for row in rows if "poll" in row.payload} - set(known)
    known |= {poll.number: poll for poll in polls_numbered(sitting.congress_id, missing)}
    titles = {item.position: item.title for item in items}
    own = own_sentences(sitting, member_id, [row for row in rows if row.kind in OWN_STEPS])
    told, left = list[StepTold](), AT_MOST
    for row in rows:
        sentence = own.get(row.id, "")
        if row.kind in ("amendment_published", *ASKED):
            sentence = _of_what_comes(sitting, member_id, row, reads_amendments=reads_amendments)
        elif left and row.kind not in OWN_STEPS:
            sentence = (
                _of_people_or_texts(sitting, member_id, row, titles, reads_amendments=reads_amendments)
                if _is_of_people_or_texts(row.kind)
                else _sentence(sitting, row.kind, row.payload, known, reads_results=reads_results, away=elsewhere)
            )
            left -= bool(sentence)
        if sentence:
            opened = row.payload["poll"] if row.kind == "poll_opened" else 0
            told.append(StepTold(row.id, sentence, opened, asks=row.kind in ASKED))
    return tuple(reversed(told))


def _of_what_comes(sitting: Sitting, member_id: int | None, row: Row[Any], *, reads_amendments: bool) -> str:
    """A publication, a request of a member: several may come at once, and none takes the place of a step."""
    if row.kind in ASKED:
        return asks_the_chair(sitting, member_id, row.kind, row.payload)
    return _of_an_amendment(row.kind, row.payload) if reads_amendments else ""


def _is_of_people_or_texts(kind: str) -> bool:
    """Whether a step is of people, of an item or of an amendment: not of the sitting itself, nor of a poll."""
    return kind in ("office_given", "office_ended", "item_opened", *STEPS_OF_THE_FLOOR, *AMENDMENT_STEPS)


def _of_people_or_texts(
    sitting: Sitting, member_id: int | None, row: Row[Any], titles: dict[int, str], *, reads_amendments: bool
) -> str:
    if row.kind == "item_opened":
        return _of_an_item(sitting, row.payload["item"], titles)
    if row.kind in AMENDMENT_STEPS:
        return _of_an_amendment(row.kind, row.payload, _given_up(row)) if reads_amendments else ""
    return _of_people(sitting, member_id, row.kind, row.payload)


def _given_up(row: Row[Any]) -> str:
    """What an amendment given up is called; empty of any other entry, and of one that had no number."""
    return address_label(row.withdrawn, row.withdrawn_sub) if row.withdrawn else ""


def _concerns(sitting: Sitting, kind: str, said: dict[str, Any]) -> bool:
    """Whether a step is of this sitting, or the end of another: who followed that one follows this one now."""
    return kind == "sitting_closed" or said.get("sitting", sitting.number) == sitting.number


def _sentence(
    sitting: Sitting, kind: str, said: dict[str, Any], polls: dict[int, Poll], *, reads_results: bool, away: bool
) -> str:
    if kind.startswith("poll_"):
        poll = polls.get(said["poll"])
        of_here = poll is not None and poll.sitting_id == sitting.id
        return _of_a_poll(poll, kind, said, reads_results=reads_results) if poll is not None and of_here else ""
    if kind == "quorum_checked":
        return "" if said["met"] is not False else _of_the_quorum(said)
    if kind == "item_closed":
        return _("La discussion du point n°\u00a0%(number)s est close.", number=said["item"])
    if kind == "item_put_off":
        return _("Le point n°\u00a0%(number)s est reporté.", number=said["item"])
    if kind == "sitting_closed" and said["sitting"] != sitting.number and not away:
        return _("La séance n°\u00a0%(number)s est close.", number=said["sitting"])
    if kind.startswith("quorum_challenge_"):
        return _of_a_challenge(sitting, kind, said)
    if kind == "urgency_decided":
        return _("Le conseil admet l’urgence.") if said["admitted"] else _("Le conseil n’admet pas l’urgence.")
    return {
        "sitting_opened": _("La séance est ouverte."),
        "sitting_suspended": suspended_told(sitting),
        "sitting_resumed": _("La séance reprend."),
        "sitting_closed": _("La séance est close."),
        "sitting_reopened": _("La séance est rouverte."),
    }[kind]


def suspended_told(sitting: Sitting) -> str:
    """« La séance est suspendue. Elle reprend à 15 h 05. »"""
    if sitting.resumes_at is None:
        return _("La séance est suspendue.")
    hour = hour_in_words(sitting.congress, sitting.resumes_at)
    return _("La séance est suspendue. La séance reprend à %(hour)s.", hour=hour)


def _of_a_challenge(sitting: Sitting, kind: str, said: dict[str, Any]) -> str:
    """Asked and granted, not granted, or over: that the quorum is not met is told by its check."""
    if kind == "quorum_challenge_settled":
        return _("Vérification du quorum\u00a0: il est atteint.") if said["met"] else ""
    asked_by = member_named(sitting.congress_id, said["asked_by"]) if said["asked_by"] else None
    if kind == "quorum_challenge_declined":
        return _("La présidence n’accorde pas la vérification du quorum.")
    if asked_by is None:
        return _("Vérification du quorum\u00a0: confirmez votre présence.")
    return _("Vérification du quorum demandée par %(name)s\u00a0: confirmez votre présence.", name=told_name(asked_by))


def _of_people(sitting: Sitting, member_id: int | None, kind: str, said: dict[str, Any]) -> str:
    """Who presides from now on, who has the floor, who raised what: said otherwise to that person."""
    if kind in STEPS_OF_THE_FLOOR:
        return of_the_floor(sitting, member_id, kind, said)
    return _of_the_chair(sitting, member_id, kind, said)


def _of_the_chair(sitting: Sitting, member_id: int | None, kind: str, said: dict[str, Any]) -> str:
    """Who presides from now on, or does no more; nothing of another office, that leads nobody's vote."""
    if said["office"] != Office.CHAIR:
        return ""
    chair = member_named(sitting.congress_id, said["member"])
    if chair is None:
        return ""
    is_reader = chair.id == member_id
    if kind == "office_given":
        if is_reader:
            return _("Vous présidez la séance\u00a0: la console de la présidence est sur sa page.")
        return _("%(name)s préside la séance.", name=told_name(chair))
    return (
        _("Vous ne présidez plus la séance.")
        if is_reader
        else _("%(name)s ne préside plus la séance.", name=told_name(chair))
    )


def _of_an_amendment(kind: str, said: dict[str, Any], withdrawn: str = "") -> str:
    """One is published, its author gives it up, or the chair set it aside, as what, or took that back; or moved it
    in the order of the votes.
    """
    if kind in STEPS_OF_DIVIDING:
        return of_dividing(kind, said)
    if kind == "amendment_published":
        return _("%(amendment)s est publié.", amendment=the_amendment(said["number"]))
    if kind == "amendment_withdrawn":
        return _("%(amendment)s est retiré.", amendment=the_amendment(withdrawn)) if withdrawn else ""
    if kind == "order_moved":
        return _("La présidence déplace le %(numbers)s dans l’ordre des votes.", numbers=numbers(said["amendments"]))
    if kind == "amendment_recalled":
        return _(
            "L’amendement n°\u00a0%(number)s est rappelé\u00a0: il sera débattu à sa place.", number=said["amendment"]
        )
    if kind == "order_move_undone":
        return _("L’amendement n°\u00a0%(number)s revient à sa place dans l’ordre.", number=said["amendment"])
    if kind == "amendment_taken_back":
        return _("%(amendment)s est de nouveau à voter.", amendment=the_amendment(said["amendment"]))
    status = status_words(AmendmentStatus(said["as"]))
    return _(
        "%(amendment)s n’est pas mis aux voix\u00a0: %(status)s.",
        amendment=the_amendment(said["amendment"]),
        status=status[:1].lower() + status[1:],
    )


def _of_a_poll(poll: Poll, kind: str, said: dict[str, Any], *, reads_results: bool) -> str:
    number = poll.number
    subject = subject_at_hand(poll)
    name = subject_name(subject)
    name = name[:1].lower() + name[1:]
    if kind == "poll_announced":
        return _("Scrutin n°\u00a0%(number)s annoncé\u00a0: %(name)s.", number=number, name=name)
    if kind == "poll_opened":
        told = _("Scrutin n°\u00a0%(number)s ouvert\u00a0: %(name)s.", number=number, name=name)
        by = "" if poll.method.is_by_device else f" {method_name(poll.method, get_translations())}."
        return f"{told}{by}"
    if kind == "poll_end_told":
        return _("Le scrutin n°\u00a0%(number)s sera clos dans une minute.", number=number)
    if kind == "poll_closed":
        return _("Scrutin n°\u00a0%(number)s clos.", number=number)
    if kind == "poll_cancelled":
        return _("Scrutin n°\u00a0%(number)s annulé.", number=number)
    told = _("Scrutin n°\u00a0%(number)s proclamé.", number=number)
    if not reads_results:
        return told
    return told + " " + decided_sentence(named_subject(subject), get_translations(), is_adopted=said["adopted"])


def _of_the_quorum(said: dict[str, Any]) -> str:
    present = ngettext("%(num)s présent", "%(num)s présents", said["present"])
    sentence = _("Le quorum n’est pas atteint\u00a0: %(present)s, il en faut %(needed)s.")
    return str(sentence % {"present": present, "needed": said["needed"]})


def _of_an_item(sitting: Sitting, position: int, titles: dict[int, str]) -> str:
    title = retold(titles.get(position) or title_of_item(sitting.id, position), sitting.congress.locale.value)
    return _("Point n°\u00a0%(number)s en discussion, %(title)s.", number=position, title=quotation(title))
