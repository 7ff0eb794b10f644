"""Voting: quorum, majority, electorate, ballot box, outcome, console, hall screen."""
