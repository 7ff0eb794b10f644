"""The bureau's advice on every amendment still to vote of a proposal, batch by batch, in the order of the votes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from amendments.labels import numbers, opinion_word
from amendments.models import Amendment, Opinion
from amendments.pages.amendment_page import place_in_words, sentences_of
from amendments.pages.list_page import authors_of
from amendments.pages.opinions.opinion_forms import BatchOpinionForm, filled
from amendments.queries.amendment_queries import to_vote_on
from amendments.queries.amendment_readings import Reading, form_of, history_of, readings_of
from amendments.queries.order_queries import in_vote_order, moves_on
from amendments.services.opinions.opinion_services import Advice
from congress.models import Congress
from core.errors import Invalid
from motions.models import Part


@dataclass(frozen=True, slots=True)
class OpinionBatch:
    """Identical amendments, or one, with the form of their advice."""

    amendments: tuple[Amendment, ...]
    numbers: str
    place: str
    sentences: tuple[str, ...]
    form: BatchOpinionForm

    @property
    def first(self) -> Amendment:
        """The one that gives the batch its title."""
        return self.amendments[0]

    @property
    def opinion(self) -> Opinion | None:
        """What the bureau said of the batch, if it said one thing of them all."""
        said = {row.opinion.says if row.opinion else None for row in self.amendments}
        return self.first.opinion if len(said) == 1 else None

    @property
    def shown(self) -> str:
        """What tells one state of the advice on the batch from another."""
        return " ".join(str(row.opinion.id) if row.opinion else "-" for row in self.amendments)

    @property
    def is_closed(self) -> bool:
        """Being voted on: its advice no longer changes."""
        return any(row.under_vote for row in self.amendments)

    @property
    def has_faults(self) -> bool:
        """Whether something stands in the way of its advice."""
        return bool(self.form.errors)

    def asked(self) -> Advice | None:
        """The advice to give, where the form says another than the last; `Invalid` where it cannot be."""
        if self._is_untouched():
            return None
        if self._typed() == _fields(self.opinion):
            return None
        if not self.form.opinion.data and self.opinion:
            raise Invalid(_("Pour retirer cet avis, choisissez «\u00a0Sans avis\u00a0»."), "opinion")
        if not self.form.opinion.data:  # only words beside it: they would be lost
            raise Invalid(_("Choisissez l’avis qui va avec ce que vous avez écrit."), "opinion")
        return self.form.advice

    def _as_seen(self) -> Opinion | None:
        """The common advice that the page showed, from which a colleague may have gone away since."""
        if self.form.seen.data == self.shown:
            return self.opinion
        given = {str(opinion.id): opinion for row in self.amendments for opinion in row.opinions}
        seen = [given.get(found) for found in str(self.form.seen.data or "").split()]
        return seen[0] if len({opinion.says if opinion else None for opinion in seen}) == 1 else None

    def _is_untouched(self) -> bool:
        return self._typed() == _fields(self._as_seen())

    def show_what_is_said(self) -> None:
        """Where nothing was touched, what a colleague gave meanwhile is shown, never written over."""
        if self.form.seen.data != self.shown and self._is_untouched():
            self.form.process(formdata=None, data=filled(self.opinion))
        self.form.seen.data = self.shown

    def changed_meanwhile(self) -> str:
        """The sentence to say when somebody else gave an advice since the page was shown; else nothing."""
        if self.form.seen.data == self.shown:
            return ""
        said = opinion_word(self.opinion) if self.opinion else _("sans avis commun")
        return _("Un autre avis a été donné entre-temps\u00a0: %(said)s. Relisez, puis enregistrez.", said=said)

    def _typed(self) -> dict[str, str]:
        typed = {name: str(self.form[name].data or "") for name in ("opinion", "reason", "rival")}
        return {name: said.replace("\r\n", "\n").strip() for name, said in typed.items()}


def _fields(opinion: Opinion | None) -> dict[str, str]:
    return {"opinion": "", "reason": "", "rival": "", **filled(opinion)}


def batches_of(congress: Congress, part: Part, *, sent: bool = False) -> list[OpinionBatch]:
    """The batches of a proposal, in the order of the votes; `sent`: each form with what was typed, else as given."""
    rows = {row.id: row for row in to_vote_on(part.id)}
    readings = readings_of(list(rows.values()), {part.id: part}, history_of([part.id]))
    votes = in_vote_order(rows, readings, moves_on([part.id])[part.id], congress.line_length)
    return [_batch(congress, part, vote.amendments, readings, sent=sent) for vote in votes]


def _batch(
    congress: Congress, part: Part, rows: Sequence[Amendment], readings: Mapping[int, Reading], *, sent: bool
) -> OpinionBatch:
    reading, width = readings[rows[0].id], congress.line_length
    prefix = f"a{rows[0].public_number}-"
    form = BatchOpinionForm(prefix=prefix) if sent else BatchOpinionForm(formdata=None, prefix=prefix)
    batch = OpinionBatch(
        amendments=tuple(rows),
        numbers=numbers([row.label for row in rows]),
        place=place_in_words(reading.old, reading.new, width),
        sentences=sentences_of(reading.old, reading.new, width, form_of(congress, part)),
        form=form,
    )
    if not sent:
        form.process(formdata=None, data={**filled(batch.opinion), "seen": batch.shown})
    return batch


def authors(batch: OpinionBatch) -> str:
    """Those who wrote the amendments of a batch, each once."""
    return _(", ").join(dict.fromkeys(authors_of(row) for row in batch.amendments))
