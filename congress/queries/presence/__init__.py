"""Who is in the chamber: counts, withdrawals, seats, and what the minutes read of them."""
