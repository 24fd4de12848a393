"""The first records: directory, delegations, trips, items, revisions, feeds, users.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("short_name", sa.JSON(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("key", name=op.f("uq_organisations_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_organisations_uid")),
    )
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("address", sa.JSON(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("zone", sa.String(length=60), nullable=False),
        sa.Column("map_links", sa.JSON(), nullable=False),
        sa.Column("access", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("key", name=op.f("uq_places_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_places_uid")),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=254), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempts")),
    )
    op.create_index("ix_sign_in_attempts_account_tried_at", "sign_in_attempts", ["account", "tried_at"], unique=False)
    op.create_index("ix_sign_in_attempts_address_tried_at", "sign_in_attempts", ["address", "tried_at"], unique=False)
    op.create_index(op.f("ix_sign_in_attempts_tried_at"), "sign_in_attempts", ["tried_at"], unique=False)
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_delegations_organisation_id_organisations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
        sa.UniqueConstraint("key", name=op.f("uq_delegations_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_delegations_uid")),
    )
    op.create_index(op.f("ix_delegations_organisation_id"), "delegations", ["organisation_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("organiser_id", sa.Integer(), nullable=True),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organiser_id"],
            ["organisations.id"],
            name=op.f("fk_events_organiser_id_organisations"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["places.id"], name=op.f("fk_events_venue_id_places"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("key", name=op.f("uq_events_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_events_uid")),
    )
    op.create_index(op.f("ix_events_organiser_id"), "events", ["organiser_id"], unique=False)
    op.create_index(op.f("ix_events_venue_id"), "events", ["venue_id"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("hanja", sa.String(length=60), nullable=True),
        sa.Column("kana", sa.String(length=60), nullable=True),
        sa.Column("korean_spelling", sa.String(length=60), nullable=True),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("named_in_public", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_people_organisation_id_organisations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("key", name=op.f("uq_people_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_people_uid")),
    )
    op.create_index(op.f("ix_people_organisation_id"), "people", ["organisation_id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_contacts_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_person_id"), "contacts", ["person_id"], unique=False)
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("duty", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_members_delegation_id_delegations"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_members_person_id_people"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("delegation_id", "person_id", name=op.f("uq_members_delegation_id_person_id")),
    )
    op.create_index(op.f("ix_members_delegation_id"), "members", ["delegation_id"], unique=False)
    op.create_index(op.f("ix_members_person_id"), "members", ["person_id"], unique=False)
    op.create_table(
        "sub_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_sub_parties_delegation_id_delegations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sub_parties")),
        sa.UniqueConstraint("delegation_id", "key", name=op.f("uq_sub_parties_delegation_id_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_sub_parties_uid")),
    )
    op.create_index(op.f("ix_sub_parties_delegation_id"), "sub_parties", ["delegation_id"], unique=False)
    op.create_table(
        "travel_profiles",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("passport_country", sa.String(length=2), nullable=True),
        sa.Column("passport_expires", sa.Date(), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("diet", sa.Text(), nullable=False),
        sa.Column("health", sa.Text(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("emergency_contact", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_travel_profiles_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_travel_profiles")),
    )
    op.create_index(op.f("ix_travel_profiles_person_id"), "travel_profiles", ["person_id"], unique=False)
    op.create_table(
        "trips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.JSON(), nullable=False),
        sa.Column("background", sa.JSON(), nullable=False),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("nights", sa.Integer(), nullable=True),
        sa.Column("cities", sa.JSON(), nullable=False),
        sa.Column("zones", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("year_style", sa.String(length=40), nullable=False),
        sa.Column("observances", sa.JSON(), nullable=False),
        sa.Column("enquiries", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint("ends >= starts", name=op.f("ck_trips_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_trips_delegation_id_delegations"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trips")),
        sa.UniqueConstraint("key", name=op.f("uq_trips_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_trips_uid")),
    )
    op.create_index(op.f("ix_trips_delegation_id"), "trips", ["delegation_id"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_users_person_id_people"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sa.UniqueConstraint("uid", name=op.f("uq_users_uid")),
    )
    op.create_index(op.f("ix_users_person_id"), "users", ["person_id"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("etag", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["trip_id"], ["trips.id"], name=op.f("fk_feeds_trip_id_trips"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feeds_token_hash")),
    )
    op.create_index(op.f("ix_feeds_trip_id"), "feeds", ["trip_id"], unique=False)
    op.create_table(
        "items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("planned_day", sa.Date(), nullable=False),
        sa.Column("planned_end_day", sa.Date(), nullable=True),
        sa.Column("planned_start", sa.String(length=80), nullable=True),
        sa.Column("planned_end", sa.String(length=80), nullable=True),
        sa.Column("planned_part", sa.String(length=40), nullable=True),
        sa.Column("planned_place_id", sa.Integer(), nullable=True),
        sa.Column("planned_place_note", sa.JSON(), nullable=False),
        sa.Column("actual_day", sa.Date(), nullable=True),
        sa.Column("actual_end_day", sa.Date(), nullable=True),
        sa.Column("actual_start", sa.String(length=80), nullable=True),
        sa.Column("actual_end", sa.String(length=80), nullable=True),
        sa.Column("actual_part", sa.String(length=40), nullable=True),
        sa.Column("actual_place_id", sa.Integer(), nullable=True),
        sa.Column("actual_place_note", sa.JSON(), nullable=False),
        sa.Column("actual_title", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("visibility", sa.String(length=40), nullable=False),
        sa.Column("press_access", sa.String(length=40), nullable=True),
        sa.Column("whole_delegation", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("interpretation", sa.String(length=40), nullable=False),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.Column("rain_plan", sa.JSON(), nullable=False),
        sa.Column("dress", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(planned_start IS NULL) <> (planned_part IS NULL)", name=op.f("ck_items_planned_start_or_part")
        ),
        sa.CheckConstraint(
            "actual_day IS NULL OR (actual_start IS NULL) <> (actual_part IS NULL)",
            name=op.f("ck_items_actual_start_or_part"),
        ),
        sa.ForeignKeyConstraint(
            ["actual_place_id"], ["places.id"], name=op.f("fk_items_actual_place_id_places"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_items_event_id_events"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["planned_place_id"], ["places.id"], name=op.f("fk_items_planned_place_id_places"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trips.id"], name=op.f("fk_items_trip_id_trips"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        sa.UniqueConstraint("trip_id", "key", name=op.f("uq_items_trip_id_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_items_uid")),
    )
    op.create_index(op.f("ix_items_actual_place_id"), "items", ["actual_place_id"], unique=False)
    op.create_index(op.f("ix_items_event_id"), "items", ["event_id"], unique=False)
    op.create_index(op.f("ix_items_planned_day"), "items", ["planned_day"], unique=False)
    op.create_index(op.f("ix_items_planned_place_id"), "items", ["planned_place_id"], unique=False)
    op.create_index(op.f("ix_items_trip_id"), "items", ["trip_id"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("view", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("entry_uid", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("core", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["trip_id"], ["trips.id"], name=op.f("fk_ledger_trip_id_trips"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint(
            "trip_id", "view", "language", "entry_uid", name=op.f("uq_ledger_trip_id_view_language_entry_uid")
        ),
    )
    op.create_index(op.f("ix_ledger_trip_id"), "ledger", ["trip_id"], unique=False)
    op.create_table(
        "member_parties",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_member_parties_member_id_members"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["sub_parties.id"], name=op.f("fk_member_parties_party_id_sub_parties"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "party_id", name=op.f("pk_member_parties")),
    )
    op.create_index(op.f("ix_member_parties_party_id"), "member_parties", ["party_id"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["users.id"], name=op.f("fk_revisions_published_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["trip_id"], ["trips.id"], name=op.f("fk_revisions_trip_id_trips"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("trip_id", "number", name=op.f("uq_revisions_trip_id_number")),
    )
    op.create_index(op.f("ix_revisions_published_by_id"), "revisions", ["published_by_id"], unique=False)
    op.create_index(op.f("ix_revisions_trip_id"), "revisions", ["trip_id"], unique=False)
    op.create_table(
        "sign_in_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sign_in_links_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_links_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_links_user_id"), "sign_in_links", ["user_id"], unique=False)
    op.create_table(
        "trip_events",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["events.id"], name=op.f("fk_trip_events_record_id_events"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["trip_id"], ["trips.id"], name=op.f("fk_trip_events_trip_id_trips"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trip_id", "record_id", name=op.f("pk_trip_events")),
    )
    op.create_index(op.f("ix_trip_events_record_id"), "trip_events", ["record_id"], unique=False)
    op.create_table(
        "trip_organisations",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["organisations.id"],
            name=op.f("fk_trip_organisations_record_id_organisations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["trip_id"], ["trips.id"], name=op.f("fk_trip_organisations_trip_id_trips"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trip_id", "record_id", name=op.f("pk_trip_organisations")),
    )
    op.create_index(op.f("ix_trip_organisations_record_id"), "trip_organisations", ["record_id"], unique=False)
    op.create_table(
        "trip_people",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["people.id"], name=op.f("fk_trip_people_record_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["trip_id"], ["trips.id"], name=op.f("fk_trip_people_trip_id_trips"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trip_id", "record_id", name=op.f("pk_trip_people")),
    )
    op.create_index(op.f("ix_trip_people_record_id"), "trip_people", ["record_id"], unique=False)
    op.create_table(
        "trip_places",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["places.id"], name=op.f("fk_trip_places_record_id_places"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["trip_id"], ["trips.id"], name=op.f("fk_trip_places_trip_id_trips"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trip_id", "record_id", name=op.f("pk_trip_places")),
    )
    op.create_index(op.f("ix_trip_places_record_id"), "trip_places", ["record_id"], unique=False)
    op.create_table(
        "web_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_web_sessions_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_sessions_token_hash")),
    )
    op.create_index(op.f("ix_web_sessions_expires_at"), "web_sessions", ["expires_at"], unique=False)
    op.create_index(op.f("ix_web_sessions_user_id"), "web_sessions", ["user_id"], unique=False)
    op.create_table(
        "attendees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_attendees_item_id_items"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_attendees_person_id_people"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendees")),
        sa.UniqueConstraint("item_id", "person_id", name=op.f("uq_attendees_item_id_person_id")),
    )
    op.create_index(op.f("ix_attendees_item_id"), "attendees", ["item_id"], unique=False)
    op.create_index(op.f("ix_attendees_person_id"), "attendees", ["person_id"], unique=False)
    op.create_table(
        "booths",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("zone", sa.JSON(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("exhibits", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_booths_item_id_items"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_booths")),
    )
    op.create_index(op.f("ix_booths_item_id"), "booths", ["item_id"], unique=False)
    op.create_table(
        "item_organisations",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_item_organisations_item_id_items"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_item_organisations_organisation_id_organisations"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("item_id", "organisation_id", name=op.f("pk_item_organisations")),
    )
    op.create_index(
        op.f("ix_item_organisations_organisation_id"), "item_organisations", ["organisation_id"], unique=False
    )
    op.create_table(
        "item_parties",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_item_parties_item_id_items"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["sub_parties.id"], name=op.f("fk_item_parties_party_id_sub_parties"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("item_id", "party_id", name=op.f("pk_item_parties")),
    )
    op.create_index(op.f("ix_item_parties_party_id"), "item_parties", ["party_id"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("topic", sa.JSON(), nullable=False),
        sa.Column("actual_topic", sa.JSON(), nullable=False),
        sa.Column("material", sa.JSON(), nullable=False),
        sa.Column("material_url", sa.String(length=2000), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_sessions_item_id_items"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["people.id"], name=op.f("fk_sessions_speaker_id_people"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_item_id"), "sessions", ["item_id"], unique=False)
    op.create_index(op.f("ix_sessions_speaker_id"), "sessions", ["speaker_id"], unique=False)
    op.create_table(
        "stays",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("rooms", sa.JSON(), nullable=False),
        sa.Column("booking", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_stays_item_id_items"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_stays")),
    )
    op.create_index(op.f("ix_stays_item_id"), "stays", ["item_id"], unique=False)
    op.create_table(
        "transfers",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=True),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("destination_id", sa.Integer(), nullable=True),
        sa.Column("pick_up", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["places.id"], name=op.f("fk_transfers_destination_id_places"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_transfers_item_id_items"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["places.id"], name=op.f("fk_transfers_origin_id_places"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_transfers")),
    )
    op.create_index(op.f("ix_transfers_destination_id"), "transfers", ["destination_id"], unique=False)
    op.create_index(op.f("ix_transfers_item_id"), "transfers", ["item_id"], unique=False)
    op.create_index(op.f("ix_transfers_origin_id"), "transfers", ["origin_id"], unique=False)
    op.create_table(
        "shifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.String(length=80), nullable=False),
        sa.Column("end", sa.String(length=80), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.CheckConstraint("needed >= 1", name=op.f("ck_shifts_needs_somebody")),
        sa.ForeignKeyConstraint(
            ["booth_id"], ["booths.item_id"], name=op.f("fk_shifts_booth_id_booths"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
        sa.UniqueConstraint("uid", name=op.f("uq_shifts_uid")),
    )
    op.create_index(op.f("ix_shifts_booth_id"), "shifts", ["booth_id"], unique=False)
    op.create_table(
        "shift_people",
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_shift_people_person_id_people"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_shift_people_shift_id_shifts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("shift_id", "person_id", name=op.f("pk_shift_people")),
    )
    op.create_index(op.f("ix_shift_people_person_id"), "shift_people", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_shift_people_person_id"), table_name="shift_people")
    op.drop_table("shift_people")
    op.drop_index(op.f("ix_shifts_booth_id"), table_name="shifts")
    op.drop_table("shifts")
    op.drop_index(op.f("ix_transfers_origin_id"), table_name="transfers")
    op.drop_index(op.f("ix_transfers_item_id"), table_name="transfers")
    op.drop_index(op.f("ix_transfers_destination_id"), table_name="transfers")
    op.drop_table("transfers")
    op.drop_index(op.f("ix_stays_item_id"), table_name="stays")
    op.drop_table("stays")
    op.drop_index(op.f("ix_sessions_speaker_id"), table_name="sessions")
    op.drop_index(op.f("ix_sessions_item_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_item_parties_party_id"), table_name="item_parties")
    op.drop_table("item_parties")
    op.drop_index(op.f("ix_item_organisations_organisation_id"), table_name="item_organisations")
    op.drop_table("item_organisations")
    op.drop_index(op.f("ix_booths_item_id"), table_name="booths")
    op.drop_table("booths")
    op.drop_index(op.f("ix_attendees_person_id"), table_name="attendees")
    op.drop_index(op.f("ix_attendees_item_id"), table_name="attendees")
    op.drop_table("attendees")
    op.drop_index(op.f("ix_web_sessions_user_id"), table_name="web_sessions")
    op.drop_index(op.f("ix_web_sessions_expires_at"), table_name="web_sessions")
    op.drop_table("web_sessions")
    op.drop_index(op.f("ix_trip_places_record_id"), table_name="trip_places")
    op.drop_table("trip_places")
    op.drop_index(op.f("ix_trip_people_record_id"), table_name="trip_people")
    op.drop_table("trip_people")
    op.drop_index(op.f("ix_trip_organisations_record_id"), table_name="trip_organisations")
    op.drop_table("trip_organisations")
    op.drop_index(op.f("ix_trip_events_record_id"), table_name="trip_events")
    op.drop_table("trip_events")
    op.drop_index(op.f("ix_sign_in_links_user_id"), table_name="sign_in_links")
    op.drop_table("sign_in_links")
    op.drop_index(op.f("ix_revisions_trip_id"), table_name="revisions")
    op.drop_index(op.f("ix_revisions_published_by_id"), table_name="revisions")
    op.drop_table("revisions")
    op.drop_index(op.f("ix_member_parties_party_id"), table_name="member_parties")
    op.drop_table("member_parties")
    op.drop_index(op.f("ix_ledger_trip_id"), table_name="ledger")
    op.drop_table("ledger")
    op.drop_index(op.f("ix_items_trip_id"), table_name="items")
    op.drop_index(op.f("ix_items_planned_place_id"), table_name="items")
    op.drop_index(op.f("ix_items_planned_day"), table_name="items")
    op.drop_index(op.f("ix_items_event_id"), table_name="items")
    op.drop_index(op.f("ix_items_actual_place_id"), table_name="items")
    op.drop_table("items")
    op.drop_index(op.f("ix_feeds_trip_id"), table_name="feeds")
    op.drop_table("feeds")
    op.drop_index(op.f("ix_users_person_id"), table_name="users")
    op.drop_table("users")
    op.drop_index(op.f("ix_trips_delegation_id"), table_name="trips")
    op.drop_table("trips")
    op.drop_index(op.f("ix_travel_profiles_person_id"), table_name="travel_profiles")
    op.drop_table("travel_profiles")
    op.drop_index(op.f("ix_sub_parties_delegation_id"), table_name="sub_parties")
    op.drop_table("sub_parties")
    op.drop_index(op.f("ix_members_person_id"), table_name="members")
    op.drop_index(op.f("ix_members_delegation_id"), table_name="members")
    op.drop_table("members")
    op.drop_index(op.f("ix_contacts_person_id"), table_name="contacts")
    op.drop_table("contacts")
    op.drop_index(op.f("ix_people_organisation_id"), table_name="people")
    op.drop_table("people")
    op.drop_index(op.f("ix_events_venue_id"), table_name="events")
    op.drop_index(op.f("ix_events_organiser_id"), table_name="events")
    op.drop_table("events")
    op.drop_index(op.f("ix_delegations_organisation_id"), table_name="delegations")
    op.drop_table("delegations")
    op.drop_index(op.f("ix_sign_in_attempts_tried_at"), table_name="sign_in_attempts")
    op.drop_index("ix_sign_in_attempts_address_tried_at", table_name="sign_in_attempts")
    op.drop_index("ix_sign_in_attempts_account_tried_at", table_name="sign_in_attempts")
    op.drop_table("sign_in_attempts")
    op.drop_table("places")
    op.drop_table("organisations")
