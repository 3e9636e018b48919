"""Rules: Care cards."""
