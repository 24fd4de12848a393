"""Between records and snapshots: `load` reads a trip out of the database, `store` writes one in."""
