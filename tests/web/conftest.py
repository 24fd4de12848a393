"""The desk and its cast, for the tests of its pages."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from flask import Flask

from planner import accounts
from tests.web.cast import Desk


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing. What they cost in earnest is a test of its own."""
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts._dummy_hash.cache_clear()


@pytest.fixture
def desk(app: Flask, cheap_hashes: None) -> Desk:
    """The desk with its cast."""
    return Desk(app)
