"""Markdown to sections of blocks: Python-Markdown with what the content model adds and without what it refuses."""

from carepress.content.markdown.document import Converter, DataAnswer, DataItems, DataSection, DataStep, DataText

__all__ = ["Converter", "DataAnswer", "DataItems", "DataSection", "DataStep", "DataText"]
