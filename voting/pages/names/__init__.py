"""The named list of a poll at its own address, in pages that a phone can hold."""
