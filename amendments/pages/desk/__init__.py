"""The desk of the secretariat: what was deposited, published or declared inadmissible."""
