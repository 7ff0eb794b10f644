"""The bureau's advice as the secretariat keys it: on one amendment, or on all those of a proposal."""
