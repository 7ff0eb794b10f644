"""Who may do what: every route × every role, in mid-sitting. A route without a row fails, and so does a stale row.

A row holds the status for each role, in the order of `ROLES`: public, elector (who has not voted yet, and wrote
amendments), aide (of that elector), press (a member who only reads), chair of the sitting, secretariat. For a POST, what
is sent would be accepted from whoever may send it, unless a word beside the row says why it is not.
"""

from dataclasses import dataclass, field

import pytest
from flask import url_for
from flask.testing import FlaskClient

from tests.house.matrix_rows import (
    AFTER_A_PROCLAMATION,
    ALL,
    IN_THE_CHAMBER,
    MEMBERS,
    NOBODY_IN_VAIN,
    OF_CONVENINGS,
    OF_THE_DEBATE,
    OF_THE_LIFE_OF_AMENDMENTS,
    OF_THE_MINUTES,
    ROWS_OF_PROGRAMS,
    RULES_OF_A_CONGRESS,
    SAID_OF_TEXTS,
    SECRETARIAT,
    WRITERS,
    Row,
    get,
    post,
)  # fmt: skip
from tests.house.matrix_votes import OF_THE_CONSOLE_AND_POLLS
from tests.support.demonstration import ROLES, SLUG, Demonstration
from tests.support.standing import furnished_names

pytestmark = pytest.mark.one_database

