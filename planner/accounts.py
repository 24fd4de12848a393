"""How people prove who they are: passwords, sign-in links, and the sessions of their browsers.

Every function takes the database session and the present moment (aware) from its caller. Tokens leave this module once,
when they are made; the database keeps their SHA-256. Functions that say so commit; the others leave that to the caller.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime, timedelta
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session, joinedload

from planner.models.access import SignInAttempt, SignInLink, User, WebSession
from planner.tokens import token_hash

PASSWORD_LENGTH = 12
"""Characters that a password has at least."""

LONGEST_PASSWORD = 200
"""Characters that a password has at most, so that nobody has us hash a book."""

ATTEMPTS = 10
ATTEMPTS_WINDOW = timedelta(minutes=15)
"""So many passwords may be tried within this time, for one account and from one address."""

SESSION_LIFE = timedelta(days=7)
SESSION_IDLE = timedelta(hours=12)
"""A session ends this long after signing in, and this long after it was last used, whichever comes first."""

_SEEN_EVERY = timedelta(minutes=5)

# What people use who were made to have a longer password; in lower case, the longest first.
_COMMON = re.compile(
    r"1q2w3e4r5t6y|1qaz2wsx3edc|qwertyuiop|asdfghjkl|zxcvbnm|iloveyou|password|passw0rd|p@ssw0rd|p@ssword|changeme"
    r"|1234567890|123456789|12345678|abcdefgh|welcome|letmein|qwerty|monkey|dragon|sunshine|princess|football|baseball"
    r"|administrator|admin|organiser|planner|delegation|secret|master|superman|korea|japan|1q2w3e4r|1qaz2wsx|123456"
    r"|12345|1234|abc123|abcd|asdf|test|user|guest|비밀번호|パスワード"
)
_WORD = re.compile(r"[^\W_]{2,}")
_PADDING = re.compile(r"[\W_]|(?:19|20)\d\d")

_hasher = PasswordHasher()

# A hash takes 64 MiB and a good part of a second by design: as many at once as somebody cares to send would be an
# easy way to stop the whole planner.
_hashing = BoundedSemaphore(2)


class TooManyAttempts(Exception):
    """Too many passwords were tried; `wait` says when the next one will be looked at."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait


