"""A vote counted by colleges: what each needs, what each said, and the sentences of both. Pure."""
