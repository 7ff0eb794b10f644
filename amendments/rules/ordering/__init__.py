"""The order of the votes once it is computed: what the chair moves in it."""
