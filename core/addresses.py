"""Electronic addresses: what one is, the same wherever somebody writes one (the roll, signing in)."""


def is_address(text: str) -> bool:
    """Whether this can be somebody's address: « mailto: » before it or a point after it makes it none.

    Nothing is asked of the network: whether a server takes it, only the mail itself tells.
    """
    from email_validator import EmailNotValidError, validate_email  # only where an address comes in

    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True
