"""What the secretariat does after an adoption: discrepancies of coherence."""
