"""Who may do what at the console of the chair, and on polls: rows of `test_matrix`."""

from tests.house.matrix_rows import ALL, MEMBERS, SECRETARIAT, get, post

OF_THE_CONSOLE_AND_POLLS = (
    get("console.show", "303 403 403 403 200 200", number="{sitting}"),
    post("rehearsals.start", "403 403 403 403 303 303", {}, number="{sitting}"),  # refused in words: it is open
    get("proofs.mine", "303 404 404 404 404 404", number="{poll}"),  # a poll that is open has no sealed list
    get("proofs.shown", "404 404 404 404 404 404", number="{poll}", secret="a"),
    get("proofs.file", "404 404 404 404 404 404", number="{poll}", secret="a"),
    get("presiding.ready", "303 403 403 403 200 200", number="{sitting}"),
    get("presiding.order", "303 403 403 403 200 200", number="{sitting}"),
    get("presiding.blank_sheet", "303 403 403 403 200 200", number="{sitting}"),
    get("presiding.awaited", "303 403 403 403 200 403", number="{sitting}"),
    post(
        "console.lead", "403 403 403 403 409 409", {"geste": "suspendre", "vu": "{step}"}, number="{sitting}"
    ),  # a poll is open
    post(
        "console.discuss",
        "403 403 403 403 409 403",
        {"geste": "ouvrir", "vu": "{step}"},
        number="{sitting}",
        position=6,
    ),
    post(
        "console.announce",
        "403 403 403 403 409 403",
        {"vote": "part-{part_5}", "vu": "{step}"},
        number="{sitting}",
        position=5,
    ),
    post(
        "console.correct",
        "403 403 403 403 409 403",  # a poll is open
        {"scrutin": 1, "motif": "Clos trop tôt.", "vu": "{step}"},
        number="{sitting}",
        position=5,
    ),
    post(
        "console.set_aside",
        "403 403 403 403 409 403",  # a poll is open
        {"amendement": "{amendment}", "statut": "not_supported", "motif": "Son auteur est absent.", "vu": "{step}"},
        number="{sitting}",
    ),
    post(
        "console.move",
        "403 403 403 403 303 403",
        {"geste": "clore", "vu": "{step}"},
        number="{sitting}",
        poll_number="{poll}",
    ),
    get("bundles.show", ALL, number=5),
    post("bundles.change", "403 404 404 404 404 404", {"geste": "rappeler"}, number=5),  # nothing is proposed yet
    get("retained.show", ALL, number=5),
    post("retained.change", "403 404 404 404 404 404", {"geste": "separer"}, number=5),  # nothing is retained yet
    get("dividing.show", "303 403 403 403 200 200", number="{sitting}", position=5),
    post(
        "dividing.change",
        "403 403 403 403 409 403",  # a poll is open
        {"geste": "diviser", "vote": "part-{part_5}", "coupe": "1"},
        number="{sitting}",
        position=5,
    ),
    get("vote_order.show", "303 403 403 403 200 200", number="{sitting}", position=5),
    post(
        "vote_order.change",
        "403 403 403 403 200 403",
        {"geste": "voir", "amendement": "{amendment}", "avant": "0"},
        number="{sitting}",
        position=5,
    ),
    # Polls.
    get("polls.index", MEMBERS),
    get("polls.current", "303 303 303 303 303 303"),
    get("polls.show", ALL, number="{poll}"),  # to the public: that its result will come
    post(
        "polls.cast",
        "403 303 403 403 403 403",
        {"right": "{right}", "choice": "for", "seen": "{seen_poll}"},
        number="{poll}",
    ),
    post(
        "polls.key_spoken", "403 403 403 403 403 422", {"right": "{right}", "choice": "", "seen": ""}, number="{poll}"
    ),
    post("polls.key_papers", "403 422 422 422 422 422", {}, number="{poll}"),
    get("polls.roll_sheet", SECRETARIAT, number="{poll}"),
)
