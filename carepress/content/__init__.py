"""What editors write: the content model, its loader and the library of everything in one content folder.

Knows articles, people, topics and their text. It must not know Pelican, templates or output files.
"""
