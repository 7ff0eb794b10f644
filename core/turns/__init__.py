"""Turns that all processes of a site share: who serves, who does the chores; and presses that come too soon."""
