"""What the site tells machines: structured data, feeds, the sitemap and robots.txt.

Knows the content model and what a review may claim. It must not know templates, pages' views or output files: callers
decide which pages exist and where bytes are written.
"""
