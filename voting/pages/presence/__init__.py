"""Pages of those in the chamber: one person at a sitting, the door, the sheet to sign."""
