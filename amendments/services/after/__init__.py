"""What services do after a proclamation: remarks of coherence, an amendment adapted, a position kept."""
