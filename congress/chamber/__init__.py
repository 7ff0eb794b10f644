"""Tables of the chamber beside its sittings: who takes part, sits for another, is excused."""
