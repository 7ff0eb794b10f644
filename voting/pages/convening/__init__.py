"""Pages of the convening of a sitting: the secretariat’s, and each member’s."""
