"""A convening as it would be sent now: the text of the mail, the same for each member, and how it stands to its limit.

It says what the law wants in it (CGCT L2121-10, L2121-12): the day, the hour, the place, the questions of the agenda,
the note. Writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from congress.chamber.convening_models import Convening, ConveningMeans
from congress.chamber_models import AgendaItem, Sitting
from congress.clock import local
from congress.moments import day_in_words, hour_in_words
from congress.queries import chamber_queries
from congress.queries.convening import convening_queries as queries
from congress.rules.convening.regularity import ConveningStanding
from congress.rules.convening.time_limits import TimeLimit, Timeliness, clear_days
from core.digest import sha256_text
from core.text.dates import day as day_said
from core.text.reader import quotation, reader_language
from core.text.retelling import retold
from core.text.typography import normalise_typography

_STANDS = (ConveningStanding.REGULAR, ConveningStanding.ADMITTED, ConveningStanding.TO_ADMIT)


@dataclass(frozen=True, slots=True)
class ConveningWords:
    """What the secretariat adds: words of its own, the note or where it is, why the limit is shortened."""

    words: str = ""
    note: str = ""
    because: str = ""

    def cleaned(self) -> "ConveningWords":
        """As it enters: trimmed, in the typography of the house."""
        return ConveningWords(*(normalise_typography(words.replace("\0", "").replace("\r\n", "\n").strip())
                       for words in (self.words, self.note, self.because)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Composed:
    """A convening ready to leave. `adds_nothing`: all that it would let decide was told in time by an earlier one."""

    sitting: Sitting
    items: tuple[AgendaItem, ...]
    place: str
    typed: ConveningWords
    limit: TimeLimit
    days_left: int
    timeliness: Timeliness
    adds_nothing: bool
    changes: tuple[str, ...]
    last: Convening | None
    subject: str
    body: str

    @property
    def rank(self) -> int:
        """Its rank among those of the sitting."""
        return self.last.rank + 1 if self.last else 1

    @property
    def sha256(self) -> str:
        """The fingerprint of the text."""
        return sha256_text(self.body)

    @property
    def snapshot(self) -> list[list[object]]:
        """The agenda as the convening keeps it."""
        return [[item.id, item.title] for item in self.items]

    @property
    def is_sent_already(self) -> bool:
        """Whether the last one sent says the same, word for word."""
        return self.last is not None and self.last.means is ConveningMeans.MAIL and not self.changes and (
            (self.last.words, self.last.note) == (self.typed.words, self.typed.note)
        )  # fmt: skip

    @property
    def sits_on(self) -> date:
        """The day of the sitting, in its zone."""
        return local(self.sitting.congress, self.sitting.starts_at).date()


def compose(sitting: Sitting, typed: ConveningWords, now: datetime) -> Composed:
    """The convening of a sitting as it would be sent now, in the congress's language."""
    with force_locale(sitting.congress.locale):
        return _composed(sitting, typed.cleaned(), now)


def _composed(sitting: Sitting, typed: ConveningWords, now: datetime) -> Composed:
    congress, items = sitting.congress, chamber_queries.agenda_of(sitting.id)
    sent = queries.convenings_of(sitting.id)
    last = sent[-1] if sent else None
    changes = queries.changes_since(last, sitting, items) if last else []
    stands = queries.regularity_of(sitting, sent)
    told = stands.to_decide | stands.awaiting | stands.put_off
    adds_nothing = stands.standing in _STANDS and all(item.id in told for item in items)
    sits, today = (local(congress, instant).date() for instant in (sitting.starts_at, now))
    limit, left = queries.limit_of(sitting), clear_days(today, sits)
    timeliness = Timeliness.IN_TIME if adds_nothing else limit.timeliness(today, sits)
    subject = _subject(sitting, is_rectifying=last is not None)
    body = _body(sitting, items, typed, changes, last, timeliness)
    return Composed(sitting, tuple(items), queries.place_of(sitting), typed, limit, left, timeliness, adds_nothing,
                    tuple(changes), last, subject, body)  # fmt: skip


def _subject(sitting: Sitting, *, is_rectifying: bool) -> str:
    day = day_in_words(sitting.congress, sitting.starts_at)
    if is_rectifying:
        return _("Convocation rectificative\u00a0: %(title)s, %(day)s", title=sitting.title, day=day)
    if sitting.convocation == 2:
        return _("Seconde convocation\u00a0: %(title)s, %(day)s", title=sitting.title, day=day)
    return _("Convocation\u00a0: %(title)s, %(day)s", title=sitting.title, day=day)


