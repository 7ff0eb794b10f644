"""The dispositif: what an amendment does as statements, as sentences, and read back from them. Pure."""
