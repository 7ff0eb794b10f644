"""Who is in the chamber: withdrawals, excuses, seats, the door, papers of proxies."""
