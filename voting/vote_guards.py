"""Conditions of the triggers that hold votes: what no statement may do to an electorate or to its ballots.

SQL that both databases understand. Each looks at the poll of the row that is written; `voting.models` says which event
each refuses: a ballot that comes too late, that says what nobody offered, or that names a voter where the vote keeps no
name; a right to vote given once the electorate is frozen. They hold whatever is written by hand or by a service of
another version.
"""

from typing import Final

# Ballots change until their poll closes, then never.
POLL_IS_NOT_OPEN: Final = (
    "EXISTS (SELECT 1 FROM right_to_vote r JOIN poll p ON p.id = r.poll_id "
    "WHERE r.id = {row}.right_id AND p.state <> 'open')"
)
# What a ballot says is one of the choices that its poll offers, as they were frozen when it was announced; or an order
# of them (« o2>o1 »), where the poll takes one: which order is one is for the service.
CHOICE_IS_NOT_OFFERED: Final = (
    "EXISTS (SELECT 1 FROM right_to_vote r JOIN poll p ON p.id = r.poll_id WHERE r.id = NEW.right_id "
    "AND REPLACE(' ' || p.choices || ' ', ' ' || NEW.choice || ' ', '') = ' ' || p.choices || ' ' "
    "AND NOT (p.is_ranked AND NEW.choice LIKE 'o%>o%'))"
)
# A poll that keeps nobody's vote by name takes none, not even by mistake. The names are those of
# `voting.rules.methods.method.MethodName`.
NAMES_ARE_NOT_KEPT: Final = (
    "EXISTS (SELECT 1 FROM right_to_vote r JOIN poll p ON p.id = r.poll_id "
    "WHERE r.id = NEW.right_id AND p.method IN ('show_of_hands', 'paper'))"
)
# Whoever is called to vote is written before the poll opens, all at once.
ELECTORATE_IS_FROZEN: Final = (
    "EXISTS (SELECT 1 FROM poll p WHERE p.id = NEW.poll_id AND p.state NOT IN ('draft', 'announced'))"
)
# Papers are counted while their poll is open, where votes are given on paper.
NO_PAPER_IS_COUNTED: Final = (
    "EXISTS (SELECT 1 FROM poll p WHERE p.id = NEW.poll_id AND (p.state <> 'open' OR p.method <> 'paper'))"
)
