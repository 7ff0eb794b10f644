"""What only SQLite needs, which has one writer: turns to write, a copy to rehearse in."""
