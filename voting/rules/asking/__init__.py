"""How a choice among options is decided: persons to elect, places to choose, put in order or not. Pure."""
