"""A ballot as its form says it: one choice, or the rank of each option."""

from collections.abc import Mapping

from flask_babel import gettext as _

from core.errors import Invalid
from voting.rules.asking.rankings import written_ranking

RANK = "rang-"


def choice_sent(form: Mapping[str, str]) -> str:
    """The stored choice: `choice`, else the order that the fields `rang-o1`… give; `Invalid` for a rank given twice."""
    if form.get("choice"):
        return form["choice"]
    ranks: dict[int, str] = {}
    for name, rank in form.items():
        if not name.startswith(RANK) or not rank:
            continue
        if not (rank.isascii() and rank.isdigit() and len(rank) < 3):
            raise Invalid(_("«\u00a0%(words)s\u00a0» n’est pas un rang.", words=rank[:20]), "choice")
        if int(rank) in ranks:
            raise Invalid(_("Deux options ont le rang %(rank)s\u00a0: donnez à chacune le sien.", rank=rank), "choice")
        ranks[int(rank)] = name.removeprefix(RANK)
    if any(name.startswith(RANK) for name in form) and not ranks:
        raise Invalid(_("Donnez un rang à une option au moins, ou choisissez l’abstention."), "choice")
    return written_ranking(ranks[rank] for rank in sorted(ranks))
