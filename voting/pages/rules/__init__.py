"""The page of the rules of a congress: in sentences for everybody, to be changed by the secretariat."""
