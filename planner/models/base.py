"""What every record of the desk has: an identity for outside, a readable key, a version against lost updates."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column


def new_uid() -> str:
    """A random identity (UUID version 4, RFC 9562), given once and for life."""
    return str(uuid4())


def reference(target: str, **options: Any) -> Any:
    """A column that names another record, which cannot be deleted while it is named."""
    return mapped_column(ForeignKey(target, ondelete="RESTRICT"), index=True, **options)


def part_of(target: str, **options: Any) -> Any:
    """A column that names the record this one is a part of and goes with."""
    return mapped_column(ForeignKey(target, ondelete="CASCADE"), index=True, **options)


class Record:
    """A record that staff edit by itself. `key` is the readable id of the trip file, `uid` the identity outside.

    `version` counts the edits. It guards twice: within a transaction SQLAlchemy compares it when it writes, and the
    desk compares it with the version that the browser saw.
    """

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-4)
    key: Mapped[str] = mapped_column(String(64), sort_order=-3)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid, sort_order=-2)
    version: Mapped[int] = mapped_column(default=1, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
