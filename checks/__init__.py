"""What `make check` verifies beyond the usual tools: small scripts, each runnable alone (`python -m checks.sizes`)."""
