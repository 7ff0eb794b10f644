"""What every template may use: the congress, the person, the menu, dates and numbers in words."""

import re
from datetime import date, datetime
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from amendments.labels import called
from app.light_spaces import LightSpaces
from app.pages.info_views import links as info_links
from congress.access import current_actor, current_congress, current_member
from congress.clock import local, now_in
from congress.models import Congress, Member
from congress.pages.kept.kept_parts import kept_part
from congress.pages.kept.marks import HOUR, MarkedInstant, MarkedReader, is_marking
from congress.queries.homonyms import told_name
from congress.rules.honorifics import agreed
from congress.rules.names import curved
from congress.rules.presets.law import cgct, is_council
from congress.written import language_written, quoted, told, written, written_lang
from core.addresses import is_address
from core.database import session
from core.digest import short_fingerprint
from core.enums import Language
from core.text import dates
from core.text.bound_counts import held
from core.text.inline_markdown import render_inline
from core.text.languages import own_name
from core.text.reader import colon, number, one_stop, reader_language, unbroken
from voting.models import Poll
from voting.pages.asking.held_rounds import FILTERS as HELD_ROUNDS
from voting.pages.asking.verdict_tags import FILTERS as VERDICT_TAGS
from voting.pages.challenge.challenge_shown import FILTERS as CHALLENGE_WORDS
from voting.pages.debate.floor_shown import floor_here
from voting.pages.debate.motion_shown import put_off_sentence
from voting.pages.drawing.drawing_views import version_of as drawing_version
from voting.pages.following.near import near_sitting
from voting.pages.modes.choice_filters import FILTERS as CHOICE_WORDS
from voting.pages.rules.poll_rules import FILTERS as RULE_WORDS
from voting.pages.shown_subject import question_shown


def init_app(app: Flask) -> None:
    """Register filters and variables."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.add_extension(LightSpaces)
    app.add_template_filter(called)
    app.add_template_filter(_day, "day")
    app.add_template_filter(_hour, "hour")
    app.add_template_filter(_moment, "moment")
    app.add_template_filter(_made_on, "made_on")
    app.add_template_filter(number)
    app.add_template_filter(one_stop)
    app.add_template_filter(capitalize_first)
    app.add_template_filter(render_inline, "inline")
    app.add_template_filter(held)
    app.add_template_filter(polls_linked)
    app.add_template_filter(reachable)
    app.add_template_filter(quoted)
    app.add_template_filter(small_first)
    app.add_template_filter(told, "retold")
    app.add_template_filter(written)
    app.add_template_filter(told_name)
    app.add_template_filter(curved)
    app.add_template_filter(unbroken)
    app.add_template_filter(question_shown, "question")
    app.add_template_filter(drawing_address)
    for name, said in {**CHOICE_WORDS, **RULE_WORDS, **CHALLENGE_WORDS, **VERDICT_TAGS, **HELD_ROUNDS}.items():
        app.add_template_filter(said, name)
    app.add_template_filter(short_fingerprint, "fingerprint")
    app.add_template_global(agreeing, "agreed")
    for one in (colon, written_lang, language_written, kept_part, floor_here, put_off_sentence, cgct, is_council):
        app.add_template_global(one)
    app.add_template_global(shown_at)
    app.before_request(_look_near)
    app.context_processor(_variables)


def capitalize_first(words: str) -> str:
    """The words with a capital at their head, the rest as it is: « Lundi 12 octobre 2020 »."""
    return words[:1].upper() + words[1:]


def small_first(words: str) -> str:
    """The words without a capital at their head, as they stand after a colon: « : contre, 14 h 26 »."""
    return words[:1].lower() + words[1:]


# Pages below the sittings that follow one all the same.
FOLLOWING = frozenset(
    {
        "amendments.competing", "amendments.give_opinion", "amendments.index", "amendments.of_proposal",
        "amendments.show", "motion.show", "proposals.index", "proposals.show", "sittings.index",
    }
)  # fmt: skip


def _look_near() -> None:
    """The sitting that such a page follows, found before it is made: a step that comes between is asked for again."""
    if request.endpoint in FOLLOWING:
        g.near = near_sitting(current_congress(), current_actor(), now_in(current_congress()))


def drawing_address(poll: Poll) -> str:
    """Where the drawing of a result stands, for as long as it stands so."""
    version = drawing_version(poll)
    return url_for("drawings.show", slug=poll.congress.slug, number=poll.number, v=version)


def shown_at() -> str:
    """The address of the page that is shown; none where it answers a form, unless the form asked for that page."""
    if not has_request_context():
        return ""
    return g.get("shown_at", "") or (request.full_path.rstrip("?") if request.method == "GET" else "")


def agreeing(member: Member | None, feminine: str, masculine: str, neutral: str) -> str:
    """The sentence that agrees with a person's honorific; the neutral one where that says nothing, or of nobody."""
    return agreed(member.honorific if member else "", feminine, masculine, neutral)


