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
    post("rules.save", "403 403 403 403 403 422", {"quorum": "unknown"}),
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

# The convening of the sitting that goes on, sent three weeks before it.
OF_CONVENINGS = (
    get("convening.show", MEMBERS, number=2),
    post("convening.answer", "403 409 409 409 409 409", {"reponse": "comes"}, number=2),  # it has begun
    get("convening_desk.write", SECRETARIAT, number=2),
    post("convening_desk.send", "403 403 403 403 403 200", {"geste": "relire"}, number=2),
    post("convening_desk.urgency", "403 403 403 403 303 303", {"geste": "admettre"}, number=2),  # nothing to admit
    post("convening_desk.second", "403 403 403 403 403 303", {"debut": ""}, number=2),  # it has its quorum
    get("convening_proof.show", SECRETARIAT, number=2),
    get("convening_proof.table", SECRETARIAT, number=2),
    get("convening_proof.letters", SECRETARIAT, number=2),
    post("convening_proof.keep", "403 403 403 403 403 422", {"rappel": "x"}, number=2),  # no such hour
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
