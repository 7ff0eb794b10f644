"""What follows a text through its revisions: block ids, anchors, the origin of each passage."""