# Values in braces are read from the database: `Scene` names them.
ROWS = (
    # The site.
    get("site.index", ALL),
    get("site.health", ALL),
    post("site.choose_language", "303 303 303 303 303 303", {"langue": "en", "suite": "/"}),
    get("demonstration.show", ALL),
    post("demonstration.enter", "303 303 303 303 303 303", {"role": "elue"}),
    post("demonstration.start_again", "422 422 422 422 422 422", {"moment": "june"}),  # no such moment
    get("components.show", ALL),
    # The congress.
    get("home.show", ALL),
    get("info.show", ALL, page="plan"),
    get("programme.index", ALL),
    *ROWS_OF_PROGRAMS,
    *OF_THE_MINUTES,
    *OF_CONVENINGS,
    *RULES_OF_A_CONGRESS,
    # Signing in.
    get("signing_in.ask", ALL),
    post("signing_in.send", "303 303 303 303 303 303", {"email": "karine.prigent@le-havre.example"}),
    get("signing_in.ask_code", ALL),
    post("signing_in.code", "422 422 422 422 422 422", {"email": "a@b.example", "code": "2222-2222"}),  # a wrong one
    get("signing_in.open_link", NOBODY_IN_VAIN, token="unknown"),
    post("signing_in.use_link", NOBODY_IN_VAIN, {}, token="unknown"),
    get("signing_in.who", MEMBERS),
    post("signing_in.choose", "403 303 403 403 403 403", {"member": "{elector}"}),  # oneself only
    post("signing_in.leave", "303 303 303 303 303 303", {}),
    # The roll.
    get("roll.index", SECRETARIAT),
    get("roll.choose", SECRETARIAT),
    get("placing.show", SECRETARIAT, member_id=3),
    post("placing.save", "403 403 403 403 403 409", {"poids": "2"}, member_id=3),  # it was not read
    get("merging.choose", SECRETARIAT),
    post("merging.merge", "403 403 403 403 403 404", {"kept": "0", "other": "0", "because": ""}),
    post("roll.rehearse", "403 403 403 403 403 422", {}),  # no file
    post("roll.confirm", "403 403 403 403 403 422", {"content": "x"}),  # a page that was tampered with
    # The motion, its proposals, points of view (closed since 9 October).
    get("motion.show", ALL),
    get("proposals.index", ALL),
    get("proposals.show", ALL, number=5),
    get("revisions.compare", ALL, number=5),
    get("revisions.compare_part", ALL, name="preambule"),
    get("editorial.write", SECRETARIAT, part_id="{part_5}"),
    post("editorial.revise", "403 403 403 403 403 200", {"text": "{text_7}", "base_number": 1}, part_id="{part_5}"),
    get("viewpoints.in_a_row", MEMBERS),
    get("viewpoints.give", MEMBERS, number=6),
    get("viewpoints.on_proposal", MEMBERS, number=5),
    post(
        "viewpoints.save",
        "403 409 403 403 409 403",  # too late
        {"p6-position": "favourable", "p6-seen": "{seen_6}"},
        number=6,
    ),
    # Amendments.
    get("amendments.index", ALL),
    get("amendments.table", ALL),
    get("amendments.of_proposal", ALL, number=5),
    get("amendments.competing", ALL, number=5),
    get("amendments.table_of_proposal", ALL, number=5),
    get("amendments.show", ALL, number=9),
    get("short.amendment", "303 303 303 303 303 303", number=9),
    post("amendments.cosign", "403 303 403 403 303 403", {"texte": "{seen_amendment}"}, number=9),
    post("amendments.uncosign", "403 303 403 403 303 403", {}, number=9),
    get("notes.index", MEMBERS),
    get("notes.download", MEMBERS),
    get("notes.of_proposal", MEMBERS, number=5),
    post("notes.keep_on_proposal", "403 303 303 303 303 303", {"note": "À relire."}, number=5),
    get("notes.of_amendment", MEMBERS, number=9),
    post("notes.keep_on_amendment", "403 303 303 303 303 303", {"note": "À relire."}, number=9),
    get("cosigning.choose", "303 200 403 403 404 403", amendment_id="{deposited}"),
    post("cosigning.ask", "403 422 403 403 404 403", {}, amendment_id="{deposited}"),  # nobody chosen
    post("cosigning.cancel", "403 303 403 403 404 403", {}, amendment_id="{deposited}"),
    get("cosigning.show", "303 200 403 403 200 403", amendment_id="{amendment}"),
    post("cosigning.answer", "403 303 403 403 303 403", {"reponse": "non"}, amendment_id="{amendment}"),
    post("amendments.withdraw", "403 403 403 403 403 403", {}, number=9),  # its author alone
    post("amendments.give_opinion", "403 403 403 403 403 303", {"opinion": "favourable", "reason": "Utile."}, number=9),
    *OF_THE_LIFE_OF_AMENDMENTS,
    *IN_THE_CHAMBER,
    get("documents.download", ALL, number=5, name="docx"),
    get("documents.several", ALL, number=5, name="odt"),
    get("documents.amendment", ALL, number=9, name="docx"),
    get("documents.choose", WRITERS, number=7),
    post("documents.bring", "403 422 422 403 422 403", {}, number=7),  # no document
    get("place_documents.download", ALL, place="preambule", name="docx"),
    get("place_documents.all_together", ALL, place="conclusion", name="odt"),
    get("place_documents.choose", WRITERS, place="apres-7"),
    post("place_documents.bring", "403 422 422 403 422 403", {}, place="conclusion"),  # no document
    get("bringing.choose", SECRETARIAT),
    post("bringing.bring", "403 403 403 403 403 422", {}),  # no document
    get("amending.mine", WRITERS),
    get("amending.write", WRITERS, number=7),
    post("amending.begin", WRITERS.replace("303", "403"), {"geste": "differences", "text": "{text_7}"}, number=7),
    post("proposed.show", WRITERS.replace("303", "403"), {"text": "{text_7}"}, number=7),
    post("proposed.show_part", WRITERS.replace("303", "403"), {"text": ""}, part_id=1),
    get("replacing.in_proposal", WRITERS, number=7),
    post("replacing.replace_in_proposal", "403 422 422 403 422 403", {}, number=7),  # nothing is sought
    get("replacing.in_motion", WRITERS),
    post("replacing.replace_in_motion", "403 422 422 403 422 403", {}),
    get("writing.write_part", WRITERS, name="preambule"),
    post("writing.begin_part", WRITERS.replace("303", "403"), {"geste": "differences"}, name="conclusion"),
    get("writing.write_addition", WRITERS, number=7),
    post("writing.begin_addition", WRITERS.replace("303", "403"), {"geste": "differences"}, number=7),
    get("writing.write_first", WRITERS),
    post("writing.begin_first", WRITERS.replace("303", "403"), {"geste": "differences"}),
    get("amending.draft", "303 200 200 403 404 403", draft_id="{draft}"),
    post("amending.go_on", "403 200 200 403 404 403", {"geste": "differences", "text": "{text_7}"}, draft_id="{draft}"),
    post("amending.discard", "403 303 303 403 404 403", {}, draft_id="{draft}"),
    post("amending.withdraw", "403 303 403 403 404 403", {}, draft_id="{deposited}"),
    *AFTER_A_PROCLAMATION,
    *OF_THE_DEBATE,
    *SAID_OF_TEXTS,
    get("amendment_desk.queue", SECRETARIAT),
    post("amendment_desk.publish", "403 403 403 403 403 303", {}, receipt="{receipt}"),
    post("amendment_desk.declare_inadmissible", "403 403 403 403 403 303", {"because": "Non."}, receipt="{receipt}"),
    post("amendment_desk.take_back", "403 403 403 403 403 409", {}, receipt="{receipt}"),
    # The sitting.
    get("sittings.index", MEMBERS),
    get("sittings.show", MEMBERS, number="{sitting}"),
    get("sittings.state", MEMBERS, number="{sitting}"),
    get("sittings.stream", "303 503 503 503 503 503", number="{sitting}"),  # no server here that keeps a stream
    get("sittings.sign_in_sheet", SECRETARIAT, number="{sitting}"),
    get("sittings.sign_in_table", SECRETARIAT, number="{sitting}"),
    get("hall.show", MEMBERS, number="{sitting}"),
    post("sittings.presence", "403 303 409 409 303 409", {"mode": "room"}, number="{sitting}"),  # who does not vote
    post("sittings.proxy", "403 403 403 403 403 303", {"revoque": "{proxy}"}, number="{sitting}"),  # not its holder
    post(
        "sittings.office", "403 403 403 403 403 303", {"membre": "{elector}", "fonction": "teller"}, number="{sitting}"
    ),
    post("sittings.add_item", "403 403 403 403 403 303", {"kind": "other", "title": "Divers"}, number="{sitting}"),
    *OF_THE_CONSOLE_AND_POLLS,
    # The letter: not adopted yet.
    get("letter.show", ALL),
    get("letter.download", ALL, name="txt"),
    post("letter.sign", "403 404 403 403 404 403", {"texte": "0" * 64}),
    post("letter.freeze", "403 403 403 403 403 409", {}),
)


