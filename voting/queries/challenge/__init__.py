"""What members asked for in a sitting: requests in force, the check of the quorum that goes on."""
