"""Rules: Plain words."""
