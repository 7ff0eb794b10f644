"""The commands of `hemicycle`, one module for each noun."""