_POLL_NAMED = re.compile(
    "(?:[Ss]crutin n°|[Vv]ote No\\.)[ \u00a0]([0-9]{1,6})"
)  # as causes were written, in each language


def polls_linked(words: str | None) -> Markup:
    """The words, safe, each « scrutin n° 15 » that they name a link to its page."""
    congress: Congress | None = g.get("congress")
    said = escape(words or "")
    if congress is None:
        return said

    def link(found: re.Match[str]) -> str:
        return f'<a href="{escape(url_for("polls.show", slug=congress.slug, number=int(found[1])))}">{found[0]}</a>'

    return Markup(_POLL_NAMED.sub(link, said))  # noqa: S704 (escaped above; the link is ours)


def reachable(line: str) -> Markup:
    """A line of an address, safe; an electronic address opens a mail, a telephone number is dialled."""
    said = escape(line)
    if is_address(line.strip()):
        return Markup('<a href="mailto:{0}">{0}</a>').format(line.strip())
    digits = re.sub(r"[\s.\u00a0\u202f()-]", "", line)
    if re.fullmatch(r"\+?[0-9]{9,15}", digits):
        return Markup('<a href="tel:{}">{}</a>').format(digits, said)
    return said


def _in_zone(value: datetime) -> datetime:
    congress: Congress | None = g.get("congress")
    return local(congress, value) if congress else value


def _day(value: date | datetime, *, weekday: bool = False, year: bool = True) -> str:
    plain = _in_zone(value).date() if isinstance(value, datetime) else value
    return dates.day(plain, reader_language(), weekday=weekday, year=year)


def _hour(value: datetime, *, seconds: bool = False) -> str:
    if isinstance(value, MarkedInstant):
        return HOUR
    return dates.hour(_in_zone(value), reader_language(), seconds=seconds)


def _moment(value: datetime, *, weekday: bool = True) -> str:
    return dates.moment(_in_zone(value), reader_language(), weekday=weekday)


def _made_on(value: datetime, *, weekday: bool = True) -> str:
    return dates.made_on(_in_zone(value), reader_language(), weekday=weekday)


def _variables() -> dict[str, Any]:
    congress: Congress | None = g.get("congress")
    return {
        "congress": congress,
        "me": _reader() if congress else None,
        "near": g.get("near"),
        "nav": _menu(congress) if congress else [],
        "links": _links(congress) if congress else {},
        "locale": reader_language(),
        "other_languages": [(it.value, own_name(it)) for it in Language if it != reader_language()],
        "now_local": local(congress, now_in(congress)) if congress else None,
    }


def _reader() -> Member | MarkedReader | None:
    """Who reads the page; marks in their place while it is made for many."""
    member = current_member()
    return MarkedReader(member) if member is not None and is_marking() else member


def _links(congress: Congress) -> dict[str, str]:
    """Addresses that the frame shows (templates/base.html)."""
    sign_in = url_for("signing_in.ask", slug=congress.slug)
    if request.endpoint and not request.endpoint.startswith("signing_in.") and shown_at():
        sign_in = url_for("signing_in.ask", slug=congress.slug, suite=shown_at())
    return {
        "home": url_for("home.show", slug=congress.slug),
        "account": url_for("signing_in.ask", slug=congress.slug),
        "sign_in": sign_in,
        **({"demonstration": url_for("demonstration.show")} if _is_shown_at_a_door(congress) else {}),
        **_links_back(congress),
        **info_links(congress.slug),
    }


def _links_back(congress: Congress) -> dict[str, str]:
    """Of a rehearsal, the address of the congress whose sitting it rehearses: nothing else there leads to it."""
    if congress.rehearses_id is None:
        return {}
    return {"rehearsed": url_for("home.show", slug=session().get_one(Congress, congress.rehearses_id).slug)}


def _is_shown_at_a_door(congress: Congress) -> bool:
    """Whether a visitor came by the door of the demonstration, and may go back to it: a rehearsal has none."""
    return congress.demonstration and congress.rehearses_id is None


def _menu(congress: Congress) -> list[tuple[str, str, bool]]:
    """(label, address, is current) of the six entries."""
    labels = {
        "home.show": _("Accueil"),
        "proposals.index": _("Propositions"),
        "amendments.index": _("Amendements"),
        "sittings.index": _("Séance"),
        "programme.index": _("Programme"),
        "letter.show": _("Lettre ouverte"),
    }
    section = g.get("section", request.endpoint)
    return [
        (label, url_for(name, slug=congress.slug), name == section)
        for name, label in labels.items()
        if name in current_app.view_functions
    ]
