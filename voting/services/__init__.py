"""What happens to polls: discussion, opening, ballots, counting, effects."""
