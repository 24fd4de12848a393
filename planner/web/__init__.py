"""The desk on the web: one module per resource, with its views and its form."""

from __future__ import annotations

from flask import Flask

from planner.web import (
    account,
    db,
    delegate_page,
    delegations,
    errors,
    events,
    feed_list,
    feeds,
    folds,
    forms,
    items,
    looks,
    organisations,
    papers,
    people,
    places,
    preferences,
    publish,
    rows,
    security,
    session,
    sign_in,
    trip_edit,
    trip_head,
    trips,
)


def init_app(app: Flask) -> None:
    """Give the application its pages, and what stands around all of them."""
    # Teardowns run in reverse: the request's own database session is closed before its use of the session is noted.
    for part in (session, db, security, preferences, looks, rows, forms, folds, trip_head, errors, feeds):
        part.init_app(app)
    directory = (delegations, people, organisations, places, events)
    for resource in (sign_in, account, trips, trip_edit, items, papers, publish, feed_list, delegate_page, *directory):
        app.register_blueprint(resource.blueprint)
