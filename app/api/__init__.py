"""The API (docs/api.md): what pages show, as JSON; amendments submitted with a member's token. It stands in the
composition root because it shows every domain. No cookie opens it: a request is the public's, or a token's.
"""
