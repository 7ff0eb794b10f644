"""What services do after a proclamation: discrepancies of coherence, an amendment adapted, a position kept."""
