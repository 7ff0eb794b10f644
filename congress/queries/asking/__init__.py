"""Who asks for what, in one SELECT: where the rows of the ordinary route would cost more than the answer."""
