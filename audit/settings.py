"""The example site as one that wants to be found: the demonstration asks search engines not to list it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from pelicanconf import *  # noqa: F403 - all of them

CAREPRESS_DEMONSTRATION = False
