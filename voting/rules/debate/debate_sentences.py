"""What is said of a debate: who has the floor, what a motion asks, what was decided of it.

Pure: names come in words. One wording for the pages, for those who listen to them, and for the minutes.
"""

from voting.rules.debate.precedence import FloorKind
from voting.rules.debate.speaking_time import duration
from voting.rules.methods.method import Method
from voting.rules.translations import NO_BREAK, Translations


def has_floor(name: str, t: Translations) -> str:
    """« La parole est à Mme Raphaëlle Meunier. »."""
    return t.gettext("La parole est à %(name)s.") % {"name": name}


def motion_name(kind: FloorKind, t: Translations, minutes: int | None = None) -> str:
    """« Suspension de cinq minutes », « Clôture du débat »."""
    if kind is FloorKind.SUSPENSION and minutes:
        return t.gettext("Suspension %(of_minutes)s") % {"of_minutes": _of_minutes(minutes, t)}
    return {
        FloorKind.POINT_OF_ORDER: t.gettext("Rappel au règlement"),
        FloorKind.SUSPENSION: t.gettext("Suspension de séance"),
        FloorKind.PREVIOUS_OBJECTION: t.gettext("Question préalable"),
        FloorKind.REFERRAL: t.gettext("Motion de renvoi"),
        FloorKind.CLOSURE: t.gettext("Clôture du débat"),
    }[kind]


def the_motion(kind: FloorKind, t: Translations, minutes: int | None = None) -> str:
    """« La motion de renvoi », « La demande de clôture du débat »: as a sentence begins with it."""
    if kind is FloorKind.SUSPENSION and minutes:
        return t.gettext("La demande de suspension %(of_minutes)s") % {"of_minutes": _of_minutes(minutes, t)}
    return {
        FloorKind.POINT_OF_ORDER: t.gettext("Le rappel au règlement"),
        FloorKind.SUSPENSION: t.gettext("La demande de suspension de séance"),
        FloorKind.PREVIOUS_OBJECTION: t.gettext("La question préalable"),
        FloorKind.REFERRAL: t.gettext("La motion de renvoi"),
        FloorKind.CLOSURE: t.gettext("La demande de clôture du débat"),
    }[kind]


def minutes_words(minutes: int, t: Translations) -> str:
    """« cinq minutes »; in figures where nobody would say it in a word."""
    spelled = {
        1: t.gettext("une minute"),
        2: t.gettext("deux minutes"),
        3: t.gettext("trois minutes"),
        5: t.gettext("cinq minutes"),
        10: t.gettext("dix minutes"),
        15: t.gettext("quinze minutes"),
        20: t.gettext("vingt minutes"),
        30: t.gettext("trente minutes"),
    }
    return spelled.get(minutes) or f"{minutes}{NO_BREAK}" + t.ngettext("minute", "minutes", minutes)


def _of_minutes(minutes: int, t: Translations) -> str:
    """« d’une minute », « de cinq minutes »."""
    if minutes == 1:
        return t.gettext("d’une minute")
    return t.gettext("de %(minutes)s") % {"minutes": minutes_words(minutes, t)}


def motion_raised(kind: FloorKind, name: str, t: Translations, minutes: int | None = None) -> str:
    """« M. Yann Kerbrat demande une suspension de cinq minutes. »."""
    said = {
        FloorKind.POINT_OF_ORDER: t.gettext("%(name)s fait un rappel au règlement."),
        FloorKind.SUSPENSION: t.gettext("%(name)s demande une suspension %(of_minutes)s."),
        FloorKind.PREVIOUS_OBJECTION: t.gettext("%(name)s oppose la question préalable."),
        FloorKind.REFERRAL: t.gettext("%(name)s demande le renvoi du texte."),
        FloorKind.CLOSURE: t.gettext("%(name)s demande la clôture du débat."),
    }[kind]
    return said % {"name": name, "of_minutes": _of_minutes(minutes or 0, t)}


def motion_aim(kind: FloorKind, t: Translations) -> str:
    """What the motion would do, for those who are asked; empty where its name says it."""
    return {
        FloorKind.PREVIOUS_OBJECTION: t.gettext(
            "Si elle est adoptée, il n’y a pas lieu de délibérer\u00a0: le point se termine sans vote sur le texte, et"
            " les amendements restent publiés."
        ),
        FloorKind.REFERRAL: t.gettext(
            "Si elle est adoptée, le texte est renvoyé à un nouvel examen\u00a0: le point se termine sans vote, et les"
            " amendements restent publiés."
        ),
        FloorKind.CLOSURE: t.gettext(
            "Si elle est adoptée, plus personne n’est appelé dans la discussion\u00a0: on passe aux explications de"
            " vote, puis au vote."
        ),
    }.get(kind, "")


