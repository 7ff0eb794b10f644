"""People as users of the site: an address, the links that sign it in, the devices that stay signed in."""
