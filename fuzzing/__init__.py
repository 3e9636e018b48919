"""Mutated content, thrown at the loader, the rules and the pages: nothing a stranger writes may break them."""