# Passwords


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its parameters and a salt of its own (RFC 9106, 64 MiB)."""
    with _hashing:
        return _hasher.hash(_normal(password))


def is_guessable(password: str, *about: str) -> bool:
    """Whether a password of sufficient length is one that others try first.

    It is when little remains of it without common words and runs and without what everybody knows of its owner:
    `about` are their name and e-mail address.
    """
    rest = _COMMON.sub("", _normal(password).lower())
    for word in _WORD.findall(_normal(" ".join(about)).lower()):
        rest = rest.replace(word, "")
    rest = _PADDING.sub("", rest)
    return len(rest) < PASSWORD_LENGTH // 2 or len(set(rest)) < 5


def authenticate(session: Session, email: str, password: str, address: str, now: datetime) -> User | None:
    """The user with this e-mail address and password, or None. Commits.

    A wrong password, an unknown, a disabled and a password-less account cannot be told apart, not even by the time
    it takes. `address` is where the request comes from. Raises TooManyAttempts.
    """
    account = email.strip().lower()[:254]
    _count_attempt(session, account, address[:45], now)
    user = session.scalar(select(User).where(User.email == account))
    # The hash takes its time, and nobody else should wait for the write lock meanwhile.
    session.commit()
    known = user.password_hash if user is not None else None
    fits = _verify(known or _dummy_hash(), password)
    if user is None or known is None or not fits or user.disabled_at is not None:
        return None
    if _hasher.check_needs_rehash(known):
        user.password_hash = hash_password(password)
    session.execute(delete(SignInAttempt).where(SignInAttempt.account == account))
    session.commit()
    return user


def _normal(password: str) -> str:
    # The same key strokes give composed letters on one system and decomposed ones on another, Hangul above all.
    return unicodedata.normalize("NFKC", password)


def _verify(known: str, password: str) -> bool:
    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        with _hashing:
            return _hasher.verify(known, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _dummy_hash() -> str:
    return _hasher.hash(secrets.token_hex())


def _count_attempt(session: Session, account: str, address: str, now: datetime) -> None:
    """Note an attempt before it is made, so that many at once cannot slip past the count; commits."""
    since = now - ATTEMPTS_WINDOW
    session.execute(delete(SignInAttempt).where(SignInAttempt.tried_at <= since))
    for same in (SignInAttempt.account == account, SignInAttempt.address == address):
        counted, oldest = session.execute(select(func.count(), func.min(SignInAttempt.tried_at)).where(same)).one()
        if counted >= ATTEMPTS:
            session.rollback()
            raise TooManyAttempts(oldest + ATTEMPTS_WINDOW - now)
    session.add(SignInAttempt(account=account, address=address, tried_at=now))
    session.commit()


# Sign-in links


def make_sign_in_link(session: Session, user: User, *, expires: datetime, now: datetime, reusable: bool = False) -> str:
    """The token of a new sign-in link, which the caller puts behind `/sign-in/`. Shown now or never."""
    token = _new_token()
    session.add(
        SignInLink(token_hash=token_hash(token), user=user, created_at=now, expires_at=expires, reusable=reusable)
    )
    return token


def find_sign_in_link(session: Session, token: str, now: datetime) -> SignInLink | None:
    """The link with this token, unless it is used up or expired or its user disabled."""
    return session.scalar(
        select(SignInLink)
        .join(SignInLink.user)
        .options(joinedload(SignInLink.user))
        .where(SignInLink.token_hash == token_hash(token), SignInLink.expires_at > now, User.disabled_at.is_(None))
        .where(or_(SignInLink.reusable, SignInLink.used_at.is_(None)))
    )


def use_sign_in_link(session: Session, token: str, now: datetime) -> User | None:
    """The user whom the link with this token signs in, or None; the link is used by it.

    Of two who use a link for one time at the same moment, only one gets in.
    """
    link = find_sign_in_link(session, token, now)
    if link is None:
        return None
    unused = or_(SignInLink.reusable, SignInLink.used_at.is_(None))
    used = update(SignInLink).where(SignInLink.id == link.id, unused).values(used_at=now).returning(SignInLink.id)
    return link.user if session.scalar(used) is not None else None


# Sessions


def start_session(session: Session, user: User, now: datetime) -> str:
    """The token of a new session of this user. Sessions that have ended are cleared away on the occasion."""
    session.execute(delete(WebSession).where(_over(now)))
    token = _new_token()
    session.add(
        WebSession(token_hash=token_hash(token), user=user, created_at=now, seen_at=now, expires_at=now + SESSION_LIFE)
    )
    return token


def find_session(session: Session, token: str, now: datetime) -> WebSession | None:
    """The session with this token and its user, unless it has ended or the user has been disabled."""
    return session.scalar(
        select(WebSession)
        .join(WebSession.user)
        .options(joinedload(WebSession.user).joinedload(User.person))
        .where(WebSession.token_hash == token_hash(token), ~_over(now), User.disabled_at.is_(None))
    )


def is_stale(found: WebSession, now: datetime) -> bool:
    """Whether it is time to note that the session is still in use: every few minutes, not with every request."""
    return now - found.seen_at >= _SEEN_EVERY


def end_session(session: Session, token: str) -> None:
    """Sign one browser out."""
    session.execute(delete(WebSession).where(WebSession.token_hash == token_hash(token)))


def end_all_sessions(session: Session, user: User) -> None:
    """Sign a user out everywhere."""
    session.execute(delete(WebSession).where(WebSession.user_id == user.id))


def _over(now: datetime) -> ColumnElement[bool]:
    return or_(WebSession.expires_at <= now, WebSession.seen_at <= now - SESSION_IDLE)


def _new_token() -> str:
    return secrets.token_urlsafe(32)
