"""What every response carries so that a browser gives nobody else a hand: headers, cookies and form tokens.

The host name of a request is never used for anything: links are made from PLANNER_BASE_URL and redirects are relative,
so it need not be checked either.
"""

from __future__ import annotations

from flask import Flask, request
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from planner.config import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    )
)
"""Nothing but our own files: no inline script or style, no other host. Frames are for previews on our own pages."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-Robots-Tag": "noindex, nofollow",
}

TWO_YEARS = 63_072_000
MEGABYTE = 1024 * 1024


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["planner.settings"]
    https = settings.base_url.startswith("https:")
    app.config.update(
        # Browsers take a `__Host-` cookie only over https, from this host alone and for the whole of it.
        SESSION_COOKIE_NAME="__Host-planner" if https else "planner",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        # A form token lives as long as its session: an hour would be too short for somebody who writes a programme.
        WTF_CSRF_TIME_LIMIT=None,
        # A trip file has 10 MB at most; a form has far less.
        MAX_CONTENT_LENGTH=12 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=4 * MEGABYTE,
    )
    CSRFProtect(app)
    app.after_request(_harden)
    if https:
        # The planner speaks plain HTTP, so an https address means that a reverse proxy stands before it, and what the
        # proxy says of the client's address holds. Without one, anybody could write that header.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0)  # type: ignore[method-assign]
        app.after_request(_only_https)


def allow_style(response: Response, digest: str) -> Response:
    """Let a page of its own kind, such as an edition, use one inline style: `digest` as in `sha256-…`. No scripts."""
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src '{digest}'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'"
    )
    return response


def _harden(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        # Shared computers: after signing out, the back button shows nothing.
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _only_https(response: Response) -> Response:
    response.headers.setdefault("Strict-Transport-Security", f"max-age={TWO_YEARS}")
    return response
