"""Rules of the debate, pure: who speaks next and for how long, which motion goes before which, what stops the list."""
