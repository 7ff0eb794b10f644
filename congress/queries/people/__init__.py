"""The people of a roll of thousands, sought and listed without reading it whole at each page."""
