"""The drawing of a result where thousands sit: a picture at its own address, that a browser asks for once."""
