"""Rules: The sections an article needs."""
