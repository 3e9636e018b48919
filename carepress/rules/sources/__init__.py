"""Rules: Sources and citations."""
