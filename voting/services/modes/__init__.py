"""Ways of voting beside each on their own device: by show of hands, by roll call, on paper, and from one to another."""
