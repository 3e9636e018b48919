"""How a tree of files becomes visible: artifacts, collisions, the swap. It knows nothing of health."""
