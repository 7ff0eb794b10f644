"""What an attacker would send: the texts worst for each expression, the documents worst for their reader."""
