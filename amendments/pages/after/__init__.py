"""What the secretariat does after an adoption: remarks of coherence."""
