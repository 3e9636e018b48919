"""Carepress measured beside other generators, on the same invented articles: ``make bench``.

Nothing here is part of the package, and the package knows nothing of it.
"""
