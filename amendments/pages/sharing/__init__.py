"""What leaves with a published amendment so that others read it: a short address, a text to share."""
