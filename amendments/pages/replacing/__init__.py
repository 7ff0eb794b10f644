"""« Remplacer partout »: a term by another in a proposal or in the whole motion, place by place."""
