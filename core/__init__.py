"""The ground floor: database, unit of work, journal, outbox, clock, typography. It imports nothing of ours."""
