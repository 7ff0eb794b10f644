"""The ground floor: database, unit of work, journal, outbox, events, clock, typography. It imports nothing of ours."""
