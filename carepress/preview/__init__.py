"""The preview: the real page while it is being written, with what is wrong with its article beside it.

Nothing here is part of a built site. Pages are rendered when somebody looks at them, by what a build renders them with.
"""
