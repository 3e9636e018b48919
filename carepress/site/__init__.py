"""The site: which pages there are, what each shows, and a whole build from content folder to output."""
