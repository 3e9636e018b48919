"""Every component with its examples, and the tokens of the theme, on pages for designers. Never part of a site."""
