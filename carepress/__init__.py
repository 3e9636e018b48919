"""Carepress: a static website generator for consumer-health articles, built on Pelican."""

__version__ = "0.1.0"
