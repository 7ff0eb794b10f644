"""Rules of amendments, pure: where one bears, in which order they are voted, what it says, how it is carried over."""