def motion_asked(
    kind: FloorKind, name: str, t: Translations, minutes: int | None = None, *, method: Method | None = None
) -> str:
    """What the chair reads aloud to put it: « … Qui s’y oppose ? » first for a suspension. `method`: None for hands."""
    raised = motion_raised(kind, name, t, minutes)
    if kind is FloorKind.SUSPENSION:
        return f"{raised} " + t.gettext("Qui s’y oppose\u202f?")
    if kind is FloorKind.POINT_OF_ORDER:
        return f"{raised} {has_floor(name, t)}"
    if method is not None and method.is_on_paper:
        return f"{raised} " + t.gettext("Cette motion est mise aux voix, sans débat, au scrutin secret, sur papier.")
    if method is not None and not method.is_declared:
        return f"{raised} " + t.gettext("Cette motion est mise aux voix, sans débat, au nom de chacun.")
    return f"{raised} " + t.gettext("Cette motion est mise aux voix, sans débat, à main levée.")


def motion_question(kind: FloorKind, name: str, t: Translations, minutes: int | None = None) -> str:
    """The question that the assembly answers: « Adoptez-vous la clôture du débat, demandée par … ? »."""
    said = {
        FloorKind.SUSPENSION: t.gettext("Adoptez-vous la suspension %(of_minutes)s demandée par %(name)s\u202f?"),
        FloorKind.PREVIOUS_OBJECTION: t.gettext("Adoptez-vous la question préalable opposée par %(name)s\u202f?"),
        FloorKind.REFERRAL: t.gettext("Adoptez-vous le renvoi du texte demandé par %(name)s\u202f?"),
        FloorKind.CLOSURE: t.gettext("Adoptez-vous la clôture du débat demandée par %(name)s\u202f?"),
    }[kind]
    return said % {"name": name, "of_minutes": _of_minutes(minutes or 0, t)}


def debate_rules(
    seconds: int, minutes: int | None, seconders: int, t: Translations, *, newcomers_first: bool, alternates: bool
) -> tuple[str, ...]:
    """How a debate is led: the time of each, that of an item, the order of the list, who seconds a motion."""
    each = t.gettext("Chaque personne parle %(time)s, sans être interrompue.") % {"time": duration(seconds, t)}
    whole = t.gettext("Le débat sur un point dure %(time)s.") % {"time": minutes_words(minutes, t)} if minutes else ""
    first = t.gettext("La parole va d’abord à qui n’a pas encore parlé.") if newcomers_first else ""
    sides = t.gettext("Elle alterne pour et contre.") if alternates else ""
    backed = t.ngettext(
        "Une motion de procédure est appuyée par %(num)s membre.",
        "Une motion de procédure est appuyée par %(num)s membres.",
        seconders,
    ) % {"num": seconders} if seconders else ""  # fmt: skip
    return tuple(filter(None, (each, whole, first, sides, backed)))


def hands_asked(t: Translations) -> str:
    """What the chair says once it is put to the vote."""
    return t.gettext("Qui est pour\u202f? Qui est contre\u202f? Qui s’abstient\u202f?")


def motion_decided(kind: FloorKind, t: Translations, *, is_carried: bool, minutes: int | None = None) -> str:
    """« La clôture du débat est adoptée. »."""
    words = t.gettext("%(motion)s est adoptée.") if is_carried else t.gettext("%(motion)s est rejetée.")
    if kind is FloorKind.SUSPENSION:
        return words % {
            "motion": t.gettext("La suspension %(of_minutes)s") % {"of_minutes": _of_minutes(minutes or 0, t)}
        }
    return words % {"motion": t.gettext("La clôture du débat") if kind is FloorKind.CLOSURE else the_motion(kind, t)}


def motion_withdrawn(kind: FloorKind, t: Translations, minutes: int | None = None) -> str:
    """« La demande de clôture du débat est retirée. », « Le rappel au règlement est retiré. »."""
    if kind is FloorKind.POINT_OF_ORDER:
        return t.gettext("Le rappel au règlement est retiré.")
    return t.gettext("%(motion)s est retirée.") % {"motion": the_motion(kind, t, minutes)}


def motion_refused(kind: FloorKind, t: Translations, minutes: int | None = None) -> str:
    """« La présidence ne reçoit pas la motion de renvoi. »."""
    named = the_motion(kind, t, minutes)
    return t.gettext("La présidence ne reçoit pas %(motion)s.") % {"motion": named[:1].lower() + named[1:]}


def motion_effect(kind: FloorKind, t: Translations, *, is_carried: bool) -> str:
    """What follows from the decision."""
    if not is_carried:
        return t.gettext("La discussion reprend.")
    return {
        FloorKind.SUSPENSION: t.gettext("La séance est suspendue."),
        FloorKind.PREVIOUS_OBJECTION: t.gettext("Il n’y a pas lieu de délibérer\u00a0: le point se termine sans vote."),
        FloorKind.REFERRAL: t.gettext("Le texte est renvoyé\u00a0: le point se termine sans vote."),
        FloorKind.CLOSURE: t.gettext("La liste de parole est close."),
    }.get(kind, "")
