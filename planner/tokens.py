"""Secrets that people carry in an address or a cookie: the database keeps what cannot be turned back into them."""

from __future__ import annotations

import hashlib


def token_hash(token: str) -> str:
    """What is kept of a token: its SHA-256 in hexadecimal digits. A token is random, so it needs no salt.

    Whatever somebody sends in place of a token has a hash too, and it is nobody's.
    """
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
