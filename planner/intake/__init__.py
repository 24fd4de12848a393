"""From files that people hand in to plain values: bytes come in, nothing is stored here."""
