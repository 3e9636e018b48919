"""Rules: Who reviewed, and when."""
