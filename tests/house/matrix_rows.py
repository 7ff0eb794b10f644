"""What a row of the matrix is: one route for one method, and what each role is answered."""

from dataclasses import dataclass, field

ALL = "200 200 200 200 200 200"
NOBODY_IN_VAIN = "404 404 404 404 404 404"
MEMBERS = "303 200 200 200 200 200"
SECRETARIAT = "303 403 403 403 403 200"
WRITERS = "303 200 200 403 200 403"


@dataclass(frozen=True)
class Row:
    """One route for one method: statuses by role, the values of its address, what is sent."""

    method: str
    endpoint: str
    statuses: str
    values: dict[str, object] = field(default_factory=dict)
    form: dict[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.method} {self.endpoint}"


def get(endpoint: str, statuses: str, **values: object) -> Row:
    return Row("GET", endpoint, statuses, values)


def post(endpoint: str, statuses: str, form: dict[str, object], **values: object) -> Row:
    return Row("POST", endpoint, statuses, values, form)


# The way of an amendment, where a text comes from, discrepancies.
AFTER_A_PROCLAMATION = (
    get("drawings.show", "404 404 404 404 404 404", number="{poll}"),  # no poll is proclaimed there
    get("names.show", "303 303 303 303 303 303", number="{poll}"),  # to the page of the poll, until it is proclaimed
    get("paths.find", ALL),
    get("paths.show", ALL, number=9),
    get("paths.answer", ALL, number=9),
    get("paths.of_receipt", "404 200 200 404 404 200", receipt="{full_receipt}"),  # its writers and the secretariat
    post("paths.adapt", "403 404 404 403 404 403", {}, receipt="D-9999"),  # no such receipt
    post("paths.keep", "403 403 403 403 403 403", {}, number=9),  # its author alone
    post("paths.take_back", "403 403 403 403 403 403", {}, number=9),
    get("text_origins.of_proposal", ALL, number=5),
    get("text_origins.of_part", ALL, name="preambule"),
    get("coherence.index", SECRETARIAT),
    post("coherence.accept", "403 403 403 403 403 404", {}, discrepancy_id=9999),  # no such discrepancy
    post("coherence.set_aside", "403 403 403 403 403 404", {}, discrepancy_id=9999),
)


RULES_OF_A_CONGRESS = (
    get("rules.show", "303 200 200 200 200 200"),
    get("minutes_sections.show", SECRETARIAT),
    post("minutes_sections.save", "403 403 403 403 403 409", {"rang-opening": "?"}),
    post("rules.save", "403 403 403 403 403 422", {"quorum": "unknown"}),
    # What members ask for in a sitting: the demonstration's has a poll open, and says so.
    get("challenge.desk", "303 303 303 303 200 200", number="{sitting}"),
    get("challenge.state", "303 403 403 403 200 200", number="{sitting}"),
    post("challenge.press", "403 303 403 403 303 403", {"geste": "confirmer"}, number="{sitting}"),  # none goes on
    post("challenge.lead", "403 403 403 403 409 403", {"geste": "ouvrir"}, number="{sitting}"),  # a poll is open
    post("challenge.ask", "403 303 403 403 303 403", {"scrutin": "public"}, number="{sitting}", position=1),
    post("division_requests.press", "403 303 403 403 303 403", {"geste": "demander"}, number="{sitting}", position=1),
    post("challenge.key", "403 403 403 403 409 409", {"scrutin": "public"}, number="{sitting}", position=1),
)


OF_THE_LIFE_OF_AMENDMENTS = (
    get("life.rewrite", "303 409 409 403 403 403", number=5),  # who bears it alone; it is decided
    post("life.rectify", "403 403 403 403 403 403", {}, number=9),  # another bears it
    get("life.sub_amend", WRITERS, number=9),
    post("life.submit", WRITERS.replace("303", "403"), {"geste": "differences"}, number=9),
    post("proposed.show_sub_amendment", WRITERS.replace("303", "403"), {}, number=9),
    post("proposed.show_rectification", WRITERS.replace("303", "403"), {}, number=9),
    post("life.take_up", "403 409 403 403 409 403", {}, number=9),  # nobody gave it up
    get("late.key", SECRETARIAT, number=5),
    post("late.hand_in", "403 403 403 403 403 422", {}, number=5),  # nothing keyed
    get("late.sheet", "303 404 404 404 200 200", receipt="{sheet}"),  # who decides on it
)

# What a sitting leaves: its minutes, its deliberations, its votes as files.
OF_THE_MINUTES = (
    get("minutes.show", MEMBERS, number="{sitting}"),
    get("minutes.download", MEMBERS, number="{sitting}", name="md"),
    get("minutes.versions", "303 404 404 404 404 404", number="{sitting}", position=1),  # nothing is keyed
    get("minutes.report", "303 404 404 404 404 404", number="{sitting}", report_id=1),  # none is attached
    post("minutes.key", "403 403 403 403 403 303", {"texte": "Débattu.", "version": "0"}, number="{sitting}"),
    post("minutes.attach", "403 403 403 403 403 404", {}, number="{sitting}"),  # to no item
    post("minutes.submit", "403 403 403 403 403 409", {}, number="{sitting}"),  # it sits
    post("minutes.adopt", "403 409 409 409 409 409", {"seance": 1}, number="{sitting}"),  # no later sitting
    post("minutes.sign", "403 409 409 409 409 409", {}, number="{sitting}"),  # a draft
    post("minutes.publish", "403 403 403 403 403 409", {}, number="{sitting}"),
    get("deliberations.show", MEMBERS, number="{sitting}"),
    get("deliberations.download", ALL, number="{sitting}", name="csv"),
    get("deliberations.adopted", ALL, number="{sitting}", name="docx"),
    get("deliberations.open_data", "403 403 403 403 403 403"),  # the congress says no SIRET
    get("votes.popolo", ALL, number=1),
    get("votes.table", ALL, number=1),
    get("votes.of_member", ALL, member_id=3),
    get("votes.table_of_member", ALL, member_id=3),
)