@dataclass
class Scene:
    """The furnished demonstration, and the names of what stands in it."""

    demonstration: Demonstration
    names: dict[str, object]
    has_changed: bool = False
    _cookies: dict[str, str] = field(default_factory=dict)

    def browse(self, role: str) -> FlaskClient:
        """A new browser on the database as it was furnished; a role has one device there, opened at the first need."""
        if self.has_changed:
            self.demonstration.restore()
            self._cookies.clear()
            self.has_changed = False
        if role == "public":
            return self.demonstration.browse()
        if role not in self._cookies:
            self._cookies[role] = self.demonstration.browse(role).get_cookie("session").value
        client = self.demonstration.app.test_client()
        client.set_cookie("session", self._cookies[role])
        return client

    def filled(self, words: dict[str, object]) -> dict[str, object]:
        """The words with the names in braces put in."""
        return {key: value.format(**self.names) if isinstance(value, str) else value for key, value in words.items()}

    def answer(self, row: Row, role: str) -> int:
        """The status of the answer to a role, on the database as it was furnished."""
        values = {**self.filled(row.values), "slug": SLUG}
        with self.demonstration.app.test_request_context():
            rule = next(self.demonstration.app.url_map.iter_rules(row.endpoint))
            address = url_for(row.endpoint, **{name: values[name] for name in rule.arguments})
        answer = self.browse(role).open(
            address, method=row.method, data=self.filled(row.form) if row.method == "POST" else None
        )
        self.has_changed = row.method == "POST" and answer.status_code < 400
        return answer.status_code


@pytest.fixture(scope="module")
def scene(read_demonstration) -> Scene:
    demonstration = read_demonstration("furnished")
    with demonstration.app.app_context():
        return Scene(demonstration, furnished_names())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_each_role_is_answered_as_its_row_says(scene, row):
    expected = dict(zip(ROLES, map(int, row.statuses.split()), strict=True))
    assert {role: scene.answer(row, role) for role in ROLES} == expected


def routes(app) -> set[tuple[str, str]]:
    """(method, endpoint) of everything that the site answers."""
    return {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    }


def test_every_route_has_its_row_and_every_row_its_route(app):
    listed = [(row.method, row.endpoint) for row in ROWS]
    assert len(listed) == len(set(listed))
    assert set(listed) == routes(app)
