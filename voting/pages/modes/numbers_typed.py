"""Numbers that somebody counted and typed: hands, papers."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from core.errors import Invalid

MOST = 100_000  # nobody counted more; a longer number is a mistake


def whole_number(words: str) -> int:
    """The number that was typed; an empty field counts nobody, `Invalid` for what is no number."""
    if not words:
        return 0
    if not (words.isascii() and words.isdigit()) or len(words) > len(str(MOST)) or int(words) > MOST:
        raise Invalid(_("«\u00a0%(words)s\u00a0» n’est pas un nombre.", words=words[:20]), "hands")
    return int(words)


def papers_typed(form: Mapping[str, str], choices: Iterable[str]) -> dict[str, int]:
    """What a teller typed, by choice: fields `bulletins-for`…; each one has to be filled, be it with 0."""
    typed = {choice: form.get(f"bulletins-{choice}", "").strip() for choice in choices}
    if not all(typed.values()):
        raise Invalid(_("Écrivez chaque nombre, même s’il est zéro."), "papers")
    return {choice: whole_number(words) for choice, words in typed.items()}
