"""Rules: Links and media."""
