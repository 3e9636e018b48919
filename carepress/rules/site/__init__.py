"""Rules: What holds the site together."""