def _body(
    sitting: Sitting,
    items: Sequence[AgendaItem],
    typed: ConveningWords,
    changes: Sequence[str],
    last: Convening | None,
    timeliness: Timeliness,
) -> str:
    congress = sitting.congress
    site = f"{current_app.config['SITE_URL']}/{congress.slug}"
    language = reader_language()
    agenda = "\n".join(f"{item.position}. {retold(item.title, language)}" for item in items)
    parts = [
        _("Madame, Monsieur,"),
        _opening(sitting),
        *_second(sitting),
        *_rectifying(last, changes),
        typed.words,
        "\n".join(filter(None, [_("Lieu\u00a0: %(place)s", place=place) if (place := queries.place_of(sitting)) else "",
                                _when(sitting)])),
        _("Ordre du jour") + "\n" + agenda,
        *_shortened(typed, timeliness),
        _("Les textes\u00a0: %(url)s", url=f"{site}/motion"),
        _note(sitting, typed),
        _("Dites que vous en avez pris connaissance, et si vous viendrez, serez absent ou donnez pouvoir\u00a0:")
        + f"\n{site}/seances/{sitting.number}/convocation",
        _signed(sitting),
    ]  # fmt: skip
    return "\n\n".join(str(part) for part in parts if part)


def _note(sitting: Sitting, typed: ConveningWords) -> str:
    if not typed.note:
        return ""
    joined = _("Note explicative de synthèse, jointe à cette convocation (CGCT, art.\u00a0L2121-12)")
    heading = joined if queries.limit_of(sitting).wants_note else _("Note explicative de synthèse")
    return f"{heading}\n{typed.note}"


def _opening(sitting: Sitting) -> str:
    title, congress = quotation(sitting.title), sitting.congress
    day, hour = day_in_words(congress, sitting.starts_at), hour_in_words(congress, sitting.starts_at)
    return _(
        "J’ai l’honneur de vous convoquer à la séance %(title)s, le %(day)s à %(hour)s.",
        title=title,
        day=day,
        hour=hour,
    )


def _when(sitting: Sitting) -> str:
    return _("Fin prévue\u00a0: %(hour)s", hour=hour_in_words(sitting.congress, sitting.ends_at))


def _second(sitting: Sitting) -> list[str]:
    if sitting.convocation != 2:
        return []
    first = queries.first_of(sitting.id)
    if first is None:
        return [_("Cette seconde convocation fait suite à une séance sans quorum\u00a0: aucun quorum n’est exigé pour"
                  " les points de la première.")]  # fmt: skip
    day = day_in_words(sitting.congress, first.starts_at)
    return [
        _("Le quorum n’a pas été atteint le %(day)s\u00a0: cette séance délibère sans condition de quorum sur les"
          " points qui étaient à l’ordre du jour ce jour-là.", day=day)
    ]  # fmt: skip


def _rectifying(last: Convening | None, changes: Sequence[str]) -> list[str]:
    if last is None:
        return []
    day = day_in_words(last.sitting.congress, last.sent_at)
    told = _("Cette convocation remplace celle du %(day)s.", day=day)
    return ["\n".join([told, *(f"– {change}" for change in changes)])]


def _shortened(typed: ConveningWords, timeliness: Timeliness) -> list[str]:
    if timeliness is not Timeliness.SHORTENED:
        return []
    told = _("Le délai de convocation est abrégé. Motif\u00a0: %(because)s", because=typed.because)
    return [told + "\n" + _("Le conseil se prononce sur l’urgence dès l’ouverture de la séance.")]


def _signed(sitting: Sitting) -> str:
    chair = chamber_queries.chair_of(sitting.id)
    return "\n".join(filter(None, [chair.civil_name if chair else "", sitting.congress.organiser]))


def limit_told(composed: Composed) -> str:
    """« Il faut l’envoyer au plus tard le mardi 6 octobre 2020 », with the article; empty where no limit is set."""
    limit, sits = composed.limit, composed.sits_on
    if not limit.days:
        return ""
    day = day_said(limit.last_day(sits), reader_language(), weekday=True)
    return _("À envoyer au plus tard le %(day)s.", day=day)
