"""Methods of voting, pure: what a poll offers, how answers come in, what is counted of them, how they are said."""