# Those in the chamber: a member and their absences, the door, the sheet. A poll is open.
ELECTORS_OWN = {"number": "{sitting}", "member_id": "{elector}"}
IN_THE_CHAMBER = (
    get("participation.mine", "303 200 403 403 200 403", number="{sitting}"),
    get("participation.of", "303 200 403 403 200 200", **ELECTORS_OWN),
    post("participation.excuse", "403 303 403 403 403 303", {"motif": "Grippe."}, **ELECTORS_OWN),
    post("participation.withdraw", "403 404 404 404 404 404", {"point": "9999"}, **ELECTORS_OWN),  # no such item
    post("participation.proxy", "403 422 422 422 422 422", {}, **ELECTORS_OWN),  # nobody chosen
    get("participation.written", "303 404 404 404 404 404", number="{sitting}", proxy_id="{proxy}"),  # no paper
    get("door.screen", "303 403 403 403 200 200", number="{sitting}"),
    get("door.enter", MEMBERS, number="{sitting}"),
    post("door.come_in", "403 422 422 422 422 422", {"code": "vingt"}, number="{sitting}"),  # no code
    get("attendance.sheet", SECRETARIAT, number="{sitting}"),
    get("attendance.table", SECRETARIAT, number="{sitting}"),
)

# The convening of the sitting that goes on, sent three weeks before it.
OF_CONVENINGS = (
    get("convening.show", MEMBERS, number="{sitting}"),
    post("convening.answer", "403 409 409 409 409 409", {"reponse": "comes"}, number="{sitting}"),  # it has begun
    get("convening_desk.write", SECRETARIAT, number="{sitting}"),
    post("convening_desk.send", "403 403 403 403 403 200", {"geste": "relire"}, number="{sitting}"),
    post(
        "convening_desk.urgency", "403 403 403 403 303 303", {"geste": "admettre"}, number="{sitting}"
    ),  # nothing to admit
    post("convening_desk.second", "403 403 403 403 403 303", {"debut": ""}, number="{sitting}"),  # it has its quorum
    get("convening_proof.show", SECRETARIAT, number="{sitting}"),
    get("convening_proof.table", SECRETARIAT, number="{sitting}"),
    get("convening_proof.letters", SECRETARIAT, number="{sitting}"),
    post("convening_proof.keep", "403 403 403 403 403 422", {"rappel": "x"}, number="{sitting}"),  # no such hour
)

# What programs read and send, their tokens, what leaves as files.
ROWS_OF_PROGRAMS = (
    get("booklet.whole", ALL, name="json"),
    get("booklet.of_proposal", ALL, number=5, name="csv"),
    get("booklet.feed", ALL),
    # The API: a cookie opens nothing there.
    get("api.description", ALL),
    get("api.congress", ALL),
    get("api.proposals", ALL),
    get("api.one_proposal", ALL, number=5),
    get("api.amendments", ALL, number=5),
    get("api.all_amendments", ALL),
    get("api.one_amendment", ALL, number=12),
    get("api.sittings", "401 401 401 401 401 401"),
    get("api.polls", ALL),
    get("api.one_poll", ALL, number=13),
    get("api.lines_of_programme", ALL),
    get("api.letter", ALL),
    post("api.submit", "401 401 401 401 401 401", {}, number=5),
    get("tokens.index", MEMBERS),
    post("tokens.issue", "403 200 200 200 200 200", {"label": "Un programme"}),
    post("tokens.revoke", "403 404 404 404 404 404", {}, token_id=1),  # somebody else’s, or nobody’s
)

# Comments on proposals, the bureau’s opinions on amendments.
SAID_OF_TEXTS = (
    get("comments.index", MEMBERS, number=5),
    post("comments.write", "403 409 403 403 409 403", {"alinea": "1", "words": "Oui."}, number=5),  # closed
    post("comments.withdraw", "403 403 403 403 403 422", {}, number=5, comment_id=1),
    get("suggestions.write", SECRETARIAT, number=9),
    post("suggestions.suggest", "403 403 403 403 403 200", {"geste": "differences", "text": "{text_7}"}, number=9),
    post("suggestions.answer", "403 409 403 403 409 403", {"reponse": "refuser"}, number=9),  # none waits
    get("opinions.table", SECRETARIAT, number=5),
    post("opinions.give", "403 403 403 403 403 303", {}, number=5),
)


# The speaking list, the motions from the floor; the poll is open: the list stands still.
OF_THE_DEBATE = (
    get("debate.show", MEMBERS, number=3),
    post(
        "debate.ask", "403 409 409 409 409 409", {"sens": "for"}, number=3
    ),  # who is there, and not while a vote is open
    post("debate.raise_motion", "403 409 409 409 409 409", {"objet": "cloture"}, number=3),
    post("debate.lead", "403 403 403 403 409 409", {"geste": "clore"}, number=3),  # no page showed this step
    post("debate.settle", "403 403 403 403 409 403", {"geste": "accorder"}, number=3, motion_id=9999),
)
