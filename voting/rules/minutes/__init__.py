"""What the minutes of a sitting say of each entry of its journal, in whole sentences. Pure."""
