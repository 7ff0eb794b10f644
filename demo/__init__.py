"""The demonstration congress, played through the services as its people, at its dates. It writes no row itself."""
