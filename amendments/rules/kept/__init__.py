"""What is worked out from texts that never change, once: known by the fingerprints of these texts. Pure."""
