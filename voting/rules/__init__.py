"""Rules of voting, pure: quorum, majority, modes, outcome, and the sentences that say them."""
