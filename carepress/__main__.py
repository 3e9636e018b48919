"""``python -m carepress``."""

from carepress.cli import main

main()
